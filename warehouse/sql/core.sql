-- Staged records into the file's own tables. Reviews are families of documents by now.
-- "2024-11" -> 2024-11-01; the precision is kept beside it. Impossible dates become NULL.
create temp macro first_day(printed) as try_cast(
    case length(printed) when 4 then printed || '-01-01' when 7 then printed || '-01' else printed end
    as date);
create temp macro precision_of(printed) as
    case length(printed) when 4 then 'year' when 7 then 'month' when 10 then 'day' end;

create temp macro has(fields, field) as coalesce(list_contains(fields, field), false);

create table core.runs as from memory.stage.runs order by started_at;
create table core.sources as from memory.stage.sources order by source_id;
create table core.themes as from memory.stage.themes order by ordinal;
create table core.report_types as from memory.stage.report_types order by code;
create table core.agencies as from memory.stage.agencies order by ordinal;
create table core.theme_crosswalk as from memory.stage.theme_crosswalk order by theme_id, taxonomy, code;
create table core.theme_quality as from memory.stage.theme_quality order by theme_id;

-- The latest is the one that was written down last, whatever the clock said (rowid: order of input).
create table core.sightings as
select *, row_number() over (partition by source_id, url order by rowid desc) = 1 as is_latest
from memory.stage.sightings
order by source_id, url, seen_at;

create table core.documents as
-- Invented documents are out of every count and selection, unless no real review is there.
select * exclude (printed), not is_fictional or not bool_or(review_id is not null and not is_fictional) over () as is_shown
from (
with seen as (
    select document_id, min(seen_at) as first_seen, max(seen_at) as last_seen
    from core.sightings where document_id is not null group by document_id
),
place as (
    -- The best known address: still listed first, then the latest.
    select document_id, source_id, url, page_url, listed_title, listed_date, listed_publisher,
        state as publisher_state, file_name as listed_file
    from core.sightings
    where document_id is not null
    qualify row_number() over (
        partition by document_id
        order by is_latest desc, state in ('removed', 'delisted', 'withdrawn'), seen_at desc, source_id, url
    ) = 1
)
select
    -- The year of a copyright line is the last resort: a date beside the link is better.
    if(has(d.corrected, 'date'), d.published,
        coalesce(if(c.document_id is null, d.published, null), p.listed_date, d.published)) as printed,
    d.document_id, m.review_id, coalesce(m.is_primary, false) as is_primary,
    m.grouped_by, m.grouped_confidence, d.role,
    coalesce(nullif(d.file_name, ''), p.listed_file) as file_name,
    p.source_id, coalesce(d.address, if(starts_with(p.url, 'held:'), null, p.url)) as url, p.page_url, d.status, p.publisher_state, d.message, d.n_pages,
    coalesce(d.licence, s.licence) as licence, e.first_seen, e.last_seen,
    coalesce(d.review_type, 'unknown') as review_type,
    -- Where the report is not held, its papers say what it is.
    coalesce(m.review_type, d.review_type, 'unknown') as about_type, d.is_review,
    -- What a person says counts, also that a thing is not stated.
    if(d.status = 'withdrawn', null, if(has(d.corrected, 'title'), d.title, coalesce(d.title, p.listed_title))) as title,
    -- A source that spans nations does not say of which one a document is.
    coalesce(d.nation, nullif(s.nation, 'UK')) as nation,
    if(has(d.corrected, 'publisher'), d.publisher, coalesce(d.publisher, p.listed_publisher, s.publisher)) as publisher,
    d.area, first_day(printed) as published_on,
    if(first_day(printed) is null, null, precision_of(printed)) as published_precision,
    case when has(d.corrected, 'date') then 'corrected'
        when d.published is not null and c.document_id is null then if(u.document_id is null, 'stated', 'updated')
        when first_day(p.listed_date) is not null then 'listed'
        when d.published is not null then 'copyright' end as published_basis,
    first_day(d.period_from) as period_from, first_day(d.period_to) as period_to, first_day(d.incident) as incident_on,
    d.subjects,
    d.n_subjects, d.age_bands, d.outcome, d.method, d.agencies, d.laws, d.language, d.reference,
    d.media_type, d.bytes, d.ocr_confidence,
    -- A source that spans sectors does not say whom one document is about; its type may.
    coalesce(d.sector, nullif(k.sector, 'all'), s.sector, k.sector) as sector,
    coalesce(k.family, 'unknown') as report_family, 
    coalesce(d.is_fictional, s.is_fictional, false) as is_fictional, d.corrected, d.held_fields,
    (select run_id from core.runs where is_current) as run_id
from memory.stage.documents d
left join memory.stage.members m using (document_id)
left join seen e using (document_id)
left join place p using (document_id)
left join memory.stage.stated c
    on c.document_id = d.document_id and c.field = 'published_on' and c.rule = 'date:copyright'
left join memory.stage.stated u
    on u.document_id = d.document_id and u.field = 'published_on' and u.rule = 'date:updated'
left join core.sources s on s.source_id = p.source_id
left join core.report_types k on k.code = coalesce(m.review_type, d.review_type)
)
order by document_id;

