"""Where an issue is, for people: the file's name, the beginning of its id, and the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.records import Issue

_SHORT = 12  # digits of a document's id
_MOST_PAGES = 8


def file_and_pages(names: Mapping[str, str], document_id: str, pages: Sequence[int]) -> str:
    """`report.pdf (0123456789ab), page 3`; `names` are the files' names by document id."""
    short = document_id[:_SHORT]
    name = names.get(document_id)
    file = f"{name} ({short})" if name else short
    if not pages:
        return file
    shown = ", ".join(str(page) for page in pages[:_MOST_PAGES])
    more = " ..." if len(pages) > _MOST_PAGES else ""
    return f"{file}, page{'s' if len(pages) > 1 else ''} {shown}{more}"


def whereabouts(issues: Iterable[Issue], names: Mapping[str, str]) -> list[str]:
    """Each file of some issues once, with the pages that they name."""
    pages: dict[str, list[int]] = {}
    for issue in issues:
        if issue.document_id:
            found = pages.setdefault(issue.document_id, [])
            if issue.page and issue.page not in found:
                found.append(issue.page)
    return [file_and_pages(names, name, sorted(found)) for name, found in pages.items()]
