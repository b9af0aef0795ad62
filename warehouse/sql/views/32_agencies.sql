-- The register of agencies with what each is asked: the code table of `agencies` and `agency`.
create view agencies as
with asked as (
    select agency, sum(n_recommendations)::integer as n_recommendations, sum(n_reviews)::integer as n_reviews
    from core.recommendations_by_addressee group by agency
)
select a.agency, a.label, coalesce(n.n_recommendations, 0) as n_recommendations,
    coalesce(n.n_reviews, 0) as n_reviews
from core.agencies a left join asked n using (agency)
order by a.ordinal;
