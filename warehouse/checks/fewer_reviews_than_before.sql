-- severity: warning
-- needs: last build
-- reason: More than a tenth of the reviews of the last good build are gone.
-- next: `reviews diff` names what is gone and where its documents are now.
select n_reviews || ' before, ' || (select count(*) from core.reviews) || ' now'
from memory.stage.last
where n_reviews >= 10 and (select count(*) from core.reviews) < 0.9 * n_reviews
