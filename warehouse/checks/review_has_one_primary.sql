-- severity: error
-- reason: A review is named after and described by exactly one of its documents.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select review_id from core.documents where review_id is not null
group by review_id having count(*) filter (is_primary) <> 1
