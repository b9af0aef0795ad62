-- words: every one must occur in some form (match := 'any': at least one); "a phrase" as it is;
-- -word or -"a phrase" must not occur; kind:finding theme:family.fathers nation:wales year:2024 type:sar
-- sector:adult since:2020 review:rev-19fc5fe453. Labels do where ids do, as arguments.
--
-- Every part is materialized, since a part read from several others is otherwise planned anew for
-- each; texts are read last, of the rows shown alone.
create macro core.checked_words(words) as case
    when words is null then error('No words are named here (NULL).')
    when regexp_matches(lower(words), '(^|\s)(kind|theme|nation|year|type|sector|since|review):(\s|$)')
        then error('Write a value straight after the colon, like kind:finding or nation:"northern ireland".')
    when len(core.odd_fields(words)) > 0
        then error('There is no field ' || core.odd_fields(words)[1] || ':; there are kind:, theme:, nation:, year:, '
            || 'type:, sector:, since: and review:. Put a space behind the colon to look for the word.')
    else strip_accents(lower(words)) end;

create macro core.odd_fields(words) as list_filter(
    regexp_extract_all(regexp_replace(lower(words), '"[^"]*"', ' ', 'g'), '(?:^|\s)-?([a-z_]+):[^\s/]', 1),
    lambda x: not list_contains(['kind', 'theme', 'nation', 'year', 'type', 'sector', 'since', 'review'], x));

-- The value of a field, quoted or not: nation:wales, theme:"neglect of a child".
create macro core.field(q, name) as
    nullif(trim(regexp_extract(q, '(?:^|\s)' || name || ':("[^"]*"|\S+)', 1), '"'), '');

create macro core.field_year(q, name) as case when core.field(q, name) is null then null
    when regexp_full_match(core.field(q, name), '\d{4}') then core.field(q, name)::integer
    else error(core.field(q, name) || ' is no year; write it like ' || name || ':2024.') end;

create macro core.asked_words(words) as table
with checked as materialized (select core.checked_words(words) as q),
split as materialized (
    select q, ' ' || regexp_replace(q,
        '(^|\s)(kind|theme|nation|year|type|sector|since|review):("[^"]*"|\S+)', ' ', 'g') as rest
    from checked
),
said as materialized (
    select q,
        list_transform(regexp_extract_all(rest, '\s"([^"]+)"', 1),
            lambda p: ' ' || array_to_string(regexp_extract_all(p, '[a-z0-9]+'), ' ') || ' ') as phrases,
        list_transform(regexp_extract_all(rest, '\s-"([^"]+)"', 1),
            lambda p: ' ' || array_to_string(regexp_extract_all(p, '[a-z0-9]+'), ' ') || ' ') as no_phrases,
        list_distinct(regexp_extract_all(regexp_replace(rest, '"[^"]*"', ' ', 'g'), '\s-([a-z0-9]+)', 1)) as no_words,
        list_distinct(regexp_extract_all(regexp_replace(rest, '\s-("[^"]*"|\S+)', ' ', 'g'), '[a-z0-9]+')) as yes_words
    from split
)
select q, phrases, no_phrases, no_words,
    case when len(list_filter(yes_words, lambda w: length(w) > 1 and not list_contains(common, w))) > 0 then yes_words
        else error('Search for at least one word. Common words such as “the” are not searched for.') end as yes_words
from said, (select list(word) as common from core.search_stop_words);

-- Numbers of the statements that hold the words, whatever else is asked for.
create macro core.holding(words, match) as table
with parsed as materialized (
    select *, case match when 'any' then true when 'all' then false
        else error('match is all or any, not ' || coalesce(match, 'NULL') || '.') end as is_any
    from core.asked_words(words)
),
-- A bit for each word, so that one number says which of them a statement holds; bit 62 for all
-- that must not occur. (Words after the sixty-second share a bit.) Common words ask for nothing.
asked as materialized (
    select word, 1::bigint << least(row_number() over () - 1, 61) as bit,
        regexp_replace(regexp_replace(word, '(ings?|ed|es|s|ers?|ly|e|ations?|ments?)$', ''), 'y$', 'i') as rough
    from (select unnest(yes_words) as word from parsed)
    where length(word) >= 2 and word not in (from core.search_stop_words)
    union all
    select unnest(no_words), 1::bigint << 62, null from parsed
),
-- A word that no statement holds: by its stem without the usual endings, or as a beginning.
wanted as (
    select distinct stem_no, bit
    from (
        select a.bit, a.word, w.stem_no, w.word = a.word as is_known
        from asked a join core.search_words w on w.word = a.word
            or (length(a.word) >= 3 and a.rough is not null
                and (starts_with(w.word, a.word) or w.stem = a.rough))
        qualify is_known or not bool_or(is_known) over (partition by a.bit, a.word)
    )
),
hits as materialized (
    select p.statement_no, sum(p.weight) as score
    from core.search_postings p join wanted w on p.stem_no = w.stem_no
    group by p.statement_no
    having ((select is_any from parsed) and bit_or(w.bit) < 1::bigint << 62)
        or bit_or(w.bit) = (select bit_or(bit) from asked where bit < 1::bigint << 62)
),
said as (
    select t.statement_no
    from core.search_texts t
    join hits h on h.statement_no = t.statement_no
    join (from parsed where len(phrases) + len(no_phrases) > 0) q on true
    where len(list_filter(q.phrases, lambda p: not contains(t.plain, p))) = 0
        and len(list_filter(q.no_phrases, lambda p: contains(t.plain, p))) = 0
)
select h.statement_no, h.score, array_to_string(q.yes_words, '|') as pattern
from hits h, parsed q
where len(q.phrases) + len(q.no_phrases) = 0 or h.statement_no in (from said);

