-- severity: error
-- reason: A statement's id names it in briefings and corrections; it must not name two.
select statement_id from core.statements group by statement_id having count(*) > 1
