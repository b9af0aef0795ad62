-- severity: warning
-- reason: A statement without boxes cannot be shown on its page.
-- next: Look with `reviews inspect ID`; quote these only after reading the page.
select s.statement_id from core.statements s anti join core.evidence e using (statement_id)