create table core.stated as from memory.stage.stated order by document_id, field;
create table core.pages as from memory.stage.pages order by document_id, page;
create table core.sections as from memory.stage.sections order by document_id, section;

-- What a review says again, in the same document or in another, counts once: families/said_again.py
-- says which statement each repeats. Where a review lists its recommendations, what is in its
-- action plan or an appendix alone is what agencies have set themselves to do: counted apart.
create table core.statements as
with again as (
    select first_statement_id, count(*)::integer as n from memory.stage.said_again group by first_statement_id
),
listing as (
    select coalesce(d.review_id, d.document_id) as review
    from memory.stage.statements s join core.documents d using (document_id)
    where s.kind = 'recommendation' and s.section_role not in ('action_plan', 'appendix')
        and (s.section_role = 'recommendations' or s.number is not null)
        and s.statement_id not in (select statement_id from memory.stage.said_again)
    group by review having count(*) > 1
),
sorted as (
    select s.* exclude (held_words, is_repeat, repeats_statement_id)
            -- Whoever is named is not "not stated", though no word may say what kind of body it is.
            replace (if(len(s.agencies) = 0 and s.addressee is not null and s.kind = 'recommendation',
                ['other_body'], s.agencies) as agencies),
        t.first_statement_id is not null as is_repeat, t.first_statement_id as repeats_statement_id,
        coalesce(t.first_statement_id, s.statement_id) as first_statement_id, coalesce(a.n, 0) as n_repeats,
        s.kind = 'recommendation' and t.first_statement_id is null
            and coalesce(s.section_role in ('action_plan', 'appendix'), false) and l.review is not null as is_action,
        len(s.held_for) > 0 as is_held, d.review_id, d.is_primary, d.is_shown, d.is_fictional,
        d.url || '#page=' || s.page_first as page_url
    from memory.stage.statements s
    join core.documents d using (document_id)
    left join memory.stage.said_again t using (statement_id)
    left join again a on a.first_statement_id = s.statement_id
    left join listing l on l.review = coalesce(d.review_id, d.document_id)
    order by s.document_id, s.ordinal
)
select *, row_number() over () - 1 as statement_no from sorted;

-- Statements that are out of every selection unless asked for: usually none.
create table core.invented as
select statement_no from core.statements where not is_shown order by statement_no;

create table core.evidence as
select e.*, s.statement_no::integer as statement_no from memory.stage.evidence e join core.statements s using (statement_id)
order by s.statement_no, e.line;

-- Who recommends or asks says what is to be, not how it was: a label of it has no stance.
create table core.labels as
select l.* exclude (is_abstained) replace (if(s.kind in ('recommendation', 'question'), null, l.stance) as stance),
    s.document_id, s.review_id, s.statement_no::integer as statement_no,
    s.is_fictional
from memory.stage.labels l join core.statements s using (statement_id)
where not l.is_abstained
order by s.statement_no, l.theme_id;

create table core.abstained as
select l.* exclude (is_abstained), s.document_id, s.review_id
from memory.stage.labels l join core.statements s using (statement_id)
where l.is_abstained
order by s.statement_no, l.theme_id;

