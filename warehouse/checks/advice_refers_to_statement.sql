-- severity: error
-- reason: A recommendation given again must be one of this warehouse.
select cluster_id || ' ' || statement_id from core.repeats
where statement_id not in (select statement_id from core.statements where kind = 'recommendation')
