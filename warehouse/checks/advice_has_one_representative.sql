-- severity: error
-- reason: Charts show one recommendation for each cluster: its representative.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select cluster_id from core.repeats
group by cluster_id having count(*) filter (is_representative) <> 1 or count(*) < 2
