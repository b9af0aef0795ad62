"""Reads the taxonomy's files and refuses whatever would fail later."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import msgspec

from models.records import Theme
from models.themes.schema import Entry, Group, SourceTaxonomy, Taxonomy
from vocabulary.located import Located, Place, VocabularyError, read_located

TAXONOMY_DIR = Path(__file__).with_name("taxonomy")
CROSSWALK = "crosswalk.yaml"


@lru_cache(maxsize=8)
def load_taxonomy(directory: Path = TAXONOMY_DIR) -> Taxonomy:
    """The themes of `directory`, one file per group in the order of their names.

    Raises VocabularyError, which names file and line, for anything that is not as the schema says:
    an unknown field, a missing definition, a duplicate id, an unknown code in a crosswalk, a
    successor that does not exist. Cues and examples are checked by `checks.check_cues`.
    """
    crosswalk_file = directory / CROSSWALK
    files = [path for path in sorted(directory.glob("*.yaml")) if path != crosswalk_file]
    if not files:
        raise VocabularyError(f"there is no taxonomy file (*.yaml) in {directory}")
    sources = _read_crosswalk(crosswalk_file)
    groups: list[Group] = []
    seen: dict[str, str] = {}
    for path in files:
        located = read_located(path, is_own=True)
        group = _convert_group(located)
        _check_group(located, group, seen, sources)
        groups.append(group)
    entries = tuple(entry for group in groups for entry in group.themes)
    _check_successors(entries)
    themes = tuple(_theme(group, entry, sources) for group in groups for entry in group.themes)
    return Taxonomy(tuple(groups), entries, themes, _digest(groups, sources))


def _read_crosswalk(path: Path) -> dict[str, SourceTaxonomy]:
    """The source taxonomies by id; none where the file is absent."""
    if not path.exists():
        return {}
    located = read_located(path, is_own=True)
    try:
        return msgspec.convert(located.value, dict[str, SourceTaxonomy])
    except msgspec.ValidationError as error:
        raise located.misshapen(error, dict[str, SourceTaxonomy]) from error


def _convert_group(located: Located) -> Group:
    """The file as a Group; a schema error is named with the line where it is."""
    try:
        return msgspec.convert(located.value, Group)
    except msgspec.ValidationError as error:
        raise located.misshapen(error, Group) from error


def _check_group(
    located: Located, group: Group, seen: dict[str, str], sources: dict[str, SourceTaxonomy]
) -> None:
    """Ids are new and belong to the group, definitions say something, codes exist."""
    for number, entry in enumerate(group.themes):
        at: Place = ("themes", number)
        if entry.id in seen:
            raise located.error((*at, "id"), f"{entry.id!r} is already in {seen[entry.id]}")
        if not entry.id.startswith(f"{group.id}."):
            raise located.error((*at, "id"), f"{entry.id!r} must begin with {group.id + '.'!r}")
        if not entry.definition.strip():
            raise located.error((*at, "definition"), f"{entry.id!r} has an empty definition")
        if not entry.examples.yes:
            raise located.error((*at, "examples"), f"{entry.id!r} needs an example under yes")
        for source, codes in entry.crosswalk.items():
            for code in codes:
                if source not in sources or code not in sources[source].codes:
                    where = (*at, "crosswalk", source)
                    raise located.error(where, f"{source} {code!r} is not in {CROSSWALK}")
        seen[entry.id] = located.path.name


def _check_successors(entries: tuple[Entry, ...]) -> None:
    """A deprecated theme names one that exists and is in use."""
    in_use = {entry.id for entry in entries if entry.replaced_by is None}
    for entry in entries:
        if entry.replaced_by is not None and entry.replaced_by not in in_use:
            raise VocabularyError(f"{entry.id}: replaced_by {entry.replaced_by!r} is not in use")


def _theme(group: Group, entry: Entry, sources: dict[str, SourceTaxonomy]) -> Theme:
    """The record that analysts see; crosswalk codes come with the source's own label."""
    maps_to = tuple(
        (source, sources[source].codes[code])
        for source, codes in entry.crosswalk.items()
        for code in codes
    )
    return Theme(
        theme_id=entry.id,
        group_id=group.id,
        group_label=group.label,
        label=entry.label,
        definition=entry.definition,
        applies_to=entry.applies_to,
        maps_to=maps_to,
        replaced_by=entry.replaced_by,
    )


def _digest(groups: list[Group], sources: dict[str, SourceTaxonomy]) -> str:
    """Twelve hex digits over everything that can change a label or its reading."""
    data = msgspec.json.encode((groups, sources), order="deterministic")
    return hashlib.sha256(data).hexdigest()[:12]
