"""What the warehouse holds, what it lacks, and how the last run went."""

from __future__ import annotations

from typing import Any

from warehouse.desk import Desk

Row = dict[str, Any]


def by_source(desk: Desk) -> list[Row]:
    """Each source with the numbers of documents listed, collected, read, gone and failed."""
    return desk.rows(
        "select c.source_id, coalesce(s.title, c.source_id) as title,"
        " sum(n_documents)::integer as n_documents, sum(n_collected)::integer as n_collected,"
        " sum(n_readable)::integer as n_readable,"
        " sum(n_with_statements)::integer as n_with_statements,"
        " sum(n_withdrawn)::integer as n_withdrawn, sum(n_removed)::integer as n_removed,"
        " sum(n_blocked)::integer as n_blocked, sum(n_failed)::integer as n_failed"
        " from coverage c left join sources s using (source_id) group by all order by title"
    )


def never_collected(desk: Desk) -> list[Row]:
    """Sources without any document in the warehouse."""
    return desk.rows(
        "select s.source_id, s.title, s.nation from sources s where s.source_id not in"
        " (select source_id from coverage where source_id is not null) order by s.title"
    )


def by_year(desk: Desk) -> list[Row]:
    """Counted reviews by year and nation."""
    return desk.rows(
        "select year, count(*) as n, count(*) filter (nation = 'England') as england,"
        " count(*) filter (nation = 'Scotland') as scotland,"
        " count(*) filter (nation = 'Wales') as wales,"
        " count(*) filter (nation = 'Northern Ireland') as ni,"
        " count(*) filter (nation is null or nation = 'UK') as other from reviews"
        " where is_counted group by year order by year desc nulls last"
    )


def unread(desk: Desk) -> list[Row]:
    """Documents that could not be read, or gave no statement though they are reviews."""
    return desk.rows(
        "select d.document_id, d.review_id, d.title, d.file_name, d.status, d.message,"
        " count(*) over () as n"
        " from documents d where d.status not in ('ok', 'scanned_ocr') or (d.is_review and"
        " not exists (select 1 from statements s where s.document_id = d.document_id))"
        " order by d.status, d.file_name limit 500"
    )


def held(desk: Desk) -> list[Row]:
    """How many rows of each kind of issue there are."""
    return desk.rows(
        "select code, severity, any_value(message) as message, count(*) as n,"
        " count(distinct document_id) as n_documents"
        " from issues group by code, severity order by severity, n desc"
    )


def sums(desk: Desk) -> Row:
    """Counts of reviews, documents and statements, and of labels that are held back."""
    return desk.rows(
        "select (select count(*) from reviews) as reviews,"
        " (select count(*) from reviews where is_counted) as counted,"
        " (select count(*) from documents) as documents,"
        " (select sum(n_findings + n_recommendations + n_good_practice + n_learning_points"
        "  + n_questions)::integer from reviews) as statements,"
        " (select sum(n_actions)::integer from reviews) as actions,"
        " (select count(*) from documents where status = 'withdrawn') as withdrawn"
    )[0]


def last_run(desk: Desk) -> Row | None:
    """The run that built this warehouse."""
    found = desk.rows(
        "select run_id, started_at, finished_at, command, version from runs where is_current"
    )
    return found[0] if found else None
