-- What became of each recommendation. An answer without a recommendation of the review is kept: its
-- own quotation stands for it, marked as relayed where the review's report is not held.
create view responses as
select r.response_id, r.review_id, r.document_id, r.recommendation_id, r.linked_by, r.is_relayed,
    coalesce(s.number, r.number) as recommendation_number,
    coalesce(s.text, r.recommendation) as recommendation,
    r.acceptance, r.progress, r.status, r.action, r."update" as progress_note, r.owner, r.due,
    r.page_first, r.page_last, r.rule, r.confidence, r.page_url, r.due_on
from core.responses r
left join core.statements s on s.statement_id = r.recommendation_id
where r.is_shown;
