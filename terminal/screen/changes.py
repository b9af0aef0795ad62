"""What differs between two builds, for somebody who wants to know what is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from terminal.screen.tables import headed
from warehouse import KeptBuild

_NAMED = 20  # items of one kind that are shown; --json gives all
_QUOTED = 3  # statements of one kind that are shown for one review
_WIDE = 110  # characters of a statement
_SIGNS = {"new": "+", "changed": "~", "gone": "-"}


def show_changes(differences: Mapping[str, Any], console: Console) -> None:
    """Counts of every view; then reviews, documents and statements by name (fields as in Diff)."""
    console.print(
        f"From build {differences['first']}\n  to build {differences['second']}", soft_wrap=True
    )
    if differences["first"] == differences["second"]:
        console.print("They are the same build.")
    if differences["other_versions"]:
        parts = ", ".join(differences["other_versions"])
        console.print(
            f"The builds were made with different versions of these: {parts}. That explains part"
            " of the changes."
        )
    for words in differences["counting"]:
        console.print(words, style="yellow", soft_wrap=True)
    _show_counts(differences["changes"], console)
    by_view = {change["view"]: change for change in differences["changes"]}
    reviews = by_view["reviews"]
    known = {item["key"] for kind in ("new", "gone") for item in reviews[kind]}
    for kind in _SIGNS:
        _show(f"Reviews: {kind}", [_review(kind, item) for item in reviews[kind]], console)
    for kind in _SIGNS:
        items = [i for i in by_view["documents"][kind] if i["review_id"] not in known]
        title = f"Documents of other reviews: {kind}"
        _show(title, [f"{_line(kind, i)}, of {i['review'] or 'no review'}" for i in items], console)
    titles = "Statements of reviews that both builds have"
    _show(titles, _statements(by_view["statements"], known), console)


def show_builds(builds: Iterable[KeptBuild], console: Console) -> None:
    """The builds in the data folder, oldest first, and which of them are kept for good."""
    table = headed("Builds", "build", "MB", "kept for good")
    for build in builds:
        kept = f"yes: {build.why}" if build.why else "yes"
        table.add_row(build.name, f"{build.bytes / 1e6:.0f}", kept if build.is_kept else "no")
    console.print(table)


def _show_counts(changes: Iterable[Mapping[str, Any]], console: Console) -> None:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("")
    for name in ("before", "after", *_SIGNS):
        table.add_column(name, justify="right")
    for change in changes:
        counts = [change["n_before"], change["n_after"], *(len(change[k]) for k in _SIGNS)]
        table.add_row(change["view"], *map(str, counts))
    console.print(table)


def _show(title: str, lines: list[str], console: Console) -> None:
    if not lines:
        return
    console.print(Text(f"\n{title}", "bold"))
    for line in lines[:_NAMED]:
        console.print(Text(line), soft_wrap=True)
    if len(lines) > _NAMED:
        console.print(f"  ... and {len(lines) - _NAMED} more: --json lists them all")


def _review(kind: str, item: Mapping[str, Any]) -> str:
    if kind != "new":
        return _line(kind, item)
    columns = item["columns"]
    counts = [f"{what} {columns[f'n_{what}'][1]}" for what in ("recommendations", "findings")]
    return f"  + {item['name']} ({item['key']}; {', '.join(counts)})"


def _line(kind: str, item: Mapping[str, Any]) -> str:
    told = f" ({item['note']})" if item["note"] else ""
    if kind == "changed":
        told = f": {_values(item)}"
    return f"  {_SIGNS[kind]} {item['name']}{told}"


def _statements(change: Mapping[str, Any], known: set[str]) -> list[str]:
    """One entry per review: how many statements changed, and the first of them in words."""
    groups: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {k: [] for k in _SIGNS})
    for kind, sign in _SIGNS.items():
        for item in change[kind]:
            if item["review_id"] not in known:
                name = item["review"] or item["review_id"] or "no review"
                groups[name][kind].append(f"    {sign} {_words(kind, item)}")
    entries = []
    for name, lines in sorted(groups.items()):
        counts = ", ".join(f"{len(lines[kind])} {kind}" for kind in _SIGNS)
        shown = [line for kind in _SIGNS for line in lines[kind][:_QUOTED]]
        entries.append("\n".join([f"  {name}: {counts}", *shown]))
    return entries


def _words(kind: str, item: Mapping[str, Any]) -> str:
    if kind == "changed":
        return f"{item['name']}: {_values(item)}"
    before, after = item["columns"]["text"]
    words = str(after or before)
    return f"{item['name']}: {words if len(words) <= _WIDE else words[: _WIDE - 3] + '...'}"


def _values(item: Mapping[str, Any]) -> str:
    pairs = item["columns"].items()
    return ", ".join(f"{name} {_said(old)} -> {_said(new)}" for name, (old, new) in pairs)


def _said(value: Any) -> str:
    return "not stated" if value is None else str(value)
