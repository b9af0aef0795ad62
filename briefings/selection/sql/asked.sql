-- Recommendations that several reviews make, if one of these reviews makes them and they have a theme
-- of the lens. Those of most boards come first. Themes with a low weight compared with the heaviest
-- are left out.
with lens as (select unnest($themes::varchar[]) as theme_id, unnest($weights::double[]) as weight),
on_lens as (
    select r.cluster_id, max(l.score * a.weight) as fit
    from repeat_recommendations r
    join statement_themes l using (statement_id) join lens a using (theme_id)
    where list_contains($reviews::varchar[], r.review_id)
    group by r.cluster_id
    having max(l.score * a.weight) > (select max(weight) from lens) / 3
)
select r.cluster_id, any_value(r.representative) as representative, any_value(r.n_reviews) as n_reviews,
    list(distinct r.statement_id order by r.statement_id) as statement_ids,
    any_value(r.n_publishers) as n_publishers, year(min(r.first_on)) as first_year,
    year(max(r.last_on)) as last_year,
    list(distinct r.nation order by r.nation) filter (r.nation is not null) as nations
from repeat_recommendations r join on_lens o using (cluster_id)
join reviews v on v.review_id = r.review_id and list_contains($eligible::varchar[], r.review_id)
group by r.cluster_id
having count(distinct r.review_id) > 1
order by any_value(o.fit) * ln(1 + count(distinct r.publisher)) desc, r.cluster_id
limit $n;
