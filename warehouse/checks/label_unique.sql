-- severity: error
-- reason: A statement carries a theme once; twice means that counts are wrong.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select statement_id || ' ' || theme_id from core.labels
group by statement_id, theme_id having count(*) > 1
