-- severity: error
-- reason: A document is one file, identified by its sha256. If it is there twice, counts are wrong.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select document_id from core.documents group by document_id having count(*) > 1
