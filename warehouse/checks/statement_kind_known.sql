-- severity: error
-- reason: Analysts filter by the kinds of the contract.
-- next: A fault of the program: run with --rebuild; if it stays, report it with this line.
select statement_id from core.statements
where kind not in ({kinds})
