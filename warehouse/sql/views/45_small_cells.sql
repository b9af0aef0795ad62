-- A count for display: empty below 5, where a cell could point at somebody.
create macro suppressed(n) as case when n < 5 then null else n end;

create view reviews_by_place_and_age as
with bands as (
    select r.nation, r.area, r.outcome, r.review_id,
        unnest(case when len(r.age_bands) = 0 or r.age_bands is null then ['not stated'] else r.age_bands end) as age_band
    from core.reviews r where r.is_shown
),
places as (select nation, area, count(*) as n from core.reviews where is_shown group by nation, area)
select b.nation, b.area, b.age_band, coalesce(b.outcome, 'not stated') as outcome,
    count(distinct b.review_id)::integer as n_reviews, any_value(p.n)::integer as n_reviews_in_place
from bands b
join places p on p.nation is not distinct from b.nation and p.area is not distinct from b.area
group by b.nation, b.area, b.age_band, b.outcome;
