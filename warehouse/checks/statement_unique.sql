-- severity: error
-- reason: A statement's id names it in briefings and corrections; it must not name two.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select statement_id from core.statements group by statement_id having count(*) > 1
