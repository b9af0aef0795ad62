-- severity: error
-- reason: A page link must lead to a page that the document has.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select s.statement_id from core.statements s join core.documents d using (document_id)
where s.page_first < 1 or s.page_last < s.page_first or (d.n_pages > 0 and s.page_last > d.n_pages)