create table core.reviews as
with parts as (
    select review_id, count(*) as n_documents,
        count(*) filter (status <> 'withdrawn') as n_live,
        -- An action plan may be printed in the report itself. Its rows say what became of the
        -- recommendations only where one says that it is accepted, begun or done.
        bool_or(role = 'response' or coalesce(a.is_told, false)) as has_response,
        bool_or(role = 'action_plan' or role <> 'response' and a.document_id is not null) as has_action_plan,
        bool_and(role not in ('report', 'translation')) as is_summary_only,
        list(distinct language order by language) as languages,
        list_sort(list_distinct(flatten(list(corrected)))) as corrected,
        min(first_seen) as first_seen, max(last_seen) as last_seen,
        first(published_on order by is_primary desc, published_on) filter (published_on is not null) as any_published,
        first(published_precision order by is_primary desc, published_on) filter (published_on is not null) as any_precision,
        first(published_basis order by is_primary desc, published_on) filter (published_on is not null) as any_basis,
        first(nation order by is_primary desc, document_id) filter (nation is not null) as any_nation,
        first(publisher order by is_primary desc, document_id) filter (publisher is not null) as any_publisher,
        first(area order by is_primary desc, document_id) filter (area is not null) as any_area,
        first(subjects order by is_primary desc, document_id) filter (subjects is not null) as any_subjects,
        first(outcome order by is_primary desc, document_id) filter (outcome is not null) as any_outcome,
        -- A person's word on one document counts for more than what its other papers seem to say.
        coalesce(max(n_subjects) filter (has(corrected, 'subjects')), max(n_subjects)) as any_n_subjects
    from core.documents left join (
        select document_id, bool_or(acceptance is not null or progress is not null) as is_told
        from memory.stage.responses group by document_id) a using (document_id)
    where review_id is not null group by review_id
),
counts as (
    select review_id,
        count(*) filter (kind = 'recommendation' and not is_action) as n_recommendations,
        count(*) filter (is_action) as n_actions,
        count(*) filter (kind = 'finding') as n_findings,
        count(*) filter (kind = 'good_practice') as n_good_practice,
        count(*) filter (kind = 'learning_point') as n_learning_points,
        count(*) filter (kind = 'question') as n_questions,
        count(*) filter (is_held) as n_held
    from core.statements
    where not is_repeat
    group by review_id
)
select p.review_id, d.title, d.about_type as review_type, p.any_nation as nation, p.any_publisher as publisher,
    p.any_area as area, p.any_published as published_on, p.any_precision as published_precision, p.any_basis as published_basis,
    p.any_subjects as subjects, p.n_live::integer as n_documents,
    coalesce(c.n_recommendations, 0)::integer as n_recommendations,
    coalesce(c.n_actions, 0)::integer as n_actions,
    coalesce(c.n_findings, 0)::integer as n_findings,
    coalesce(c.n_good_practice, 0)::integer as n_good_practice,
    coalesce(c.n_learning_points, 0)::integer as n_learning_points,
    coalesce(c.n_questions, 0)::integer as n_questions, coalesce(c.n_held, 0)::integer as n_held,
    year(p.any_published)::integer as year, p.any_n_subjects as n_subjects, d.age_bands,
    p.any_outcome as outcome, d.period_from, d.period_to, d.incident_on, d.method, d.reference, p.languages,
    d.sector, d.report_family, d.is_fictional, d.source_id, d.url, d.licence, d.status, p.is_summary_only, p.has_response,
    p.has_action_plan, p.first_seen, p.last_seen, d.document_id as primary_document_id, d.run_id,
    c.review_id is not null as has_statements,
    d.is_shown, c.review_id is not null and d.is_shown as is_counted, p.corrected
from parts p
join core.documents d on d.review_id = p.review_id and d.is_primary
left join counts c on c.review_id = p.review_id
where p.n_live > 0
order by p.review_id;

create table core.review_themes as
with said as (
    -- What is printed again counts once, with the themes of the statement that counts: whoever joins
    -- the views of one kind with statement_themes gets the same, and a theme never exceeds its review.
    -- Actions are what agencies have set themselves to do: the review says nothing with them.
    select l.review_id, l.theme_id, s.kind, l.score,
        coalesce(l.stance = 'concern', false) as is_concern,
        coalesce(l.stance = 'good_practice', false) as is_praise
    from core.labels l
    join core.statements s on s.statement_no = l.statement_no and not s.is_repeat and not s.is_action
    semi join core.reviews r on r.review_id = l.review_id
)
select s.review_id, s.theme_id, count(*)::integer as n_statements,
    count(*) filter (s.kind = 'recommendation')::integer as n_recommendations,
    count(*) filter (s.kind = 'finding')::integer as n_findings,
    count(*) filter (s.kind = 'good_practice')::integer as n_good_practice,
    count(*) filter (s.kind not in ('recommendation', 'question'))::integer as n_judging,
    count(*) filter (s.is_concern)::integer as n_concern,
    count(*) filter (s.is_praise and not s.is_concern)::integer as n_praise,
    max(s.score) as score,
    ln(1 + (select count(*) from core.reviews where is_counted))
        - ln(greatest(1, sum(any_value(r.is_counted::integer)) over (partition by s.theme_id))) as rarity
from said s
join core.reviews r using (review_id)
group by s.review_id, s.theme_id
order by s.review_id, s.theme_id;

-- The length of each review's themes, for likeness.
create table core.review_norms as
select review_id, sqrt(sum(rarity * rarity * n_statements)) as norm
from core.review_themes group by review_id order by review_id;

-- A review's profile: how much of what it says each theme takes, and the length of all. A label that
-- was withheld as uncertain counts by its score; a review that says little counts as one of four more.
create table core.review_profiles as
with said as (
    select statement_no, review_id from core.statements
    where not is_repeat and not is_held and review_id is not null
),
totals as (select review_id, count(*) + 4 as n from said group by review_id),
likely as (
    select statement_no, theme_id, score from core.labels
    union all
    select s.statement_no, a.theme_id, a.score from core.abstained a join core.statements s using (statement_id)
),
profile as (
    select s.review_id, l.theme_id, sqrt(sum(l.score) / any_value(t.n)) as part
    from likely l join said s using (statement_no) join totals t on t.review_id = s.review_id
    group by s.review_id, l.theme_id
)
select *, sqrt(sum(part * part) over (partition by review_id)) as norm
from profile order by review_id, theme_id;
