-- severity: error
-- reason: A document that is not withdrawn must belong to a review that is counted.
select document_id from core.documents
where review_id is not null and status <> 'withdrawn' and review_id not in (select review_id from core.reviews)
