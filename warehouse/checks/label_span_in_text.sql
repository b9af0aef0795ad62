-- severity: error
-- reason: The evidence of a label must be in its statement at the stated place.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select l.statement_id || ' ' || l.theme_id
from core.labels l join core.statements s using (statement_id)
where l.evidence <> '' and substr(s.text, l.evidence_start + 1, l.evidence_end - l.evidence_start) <> l.evidence
