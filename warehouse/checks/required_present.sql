-- severity: error
-- reason: These columns are never NULL: analysts filter and count by them.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select 'document ' || coalesce(document_id, '?') from core.documents
where document_id is null or status is null or role is null or review_type is null or is_primary is null
union all
select 'review ' || coalesce(review_id, '?') from core.reviews
where review_id is null or review_type is null or has_statements is null or primary_document_id is null
union all
select 'statement ' || coalesce(statement_id, '?') from core.statements
where statement_id is null or kind is null or page_first is null or page_last is null or confidence is null
union all
select 'label ' || coalesce(statement_id, '?') from core.labels
where statement_id is null or theme_id is null or score is null or origin is null
