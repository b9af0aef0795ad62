"""What a team says in every briefing: its own file, with shipped defaults for the rest."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from briefings.shortlist import ShortlistError
from vocabulary.yaml_text import YamlError, value_of

_SETTING = re.compile(r"`\$\.(\w+)(\[)?")
FOLDER = Path(__file__).parent
DEFAULTS = FOLDER / "team.yaml"


class PackError(ShortlistError):
    """A pack cannot be written; says what to do."""


class Team(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of a team; `team.yaml` explains each of them."""

    team: str
    presenters: tuple[str, ...]
    own_areas: tuple[str, ...]
    mailbox: str
    feedback_link: str
    most_words: int
    care: tuple[str, ...]
    care_contacts: tuple[str, ...]
    note_takers: str
    agreement: tuple[str, ...]
    prompts: tuple[str, ...]
    prompts_opening: str
    hard_moments: tuple[str, ...]
    not_aloud: tuple[str, ...]
    who_chose: str
    person_chose: str
    as_proposed: str
    kept_from: str


class Trait(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that can point to one family, with examples that check the pattern."""

    id: str
    what: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def found(self, text: str) -> str | None:
        """The words of the text that match."""
        match = re.search(rf"\b(?:{self.pattern})\b", text, re.IGNORECASE)
        return match[0] if match else None


class _Traits(msgspec.Struct, frozen=True):
    traits: tuple[Trait, ...]


def team_settings(path: Path | None = None) -> Team:
    """The team's settings, or the shipped ones if there is no file."""
    values = _mapping(DEFAULTS)
    if path:
        values |= _mapping(path)
    try:
        return msgspec.convert(values, Team)
    except msgspec.ValidationError as error:
        raise PackError(f"{path}: {_in_plain_words(str(error), values)}") from error


def _in_plain_words(problem: str, values: dict[str, Any]) -> str:
    """What is wrong with a setting, and how to write it."""
    known = Team.__struct_fields__
    if unknown := re.search(r"unknown field `(.+?)`", problem):
        name = unknown.group(1)
        near = get_close_matches(name, known, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        return f"there is no setting {name}.{meant} Known settings: {', '.join(known)}."
    found = _SETTING.search(problem)
    if found is None:
        return problem
    name, entry = found.groups()
    value = values[name]
    if entry:
        return f"each entry of {name} is text: put it between quotation marks."
    if "Expected `array`" in problem:
        return f"{name} is a list: [{'' if value is None else value}]"
    if "Expected `int`" in problem:
        return f"{name} is a whole number, such as {_mapping(DEFAULTS)[name]}."
    return f"{name} is text: put it between quotation marks."


def traits() -> tuple[Trait, ...]:
    """The rare traits; each pattern matches its examples and for none of the others."""
    found = msgspec.convert(_mapping(FOLDER / "rare_traits.yaml"), _Traits).traits
    for trait in found:
        missed = [text for text in trait.examples if not trait.found(text)]
        wrong = [text for text in trait.counter_examples if trait.found(text)]
        if missed or wrong:
            raise PackError(
                f"rare_traits.yaml, {trait.id} fails its example {(missed + wrong)[0]!r}."
            )
    return found


def _mapping(path: Path) -> dict[str, Any]:
    try:
        found = value_of(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path} cannot be read: give a YAML file with --settings.") from error
    except YamlError as error:
        raise PackError(f"{path}, {error}") from error
    if not isinstance(found, dict):
        raise PackError(f"{path} has no settings: each line is a name, a colon and a value.")
    return found
