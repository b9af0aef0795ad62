-- Every agency in every cell, so that sums over any cells have the right denominator. Worked out
-- once: unnesting every recommendation's agencies takes a fifth of a second.
create table core.recommendations_by_addressee as
with told as (
    select r.year, r.nation, r.review_type, r.report_family, r.sector, s.review_id, s.statement_id, s.agencies
    from core.statements s join core.reviews r using (review_id)
    where s.kind = 'recommendation' and not s.is_repeat and not s.is_action and r.is_counted
),
cells as (
    select year, nation, review_type, report_family, sector, count(*)::integer as n, count(distinct review_id)::integer as n_reviews
    from told group by all
),
asked as (
    select year, nation, review_type, sector, review_id, statement_id,
        unnest(case when len(agencies) = 0 or agencies is null then ['not stated'] else agencies end) as agency
    from told
),
hits as (
    select agency, year, nation, review_type, sector, count(distinct statement_id)::integer as n,
        count(distinct review_id)::integer as n_reviews
    from asked group by all
)
select a.agency, c.year, c.nation, c.review_type,
    coalesce(h.n, 0) as n_recommendations, coalesce(h.n_reviews, 0) as n_reviews,
    c.n as n_recommendations_in_cell, c.n_reviews as n_reviews_asking_in_cell,
    round(coalesce(h.n, 0) / c.n, 4) as share, c.report_family, c.sector
from cells c
cross join (select agency from core.agencies union select agency from asked) a
left join hits h on h.agency = a.agency and h.review_type = c.review_type
    and h.nation is not distinct from c.nation and h.year is not distinct from c.year
    and h.sector is not distinct from c.sector
order by a.agency, c.year, c.nation, c.review_type, c.sector;

create view recommendations_by_addressee as select * from core.recommendations_by_addressee;

-- Each cluster of repeated advice once, the most repeated first: windows over the members take longer
-- than all else that is asked of them.
create table core.advice as
with facts as (
    select c.cluster_id, c.statement_id, c.is_representative, s.statement_no, s.review_id, s.text,
        r.publisher, r.nation, r.published_on, r.published_precision
    from core.repeats c
    join core.statements s using (statement_id)
    join core.reviews r on r.review_id = s.review_id
),
-- Bodies, not names: of a joint report each one that published it.
bodies as (
    select f.cluster_id, count(distinct p.publisher_id)::integer as n_publishers
    from facts f join core.review_publishers p using (review_id) group by f.cluster_id
),
themes as (
    select f.cluster_id, list(distinct l.theme_id order by l.theme_id) as themes
    from facts f join core.labels l on l.statement_no = f.statement_no group by f.cluster_id
)
select cluster_id, first(text order by is_representative desc, statement_id) as representative,
    count(*)::integer as n_members, count(distinct review_id)::integer as n_reviews,
    coalesce(any_value(b.n_publishers), 0) as n_publishers,
    min(published_on) as first_on, max(published_on) as last_on,
    arg_min(published_precision, published_on) as first_precision,
    arg_max(published_precision, published_on) as last_precision,
    list(distinct nation order by nation) filter (nation is not null) as nations,
    list(distinct publisher order by publisher) filter (publisher is not null) as boards,
    coalesce(any_value(t.themes), []) as themes
from facts left join themes t using (cluster_id) left join bodies b using (cluster_id)
group by cluster_id
order by n_reviews desc, n_members desc, cluster_id;

create view repeat_recommendations as
select c.cluster_id, c.statement_id, s.review_id, r.publisher, r.nation, r.published_on,
    s.text, s.addressee, c.similarity, c.is_representative,
    a.representative, a.n_members, a.n_reviews, a.n_publishers, a.first_on, a.last_on,
    s.document_id, s.page_first, s.number, r.title, r.url, s.page_url, r.area, r.published_precision,
    a.first_precision, a.last_precision, r.report_family, r.sector, r.corrected
from core.repeats c
join core.statements s using (statement_id)
join core.reviews r on r.review_id = s.review_id
join core.advice a using (cluster_id);

-- From here on nine in ten links were right when read; below, less than half.
create macro core.answers() as 0.6;

create view finding_recommendations as
select l.finding_id, l.recommendation_id, f.review_id, l.how, l.confidence,
    f.text as finding, r.text as recommendation, f.number as finding_number,
    r.number as recommendation_number, r.addressee, f.document_id as finding_document_id,
    r.document_id as recommendation_document_id,
    f.page_url as finding_page_url, r.page_url as recommendation_page_url,
    l.confidence >= 0.7 as is_sure
from core.finding_recommendations l
join core.statements f on f.statement_id = l.finding_id
join core.statements r on r.statement_id = l.recommendation_id
where l.confidence >= core.answers() and f.is_shown;

create table core.finding_answers as
with best as (
    select finding_id, max(confidence) as confidence from core.finding_recommendations group by finding_id
),
asked as (
    select coalesce(review_id, document_id) as review, count(*) as n
    from core.statements
    where kind = 'recommendation' and not is_repeat and not is_action
    group by review
),
-- Praise also says "no delay": where every theme is spoken of with praise, the words mislead.
praise as (
    select statement_id from core.labels group by statement_id having bool_and(stance = 'good_practice')
)
select f.statement_no,
    case when a.n is null then 'no recommendations known'
        when b.confidence >= core.answers() then 'answered'
        when b.confidence >= 0.25 then 'perhaps'
        else 'none found' end as answer,
    c.is_concern and p.statement_id is null as is_concern, b.confidence, coalesce(a.n, 0)::integer as n_recommendations
from core.statements f
join core.finding_concerns c on c.finding_id = f.statement_id and f.is_shown
left join best b on b.finding_id = f.statement_id
left join praise p on p.statement_id = f.statement_id
left join asked a on a.review = coalesce(f.review_id, f.document_id)
order by f.statement_no;

create view finding_answers as
select f.statement_id as finding_id, f.review_id, f.document_id, a.answer, a.is_concern, a.confidence,
    a.n_recommendations, f.text as finding, f.number as finding_number, f.page_first, f.ordinal,
    f.page_url
from core.finding_answers a
join core.statements f on f.statement_no = a.statement_no;
