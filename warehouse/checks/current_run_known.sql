-- severity: error
-- reason: Every row is traced to one current run.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select 'runs marked current: ' || count(*) from core.runs where is_current having count(*) <> 1
