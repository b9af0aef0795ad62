-- severity: error
-- reason: A label must name a theme of the taxonomy, or charts lose it.
-- next: The taxonomy lost a theme: put it back, or name its `replaced_by` in it, and run again.
select distinct theme_id from core.labels where theme_id not in (select theme_id from core.themes)
