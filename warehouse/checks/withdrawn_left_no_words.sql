-- severity: error
-- reason: Nothing of a withdrawn document's words may be published.
-- next: `reviews purge ID --why REASON` removes them; then run again.
select s.statement_id from core.statements s join core.documents d using (document_id)
where d.status = 'withdrawn'
