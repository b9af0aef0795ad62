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
    r.publisher, r.run_id, r.report_family, c.chance, r.corrected, v.n_praise, v.n_judging,
    a.review_id is not null as is_about
from core.review_themes v
join core.themes t using (theme_id)
join core.reviews r using (review_id)
left join core.review_chances c on c.review_id = v.review_id and c.theme_id = v.theme_id
left join core.reviews_about a on a.review_id = v.review_id and a.theme_id = v.theme_id
where r.is_counted;

-- Of whole reviews, not of statements: what a share of reviews rests on.
create view review_theme_quality as
select label as documents, n_documents, precision, recall, core.likely() as chance, is_narrative
from core.review_quality;

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
    select r.year, r.report_family, v.theme_id, count(a.review_id)::integer as n_reviews,
        count(a.review_id) filter (not core.is_stated(r.published_basis))::integer as n_unstated,
        count(*)::integer as n_mentioning, sum(v.n_statements)::integer as n_statements
    from core.review_themes v join core.reviews r using (review_id)
    left join core.reviews_about a using (review_id, theme_id)
    where r.is_counted group by all
)
select y.year, t.theme_id, coalesce(h.n_reviews, 0) as n_reviews, y.n_reviews_in_year,
    round(coalesce(h.n_reviews, 0) / y.n_reviews_in_year, 4) as share,
    coalesce(h.n_statements, 0) as n_statements, t.label, t.group_id, y.report_family,
    coalesce(h.n_unstated, 0) as n_unstated, y.n_unstated_in_year, coalesce(h.n_mentioning, 0) as n_mentioning
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
    select r.nation, r.review_type, r.sector, r.year, v.theme_id, count(a.review_id)::integer as n_reviews,
        count(a.review_id) filter (not core.is_stated(r.published_basis))::integer as n_unstated,
        count(*)::integer as n_mentioning, sum(v.n_statements)::integer as n_statements, sum(v.n_recommendations)::integer as n_recommendations,
        sum(v.n_findings)::integer as n_findings
    from core.review_themes v join core.reviews r using (review_id)
    left join core.reviews_about a using (review_id, theme_id)
    where r.is_counted group by all
)
select c.nation, c.review_type, c.year, t.theme_id, coalesce(h.n_reviews, 0) as n_reviews, c.n_reviews_in_cell,
    round(coalesce(h.n_reviews, 0) / c.n_reviews_in_cell, 4) as share,
    coalesce(h.n_statements, 0) as n_statements, coalesce(h.n_recommendations, 0) as n_recommendations,
    coalesce(h.n_findings, 0) as n_findings, t.label, t.group_id, c.report_family, c.sector,
    coalesce(h.n_unstated, 0) as n_unstated, c.n_unstated_in_cell, coalesce(h.n_mentioning, 0) as n_mentioning
from cells c
cross join core.themes t
left join hits h on h.theme_id = t.theme_id and h.review_type = c.review_type
    and h.nation is not distinct from c.nation and h.year is not distinct from c.year
    and h.sector is not distinct from c.sector;

create view theme_pairs as select * from core.theme_pairs;

create view theme_crosswalk as
select c.taxonomy, c.code, c.theme_id, t.label, t.group_id
from core.theme_crosswalk c join core.themes t using (theme_id);

create view theme_quality as
select t.theme_id, t.label, q.precision, q.recall, q.f1, coalesce(q.support, 0) as support,
    q.threshold, coalesce(q.measured_on, 'not measured') as measured_on
from core.themes t
left join core.theme_quality q using (theme_id);
