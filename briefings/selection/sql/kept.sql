-- Statements of a shortlist with the sentences around them, as `statements` has them.
with placed as (
    select statement_id, document_id, kind, number, text, page_first, page_label_first, is_held,
        lag(nullif(text, '[held]')) over around as before_text,
        lead(nullif(text, '[held]')) over around as after_text
    from statements
    where document_id in (select document_id from statements where list_contains($ids::varchar[], statement_id))
    window around as (partition by document_id order by ordinal)
)
select p.*, d.is_primary, d.role from placed p join documents d using (document_id)
where list_contains($ids::varchar[], statement_id) and not is_held order by statement_id;
