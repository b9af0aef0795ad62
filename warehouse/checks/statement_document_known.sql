-- severity: error
-- reason: A statement without its document cannot be traced to a page.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select statement_id from core.statements
where document_id not in (select document_id from core.documents)
