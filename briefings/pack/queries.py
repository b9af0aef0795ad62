"""The queries that a pack makes to the warehouse."""

REVIEWS = """
select r.* exclude (url), t.label as kind, d.agencies, d.listing_url, coalesce(d.url, r.url) as url,
    d.n_pages, (select list(b.role order by b.role) from documents b
     where b.review_id = r.review_id and not b.is_primary and b.status <> 'withdrawn') as beside,
    (select arg_min(s.page, (s.role, s.page)) from core.sections s
     where s.document_id = r.primary_document_id and s.page > 1
        and (s.role = 'summary' or s.role = 'narrative' and s.level <= 2)) as summary_page
from reviews r
left join report_types t on t.code = r.review_type
left join documents d on d.document_id = r.primary_document_id
where list_contains($1, r.review_id)
order by r.review_id
"""
RECOMMENDATIONS = """
select s.review_id, s.addressee, s.page_first, r.publisher
from recommendations s join reviews r using (review_id)
where list_contains($1, s.review_id) order by s.review_id, s.ordinal, s.statement_id
"""
STATEMENTS = """
with placed as (
    select *,
        lag(nullif(text, '[held]')) over document as before,
        lead(nullif(text, '[held]')) over document as after
    from statements
    where document_id in (
        select document_id from statements where list_contains($1, statement_id)
    )
    window document as (partition by document_id order by ordinal)
)
select p.*, d.is_primary, d.role, d.title, d.published_on, d.published_precision, d.licence,
    d.listing_url, d.url
from placed p join documents d using (document_id)
where list_contains($1, statement_id) and not is_held order by statement_id
"""
THEMES = """
select t.theme_id, t.label, t.definition,
    count(distinct r.review_id) as n_reviews,
    (select count(*) from reviews where is_counted and list_contains($2, report_family)) as n_of,
    (select list(v.review_id order by v.review_id) from review_themes v
        where v.is_about and v.theme_id = t.theme_id and list_contains($3, v.review_id)) as chosen
from themes t
left join (
    select theme_id, review_id from review_themes
    where is_about and list_contains($2, report_family)
) r on r.theme_id = t.theme_id
where list_contains($1, t.theme_id)
group by all
"""
ADVICE = """
select * from repeat_recommendations where list_contains($1, cluster_id)
order by published_on nulls last, review_id, similarity desc, page_first, statement_id
"""
NEW = """
with on_this as (
    select review_id, max(n_statements) as n_on_this from review_themes
    where list_contains($3, theme_id) group by review_id
)
select r.review_id, r.title, r.review_type, coalesce(t.label, '') as kind, r.nation, r.published_on,
    r.published_precision, coalesce(o.n_on_this, 0) as n_on_this,
    coalesce(r.published_on >= $1::date, false) as is_published,
    coalesce(r.first_seen::date >= $1::date, false) as is_collected
from reviews r
left join report_types t on t.code = r.review_type
left join on_this o using (review_id)
where r.is_counted and list_contains($2, r.report_family)
    and (r.published_on >= $1::date or r.first_seen::date >= $1::date)
order by coalesce(o.n_on_this, 0) / (1 + r.n_recommendations + r.n_findings + r.n_good_practice
    + r.n_learning_points + r.n_questions + r.n_actions) desc,
    r.published_on desc nulls last, r.review_id
"""
EVIDENCE = """
with labels as (
    select document_id, page_first as page, min(page_label_first) as label from statements
    where list_contains($1, review_id) group by all
)
select d.review_id, s.field, s.value, s.page, s.quote, l.label, d.is_primary, d.role
from core.stated s
join documents d using (document_id)
left join labels l using (document_id, page)
where list_contains($1, d.review_id) and s.page is not null and s.value is not null
order by d.is_primary desc, d.document_id, s.page, s.value
"""
