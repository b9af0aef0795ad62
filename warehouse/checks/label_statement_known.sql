-- severity: error
-- reason: A label of a statement that is not there would count in charts and lead to no page.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select statement_id || ' ' || theme_id from core.labels
where statement_id not in (select statement_id from core.statements)
