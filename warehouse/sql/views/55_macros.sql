-- A word that names nothing is an error which says what there is: a slip of the pen must not look
-- like a zero, and what is no text must not look like a fault of the program. Labels work where ids do.
create macro core.plain_words(text) as ' ' || trim(regexp_replace(strip_accents(lower(text)), '[^a-z0-9]+', ' ', 'g')) || ' ';

-- Labels of themes that have these words whole, or their letters somewhere: "person" is in "Personal".
create macro core.themes_with(word) as (select string_agg(label, '; ' order by ordinal) from core.themes
    where length(trim(core.plain_words(word))) > 0 and contains(core.plain_words(label), core.plain_words(word)));
create macro core.themes_near(word) as (select string_agg(label, '; ' order by ordinal) from core.themes
    where length(trim(word)) > 2 and contains(lower(label), lower(word)));

-- One word means one thing: the name of a group is never a theme, here as in search, where
-- theme:family is the group. Words of a label do where they are whole words of one label alone.
create macro core.known_theme(word) as case when word is null then null
    when exists (select 1 from core.themes where theme_id = word::varchar or lower(label) = lower(word::varchar))
        then (select min(theme_id) from core.themes where theme_id = word::varchar or lower(label) = lower(word::varchar))
    when exists (select 1 from core.themes where group_id = lower(word::varchar) or lower(group_label) = lower(word::varchar))
        then error(word::varchar || ' is a group of themes; name one of them: ' || (select string_agg(theme_id, '; ' order by ordinal)
            from core.themes where group_id = lower(word::varchar) or lower(group_label) = lower(word::varchar)) || '.')
    -- A list is no word, though its text may hold one.
    when not starts_with(word::varchar, '[')
        and (select count(*) from core.themes where length(trim(core.plain_words(word::varchar))) > 0
            and contains(core.plain_words(label), core.plain_words(word::varchar))) = 1
        then (select min(theme_id) from core.themes where contains(core.plain_words(label), core.plain_words(word::varchar)))
    when not starts_with(word::varchar, '[') and core.themes_with(word::varchar) is not null
        then error('More than one theme has ' || word::varchar || ' in its label: ' || core.themes_with(word::varchar) || '.')
    else error('There is no theme ' || word::varchar || '; the view themes lists them.'
        || coalesce(' These are near: ' || core.themes_near(word::varchar) || '.', '')) end;

-- Where one has to be named, NULL is a slip too: a subquery that found nothing gives it.
create macro core.asked_theme(word) as case when word is null
    then error('No theme is named here (NULL); the view themes lists them.') else core.known_theme(word) end;

-- A theme meets itself in every review that has it: that is no figure.
create macro core.other_theme(theme_a, theme_b) as case when core.asked_theme(theme_a) = core.asked_theme(theme_b)
    then error('Both are the theme ' || theme_b || '; name two.') else core.asked_theme(theme_b) end;

create macro core.known_nation(word) as case when word is null then null
    else coalesce(
        list_filter([{nations}], lambda x: lower(x) = lower(word::varchar))[1],
        error('There is no nation ' || word::varchar || '; there are {nations in words}.')
    ) end;

create macro core.known_type(word) as case when word is null then null
    when exists (select 1 from core.report_types where code = lower(word::varchar) or lower(label) = lower(word::varchar))
        then (select min(code) from core.report_types where code = lower(word::varchar) or lower(label) = lower(word::varchar))
    when exists (select 1 from core.reviews where review_type = word::varchar) then word::varchar
    else error('There is no type of report ' || word::varchar || '; the view report_types lists them.') end;

create macro core.family_named(word) as list_filter(
    [{families}],
    lambda x: x = replace(lower(word::varchar), ' ', '_'))[1];

-- One family, or a list of them.
create macro core.families_named(words) as list_transform(
    regexp_extract_all(words::varchar, '[A-Za-z][A-Za-z_ ]*'), lambda y: core.family_named(y));

create macro core.known_families(words) as case when words is null then null
    when len(core.families_named(words)) > 0 and not list_contains(list_transform(core.families_named(words),
        lambda z: z is null), true) then core.families_named(words)
    else error('There is no family ' || words::varchar || '; there are {families in words}.') end;

