-- severity: error
-- reason: Analysts filter by the kinds of the contract.
-- next: A fault in the program. Run again with --rebuild. If it comes back, report it with this line.
select statement_id from core.statements
where kind not in ({kinds})
