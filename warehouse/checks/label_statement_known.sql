-- severity: error
-- reason: A label of a missing statement would count in charts and lead to no page.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select statement_id || ' ' || theme_id from core.labels
where statement_id not in (select statement_id from core.statements)
