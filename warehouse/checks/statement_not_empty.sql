-- severity: error
-- reason: A statement without words cannot be quoted.
select statement_id from core.statements where text is null or trim(text) = ''
