"""The flow `briefing`: prepares a shortlist for each audience.

The shortlist made from an audience file is the author's: what she has changed by hand is kept.
"""

from __future__ import annotations

from pathlib import Path

from prefect.artifacts import create_table_artifact

from archive.errors import UserError
from archive.places import Places
from briefings.audiences import audience_files, load_audience
from briefings.selection import BriefingError
from briefings.selection.desk import BriefingDesk
from briefings.selection.naming import named_take, named_themes
from briefings.selection.propose import propose
from briefings.selection.remarks import remarks_of
from briefings.selection.request import Request, again
from briefings.shortlist import ShortlistError, read, write
from models.themes.asked import themes_asked
from vocabulary.located import VocabularyError
from warehouse.errors import WarehouseError

_FAULTS = (BriefingError, ShortlistError, WarehouseError)


def prepare(data: Path, folder: Path | None) -> tuple[list[Path], list[str]]:
    """Write shortlists for all audience files of a folder (DATA/audiences) to DATA/briefings.

    Returns what was wrong with files. Raises UserError if there is no audience file.
    """
    where = folder or Places(data).audiences
    files = audience_files(where)
    if not files:
        raise UserError(f"No audience file (*.yaml) is in {where}: write one with title and lens.")
    made: dict[str, tuple[Path, str]] = {}
    faults: list[str] = []
    for file in files:
        try:
            made[file.stem] = _one(data, file)
        except _FAULTS as error:
            faults.append(f"{file.name}: {error}")
        except VocabularyError as error:  # which names the file itself
            faults.append(str(error))
    rows = [
        {"audience": name, "shortlist": str(path), "matches nothing": says}
        for name, (path, says) in made.items()
    ]
    if rows:  # an empty table would hide what was prepared last time
        create_table_artifact(key="shortlists", table=rows, description="What was prepared")
    return [path for path, _ in made.values()], faults


def _one(data: Path, file: Path) -> tuple[Path, str]:
    """Where its shortlist is, and which of its options match nothing yet."""
    asked = load_audience(file)
    places = Places(data)
    path, out = places.warehouse, places.briefings / f"{file.stem}.yaml"
    desk = BriefingDesk(path)
    existing = read(out) if out.exists() else None
    given = Request(
        focus=desk.review_id(asked.seed) if asked.seed else None,
        themes=named_themes(desk, list(asked.lens)),
        question=" ".join(asked.question.split()),
        take=named_take(
            desk,
            families=None,
            nations=list(asked.nations),
            types=None,
            sectors=None,
            since=None,
            until=None,
            leave_out_places=list(asked.leave_out),
            at_most_per_publisher=1,
            fictional=asked.fictional,
        ),
        briefing=asked.title,
        audience=asked.audience,
        last_briefing=asked.new_since,
        n_reviews=asked.reviews,
        n_quotes=asked.quotes,
    )
    proposal = propose(path, again(given, existing, data, themes_asked))
    out.parent.mkdir(parents=True, exist_ok=True)
    written = write(proposal.shortlist, out, remarks_of(path, proposal, existing))
    return written, " ".join(proposal.pool.unmatched)
