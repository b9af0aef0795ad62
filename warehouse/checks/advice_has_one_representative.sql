-- severity: error
-- reason: Charts show one recommendation for each cluster: its representative.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select cluster_id from core.repeats
group by cluster_id having count(*) filter (is_representative) <> 1 or count(*) < 2
