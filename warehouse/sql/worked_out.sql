-- What takes too long to work out at each question: tables behind views of nearly the same name.

-- How well each theme is recognised in whole reviews: by its own precision where it was given to ten
-- documents, its own recall where ten are about it, else those of all themes together, and `rates_of`
-- says which.
create table core.review_rates as
select t.theme_id, t.label, q.label as documents, q.is_narrative, coalesce(c.n_about, 0) as n_about,
    coalesce(c.n_said, 0) as n_said, coalesce(c.n_right, 0) as n_right,
    coalesce(c.n_said >= 10, false) as has_precision, coalesce(c.n_about >= 10, false) as has_recall,
    if(has_precision, c.n_right / c.n_said, q.precision) as precision,
    if(has_recall, c.n_right / c.n_about, q.recall) as recall,
    case when has_precision and has_recall then 'theme' when has_precision then 'precision of the theme, recall of all'
        when has_recall then 'recall of the theme, precision of all' else 'all themes' end as rates_of
from core.themes t cross join core.review_quality q
left join core.review_counts c on c.theme_id = t.theme_id and c.is_narrative = q.is_narrative
order by t.ordinal, q.is_narrative desc;

-- The themes that a review is about: shares, trends and pairs count these. One label among eighty
-- statements is a mention. Where no chance is known a label is enough.
create table core.reviews_about as
select v.review_id, v.theme_id
from core.review_themes v left join core.review_chances c using (review_id, theme_id)
where coalesce(c.chance >= core.likely(), true)
order by v.review_id, v.theme_id;

-- Every theme with every other, both ways round, zeros included, in every family of report. Worked
-- out once: with many reviews the join takes a third of a second.
create table core.theme_pairs as
with counted as (
    select v.review_id, v.theme_id, r.report_family
    from core.reviews_about v join core.reviews r using (review_id) where r.is_counted
),
families as (
    select report_family, count(*)::integer as total from core.reviews where is_counted group by all
),
each as (
    select f.report_family, f.total, t.theme_id, t.label, t.ordinal, count(c.review_id)::integer as n
    from families f cross join core.themes t
    left join counted c on c.theme_id = t.theme_id and c.report_family = f.report_family
    group by all
),
pairs as (
    select a.report_family, a.theme_id as theme_a, b.theme_id as theme_b, count(*)::integer as n_both
    from counted a
    join counted b on a.review_id = b.review_id and a.theme_id <> b.theme_id
    group by all
)
select a.theme_id as theme_a, b.theme_id as theme_b, coalesce(p.n_both, 0) as n_both,
    a.n as n_a, b.n as n_b, a.total as n_reviews_in_part,
    round(coalesce(p.n_both, 0) / a.total, 4) as share,
    round(a.n * b.n / a.total, 2) as n_expected,
    core.lift(coalesce(p.n_both, 0), a.n, b.n, a.total) as lift,
    core.lift_end(coalesce(p.n_both, 0), a.n, b.n, a.total, -1) as lift_low,
    core.lift_end(coalesce(p.n_both, 0), a.n, b.n, a.total, 1) as lift_high,
    round(coalesce(p.n_both, 0) / nullif(a.n + b.n - coalesce(p.n_both, 0), 0), 4) as jaccard,
    a.label as label_a, b.label as label_b, a.report_family
from each a
join each b on b.report_family = a.report_family and b.theme_id <> a.theme_id
left join pairs p on p.report_family = a.report_family and p.theme_a = a.theme_id and p.theme_b = b.theme_id
order by a.report_family, a.ordinal, b.ordinal;

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
