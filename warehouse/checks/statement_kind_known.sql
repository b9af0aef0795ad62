-- severity: error
-- reason: Analysts filter by the five kinds of the contract.
select statement_id from core.statements
where kind not in ('recommendation', 'finding', 'good_practice', 'learning_point', 'question')
