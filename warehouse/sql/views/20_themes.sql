create view themes as
select theme_id, group_id, label, definition, group_label, applies_to, replaced_by
from core.themes
order by ordinal;

create view statement_themes as
select statement_id, theme_id, score, origin, evidence, evidence_start, evidence_end,
    stance, document_id, review_id, taxonomy_digest, model_version, is_fictional
from core.labels;

create view review_themes as
select v.review_id, v.theme_id, v.n_statements, v.n_recommendations, v.n_findings,
    v.n_good_practice, v.n_concern, v.score, t.label, t.group_id, r.year, r.nation, r.review_type,
    r.publisher, r.run_id, r.report_family, c.chance, r.corrected, v.n_praise, v.n_judging
from core.review_themes v
join core.themes t using (theme_id)
join core.reviews r using (review_id)
left join core.review_chances c on c.review_id = v.review_id and c.theme_id = v.theme_id
where r.is_counted;

-- Of whole reviews, not of statements: what a share of reviews rests on.
create view review_theme_quality as
select label as documents, n_documents, precision, recall, core.likely() as chance, is_narrative
from core.review_quality;

-- The same for each theme: its own precision where it was told of ten documents, its own recall where
-- ten are about it, else those of all themes together, and `rates_of` says which.
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

create view review_quality_by_theme as
select theme_id, documents, is_narrative, n_about, n_said, n_right, round(precision, 4) as precision,
    round(recall, 4) as recall, rates_of, label
from core.review_rates;

-- A year of a copyright line or of an update may not be that of publication.
create macro core.is_stated(basis) as coalesce(basis in ('stated', 'listed', 'corrected'), true);

-- Reviews without a date are a row of their own (year is NULL): no year, but in the sum of all.
create view theme_by_year as
with years as (
    select year, report_family, count(*)::integer as n_reviews_in_year,
        count(*) filter (not core.is_stated(published_basis))::integer as n_unstated_in_year
    from core.reviews where is_counted group by all
),
hits as (
    select r.year, r.report_family, v.theme_id, count(*)::integer as n_reviews,
        count(*) filter (not core.is_stated(r.published_basis))::integer as n_unstated,
        sum(v.n_statements)::integer as n_statements
    from core.review_themes v join core.reviews r using (review_id)
    where r.is_counted group by all
)
select y.year, t.theme_id, coalesce(h.n_reviews, 0) as n_reviews, y.n_reviews_in_year,
    round(coalesce(h.n_reviews, 0) / y.n_reviews_in_year, 4) as share,
    coalesce(h.n_statements, 0) as n_statements, t.label, t.group_id, y.report_family,
    coalesce(h.n_unstated, 0) as n_unstated, y.n_unstated_in_year
from years y
cross join core.themes t
left join hits h on h.year is not distinct from y.year and h.report_family = y.report_family and h.theme_id = t.theme_id;

-- Every theme in every cell, so that sums over any cells have the right denominator.
create view theme_counts as
with cells as (
    select nation, review_type, report_family, sector, year, count(*)::integer as n_reviews_in_cell,
        count(*) filter (not core.is_stated(published_basis))::integer as n_unstated_in_cell
    from core.reviews where is_counted group by all
),
hits as (
    select r.nation, r.review_type, r.sector, r.year, v.theme_id, count(*)::integer as n_reviews,
        count(*) filter (not core.is_stated(r.published_basis))::integer as n_unstated,
        sum(v.n_statements)::integer as n_statements, sum(v.n_recommendations)::integer as n_recommendations,
        sum(v.n_findings)::integer as n_findings
    from core.review_themes v join core.reviews r using (review_id)
    where r.is_counted group by all
)
select c.nation, c.review_type, c.year, t.theme_id, coalesce(h.n_reviews, 0) as n_reviews, c.n_reviews_in_cell,
    round(coalesce(h.n_reviews, 0) / c.n_reviews_in_cell, 4) as share,
    coalesce(h.n_statements, 0) as n_statements, coalesce(h.n_recommendations, 0) as n_recommendations,
    coalesce(h.n_findings, 0) as n_findings, t.label, t.group_id, c.report_family, c.sector,
    coalesce(h.n_unstated, 0) as n_unstated, c.n_unstated_in_cell
from cells c
cross join core.themes t
left join hits h on h.theme_id = t.theme_id and h.review_type = c.review_type
    and h.nation is not distinct from c.nation and h.year is not distinct from c.year
    and h.sector is not distinct from c.sector;

-- Every theme with every other, both ways round, zeros included, in every family of report. Worked
-- out once: with many reviews the join takes a third of a second.
create table core.theme_pairs as
with counted as (
    select v.review_id, v.theme_id, r.report_family
    from core.review_themes v join core.reviews r using (review_id) where r.is_counted
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

create view theme_pairs as select * from core.theme_pairs;

create view theme_crosswalk as
select c.taxonomy, c.code, c.theme_id, t.label, t.group_id
from core.theme_crosswalk c join core.themes t using (theme_id);

create view theme_quality as
select t.theme_id, t.label, q.precision, q.recall, q.f1, coalesce(q.support, 0) as support,
    q.threshold, coalesce(q.measured_on, 'not measured') as measured_on
from core.themes t
left join core.theme_quality q using (theme_id);
