-- How much of the review in focus each theme takes, and how much it usually takes in its family.
with totals as (
    select review_id, report_family,
        n_recommendations + n_findings + n_good_practice + n_learning_points + n_questions as n_total
    from core.reviews where has_statements
),
mine as (select * from totals where review_id = $focus),
usual as (
    select v.theme_id, sum(v.n_statements / t.n_total) / (select count(*) from totals
        where report_family = (select report_family from mine)) as usual_share
    from core.review_themes v join totals t using (review_id)
    where t.report_family = (select report_family from mine)
    group by v.theme_id
)
select v.theme_id, v.n_statements, m.n_total, v.n_statements / m.n_total as share,
    coalesce(u.usual_share, 0) as usual_share
from core.review_themes v join mine m using (review_id) left join usual u using (theme_id)
order by v.theme_id;
