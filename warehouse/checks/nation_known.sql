-- severity: warning
-- reason: Analysts filter by the nations of the contract; another name drops out of their counts.
-- next: Correct `nation` in the source's file, or report how the document writes it.
select document_id from core.documents
where nation not in ({nations})
