-- How much each review says about a lens: `themes` with `weights` (`named_weights`: of themes that the
-- author named), the stems `asked` by her question, and the stems `told` by the review in focus. All
-- values are shares of the review or its few best statements, so that a long report does not win by
-- its length. A label that was withheld as uncertain counts by its score.
with lens as (
    select unnest($themes::varchar[]) as theme_id, unnest($weights::double[]) as weight,
        unnest($named_weights::double[]) as named_weight
),
telling as (select unnest($told::integer[]) as stem_no, unnest($told_weights::double[]) as weight),
said as (
    select statement_no, review_id from core.statements
    where not is_repeat and not is_held and review_id is not null
),
totals as (select review_id, count(*) + 4 as n from said group by review_id),
likely as (
    select statement_no, theme_id, score, true as is_sure from core.labels
    union all
    select s.statement_no, a.theme_id, a.score, false from core.abstained a join core.statements s using (statement_id)
),
by_theme as (
    select statement_no, sum(a.weight * score) as themed, bool_or(is_sure and a.named_weight > 0) as is_sure
    from likely join lens a using (theme_id) group by statement_no
),
by_asked as (
    select statement_no, sum(weight) as asked from core.search_postings
    where list_contains($asked::integer[], stem_no) group by statement_no
),
by_told as (
    select p.statement_no, sum(p.weight * t.weight) as told
    from core.search_postings p join telling t using (stem_no) group by p.statement_no
),
fits as (
    select s.review_id, coalesce(f.themed, 0) as themed, coalesce(f.asked, 0) as asked,
        coalesce(f.told, 0) as told, coalesce(f.is_sure, false) as is_sure
    from (from by_theme full join by_asked using (statement_no) full join by_told using (statement_no)) f
    join said s using (statement_no)
),
best as (
    select review_id, list_sum(max(themed, 6)) / 6 as best_themed, list_sum(max(asked, 6)) / 6 as best_asked,
        list_sum(max(told, 6)) / 6 as best_told, sum(asked) as asked, count(*) filter (is_sure) as n_on_lens
    from fits group by review_id
),
profiles as (
    select p.review_id, sum(p.part * a.named_weight) / any_value(p.norm) as lens_profile,
        sum(p.part * m.part) / any_value(p.norm) as focus_profile
    from core.review_profiles p
    left join lens a using (theme_id)
    left join (select theme_id, part from core.review_profiles where review_id = $focus) m using (theme_id)
    where a.named_weight is not null or m.part is not null
    group by p.review_id
)
select t.review_id, coalesce(p.lens_profile, 0) as lens_profile, coalesce(p.focus_profile, 0) as focus_profile,
    coalesce(b.best_themed, 0) as best_themed, coalesce(b.best_asked, 0) as best_asked,
    coalesce(b.best_told, 0) as best_told, coalesce(b.asked, 0) / t.n as asked_share,
    coalesce(b.n_on_lens, 0) as n_on_lens
from totals t
left join best b using (review_id)
left join profiles p using (review_id)
order by t.review_id;
