"""The flow `briefing`: one file for each audience, ready when its author sits down.

An audience file is YAML: `title`, `seed` (a review), `themes` (a list), `since` (a date), `limit`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import yaml
from prefect.artifacts import create_markdown_artifact

from archive.errors import UserError
from archive.places import Places
from briefings import BriefingError, as_markdown, select
from warehouse.errors import WarehouseError


class Audience(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For whom a briefing is prepared, and about what."""

    title: str
    seed: str | None = None
    themes: tuple[str, ...] = ()
    since: date | None = None
    limit: int = 6


def prepare(data: Path, folder: Path | None) -> tuple[list[Path], list[str]]:
    """Briefings for all audience files of a folder (DATA/audiences), and what was wrong with some.

    A file of the same day that somebody may have worked on is left as it is.
    Raises UserError where there is no audience file.
    """
    where = folder or data / "audiences"
    files = sorted(where.glob("*.y*ml"))
    if not files:
        raise UserError(
            f"No audience file (*.yaml) is in {where}: write one with title and themes."
        )
    made: list[Path] = []
    faults: list[str] = []
    for file in files:
        try:
            made.append(_one(data, file))
        except (msgspec.ValidationError, yaml.YAMLError, BriefingError, WarehouseError) as error:
            faults.append(f"{file.name}: {error}")
    return made, faults


def _one(data: Path, file: Path) -> Path:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    audience = msgspec.convert(content, Audience, strict=False)
    found = select(
        Places(data).warehouse,
        seed=audience.seed,
        themes=audience.themes,
        since=audience.since.isoformat() if audience.since else None,
        limit=audience.limit,
    )
    text = as_markdown(found)
    target = data / "briefings" / f"{file.stem}-{date.today().isoformat()}.md"  # noqa: DTZ011
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        target.write_text(text, encoding="utf-8")
    create_markdown_artifact(
        key=f"briefing-{file.stem.lower().replace('_', '-')}",
        markdown=text,
        description=f"{audience.title}: {target}",
    )
    return target
