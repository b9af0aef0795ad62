-- severity: error
-- reason: A document ends with one status of the contract.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select document_id from core.documents where status not in ({statuses})
