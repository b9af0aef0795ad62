create view recommendations_by_addressee as select * from core.recommendations_by_addressee;

create view repeat_recommendations as
select c.cluster_id, c.statement_id, s.review_id, r.publisher, r.nation, r.published_on,
    s.text, s.addressee, c.similarity, c.is_representative,
    a.representative, a.n_members, a.n_reviews, a.n_publishers, a.first_on, a.last_on,
    s.document_id, s.page_first, s.number, r.title, r.url, s.page_url, r.area, r.published_precision,
    a.first_precision, a.last_precision, r.report_family, r.sector, r.corrected
from core.repeats c
join core.statements s using (statement_id)
join core.reviews r on r.review_id = s.review_id
join core.advice a using (cluster_id);

create view finding_recommendations as
select l.finding_id, l.recommendation_id, f.review_id, l.how, l.confidence,
    f.text as finding, r.text as recommendation, f.number as finding_number,
    r.number as recommendation_number, r.addressee, f.document_id as finding_document_id,
    r.document_id as recommendation_document_id,
    f.page_url as finding_page_url, r.page_url as recommendation_page_url,
    l.confidence >= 0.7 as is_sure
from core.finding_recommendations l
join core.statements f on f.statement_id = l.finding_id
join core.statements r on r.statement_id = l.recommendation_id
where l.confidence >= core.answers() and f.is_shown;

create view finding_answers as
select f.statement_id as finding_id, f.review_id, f.document_id, a.answer, a.is_concern, a.confidence,
    a.n_recommendations, f.text as finding, f.number as finding_number, f.page_first, f.ordinal,
    f.page_url
from core.finding_answers a
join core.statements f on f.statement_no = a.statement_no;
