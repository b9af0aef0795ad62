-- severity: warning
-- needs: last build
-- reason: Which reviews count has changed: invented ones count only if there are no real ones.
-- next: Do not compare counts with those of earlier builds (`reviews diff`). Keep invented documents in a data folder of their own.
select 'invented reviews that count: ' || n_invented || ' before, ' || now || ' now'
from memory.stage.last, (select count(*) filter (is_fictional) as now, count(*) as every from core.reviews where is_counted)
where n_counted > 0 and every > 0 and (n_invented > 0) <> (now > 0)
