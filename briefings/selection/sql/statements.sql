-- The statements of some reviews with their themes and the sentences around them, each said once.
with lens as (select unnest($themes::varchar[]) as theme_id, unnest($weights::double[]) as weight),
terms as (select unnest($stems::integer[]) as stem_no, unnest($stem_weights::double[]) as weight),
chosen as (
    select statement_no, statement_id, document_id, review_id, kind, number, text, heading, page_first,
        page_label_first, confidence, ordinal, addressee,
        lag(nullif(text, '[held]')) over around as before_text,
        lead(nullif(text, '[held]')) over around as after_text, is_held
    from core.statements
    where list_contains($reviews::varchar[], review_id) and statement_id = first_statement_id and not is_repeat
    window around as (partition by document_id order by ordinal)
),
themed as (
    select l.statement_no, sum(a.weight * l.score) as themed,
        arg_max(l.theme_id, a.weight * l.score) as theme_id,
        arg_max(l.evidence_start, a.weight * l.score) as evidence_start
    from core.labels l semi join chosen using (statement_no) join lens a using (theme_id)
    group by l.statement_no
),
doubted as (
    select statement_id, true as is_doubted from core.abstained join lens using (theme_id)
    where list_contains($reviews::varchar[], review_id)
    group by statement_id
),
worded as (
    select p.statement_no, sum(p.weight * t.weight) as worded
    from core.search_postings p join terms t using (stem_no) semi join chosen using (statement_no)
    group by p.statement_no
)
select c.*, coalesce(t.themed, 0) as themed, t.theme_id, t.evidence_start, coalesce(w.worded, 0) as worded,
    coalesce(d.is_doubted, false) as is_doubted
from chosen c
left join themed t using (statement_no)
left join worded w using (statement_no)
left join doubted d using (statement_id)
where not c.is_held
order by c.statement_no;
