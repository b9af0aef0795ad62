-- severity: error
-- needs: last build
-- reason: The last good build had reviews and this one has none, so the last one is kept.
-- next: `reviews status` shows what became of the documents. Do not delete the data folder.
select n_reviews || ' before, 0 now' from memory.stage.last
where n_reviews > 0 and (select count(*) from core.reviews) = 0
