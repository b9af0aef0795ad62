-- severity: error
-- reason: A statement has a theme only once. If it has it twice, counts are wrong.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select statement_id || ' ' || theme_id from core.labels
group by statement_id, theme_id having count(*) > 1
