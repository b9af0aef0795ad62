-- severity: error
-- reason: A statement carries a theme once; twice means that counts are wrong.
select statement_id || ' ' || theme_id from core.labels
group by statement_id, theme_id having count(*) > 1
