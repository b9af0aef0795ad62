-- severity: error
-- reason: Every row is traced to one current run.
select 'runs marked current: ' || count(*) from core.runs where is_current having count(*) <> 1
