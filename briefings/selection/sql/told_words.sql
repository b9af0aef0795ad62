-- The words with which the review in focus describes the subject of the lens: the words with most
-- weight in its twelve best statements.
with lens as (select unnest($themes::varchar[]) as theme_id, unnest($weights::double[]) as weight),
own as (
    select statement_no from core.statements
    where review_id = $focus and not is_repeat and not is_held
),
themed as (
    select l.statement_no, sum(a.weight * l.score) as themed
    from core.labels l semi join own using (statement_no) join lens a using (theme_id) group by l.statement_no
),
worded as (
    select p.statement_no, sum(p.weight) as asked from core.search_postings p semi join own using (statement_no)
    where list_contains($asked::integer[], p.stem_no) group by p.statement_no
),
best as (
    select statement_no
    from own left join themed t using (statement_no) left join worded w using (statement_no)
    order by coalesce(t.themed / max(t.themed) over (), 0) + 0.5 * coalesce(w.asked / max(w.asked) over (), 0) desc,
        statement_no
    limit 12
),
told as (
    select stem_no, sum(weight) as weight from core.search_postings semi join best using (statement_no)
    group by stem_no order by weight desc, stem_no limit 40
)
select stem_no, weight / sqrt(sum(weight * weight) over ()) as weight from told order by stem_no;
