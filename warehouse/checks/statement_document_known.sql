-- severity: error
-- reason: A statement without its document cannot be traced to a page.
select statement_id from core.statements
where document_id not in (select document_id from core.documents)
