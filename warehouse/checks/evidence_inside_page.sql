-- severity: warning
-- reason: A box outside its page (more than 5 points) cannot be drawn over the page's picture.
-- next: Look with `reviews inspect ID --png DIR`; the words are right, only the frame is not.
select e.statement_id || ' page ' || e.page
from core.evidence e
join core.statements s using (statement_id)
join core.pages p on p.document_id = s.document_id and p.page = e.page
where e.x0 < -5 or e.top < -5 or e.x1 > p.width + 5 or e.bottom > p.height + 5 or e.x1 < e.x0 or e.bottom < e.top
