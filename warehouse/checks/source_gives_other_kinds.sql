-- severity: warning
-- reason: Most reviews of a source are of kinds that it does not publish: a page or a rule has changed.
-- next: Open the source's page. Then correct `kinds` in its file, or report the rule.
with known as (select distinct unnest(kinds) as kind from core.sources)
select s.source_id || ': ' || count(*) filter (not list_contains(s.kinds, d.review_type)) || ' of ' || count(*)
from core.documents d join core.sources s using (source_id)
where d.is_review and len(s.kinds) > 0 and d.review_type in (from known)
group by s.source_id
having count(*) >= 5 and count(*) filter (not list_contains(s.kinds, d.review_type)) > 0.5 * count(*)
