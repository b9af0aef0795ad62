"""Query strings that nobody sends by accident; the same for the same number."""

import random
from urllib.parse import quote, unquote

_NAMES = [
    "q", "at", "any", "page", "find", "view", "statement", "document", "theme", "nation", "kind",
    "year", "publisher", "addressee", "sector", "type", "family", "back", "to", "since", "narrow",
    "number", "saved",
]  # fmt: skip
_VALUES = [
    "", "0", "-1", "1", "99999999999999999999", "1e9", "NaN", "٣", "²", "%00", "%ff%fe",
    "%ED%A0%80", "' or 1=1 --", "\"; drop table reviews; --", "') union select 1 --", "$words",
    "{{7*7}}", "${x}", "<script>alert(1)</script>", "\"><svg onload=alert(1)>",
    "../../../../etc/passwd", "//evil.test/", "http://evil.test", "javascript:alert(1)",
    "\\\\evil", "/\\evil", "a" * 5000, "é" * 400, "\u202e", "\"", "\"\"", "-", "--", "-\"", "- -",
    "(", ")", "[", "*", ".*", "(?i)(", "kind:x", "kind:finding", "nation:mars", "theme:nix",
    "year:99999", "year:2024", "NOT child", "child OR father", "child -child", "😀",
    "\n\r\nSet-Cookie: a=b", "family.whole_family", "Wales", "finding", "all", "about", "similar",
    "yes", "null",
]  # fmt: skip
_PATHS = [
    "/", "/reviews", "/search", "/lists/worked", "/lists/asked", "/lists/questions", "/themes",
    "/coverage", "/candidates", "/enter", "/reviews/{review}", "/statements/{statement}",
    "/statements/{statement}/quote", "/statements/{statement}/quote.json",
    "/statements/{statement}/correct", "/session/note/{statement}", "/session/pack", "/session/own",
    "/session/review-words/{review}",
    "/session/pack/{value}", "/coverage/report", "/themes/family.whole_family/trend.svg",
    "/like/{statement}",
    "/themes/{value}", "/reviews/{value}", "/statements/{value}", "/like/{value}",
    "/session/note/{value}", "/pictures/{value}/1.png", "/pictures/{document}/{number}.png",
    "/static/{value}", "/{value}",
]  # fmt: skip


def address(number: int, review: str, statement: str, document: str) -> str:
    """The hostile address with this number."""
    dice = random.Random(number)
    path = dice.choice(_PATHS).format(
        review=review,
        statement=statement,
        document=document,
        value=_sent(dice) or "x",
        number=dice.choice([0, 1, 2, 3, 10**6, 10**30]),
    )
    pairs = [f"{dice.choice(_NAMES)}={_sent(dice)}" for _ in range(dice.randrange(5))]
    return path + ("?" + "&".join(pairs) if pairs else "")


_FORMS = [
    "/session/about", "/session/asked", "/session/bring-back", "/session/choose", "/session/done",
    "/session/focus", "/session/keep", "/session/own", "/session/own-move", "/session/own-out",
    "/session/review-words",
    "/session/leave-out", "/session/move", "/session/note", "/session/strike",
    "/session/take-out", "/statements/{statement}/correct",
]  # fmt: skip
_FIELDS = [
    "statement", "review", "cluster", "name", "to", "why", "note", "briefing", "audience", "on",
    "minutes", "question", "missing", "add", "back", "action", "kind", "text", "who", "remove",
    "source", "page", "places", "held", "last_briefing", "was_text", "was_source",
    "weight-family.whole_family",
]  # fmt: skip
_GIVEN = [
    "yes", "no", "up", "down", "add_theme", "drop", "set_text", "2026-02-30", "nan", "1e400",
    "- a: [", "# x", "|\n a", "&a *a", "!!python/object:os.system", "x: y", "é\u2028b",
]  # fmt: skip


def form(number: int, review: str, statement: str) -> tuple[str, dict[str, str]]:
    """The hostile form with this number: its address and its fields."""
    dice = random.Random(number)
    path = dice.choice(_FORMS).format(statement=statement)
    values = [*map(unquote, _VALUES), *_GIVEN, *([review, statement] * 20)]
    names = dice.sample(_FIELDS, dice.randrange(1, 9))
    return path, {name: dice.choice(values) for name in names}


def _sent(dice: random.Random) -> str:
    values = dice.choices(_VALUES, k=2 if dice.random() < 0.2 else 1)
    # Bytes that are no text are sent as they stand.
    return "".join(v if v.startswith("%") else quote(v) for v in values)