-- A year before the first review or after the last one is a slip; a year between without any is a zero.
create macro core.year_of(word) as coalesce(try_cast(word::varchar as integer),
    error(word::varchar || ' is no year; write it like 2024.'));

create macro core.known_year(word) as case when word is null then null
    when core.year_of(word) < (select min(year) from core.reviews) or core.year_of(word) > (select max(year) from core.reviews)
        then error('There is no review of ' || word::varchar || '; they are of '
            || (select min(year) || ' to ' || max(year) from core.reviews) || '.')
    else core.year_of(word) end;

create macro core.known_since(word) as case when word is null then null
    when core.year_of(word) > (select max(year) from core.reviews) then core.known_year(word) else core.year_of(word) end;

create macro core.known_kind(word) as case when word is null then null
    else coalesce(
        list_filter([{kinds}],
            lambda x: x = replace(lower(word::varchar), ' ', '_'))[1],
        error('There is no kind of statement ' || word::varchar || '; there are {kinds in words}.')
    ) end;

create macro core.known_sector(word) as case when word is null then null
    else coalesce(
        list_filter([{sectors}],
            lambda x: x = replace(lower(word::varchar), ' ', '_'))[1],
        error('There is no sector ' || word::varchar || '; there are {sectors in words}.')
    ) end;

-- A review by its id or the beginning of it, by its title or by words of it: where several have these
-- words, nobody knows which is meant. Invented ones are asked only where no real one has them.
create macro core.reviews_named(word) as (
    select list({'id': review_id, 'title': title} order by review_id)
    from (
        select review_id, title from core.reviews
        where word::varchar <> '' and (starts_with(review_id, lower(word::varchar)) or contains(lower(title), lower(word::varchar)))
        qualify (is_shown or not bool_or(is_shown) over ())
            and (lower(word::varchar) in (review_id, lower(title)) or not bool_or(lower(word::varchar) in (review_id, lower(title))) over ())
    ));

create macro core.known_review(word) as case when word is null then null
    when len(core.reviews_named(word)) = 1 then core.reviews_named(word)[1].id
    when len(core.reviews_named(word)) > 1 then error('More than one review has ' || word::varchar || ' in its title or id: '
        || array_to_string(list_transform(core.reviews_named(word)[1:5],
            lambda x: x.id || coalesce(' (' || left(x.title, 60) || ')', '')), '; ')
        || if(len(core.reviews_named(word)) > 5, '; ...', '') || '. Name one by its id.')
    else error('There is no review ' || word::varchar || '; the view reviews lists them.') end;

create macro core.known_statement(word) as case
    when word is null then error('No statement is named here (NULL); search shows ids.')
    when (select count(*) from core.statements where starts_with(statement_id, word::varchar)) = 1
        then (select min(statement_id) from core.statements where starts_with(statement_id, word::varchar))
    when exists (select 1 from core.statements where starts_with(statement_id, word::varchar))
        then error('More than one statement begins with ' || word::varchar || '; give more of the id.')
    else error('The statement ' || word::varchar || ' is not in the collection: it has gone, or the id is misspelt.') end;

create macro core.known_theme_or_group(word) as case when word is null then null
    when exists (select 1 from core.themes where group_id = lower(word::varchar) or lower(group_label) = lower(word::varchar))
        then (select min(group_id) from core.themes where group_id = lower(word::varchar) or lower(group_label) = lower(word::varchar))
    else core.known_theme(word) end;

-- Wilson's interval for a share, 95 %: also fair for few reviews and for shares near 0 or 1.
create macro wilson_low(n, total) as case when total > 0 and n between 0 and total then round(greatest(0,
    (n + 1.9208 - 1.96 * sqrt(n * (total - n) / total + 0.9604)) / (total + 3.8416)), 4) end;
create macro wilson_high(n, total) as case when total > 0 and n between 0 and total then round(least(1,
    (n + 1.9208 + 1.96 * sqrt(n * (total - n) / total + 0.9604)) / (total + 3.8416)), 4) end;

-- The year of a review; with stated_years only one that is stated as the year of publication.
create macro core.year_for(year, basis, stated_years) as if(stated_years and not core.is_stated(basis), null, year);

-- How many reviews are about a theme, out of how many, in the part asked for (NULL: any). The rates of
-- whole reviews are measured on these; without `likely` a review counts that mentions the theme once.
create macro theme_share(theme, of_nation := null, of_type := null, of_year := null, of_families := null,
    since_year := null, likely := true, of_sector := null, stated_years := false) as table
