-- severity: error
-- reason: A document ends with one status of the contract.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select document_id from core.documents where status not in ({statuses})
