"""What is new in the published warehouse since the build before it."""

from __future__ import annotations

from archive.places import Places
from archive.replaced import Finding, Replaced
from pipelines.reporting.summary import News

_NEWS = """
    from reviews select review_id, title, publisher, published_on, url where is_counted
    order by review_id
"""
_TAKEN = (Finding.EDITION, Finding.ACCEPTED)
_DOCUMENTS = "select review_id, document_id from documents semi join reviews using (review_id)"
_THEMES = """
    from review_themes select review_id, label order by review_id, score desc, label
"""
_THEMES_SHOWN = 5


def news_of(places: Places) -> tuple[tuple[News, ...], bool]:
    """Reviews of which the build before had no document, and whether there was no build before.

    A review is named after one of its documents, and a new edition of that makes no new review.
    """
    import warehouse  # noqa: PLC0415 - DuckDB takes a second to load

    try:
        before = warehouse.build_path(places.builds)
        known = {document_id for _, document_id in warehouse.query(before, _DOCUMENTS).rows}
        known |= {pair.now for pair in Replaced(places).of(*_TAKEN) if pair.before in known}
    except warehouse.WarehouseError:
        known, before = set(), None
    had = {
        r for r, document in warehouse.query(places.warehouse, _DOCUMENTS).rows if document in known
    }
    rows = [r for r in warehouse.query(places.warehouse, _NEWS).rows if r[0] not in had]
    themes: dict[str, list[str]] = {}
    if rows:
        for review_id, label in warehouse.query(places.warehouse, _THEMES).rows:
            themes.setdefault(review_id, []).append(label)
    return tuple(
        News(
            review_id,
            title or "(no title)",
            publisher,
            str(published_on) if published_on else None,
            url if str(url or "").startswith("http") else None,
            tuple(themes.get(review_id, ())[:_THEMES_SHOWN]),
        )
        for review_id, title, publisher, published_on, url in rows
    ), before is None
