-- severity: error
-- reason: Scores and confidences are shares between 0 and 1.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select statement_id from core.labels where not score between 0 and 1
union all
select statement_id from core.statements where not confidence between 0 and 1