create macro core.found(words, kind, theme, nation, year, match, max_rows, with_invented, of_type, of_sector,
    since_year, of_review) as table
with parsed as materialized (
    -- Not from asked_words: without a FROM none of the words below depends on a row, which is planned sooner.
    select strip_accents(lower(words)) as q,
        core.known_kind(coalesce(kind, core.field(q, 'kind'))) as f_kind,
        core.known_theme_or_group(coalesce(theme, core.field(q, 'theme'))) as f_theme,
        lower(core.known_nation(coalesce(nation, core.field(q, 'nation')))) as f_nation,
        core.known_year(coalesce(year, core.field_year(q, 'year'))) as f_year,
        core.known_type(coalesce(of_type, core.field(q, 'type'))) as f_type,
        core.known_sector(coalesce(of_sector, core.field(q, 'sector'))) as f_sector,
        core.known_since(coalesce(since_year, core.field_year(q, 'since'))) as f_since,
        core.known_review(coalesce(of_review, core.field(q, 'review'))) as f_review
),
meant as (
    select t.statement_no
    from core.search_texts t
    join (from parsed where coalesce(f_kind, f_theme, f_nation, f_year::varchar) is not null) q on true
    where (q.f_kind is null or t.kind = q.f_kind)
        and (q.f_nation is null or t.nation = q.f_nation)
        and (q.f_year is null or t.year = q.f_year)
        and (q.f_theme is null or t.statement_no in (
            select l.statement_no from core.labels l, parsed f
            where l.theme_id = f.f_theme or starts_with(l.theme_id, f.f_theme || '.')))
),
-- Only where one of these was asked for: without, there is nothing to join and nothing is read.
within as (
    select s.statement_no
    from (from parsed where coalesce(f_type, f_sector, f_since::varchar, f_review) is not null) q
    join core.reviews r on (q.f_type is null or r.review_type = q.f_type)
        and (q.f_sector is null or r.sector in (q.f_sector, 'all'))
        and (q.f_since is null or r.year >= q.f_since)
        and (q.f_review is null or r.review_id = q.f_review)
    join core.statements s on s.review_id = r.review_id
)
select h.statement_no, h.score, h.pattern, (count(*) over ())::integer as n_found
from core.holding(words, match) h, parsed q
where (coalesce(q.f_kind, q.f_theme, q.f_nation, q.f_year::varchar) is null
        or h.statement_no in (from meant))
    and (coalesce(q.f_type, q.f_sector, q.f_since::varchar, q.f_review) is null
        or h.statement_no in (from within))
    and (with_invented or q.f_review is not null or h.statement_no not in (from core.invented))
order by h.score desc, h.statement_no
limit max_rows;

-- Of a long text what is around the first word; where something is left out, "…" says so.
create macro core.marked(whole, part) as case when part = '' then ''
    else if(starts_with(whole, part), '', '… ') || part || if(ends_with(whole, part), '', ' …') end;
create macro core.excerpt(whole, pattern) as case when length(whole) <= 240 then whole
    else core.marked(whole, regexp_extract(whole,
        '(?i)(?:^|\s)(.{0,80}\b(?:' || pattern || ').{0,150})(?:\s|$)', 1)) end;

create macro search(words, kind := null, theme := null, nation := null, year := null,
    match := 'all', max_rows := 100, with_invented := false, of_type := null, of_sector := null,
    since_year := null, of_review := null) as table
select s.statement_id, round(k.score, 3) as score,
    core.excerpt(s.text, k.pattern) as snippet,
    s.kind, s.text, s.review_id, r.title, r.publisher, r.nation, r.year,
    s.document_id, s.page_first, s.number, s.addressee,
    s.page_url, r.corrected, k.n_found, s.is_action
from core.found(words, kind, theme, nation, year, match, max_rows, with_invented, of_type, of_sector,
    since_year, of_review) k
join core.statements s on s.statement_no = k.statement_no
left join core.reviews r on r.review_id = s.review_id
order by k.score desc, k.statement_no;

-- More like this sentence: its words, each weighted by how rare it is, and its themes; of other reviews,
-- unless one is asked for. `score` is 1 for the same words with the same themes.
create macro similar_statements(statement, kind := null, theme := null, nation := null, year := null,
    max_rows := 100, with_invented := false, of_type := null, of_sector := null, since_year := null,
    of_review := null) as table