with asked as (
    select core.asked_theme(theme) as theme_id, core.known_nation(of_nation) as nation,
        core.known_type(of_type) as review_type, core.known_families(of_families) as families, core.known_sector(of_sector) as sector,
        core.known_year(of_year) as year, core.known_since(since_year) as since
),
counts as (
    select count(v.review_id)::integer as n, count(r.review_id)::integer as total,
        count(*) filter (r.report_family = 'case_review') as n_narrative,
        count(*) filter (r.report_family <> 'case_review') as n_others
    from asked a
    left join core.reviews r on r.is_counted
        and (a.nation is null or r.nation = a.nation)
        and (a.review_type is null or r.review_type = a.review_type)
        and (a.families is null or list_contains(a.families, r.report_family))
        and (a.sector is null or r.sector = a.sector)
        and (a.year is null or core.year_for(r.year, r.published_basis, stated_years) = a.year)
        and (a.since is null or core.year_for(r.year, r.published_basis, stated_years) >= a.since)
    left join (
        select v.review_id, v.theme_id, b.review_id is not null as is_about
        from core.review_themes v left join core.reviews_about b using (review_id, theme_id)
    ) v on v.review_id = r.review_id and v.theme_id = a.theme_id and (v.is_about or not likely)
),
-- Measured on local reviews and on others apart: joined by how many of each are in the part.
rates as (
    select sum(q.precision * q.n) / nullif(sum(q.n), 0) as precision,
        sum(q.recall * q.n) / nullif(sum(q.n), 0) as recall,
        string_agg(distinct q.rates_of, ' and ' order by q.rates_of desc) filter (q.n > 0) as rates_of
    from (
        select v.precision, v.recall, v.rates_of, if(v.is_narrative, c.n_narrative, c.n_others) as n
        from core.review_rates v join asked using (theme_id) cross join counts c
    ) q
)
select a.theme_id, c.n as n_reviews, c.total as n_reviews_in_part, round(c.n / nullif(c.total, 0), 4) as share,
    wilson_low(c.n, c.total) as share_low, wilson_high(c.n, c.total) as share_high,
    q.precision, q.recall, if(likely, round(e.precision, 4), null) as review_precision,
    if(likely, round(e.recall, 4), null) as review_recall,
    if(likely and c.n * e.precision / e.recall <= c.total, round(c.n * e.precision / e.recall / nullif(c.total, 0), 4), null)
        as share_corrected,
    if(likely, e.rates_of, null) as rates_of
from asked a cross join counts c cross join rates e
left join core.theme_quality q using (theme_id);

-- The same, year by year, zeros included, and those without a date last.
create macro theme_trend(theme, of_nation := null, of_type := null, of_families := null, likely := true,
    of_sector := null, stated_years := false) as table
with asked as (
    select core.asked_theme(theme) as theme_id, core.known_nation(of_nation) as nation,
        core.known_type(of_type) as review_type, core.known_families(of_families) as families, core.known_sector(of_sector) as sector
),
counts as (
    select a.theme_id, core.year_for(r.year, r.published_basis, stated_years) as year,
        count(v.review_id)::integer as n, count(*)::integer as total,
        count(*) filter (r.report_family = 'case_review') as n_narrative,
        count(*) filter (r.report_family <> 'case_review') as n_others
    from asked a
    join core.reviews r on r.is_counted
        and (a.nation is null or r.nation = a.nation)
        and (a.review_type is null or r.review_type = a.review_type)
        and (a.families is null or list_contains(a.families, r.report_family))
        and (a.sector is null or r.sector = a.sector)
    left join (
        select v.review_id, v.theme_id, b.review_id is not null as is_about
        from core.review_themes v left join core.reviews_about b using (review_id, theme_id)
    ) v on v.review_id = r.review_id and v.theme_id = a.theme_id and (v.is_about or not likely)
    group by all
),
rates as (
    select q.year, sum(q.precision * q.n) / nullif(sum(q.n), 0) as precision,
        sum(q.recall * q.n) / nullif(sum(q.n), 0) as recall,
        string_agg(distinct q.rates_of, ' and ' order by q.rates_of desc) filter (q.n > 0) as rates_of
    from (
        select c.year, v.precision, v.recall, v.rates_of, if(v.is_narrative, c.n_narrative, c.n_others) as n
        from counts c join core.review_rates v using (theme_id)
    ) q
    group by q.year
)
select c.theme_id, c.year, c.n as n_reviews, c.total as n_reviews_in_part, round(c.n / c.total, 4) as share,
    wilson_low(c.n, c.total) as share_low, wilson_high(c.n, c.total) as share_high,
    q.precision, q.recall, if(likely, round(e.precision, 4), null) as review_precision,
    if(likely, round(e.recall, 4), null) as review_recall,
    if(likely and c.n * e.precision / e.recall <= c.total, round(c.n * e.precision / e.recall / c.total, 4), null)
        as share_corrected,
    if(likely, e.rates_of, null) as rates_of
