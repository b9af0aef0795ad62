"""What people may correct, as written in `corrections/*.yaml`."""

from __future__ import annotations

from typing import Literal

import msgspec

from models.records import Kind

Action = Literal[
    "add_theme", "remove_theme", "set_themes", "set_kind", "set_text", "split", "merge", "drop",
    "accept", "mask",
]  # fmt: skip
THEME_ACTIONS = frozenset({"add_theme", "remove_theme", "set_themes"})
DECIDES = frozenset({"accept", "mask"})  # about what the privacy screen holds


class Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision of a person about one statement.

    `statement_id` and `quote` (the statement's text, or its beginning of 20 characters or more)
    both name the statement, so that it is found again when a new extraction gives it a new id.
    Fields by action: `theme` (add_theme, remove_theme), `themes` (set_themes: all that the
    statement has, and no others; none where it has none), `kind` (set_kind), `text` (set_text: the
    part of the quote that is the statement; mask: what is to be read instead; merge: nothing),
    `parts` (split: consecutive parts of the text), `merge_with` (merge: quotes of the statements
    that follow and belong to it), `field` (accept, mask: where the text is, see HeldText).
    """

    document_id: str
    statement_id: str
    quote: str
    action: Action
    who: str
    why: str
    when: str = ""  # ISO date
    theme: str | None = None
    themes: tuple[str, ...] = ()
    kind: Kind | None = None
    text: str | None = None
    parts: tuple[str, ...] = ()
    merge_with: tuple[str, ...] = ()
    field: str = ""
    file: str = ""  # set on reading: file and line, for messages


NEEDS: dict[Action, str] = {
    "add_theme": "theme",
    "remove_theme": "theme",
    "set_kind": "kind",
    "set_text": "text",
    "split": "parts",
    "merge": "merge_with",
    "mask": "text",
}
