-- severity: info
-- reason: Text that may identify somebody is shown as [held] until a person decides.
-- next: Decide with `reviews review --held`, then run again.
select statement_id as held from core.statements where is_held
union all
select document_id || ' ' || replace(field, '_', ' ') from core.documents, unnest(held_fields) f(field)
order by held