from counts c left join rates e on e.year is not distinct from c.year left join core.theme_quality q using (theme_id)
order by c.year;

-- How many reviews are about all of several themes, and how many that would be by chance.
create macro themes_together(themes, of_nation := null, of_type := null, of_families := null, of_sector := null,
    likely := true) as table
with wanted as (
    select distinct core.asked_theme(a.theme) as theme_id
    -- A list, or one theme by itself.
    from (select unnest(case when coalesce(len(themes), 0) = 0 then [null::varchar]
        else coalesce(try_cast(themes as varchar[]), [themes::varchar]) end) as theme) a
),
asked as (
    select core.known_nation(of_nation) as nation, core.known_type(of_type) as review_type,
        core.known_families(of_families) as families, core.known_sector(of_sector) as sector
),
chosen as (
    select r.review_id from core.reviews r cross join asked a
    where r.is_counted and (a.nation is null or r.nation = a.nation)
        and (a.review_type is null or r.review_type = a.review_type)
        and (a.families is null or list_contains(a.families, r.report_family))
        and (a.sector is null or r.sector = a.sector)
),
hits as (
    select v.review_id, v.theme_id
    from core.review_themes v semi join wanted using (theme_id) semi join chosen using (review_id)
    left join core.reviews_about b using (review_id, theme_id)
    where b.review_id is not null or not likely
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
    -- One theme by itself is no meeting.
    if(n_themes > 1, round(expected, 2), null) as n_expected,
    if(n_themes > 1, round(n / nullif(expected, 0), 3), null) as lift,
    coalesce((select list(review_id order by review_id) from whole), []) as review_ids
from counts, (select count(*) as n_themes from wanted);

-- How many reviews of the part asked for are about both of two themes, with an interval.
create macro theme_lift(theme_a, theme_b, of_nation := null, of_type := null, of_families := null,
    since_year := null, of_sector := null) as table
with asked as (
    select core.asked_theme(theme_a) as a, core.other_theme(theme_a, theme_b) as b, core.known_nation(of_nation) as nation,
        core.known_type(of_type) as review_type, core.known_families(of_families) as families, core.known_sector(of_sector) as sector,
        core.known_since(since_year) as since
),
counts as (
    select any_value(q.a) as a, any_value(q.b) as b, count(r.review_id)::integer as total,
        count(x.review_id)::integer as n_a, count(y.review_id)::integer as n_b,
        count(*) filter (x.review_id is not null and y.review_id is not null)::integer as n_both
    from asked q
    left join core.reviews r on r.is_counted
        and (q.nation is null or r.nation = q.nation)
        and (q.review_type is null or r.review_type = q.review_type)
        and (q.families is null or list_contains(q.families, r.report_family))
        and (q.sector is null or r.sector = q.sector)
        and (q.since is null or r.year >= q.since)
    left join core.reviews_about x on x.review_id = r.review_id and x.theme_id = q.a
    left join core.reviews_about y on y.review_id = r.review_id and y.theme_id = q.b
)
select a as theme_a, b as theme_b, n_both, n_a, n_b, total as n_reviews_in_part,
    round(n_both / nullif(total, 0), 4) as share, round(n_a * n_b / nullif(total, 0), 2) as n_expected,
    core.lift(n_both, n_a, n_b, total) as lift, core.lift_end(n_both, n_a, n_b, total, -1) as lift_low,
    core.lift_end(n_both, n_a, n_b, total, 1) as lift_high
from counts;

-- A count with its denominator, as text for a table or a legend: "12 of 40 (30 %)".
-- What rounding would make none or all is said to be nearly that. More than all is a wrong denominator.
create macro of_total(n, total) as case
    when n > total or n < 0 then error(n || ' is no part of ' || total || ': the denominator is of something else.')
    when total = 0 then 'none known'
    else n || ' of ' || total || ' (' || case
        when n > 0 and n / total < 0.005 then 'under 1'
        when n < total and n / total >= 0.995 then 'over 99'
        else round(100.0 * n / total)::integer::varchar end || ' %)' end;

-- Everything first seen since a day, for the quarterly "what is new".
create macro new_since(day, with_invented := false) as table
select review_id, title, review_type, nation, publisher, published_on, first_seen, n_recommendations,
    n_findings, url, published_precision, report_family, is_fictional, corrected
from core.reviews
where first_seen >= coalesce(try_cast(day as timestamp), error(coalesce(day::varchar || ' is no day', 'No day is named here (NULL)')
        || '; write it like 2026-07-01.'))
    and (is_shown or with_invented)
order by first_seen desc, review_id;

-- Reviews like this one: themes (0.7) and words (0.3), both weighted by how much the review says of
-- them and how rare they are. A theme weighs rarity x root of its statements, so that one passing
-- mention of a rare theme does not outweigh what the review is about. The same family comes first.
-- What is shared is listed for the rows that are given alone.
create macro similar_reviews(review, max_rows := 100) as table
with me as materialized (
    select case when review is null then error('No review is named here (NULL); the view reviews lists them.')
        else core.known_review(review) end as review_id
),
mine as materialized (
    select theme_id, rarity * sqrt(n_statements) as weight
    from core.review_themes where review_id = (select review_id from me)
),
my_words as materialized (
    select stem_no, weight from core.review_words where review_id = (select review_id from me)
),
by_theme as (
    select v.review_id, sum(v.rarity * sqrt(v.n_statements) * m.weight) as dot, count(*) as n_shared
    from core.review_themes v join mine m using (theme_id)
    group by v.review_id
),
by_word as (
    select w.review_id, sum(w.weight * m.weight) as cosine
    from core.review_words w join my_words m on m.stem_no = w.stem_no
    group by w.review_id
),
ranked as materialized (
    select r.review_id, round(0.7 * coalesce(b.dot / nullif(n.norm * g.norm, 0), 0) + 0.3 * coalesce(w.cosine, 0), 4)
            as score,
        round(coalesce(b.dot / nullif(n.norm * g.norm, 0), 0), 4) as theme_score,
        round(coalesce(w.cosine, 0), 4) as text_score, coalesce(b.n_shared, 0)::integer as n_shared_themes,
        r.report_family = f.report_family as is_same_family
    from core.reviews r
    left join core.reviews f on f.review_id = (select review_id from me)
    left join by_theme b on b.review_id = r.review_id
    left join by_word w on w.review_id = r.review_id
    left join core.review_norms n on n.review_id = r.review_id
    left join core.review_norms g on g.review_id = (select review_id from me)
    where r.review_id <> (select review_id from me) and r.is_counted
        and (b.review_id is not null or w.review_id is not null)
    order by is_same_family desc, score desc, r.review_id
    limit max_rows
),
themes as (
    select v.review_id, list(t.label order by v.rarity * sqrt(v.n_statements) * m.weight desc, t.theme_id) as shared
    from core.review_themes v semi join ranked using (review_id)
    join mine m using (theme_id) join core.themes t using (theme_id)
    group by v.review_id
),
words as (
    select w.review_id, list(w.word order by w.weight * m.weight desc) as words
    from core.review_words w semi join ranked using (review_id) join my_words m on m.stem_no = w.stem_no
    group by w.review_id
)
select k.review_id, k.score, r.title, r.review_type, r.nation, r.publisher, r.published_on,
    k.theme_score, k.text_score, k.n_shared_themes,
    t.shared as shared_themes, w.words[1:8] as shared_words,
    r.report_family, k.is_same_family, r.corrected
from ranked k
join core.reviews r on r.review_id = k.review_id
left join themes t on t.review_id = k.review_id
left join words w on w.review_id = k.review_id
order by k.is_same_family desc, k.score desc, k.review_id;
