-- severity: error
-- reason: A repeat must name the statement that it repeats, which must not be a repeat itself.
-- next: A fault in the program. The last warehouse stays in use. Report it with this line.
select s.statement_id from core.statements s
left join core.statements o on o.statement_id = s.first_statement_id
where o.statement_id is null or o.is_repeat
