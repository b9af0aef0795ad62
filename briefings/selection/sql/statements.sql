-- The statements of some reviews, with how well they answer the lens and the sentences around them.
-- Repeats are left out. A label that was withheld as uncertain counts by its score, but is not shown
-- as a theme. A statement that has no other label is doubted.
with lens as (
    select unnest($themes::varchar[]) as theme_id, unnest($weights::double[]) as weight,
        unnest($named_weights::double[]) as named_weight
),
telling as (select unnest($told::integer[]) as stem_no, unnest($told_weights::double[]) as weight),
chosen as (
    select statement_no, statement_id, document_id, review_id, kind, number, text, heading, page_first,
        page_label_first, confidence, ordinal, addressee,
        lag(nullif(text, '[held]')) over around as before_text,
        lag(if(is_held, null, statement_id)) over around as before_id,
        lead(nullif(text, '[held]')) over around as after_text, is_held
    from core.statements
    where list_contains($reviews::varchar[], review_id) and not is_repeat
    window around as (partition by document_id order by ordinal)
),
likely as (
    select statement_no, theme_id, score, evidence_start, false as is_doubted from core.labels
    semi join chosen using (statement_no)
    union all
    select c.statement_no, a.theme_id, a.score, null, true from core.abstained a join chosen c using (statement_id)
),
themed as (
    select l.statement_no, sum(a.weight * l.score) as themed, sum(a.named_weight * l.score) as named,
        arg_max(l.theme_id, a.weight * l.score) filter (not l.is_doubted) as theme_id,
        list(l.theme_id order by l.theme_id) filter (not l.is_doubted) as theme_ids,
        arg_max(l.evidence_start, a.weight * l.score) filter (not l.is_doubted) as evidence_start,
        bool_and(l.is_doubted) as is_doubted
    from likely l join lens a using (theme_id)
    group by l.statement_no
),
asked as (
    select p.statement_no, sum(p.weight) as asked from core.search_postings p semi join chosen using (statement_no)
    where list_contains($asked::integer[], p.stem_no) group by p.statement_no
),
told as (
    select p.statement_no, sum(p.weight * t.weight) as told
    from core.search_postings p join telling t using (stem_no) semi join chosen using (statement_no)
    group by p.statement_no
)
select c.*, d.is_primary, d.role, coalesce(t.themed, 0) as themed, coalesce(t.named, 0) as named, t.theme_id, t.theme_ids, t.evidence_start,
    coalesce(a.asked, 0) as asked, coalesce(w.told, 0) as told, coalesce(t.is_doubted, false) as is_doubted
from chosen c
join core.documents d using (document_id)
left join themed t using (statement_no)
left join asked a using (statement_no)
left join told w using (statement_no)
where not c.is_held
order by c.statement_no;
