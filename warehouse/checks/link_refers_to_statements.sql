-- severity: error
-- reason: A link must lead from a finding to a recommendation of this warehouse.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select l.finding_id || ' ' || l.recommendation_id
from core.finding_recommendations l
left join core.statements f on f.statement_id = l.finding_id and f.kind = 'finding'
left join core.statements r on r.statement_id = l.recommendation_id and r.kind = 'recommendation'
where f.statement_id is null or r.statement_id is null
