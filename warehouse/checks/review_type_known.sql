-- severity: warning
-- reason: A review is of a type that the register of report types does not have.
-- next: Add a file to vocabulary/report_types (docs/adding-a-report-type.md); its family is unknown until then.
select review_type || ' ' || review_id
from core.reviews
where review_type <> 'unknown' and exists (select 1 from core.report_types)
    and review_type not in (select code from core.report_types)
