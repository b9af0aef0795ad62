-- words: every one must occur in some form (match := 'any': at least one); "a phrase" as it stands;
-- -word or -"a phrase" must not occur; kind:finding theme:family.fathers nation:wales year:2024.
create macro search(words, kind := null, theme := null, nation := null, year := null,
    match := 'all', max_rows := 100) as table
with raw as (
    select strip_accents(lower(words)) as q
),
fields as (
    select coalesce(kind, nullif(regexp_extract(q, '(?:^|\s)kind:(\S+)', 1), '')) as f_kind,
        coalesce(theme, nullif(regexp_extract(q, '(?:^|\s)theme:(\S+)', 1), '')) as f_theme,
        coalesce(lower(nation), nullif(regexp_extract(q, '(?:^|\s)nation:(\S+)', 1), '')) as f_nation,
        coalesce(year, try_cast(nullif(regexp_extract(q, '(?:^|\s)year:(\d{4})', 1), '') as integer)) as f_year,
        ' ' || regexp_replace(q, '(^|\s)(kind|theme|nation|year):\S+', ' ', 'g') as rest
    from raw
),
parts as (
    select f_kind, f_theme, f_nation, f_year,
        list_transform(regexp_extract_all(rest, '\s"([^"]+)"', 1),
            lambda p: ' ' || array_to_string(regexp_extract_all(p, '[a-z0-9]+'), ' ') || ' ') as phrases,
        list_transform(regexp_extract_all(rest, '\s-"([^"]+)"', 1),
            lambda p: ' ' || array_to_string(regexp_extract_all(p, '[a-z0-9]+'), ' ') || ' ') as no_phrases,
        regexp_extract_all(regexp_replace(rest, '"[^"]*"', ' ', 'g'), '\s-([a-z0-9]+)', 1) as no_words,
        regexp_extract_all(regexp_replace(rest, '\s-("[^"]*"|\S+)', ' ', 'g'), '[a-z0-9]+') as yes_words
    from fields
),
asked as (
    select distinct unnest(yes_words) as word from parts
),
-- Words too common to be in the index ask for nothing.
telling as (
    select word from asked
    where length(word) >= 2 and word not in (from core.search_stop_words)
),
known as (
    select a.word, w.stem_no from telling a join core.search_words w on w.word = a.word
),
wanted as (
    select word, stem_no from known
    union
    -- A word that no statement holds: by its stem without the usual endings, or as a beginning.
    select a.word, w.stem_no
    from telling a join core.search_words w on starts_with(w.word, a.word)
        or w.stem = regexp_replace(regexp_replace(
            a.word, '(ings?|ed|es|s|ers?|ly|e|ations?|ments?)$', ''), 'y$', 'i')
    where length(a.word) >= 3 and a.word not in (select word from known)
),
needed as (
    select count(*) as n from telling
),
hits as (
    select p.statement_no, sum(p.weight) as score, count(distinct w.word) as n
    from core.search_postings p join wanted w on p.stem_no = w.stem_no
    group by p.statement_no
),
excluded as (
    select distinct p.statement_no
    from core.search_postings p join core.search_words w on p.stem_no = w.stem_no
    where w.word in (select unnest(no_words) from parts)
),
ranked as (
    select s.*, h.score, r.title, r.publisher, r.nation as r_nation, r.year as r_year
    from hits h
    join core.statements s on s.statement_no = h.statement_no
    left join core.reviews r on r.review_id = s.review_id
    cross join parts q
    cross join needed
    where (match = 'any' or h.n >= needed.n)
        and h.statement_no not in (select statement_no from excluded)
        and (q.f_kind is null or s.kind = q.f_kind)
        and (q.f_nation is null or lower(r.nation) = q.f_nation)
        and (q.f_year is null or r.year = q.f_year)
        and (q.f_theme is null or s.statement_id in (
            select l.statement_id from core.labels l
            where l.theme_id = q.f_theme or starts_with(l.theme_id, q.f_theme || '.')))
        and (len(q.phrases) + len(q.no_phrases) = 0 or h.statement_no in (
            select t.statement_no
            from core.search_texts t
            join parts f on len(f.phrases) + len(f.no_phrases) > 0
            where len(list_filter(f.phrases, lambda p: not contains(t.plain, p))) = 0
                and len(list_filter(f.no_phrases, lambda p: contains(t.plain, p))) = 0))
    order by h.score desc, s.statement_no
    limit max_rows
)
select r.statement_id, round(r.score, 3) as score,
    case when length(r.text) <= 240 then r.text else regexp_extract(r.text,
        '(?i)(?:^|\s)(.{0,80}\b(?:' || (select string_agg(word, '|') from asked) || ').{0,150})(?:\s|$)', 1)
    end as snippet,
    r.kind, r.text, r.review_id, r.title, r.publisher, r.r_nation as nation, r.r_year as year,
    r.document_id, r.page_first, r.number, r.addressee,
    d.url || '#page=' || r.page_first as page_url
from ranked r
join core.documents d on d.document_id = r.document_id
order by r.score desc, r.statement_no;
