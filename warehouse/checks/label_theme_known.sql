-- severity: error
-- reason: A label must name a theme of the taxonomy, or charts lose it.
select distinct theme_id from core.labels where theme_id not in (select theme_id from core.themes)
