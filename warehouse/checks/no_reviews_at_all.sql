-- severity: error
-- needs: last build
-- reason: The last good build had reviews and this one has none; it is kept until that is understood.
select n_reviews || ' before, 0 now' from memory.stage.last
where n_reviews > 0 and (select count(*) from core.reviews) = 0
