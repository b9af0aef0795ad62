-- How much of some reviews each theme takes, as in `likeness`: a label that was withheld as uncertain
-- counts by its score.
with said as (
    select statement_no, statement_id, review_id from core.statements
    where list_contains($reviews::varchar[], review_id) and not is_repeat and not is_held
),
likely as (
    select statement_no, theme_id, score from core.labels semi join said using (statement_no)
    union all
    select s.statement_no, a.theme_id, a.score from core.abstained a join said s using (statement_id)
)
select s.review_id, k.theme_id, sqrt(sum(k.score)) as part
from likely k join said s using (statement_no)
group by s.review_id, k.theme_id
order by s.review_id, k.theme_id;
