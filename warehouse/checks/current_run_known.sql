-- severity: error
-- reason: Every row is traced to one current run.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select 'runs marked current: ' || count(*) from core.runs where is_current having count(*) <> 1
