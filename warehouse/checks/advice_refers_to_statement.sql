-- severity: error
-- reason: A recommendation given again must be one of this warehouse.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select cluster_id || ' ' || statement_id from core.repeats
where statement_id not in (select statement_id from core.statements where kind = 'recommendation')
