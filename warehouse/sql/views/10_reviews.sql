create view reviews as
select review_id, title, review_type, nation, publisher, area, published_on, published_precision,
    subjects, n_documents, n_recommendations, n_findings,
    n_good_practice, n_learning_points, n_questions, year, n_subjects, age_bands, outcome,
    period_from, period_to, method, reference, languages, sector, source_id, url, licence,
    has_statements, is_summary_only, has_response, has_action_plan, first_seen, last_seen,
    primary_document_id, run_id, report_family, is_fictional, is_counted, corrected, n_held,
    incident_on
from core.reviews;

create view report_types as
select code, label, family as report_family, sector, nation, is_review from core.report_types;

create view documents as
select document_id, review_id, role, file_name, source_id, url, status, n_pages, licence,
    first_seen, last_seen,
    is_review, review_type as document_type, title, nation, publisher, area, published_on,
    published_precision, published_basis, language, is_primary, grouped_by, grouped_confidence,
    publisher_state, page_url as listing_url, media_type, bytes, ocr_confidence, agencies, laws, message, run_id, is_fictional, corrected, held_fields
from core.documents;

create view statements as
select s.statement_id, s.document_id, s.review_id, s.kind, s.number, s.text, s.heading,
    s.section_path, s.page_first, s.page_last, s.addressee, s.timescale,
    s.is_repeat or s.statement_id <> s.first_statement_id as is_repeat,
    coalesce(s.repeats_statement_id, nullif(s.first_statement_id, s.statement_id)) as repeats_statement_id,
    s.rule, s.confidence,
    s.section_role, s.agencies, s.is_multi_agency, s.ordinal,
    (select run_id from core.runs where is_current) as run_id, s.page_url,
    s.page_label_first, s.page_label_last, s.is_held, s.held_for
from core.statements s;

create view recommendations as select * from statements where kind = 'recommendation';

create view findings as select * from statements where kind = 'finding';

create view good_practice as select * from statements where kind = 'good_practice';

create view learning_points as select * from statements where kind = 'learning_point';

create view questions as select * from statements where kind = 'question';

create view evidence as
select e.statement_id, s.document_id, s.review_id, e.line, e.page, e.x0, e.top, e.x1, e.bottom,
    d.url || '#page=' || e.page as page_url
from core.evidence e
join core.statements s on s.statement_no = e.statement_no
join core.documents d on d.document_id = s.document_id;
