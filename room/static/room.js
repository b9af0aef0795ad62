// What a page does better with a script: keys, copying, the value beside a slider. Everything else
// is forms and links, and works without.
(() => {
  const say = (text) => {
    const place = document.getElementById("said");
    place.textContent = text;
    window.clearTimeout(say.timer);
    say.timer = window.setTimeout(() => { place.textContent = ""; }, 4000);
  };
  const cards = () => [...document.querySelectorAll("article.card")];
  const here = () => document.activeElement?.closest?.("article.card")
    ?? document.querySelector("article.card.chosen") ?? cards()[0];
  const choose = (card) => {
    if (!card) return;
    document.querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
    card.classList.add("chosen");
    document.querySelector(`[data-for="${card.dataset.statement}"]`)?.classList.add("chosen");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const all = cards(), at = all.indexOf(here());
    const started = document.activeElement?.closest?.("article.card");
    choose(started ? all[at + by] : here());
  };
  const copy = async (link) => {
    try {
      const answer = await fetch(link.dataset.copy, { credentials: "same-origin" });
      if (!answer.ok) throw new Error();
      const quote = await answer.json();
      const as = (kind, text) => new Blob([text], { type: kind });
      await navigator.clipboard.write([new ClipboardItem({
        "text/plain": as("text/plain", quote.text), "text/html": as("text/html", quote.html),
      })]);
      say("Copied, with its citation.");
    } catch { window.location.assign(link.href); }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-copy]");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); copy(link); }
    const outline = event.target.closest?.(".outline");
    if (outline) { event.preventDefault(); choose(document.getElementById(`s-${outline.dataset.for}`)); }
  });
  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, summary, [contenteditable]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (!cards().length) return;
      event.preventDefault();
      step(key === "ArrowDown" ? 1 : -1);
      return;
    }
    const within = key.startsWith("Arrow") ? document : here();
    const target = within?.querySelector?.(`[data-key="${key}"]`);
    if (target) { event.preventDefault(); target.click(); }
  });
  document.addEventListener("input", (event) => {
    const shown = event.target.matches?.("input[type=range]") && document.getElementById(`${event.target.id}-value`);
    if (shown) shown.textContent = event.target.value;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const asked = event.detail.requestConfig;
    const sent = (name) => asked?.parameters?.get?.(name) ?? asked?.parameters?.[name];
    const card = document.getElementById(`s-${sent("statement")}`);
    if (!card) return;
    choose(card);
    const done = { keep: ["Kept for this session.", "Taken out of this session."],
      strike: ["Struck for this session.", "Brought back."] }[asked.path.split("/").pop()];
    if (done) say(done[sent("to") === "no" ? 1 : 0]);
  });
  document.addEventListener("htmx:responseError", () => say("This was not saved. Load the page again and try once more."));
  document.addEventListener("htmx:sendError", () => say("The reading room does not answer. Is `reviews read` still running?"));
  const asked = window.location.hash.startsWith("#s-") && document.getElementById(window.location.hash.slice(1));
  if (asked) choose(asked);
})();
