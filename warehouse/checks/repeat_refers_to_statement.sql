-- severity: warning
-- reason: A repeat should name the statement it repeats, in the same warehouse.
-- next: Counts are right; run with --rebuild, and if it stays report it with this line.
select statement_id from core.statements
where repeats_statement_id is not null
    and repeats_statement_id not in (select statement_id from core.statements)
