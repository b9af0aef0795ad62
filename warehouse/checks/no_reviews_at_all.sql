-- severity: error
-- needs: last build
-- reason: The last good build had reviews and this one has none; it is kept until that is understood.
-- next: `reviews status` shows what became of the documents; do not delete the data folder.
select n_reviews || ' before, 0 now' from memory.stage.last
where n_reviews > 0 and (select count(*) from core.reviews) = 0
