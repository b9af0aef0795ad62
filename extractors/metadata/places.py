"""Nations by the names of their councils, police forces, boards and bodies."""

from __future__ import annotations

from vocabulary.rules import asked

_NATIONS = (
    ("Wales", asked("nations", "wales")),
    ("Scotland", asked("nations", "scotland")),
    ("Northern Ireland", asked("nations", "northern_ireland")),
    ("England", asked("nations", "england")),
)


def nation_named(text: str) -> tuple[str, str] | None:
    """The nation that a name belongs to and the words that show it, or None."""
    for nation, named in _NATIONS:
        match = named.find(text)
        if match:
            return nation, match.group()
    return None


def nation_counted(text: str, at_least: int = 1) -> tuple[str, str] | None:
    """The nation that a text names most often; None where two are named nearly as often.

    `at_least` is how often it has to be named.
    """
    counts = {nation: named.plain.findall(text) for nation, named in _NATIONS}
    (nation, found), (_, second), *_ = sorted(
        counts.items(), key=lambda pair: len(pair[1]), reverse=True
    )
    is_named = len(found) >= at_least and len(found) > 2 * len(second)
    return (nation, found[0]) if is_named else None
