-- severity: error
-- reason: A document that is not withdrawn must belong to a review that is counted.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select document_id from core.documents
where review_id is not null and status <> 'withdrawn' and review_id not in (select review_id from core.reviews)
