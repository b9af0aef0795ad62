-- How many reviews have a theme, out of how many, in the part asked for (NULL: any).
create macro theme_share(theme, of_nation := null, of_type := null, of_year := null) as table
with chosen as (
    select review_id from core.reviews
    where has_statements and (of_nation is null or nation = of_nation)
        and (of_type is null or review_type = of_type) and (of_year is null or year = of_year)
)
select case when theme in (select theme_id from core.themes) then theme
        else error('There is no theme ' || theme || '; the view themes lists them.') end as theme_id,
    count(v.review_id)::integer as n_reviews,
    count(*)::integer as n_reviews_in_part,
    round(count(v.review_id) / nullif(count(*), 0), 4) as share
from chosen c
left join core.review_themes v on v.review_id = c.review_id and v.theme_id = theme;

-- In how many reviews all of several themes meet, and how many that would be by chance.
create macro themes_together(themes, of_nation := null, of_type := null) as table
with wanted as (
    -- An unknown theme is an error: a slip of the pen must not look like a zero.
    select case when a.theme in (select theme_id from core.themes) then a.theme
        else error('There is no theme ' || a.theme || '; the view themes lists them.') end as theme_id
    from (select distinct unnest(themes) as theme) a
),
chosen as (
    select review_id from core.reviews
    where has_statements and (of_nation is null or nation = of_nation)
        and (of_type is null or review_type = of_type)
),
hits as (
    select v.review_id, v.theme_id
    from core.review_themes v semi join wanted using (theme_id) semi join chosen using (review_id)
),
whole as (
    select review_id from hits group by review_id having count(*) = (select count(*) from wanted)
),
each as (
    select w.theme_id, count(h.review_id) as n
    from wanted w left join hits h using (theme_id) group by w.theme_id
),
counts as (
    select (select count(*) from whole) as n, (select count(*) from chosen) as total,
        (select product(n / (select count(*) from chosen)) from each) * (select count(*) from chosen) as expected
)
select n::integer as n_reviews, total::integer as n_reviews_in_part, round(n / nullif(total, 0), 4) as share,
    round(expected, 2) as n_expected, round(n / nullif(expected, 0), 3) as lift,
    coalesce((select list(review_id order by review_id) from whole), []) as review_ids
from counts;

-- A count with its denominator, as text for a table or a legend: "12 of 40 (30 %)".
create macro of_total(n, total) as case when total = 0 then 'none known'
    else n || ' of ' || total || ' (' || round(100.0 * n / total)::integer || ' %)' end;

-- Everything first seen since a day, for the quarterly "what is new".
create macro new_since(day) as table
select review_id, title, review_type, nation, publisher, published_on, first_seen, n_recommendations,
    n_findings, url
from core.reviews
where first_seen >= day::timestamp
order by first_seen desc, review_id;

-- Reviews like this one: themes (0.7) and words (0.3), both weighted by how much the review says of
-- them and how rare they are. A theme weighs rarity x root of its statements, so that one passing
-- mention of a rare theme does not outweigh what the review is about.
create macro similar_reviews(review) as table
with weighed as (
    select review_id, theme_id, rarity * sqrt(n_statements) as weight from core.review_themes
),
mine as (select theme_id, weight from weighed where review_id = review),
norms as (
    select review_id, sqrt(sum(weight * weight)) as norm from weighed group by review_id
),
by_theme as (
    select v.review_id, sum(v.weight * m.weight) as dot, count(*) as n_shared,
        list(t.label order by v.weight * m.weight desc, t.theme_id) as shared
    from weighed v
    join mine m using (theme_id)
    join core.themes t using (theme_id)
    where v.review_id <> review
    group by v.review_id
),
my_words as (select stem_no, weight from core.review_words where review_id = review),
by_word as (
    select w.review_id, sum(w.weight * m.weight) as cosine, list(w.word order by w.weight * m.weight desc) as words
    from core.review_words w
    join my_words m on m.stem_no = w.stem_no
    where w.review_id <> review
    group by w.review_id
),
my_norm as (select norm from norms where review_id = review)
select r.review_id, round(0.7 * coalesce(b.dot / nullif(n.norm * my_norm.norm, 0), 0)
        + 0.3 * coalesce(w.cosine, 0), 4) as score,
    r.title, r.review_type, r.nation, r.publisher, r.published_on,
    round(coalesce(b.dot / nullif(n.norm * my_norm.norm, 0), 0), 4) as theme_score,
    round(coalesce(w.cosine, 0), 4) as text_score,
    coalesce(b.n_shared, 0)::integer as n_shared_themes,
    b.shared as shared_themes, w.words[1:8] as shared_words
from core.reviews r
left join by_theme b on b.review_id = r.review_id
left join by_word w on w.review_id = r.review_id
left join norms n on n.review_id = r.review_id
left join my_norm on true
where r.review_id <> review and (b.review_id is not null or w.review_id is not null)
order by score desc, r.review_id;
