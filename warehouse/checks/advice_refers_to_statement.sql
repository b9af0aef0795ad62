-- severity: error
-- reason: A recommendation that is given again must be in this warehouse.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select cluster_id || ' ' || statement_id from core.repeats
where statement_id not in (select statement_id from core.statements where kind = 'recommendation')
