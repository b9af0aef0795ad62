-- severity: error
-- reason: Charts show one recommendation for each cluster: its representative.
select cluster_id from core.repeats
group by cluster_id having count(*) filter (is_representative) <> 1 or count(*) < 2
