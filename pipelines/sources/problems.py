"""Says in plain words what is wrong with a source file: which field, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipelines.sources.schema import Source
from pipelines.sources.settings import Discovery
from vocabulary.errors import ReviewsError

_STRATEGY_PLACES = 2  # ("discovery", "listing", ...): the second part is not in the file


# What pydantic's kinds of error mean to somebody who writes a YAML file.
_PLAIN = {
    "tuple_type": "a list: [one, two], or one entry per line after a dash",
    "too_short": "a list of at least {min_length} entry",
    "string_type": "text (numbers need quotation marks)",
    "string_too_short": "text of at least {min_length} characters",
    "string_pattern": "of small letters, numbers and the signs in {pattern}",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "date": "a date such as 2026-11-23",
    "model": "a group of indented lines `name: value`",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
}


class SourceFileError(ReviewsError, ValueError):
    """A source file cannot be used; `problems` holds one sentence for each fault.

    If several files are at fault, `file_name` is empty and each sentence names its file.
    """

    def __init__(self, file_name: str, problems: Iterable[str]) -> None:
        self.file_name = file_name
        self.problems = tuple(problems)
        named = f"{file_name}: " if file_name else ""
        super().__init__("\n".join(f"{named}{problem}" for problem in self.problems))


def explain(error: ValidationError) -> list[str]:
    """One sentence for each fault that pydantic found."""
    return [_sentence(detail) for detail in error.errors(include_url=False)]


def field_names(place: tuple[int | str, ...]) -> tuple[str, ...]:
    """The names allowed at a place of the file, for `did you mean`."""
    if not place:
        return tuple(name for name in Source.model_fields if name not in {"source_id", "origin"})
    model = _settings_models().get(str(place[1])) if len(place) == _STRATEGY_PLACES else None
    if model is None:
        annotation = Source.model_fields[str(place[0])].annotation
        model = annotation if isinstance(annotation, type) else None
    fields: Mapping[str, Any] = getattr(model, "model_fields", {})
    return tuple(fields)


def _settings_models() -> dict[str, type[BaseModel]]:
    models = Discovery.__args__[0].__args__
    return {model.model_fields["strategy"].annotation.__args__[0]: model for model in models}


def _sentence(detail: ErrorDetails) -> str:
    place = detail["loc"]
    shown = _shown(place)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        allowed = field_names(place[:-1])
        close = get_close_matches(str(place[-1]), allowed, n=1)
        hint = f"did you mean `{close[0]}`?" if close else f"allowed here: {', '.join(allowed)}"
        return f"field `{shown}` is not known; {hint}"
    if kind == "missing":
        return f"field `{shown}` is missing"
    if kind in {"enum", "literal_error"}:
        return f"field `{shown}` is {detail['input']!r}; allowed: {_allowed(context)}"
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return f"field `discovery.strategy` must be one of: {', '.join(_settings_models())}"
    if kind == "value_error":
        return f"field `{shown}`: {context['error']}" if place else str(context["error"])
    return f"field `{shown}` is {_brief(detail['input'])}; {_wanted(detail)}"


def _wanted(detail: ErrorDetails) -> str:
    """What the field must be, in plain words."""
    kind, context = detail["type"], detail.get("ctx", {})
    plain = next((words for start, words in _PLAIN.items() if kind.startswith(start)), None)
    if plain:
        return f"it must be {plain.format(**context)}"
    message = detail["msg"]
    return message[:1].lower() + message[1:]


def _brief(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _allowed(context: Mapping[str, Any]) -> str:
    return str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")


def _shown(place: tuple[int | str, ...]) -> str:
    parts = list(place)
    if len(parts) > 1 and parts[0] == "discovery" and parts[1] in _settings_models():
        del parts[1]
    text = ""
    for part in parts:
        text += f" (entry {part + 1})" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")
