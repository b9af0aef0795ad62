-- severity: error
-- reason: A document is one file, known by its sha256; twice means that counts are wrong.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select document_id from core.documents group by document_id having count(*) > 1
