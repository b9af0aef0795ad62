-- What each review says of a lens: `themes` with `weights`, the words `stems` with `stem_weights`,
-- and the review in focus. Everything is a share of what the review says, so that a long report
-- does not win by its length.
with lens as (select unnest($themes::varchar[]) as theme_id, unnest($weights::double[]) as weight),
terms as (select unnest($stems::integer[]) as stem_no, unnest($stem_weights::double[]) as weight),
by_theme as (
    select l.statement_no, sum(a.weight * l.score) as themed
    from core.labels l join lens a using (theme_id) group by l.statement_no
),
by_word as (
    select p.statement_no, sum(p.weight * t.weight) as worded
    from core.search_postings p join terms t using (stem_no) group by p.statement_no
),
fits as (
    select s.review_id, s.statement_no, coalesce(a.themed, 0) as themed, coalesce(w.worded, 0) as worded
    from core.statements s
    left join by_theme a on a.statement_no = s.statement_no
    left join by_word w on w.statement_no = s.statement_no
    where s.statement_id = s.first_statement_id and not s.is_repeat
        and (a.themed is not null or w.worded is not null)
),
placed as (
    select *, row_number() over (partition by review_id order by themed desc, statement_no) as by_themed,
        row_number() over (partition by review_id order by worded desc, statement_no) as by_worded
    from fits
),
top as (
    select review_id, sum(themed) as themed, sum(themed) filter (by_themed <= 6) / 6 as best_themed,
        sum(worded) filter (by_worded <= 6) / 6 as best_worded,
        count(*) filter (themed > 0) as n_on_lens
    from placed group by review_id
),
totals as (
    select review_id, n_recommendations + n_findings + n_good_practice + n_learning_points + n_questions
        as n_statements
    from core.reviews
),
-- A review's profile: how much of it each theme takes, tilted a little to what others say less of.
profile as (
    select v.review_id, v.theme_id, sqrt(v.n_statements / (t.n_statements + 4)) * v.rarity as part
    from core.review_themes v join totals t using (review_id)
),
norms as (select review_id, sqrt(sum(part * part)) as norm from profile group by review_id),
mine as (select theme_id, part from profile where review_id = $focus),
alike as (
    select p.review_id, sum(p.part * m.part)
        / any_value(n.norm * (select norm from norms where review_id = $focus)) as likeness
    from profile p join mine m using (theme_id) join norms n using (review_id)
    group by p.review_id
),
lens_parts as (
    select p.review_id, sum(p.part * a.weight) / any_value(n.norm) as lens_cosine
    from profile p join lens a using (theme_id) join norms n using (review_id)
    group by p.review_id
),
words as (
    select w.review_id, sum(w.weight * m.weight) as cosine
    from core.review_words w
    join (from core.review_words where review_id = $focus) m using (stem_no)
    group by w.review_id
)
select t.review_id, coalesce(p.themed, 0) / (t.n_statements + 4) as share,
    coalesce(p.best_themed, 0) as best_themed, coalesce(p.best_worded, 0) as best_worded,
    coalesce(p.n_on_lens, 0) as n_on_lens, coalesce(a.likeness, 0) as likeness,
    coalesce(c.lens_cosine, 0) as lens_cosine, coalesce(w.cosine, 0) as words
from totals t
left join top p using (review_id)
left join alike a using (review_id)
left join lens_parts c using (review_id)
left join words w using (review_id)
order by t.review_id;
