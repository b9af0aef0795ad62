-- severity: error
-- reason: A document ends with one status of the contract.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select document_id from core.documents where status not in
    ('ok', 'partial', 'scanned_ocr', 'no_text', 'encrypted', 'not_pdf', 'unreadable', 'withdrawn')
