-- severity: warning
-- reason: A source lists fewer documents than its file expects: is its page read in full?
-- next: `reviews discover SOURCE` shows what its page lists; then correct its file.
select s.source_id || ': ' || count(distinct g.url) || ' known, expected ' || s.expects_min
from core.sources s join core.sightings g on g.source_id = s.source_id
where g.is_latest and g.state not in ('removed', 'delisted', 'withdrawn')
group by s.source_id, s.expects_min having count(distinct g.url) < s.expects_min
