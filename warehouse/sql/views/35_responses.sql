-- What became of each recommendation. An answer without a recommendation of the review is kept: its
-- own quotation is used instead, marked as relayed where the review's report is not held.
create view responses as
with told as (
    select r.*, coalesce(r.due_on < n.today and r.progress is distinct from 'done'
        and r.acceptance is distinct from 'not_accepted', false) as is_due_passed
    from core.responses r, (select started_at::date as today from core.runs where is_current) n
)
select r.response_id, r.review_id, r.document_id, r.recommendation_id, r.linked_by, r.is_relayed,
    coalesce(s.number, r.number) as recommendation_number,
    coalesce(s.text, r.recommendation) as recommendation,
    r.acceptance, r.progress, r.status, r.action, r."update" as progress_note, r.owner, r.due,
    r.page_first, r.page_last, r.rule, r.confidence, r.page_url, r.due_on, r.is_due_passed,
    -- A plan that states neither acceptance nor progress is past its date, and no more is known.
    r.is_due_passed and (r.progress is not null or coalesce(r.acceptance in ('accepted', 'partly_accepted'), false)) as is_overdue
from told r
left join core.statements s on s.statement_id = r.recommendation_id
where r.is_shown;
