-- severity: warning
-- reason: Most documents of a source name another nation than its own: a page or a rule has changed.
-- next: Open the source's page. Then correct `nation` in its file, or report the rule.
select s.source_id || ': ' || count(*) filter (d.nation <> s.nation) || ' of ' || count(*)
from core.documents d join core.sources s using (source_id)
where s.nation <> 'UK' and d.nation is not null
group by s.source_id having count(*) >= 5 and count(*) filter (d.nation <> s.nation) > 0.5 * count(*)
