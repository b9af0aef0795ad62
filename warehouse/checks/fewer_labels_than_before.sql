-- severity: warning
-- needs: last build
-- reason: Labels per statement fell by more than a third since the last good build.
-- next: Compare with `reviews diff`. If the model is new, see `reviews evaluate`.
select n_labels || ' labels before, ' || (select count(*) from core.labels) || ' now'
from memory.stage.last
where n_statements >= 50 and (select count(*) from core.labels) * n_statements
    < 0.67 * n_labels * (select count(*) from core.statements)
