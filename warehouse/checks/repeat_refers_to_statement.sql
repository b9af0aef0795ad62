-- severity: error
-- reason: A repeat must name the statement it repeats, which is none itself: else nobody counts it.
-- next: The last warehouse stays in use. Report this with this line: it is a fault of the program.
select s.statement_id from core.statements s
left join core.statements o on o.statement_id = s.first_statement_id
where o.statement_id is null or o.is_repeat
