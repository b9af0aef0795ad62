-- severity: error
-- reason: A statement without its document cannot be traced to a page.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select statement_id from core.statements
where document_id not in (select document_id from core.documents)
