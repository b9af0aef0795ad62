create view reviews as
select review_id, title, review_type, nation, publisher, area, published_on, published_precision,
    subjects, n_documents, n_recommendations, n_findings,
    n_good_practice, n_learning_points, n_questions, year, n_subjects, age_bands, outcome,
    period_from, period_to, method, reference, languages, sector, source_id, url, licence,
    has_statements, is_summary_only, has_response, has_action_plan, first_seen, last_seen,
    primary_document_id, run_id, report_family, is_fictional, is_counted, corrected, n_held,
    incident_on, n_actions, published_basis
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

create view core.printed as
select s.statement_id, s.document_id, s.review_id, s.kind, s.number, s.text, s.heading,
    s.section_path, s.page_first, s.page_last, s.addressee, s.timescale,
    s.is_repeat, s.repeats_statement_id,
    s.rule, s.confidence,
    s.section_role, s.agencies, s.is_multi_agency, s.ordinal,
    (select run_id from core.runs where is_current) as run_id, s.page_url,
    s.page_label_first, s.page_label_last, s.is_held, s.held_for, s.n_repeats, s.is_fictional, s.is_action, s.is_shown,
    contains(s.text, chr(65533)) as has_unread_letters, s.is_single_agency
from core.statements s;

create view statements as select * exclude (is_shown) from core.printed;

-- Each once, and no invented ones beside real ones: a count of their rows is a count of what was said.
create view recommendations as
select * exclude (is_shown) from core.printed where kind = 'recommendation' and not is_repeat and not is_action and is_shown;

create view actions as
select * exclude (is_shown) from core.printed where is_action and is_shown;

create view findings as
select * exclude (is_shown) from core.printed where kind = 'finding' and not is_repeat and is_shown;

create view good_practice as
select * exclude (is_shown) from core.printed where kind = 'good_practice' and not is_repeat and is_shown;

create view learning_points as
select * exclude (is_shown) from core.printed where kind = 'learning_point' and not is_repeat and is_shown;

create view questions as
select * exclude (is_shown) from core.printed where kind = 'question' and not is_repeat and is_shown;

create view evidence as
select e.statement_id, s.document_id, s.review_id, e.line, e.page, e.x0, e.top, e.x1, e.bottom,
    d.url || '#page=' || e.page as page_url, s.is_fictional
from core.evidence e
join core.statements s on s.statement_no = e.statement_no
join core.documents d on d.document_id = s.document_id;
