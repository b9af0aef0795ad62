"""What is new in the published warehouse since the build before it."""

from __future__ import annotations

from archive.places import Places
from archive.replaced import Finding, Replaced
from pipelines.reporting.summary import News

# One question: to open the file takes as long as to answer it.
_NEWS = """
    with papers as (from documents select review_id, list(document_id) as ids group by review_id),
    shown as (
        from review_themes select review_id, list(label order by score desc, label)[:5] as labels
        group by review_id
    )
    from reviews left join papers using (review_id) left join shown using (review_id)
    select review_id, title, publisher, published_on, url, ids, labels
    where is_counted order by review_id
"""
_TAKEN = (Finding.EDITION, Finding.ACCEPTED)
_DOCUMENTS = "select document_id from documents semi join reviews using (review_id)"


def news_of(places: Places) -> tuple[tuple[News, ...], bool]:
    """Reviews of which the build before had no document, and whether there was no build before.

    A review is named after one of its documents, and a new edition of that makes no new review.
    """
    import warehouse  # noqa: PLC0415 - DuckDB takes a second to load

    try:
        before = warehouse.build_path(places.builds)
        known = {document_id for (document_id,) in warehouse.query(before, _DOCUMENTS).rows}
        known |= {pair.now for pair in Replaced(places).of(*_TAKEN) if pair.before in known}
    except warehouse.WarehouseError:
        known, before = set(), None
    rows = warehouse.query(places.warehouse, _NEWS).rows
    return tuple(
        News(
            review_id,
            title or "(no title)",
            publisher,
            str(published_on) if published_on else None,
            url if str(url or "").startswith("http") else None,
            tuple(labels or ()),
        )
        for review_id, title, publisher, published_on, url, documents, labels in rows
        if known.isdisjoint(documents or ())
    ), before is None
