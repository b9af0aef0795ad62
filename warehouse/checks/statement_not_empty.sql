-- severity: error
-- reason: A statement without words cannot be quoted.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select statement_id from core.statements where text is null or trim(text) = ''
