-- severity: error
-- reason: A document's id is the sha256 of its bytes, 64 hex digits.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select document_id from core.documents where not regexp_full_match(document_id, '[0-9a-f]{64}')
