-- severity: warning
-- reason: A statement without boxes cannot be shown on its page.
select s.statement_id from core.statements s anti join core.evidence e using (statement_id)
