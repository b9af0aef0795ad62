-- words: every one must occur in some form (match := 'any': at least one); "a phrase" as it stands;
-- -word or -"a phrase" must not occur; kind:finding theme:family.fathers nation:wales year:2024.
--
-- Every part is materialized, since a part read from several others is otherwise planned anew for
-- each; texts are read last, of the rows shown alone.
create macro search(words, kind := null, theme := null, nation := null, year := null,
    match := 'all', max_rows := 100, with_invented := false) as table
with parsed as materialized (
    select strip_accents(lower(words)) as q, match = 'any' as is_any,
        core.known_kind(coalesce(kind, nullif(regexp_extract(q, '(?:^|\s)kind:(\S+)', 1), ''))) as f_kind,
        core.known_theme_or_group(coalesce(theme, nullif(regexp_extract(q, '(?:^|\s)theme:(\S+)', 1), ''))) as f_theme,
        lower(core.known_nation(coalesce(nation, nullif(regexp_extract(q, '(?:^|\s)nation:(\S+)', 1), '')))) as f_nation,
        coalesce(year, try_cast(nullif(regexp_extract(q, '(?:^|\s)year:(\d{4})', 1), '') as integer)) as f_year,
        ' ' || regexp_replace(q, '(^|\s)(kind|theme|nation|year):\S+', ' ', 'g') as rest,
        list_transform(regexp_extract_all(rest, '\s"([^"]+)"', 1),
            lambda p: ' ' || array_to_string(regexp_extract_all(p, '[a-z0-9]+'), ' ') || ' ') as phrases,
        list_transform(regexp_extract_all(rest, '\s-"([^"]+)"', 1),
            lambda p: ' ' || array_to_string(regexp_extract_all(p, '[a-z0-9]+'), ' ') || ' ') as no_phrases,
        list_distinct(regexp_extract_all(regexp_replace(rest, '"[^"]*"', ' ', 'g'), '\s-([a-z0-9]+)', 1)) as no_words,
        list_distinct(regexp_extract_all(regexp_replace(rest, '\s-("[^"]*"|\S+)', ' ', 'g'), '[a-z0-9]+')) as yes_words
),
-- A bit for each word, so that one number tells which of them a statement holds; bit 62 for all
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
said as (
    select t.statement_no
    from core.search_texts t
    join hits h on h.statement_no = t.statement_no
    join (from parsed where len(phrases) + len(no_phrases) > 0) q on true
    where len(list_filter(q.phrases, lambda p: not contains(t.plain, p))) = 0
        and len(list_filter(q.no_phrases, lambda p: contains(t.plain, p))) = 0
),
ranked as materialized (
    select h.statement_no, h.score
    from hits h, parsed q
    where (coalesce(q.f_kind, q.f_theme, q.f_nation, q.f_year::varchar) is null
            or h.statement_no in (from meant))
        and (with_invented or h.statement_no not in (from core.invented))
        and (len(q.phrases) + len(q.no_phrases) = 0 or h.statement_no in (from said))
    order by h.score desc, h.statement_no
    limit max_rows
)
select s.statement_id, round(k.score, 3) as score,
    case when length(s.text) <= 240 then s.text else regexp_extract(s.text,
        '(?i)(?:^|\s)(.{0,80}\b(?:' || (select array_to_string(yes_words, '|') from parsed) || ').{0,150})(?:\s|$)', 1)
    end as snippet,
    s.kind, s.text, s.review_id, r.title, r.publisher, r.nation, r.year,
    s.document_id, s.page_first, s.number, s.addressee,
    s.page_url
from ranked k
join core.statements s on s.statement_no = k.statement_no
left join core.reviews r on r.review_id = s.review_id
order by k.score desc, k.statement_no;
