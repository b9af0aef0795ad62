-- Ready lists of the reading room: good practice and questions by theme, and all of a kind under ''.
-- Invented statements are not beside real ones, and none is held.
create table core.ready as
with said as (
    select statement_no, kind, review_id, confidence
    from core.statements
    where kind in ('good_practice', 'question') and not is_repeat
        and review_id is not null and is_shown and not is_held
),
scored as (
    select s.kind, l.theme_id, s.statement_no, s.review_id, s.confidence, l.score
    from said s join core.labels l on l.statement_no = s.statement_no
    union all
    select s.kind, '', s.statement_no, s.review_id, s.confidence, 0 from said s
)
select kind, theme_id, statement_no::integer as statement_no, review_id, confidence, score
from scored
order by kind, theme_id, statement_no;