with asked as materialized (
    select core.known_kind(kind) as f_kind, core.known_theme_or_group(theme) as f_theme,
        core.known_nation(nation) as f_nation, core.known_type(of_type) as f_type,
        core.known_sector(of_sector) as f_sector, core.known_review(of_review) as f_review,
        core.known_year(year) as f_year, core.known_since(since_year) as f_since,
        core.known_statement(statement) as id
),
mine as materialized (
    select s.statement_no, s.review_id, s.first_statement_id
    from core.statements s join asked a on s.statement_id = a.id
),
-- Words of one said twice are kept with the first of the two.
first_of as materialized (
    select s.statement_no from core.statements s join mine m on s.statement_id = m.first_statement_id
),
my_words as materialized (
    select p.stem_no, p.weight from core.search_postings p join first_of f on p.statement_no = f.statement_no
),
my_themes as materialized (
    select l.theme_id, l.score from core.labels l join mine m on l.statement_no = m.statement_no
),
-- Only where a part was asked for, and before the candidates are cut off: else a small part of a large
-- collection would have none.
within as (
    select s.statement_no
    from (from asked where coalesce(f_kind, f_theme, f_nation, f_type, f_sector, f_review, f_year::varchar,
        f_since::varchar) is not null) a
    join core.statements s on (a.f_kind is null or s.kind = a.f_kind) and (a.f_review is null or s.review_id = a.f_review)
    left join core.reviews r on r.review_id = s.review_id
    where (a.f_nation is null or r.nation = a.f_nation) and (a.f_year is null or r.year = a.f_year)
        and (a.f_type is null or r.review_type = a.f_type)
        and (a.f_sector is null or r.sector in (a.f_sector, 'all'))
        and (a.f_since is null or r.year >= a.f_since)
        and (a.f_theme is null or s.statement_no in (select l.statement_no from core.labels l
            where l.theme_id = a.f_theme or starts_with(l.theme_id, a.f_theme || '.')))
),
-- What shares none of the most telling words is not like it. Of a large collection the commonest
-- words, which say least and are in most statements, are looked up for the candidates alone.
telling as materialized (
    select stem_no, weight
    from my_words join core.search_frequencies using (stem_no)
    qualify sum(n) over (order by weight desc, stem_no) <= 300000 or row_number() over (order by weight desc, stem_no) <= 4
),
candidates as materialized (
    select p.statement_no
    from (
        select p.statement_no, sum(p.weight * m.weight) as worded
        from core.search_postings p join telling m on p.stem_no = m.stem_no group by p.statement_no
    ) p
    join core.search_lengths w on w.statement_no = p.statement_no
    cross join asked a cross join mine m
    where (coalesce(a.f_kind, a.f_theme, a.f_nation, a.f_type, a.f_sector, a.f_review, a.f_year::varchar,
            a.f_since::varchar) is null or p.statement_no in (from within))
        and (with_invented or a.f_review is not null or m.statement_no in (from core.invented)
            or p.statement_no not in (from core.invented))
    order by p.worded / w.length desc, p.statement_no
    limit 2000
),
by_word as (
    select p.statement_no, sum(p.weight * m.weight) as worded
    from core.search_postings p join my_words m on p.stem_no = m.stem_no semi join candidates using (statement_no)
    group by p.statement_no
),
near as materialized (
    select s.statement_no, s.review_id, b.worded
    from by_word b
    join core.statements s on s.statement_no = b.statement_no
    cross join asked a cross join mine m
    where s.statement_no <> m.statement_no and s.statement_id <> m.first_statement_id
        and (a.f_review is not null or s.review_id is distinct from m.review_id)
),
themed as (
    select l.statement_no, sum(l.score * m.score) / any_value(greatest(1e-9, sqrt((select sum(score * score) from my_themes))))
        as dot
    from core.labels l join my_themes m using (theme_id) semi join near using (statement_no)
    group by l.statement_no
),
theme_lengths as (
    select l.statement_no, sqrt(sum(l.score * l.score)) as length
    from core.labels l semi join near using (statement_no) group by l.statement_no
),
ranked as materialized (
    select n.statement_no, 0.7 * n.worded / (w.length * (select sqrt(sum(weight * weight)) from my_words))
        + 0.3 * coalesce(t.dot / nullif(g.length, 0), 0) as score
    from near n join core.search_lengths w using (statement_no)
    left join themed t using (statement_no) left join theme_lengths g using (statement_no)
    order by score desc, n.statement_no
    limit max_rows
)
select s.statement_id, round(k.score, 3) as score, s.text as snippet, s.kind, s.text, s.review_id, r.title,
    r.publisher, r.nation, r.year, s.document_id, s.page_first, s.number, s.addressee, s.page_url, r.corrected,
    s.is_action
from ranked k
join core.statements s on s.statement_no = k.statement_no
left join core.reviews r on r.review_id = s.review_id
order by k.score desc, k.statement_no;
