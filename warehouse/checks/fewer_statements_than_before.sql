-- severity: warning
-- needs: last build
-- reason: More than a fifth of the statements of the last good build are gone.
-- next: `reviews diff` names the reviews; look at one with `reviews inspect ID`.
select n_statements || ' before, ' || (select count(*) from core.statements) || ' now'
from memory.stage.last
where n_statements >= 50 and (select count(*) from core.statements) < 0.8 * n_statements
