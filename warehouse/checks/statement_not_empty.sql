-- severity: error
-- reason: A statement without words cannot be quoted.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select statement_id from core.statements where text is null or trim(text) = ''
