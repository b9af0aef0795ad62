-- severity: error
-- reason: A review is named after and described by exactly one of its documents.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select review_id from core.documents where review_id is not null
group by review_id having count(*) filter (is_primary) <> 1
