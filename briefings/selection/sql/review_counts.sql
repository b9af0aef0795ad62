-- How many statements of the chosen reviews are about the themes of the lens.
with lens as (select unnest($themes::varchar[]) as theme_id, unnest($weights::double[]) as weight)
select v.review_id, v.theme_id, v.n_statements, v.n_good_practice
from review_themes v join lens a using (theme_id)
where list_contains($reviews::varchar[], v.review_id)
order by v.review_id, a.weight * v.n_statements desc, v.theme_id;
