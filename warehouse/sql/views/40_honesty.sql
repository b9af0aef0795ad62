create view coverage as
with latest as (
    select source_id, url, outcome, document_id, state from core.sightings where is_latest
),
facts as (
    select d.document_id as item, d.source_id, d.nation, d.review_type, year(d.published_on)::integer as year,
        d.report_family, d.sector, r.review_id, true as is_collected, d.status in ({readable}) as is_readable,
        exists (from core.statements s where s.document_id = d.document_id) as has_statements,
        d.status = 'withdrawn' as is_withdrawn,
        coalesce(d.publisher_state in ('removed', 'delisted'), false) as is_removed,
        false as is_blocked, false as is_failed
    from core.documents d left join core.reviews r on r.primary_document_id = d.document_id
    where d.is_shown
    union all
    -- Known from a listing, never had: counted, so that no gap looks like an absence.
    select l.url, l.source_id, nullif(s.nation, 'UK'), 'unknown', null, null, s.sector, null, false, false, false,
        l.state = 'withdrawn', l.state in ('removed', 'delisted') or l.outcome = 'gone',
        l.outcome like 'blocked%', l.outcome not like 'blocked%' and l.outcome <> 'gone'
    from latest l left join core.sources s using (source_id)
    where l.document_id is null
    union all
    -- Collected, but not in this build (not processed yet, or failed in processing).
    select l.document_id, min(l.source_id), min(nullif(s.nation, 'UK')), 'unknown', null, null, min(s.sector), null, true, false, false,
        bool_or(l.state = 'withdrawn'), bool_or(l.state in ('removed', 'delisted')), false, false
    from latest l left join core.sources s using (source_id)
    where l.document_id is not null and l.document_id not in (select document_id from core.documents)
    group by l.document_id
)
select source_id, nation, review_type, year, count(*)::integer as n_documents,
    count(*) filter (is_collected)::integer as n_collected,
    count(*) filter (is_readable)::integer as n_readable,
    count(*) filter (has_statements)::integer as n_with_statements,
    count(*) filter (is_removed)::integer as n_removed,
    count(*) filter (is_withdrawn)::integer as n_withdrawn,
    count(*) filter (is_blocked)::integer as n_blocked,
    count(*) filter (is_failed)::integer as n_failed,
    count(distinct review_id)::integer as n_reviews, report_family, sector
from facts
group by source_id, nation, review_type, year, report_family, sector;

create view removals as
select s.document_id, d.review_id, s.source_id, s.url, s.state, s.outcome, s.seen_at, s.message,
    d.status, d.file_name, s.page_url as listing_url, s.run_id
from core.sightings s
left join core.documents d using (document_id)
where s.is_latest and (s.state in ('removed', 'delisted', 'withdrawn') or s.outcome = 'gone')
    and coalesce(d.is_shown, true)
union all
select d.document_id, d.review_id, d.source_id, d.url, 'withdrawn', null, d.last_seen, d.message,
    d.status, d.file_name, d.page_url, d.run_id
from core.documents d
where d.status = 'withdrawn' and coalesce(d.publisher_state, '') <> 'withdrawn' and d.is_shown;

create view sightings as
select document_id, source_id, url, seen_at, outcome, state, is_latest, file_name, bytes, media_type,
    listed_title, listed_date, listed_publisher, listed_role, page_url as listing_url, message, run_id
from core.sightings;

-- What happened to a publisher's files, each event once.
create view changes as
select s.seen_at as changed_at,
    case s.state when 'replaced' then 'changed' when 'new' then 'new' when 'moved' then 'moved'
        else 'gone' end as change,
    s.state, d.review_id, s.document_id, coalesce(r.title, d.title, s.listed_title) as title,
    coalesce(r.publisher, d.publisher, s.listed_publisher) as publisher, d.role,
    coalesce(d.file_name, s.file_name) as file_name, s.source_id, s.url, s.message, s.run_id,
    coalesce(r.corrected, d.corrected) as corrected
from core.sightings s
left join core.documents d using (document_id)
left join core.reviews r on r.review_id = d.review_id
where s.state in ('new', 'replaced', 'moved', 'delisted', 'removed', 'withdrawn')
    and coalesce(d.is_shown, true);

create view sources as
select source_id, title, publisher, nation, sector, licence, home_url, is_verified, kinds,
    expects_min, expects_max
from core.sources;

create view issues as
select severity, stage, code, message, document_id, source_id, page, run_id from core.issues;

create view runs as
select run_id, started_at, finished_at, command, version, stage_versions, is_current from core.runs;
