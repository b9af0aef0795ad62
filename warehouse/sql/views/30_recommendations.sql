-- Worked out once: unnesting every recommendation's agencies takes a fifth of a second.
create table core.recommendations_by_addressee as
with asked as (
    select r.year, r.nation, r.review_type, s.review_id, s.statement_id,
        unnest(case when len(s.agencies) = 0 then ['not stated'] else s.agencies end) as agency
    from core.statements s join core.reviews r using (review_id)
    where s.kind = 'recommendation' and not s.is_repeat and s.statement_id = s.first_statement_id
),
totals as (
    select year, nation, review_type, count(distinct statement_id) as n, count(distinct review_id) as n_reviews
    from asked group by year, nation, review_type
)
select a.agency, a.year, a.nation, a.review_type,
    count(distinct a.statement_id)::integer as n_recommendations,
    count(distinct a.review_id)::integer as n_reviews,
    any_value(t.n)::integer as n_recommendations_in_cell, any_value(t.n_reviews)::integer as n_reviews_in_cell,
    round(count(distinct a.statement_id) / any_value(t.n), 4) as share
from asked a
join totals t on t.year is not distinct from a.year and t.nation is not distinct from a.nation
    and t.review_type = a.review_type
group by a.agency, a.year, a.nation, a.review_type
order by a.agency, a.year, a.nation, a.review_type;

create view recommendations_by_addressee as select * from core.recommendations_by_addressee;

create view repeat_recommendations as
with facts as (
    select c.cluster_id, c.statement_id, c.similarity, c.is_representative,
        s.review_id, s.document_id, s.text, s.addressee, s.page_first, s.number, r.title, r.publisher, r.nation,
        r.published_on, r.url
    from core.repeats c
    join core.statements s using (statement_id)
    join core.reviews r on r.review_id = s.review_id
)
select cluster_id, statement_id, review_id, publisher, nation, published_on,
    text, addressee, similarity, is_representative,
    first_value(text) over (partition by cluster_id order by is_representative desc) as representative,
    count(*) over by_cluster::integer as n_members,
    count(distinct review_id) over by_cluster::integer as n_reviews,
    count(distinct publisher) over by_cluster::integer as n_publishers,
    min(published_on) over by_cluster as first_on,
    max(published_on) over by_cluster as last_on,
    document_id, page_first, number, title, url
from facts
window by_cluster as (partition by cluster_id);

create view finding_recommendations as
select l.finding_id, l.recommendation_id, f.review_id, l.how, l.confidence,
    f.text as finding, r.text as recommendation, f.number as finding_number,
    r.number as recommendation_number, r.addressee, f.document_id as finding_document_id,
    r.document_id as recommendation_document_id
from core.finding_recommendations l
join core.statements f on f.statement_id = l.finding_id
join core.statements r on r.statement_id = l.recommendation_id
where l.confidence >= 0.5;

create table core.finding_answers as
with best as (
    select finding_id, max(confidence) as confidence from core.finding_recommendations group by finding_id
),
asked as (
    select coalesce(review_id, document_id) as review, count(*) as n
    from core.statements
    where kind = 'recommendation' and not is_repeat and statement_id = first_statement_id
    group by review
)
select f.statement_no,
    case when a.n is null then 'no recommendations known'
        when b.confidence >= 0.5 then 'answered'
        when b.confidence >= 0.25 then 'perhaps'
        else 'none found' end as answer,
    c.is_concern, b.confidence, coalesce(a.n, 0)::integer as n_recommendations
from core.statements f
join core.finding_concerns c on c.finding_id = f.statement_id
left join best b on b.finding_id = f.statement_id
left join asked a on a.review = coalesce(f.review_id, f.document_id)
order by f.statement_no;

create view finding_answers as
select f.statement_id as finding_id, f.review_id, f.document_id, a.answer, a.is_concern, a.confidence,
    a.n_recommendations, f.text as finding, f.number as finding_number, f.page_first, f.ordinal
from core.finding_answers a
join core.statements f on f.statement_no = a.statement_no;
