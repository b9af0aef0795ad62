-- severity: error
-- reason: A document is one file, known by its sha256; twice means that counts are wrong.
select document_id from core.documents group by document_id having count(*) > 1
