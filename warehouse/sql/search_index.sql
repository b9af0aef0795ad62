-- `search_plain`, `search_stems`, `search_hits` and `told` are Arrow tables of search/index.py, sorted:
-- a lookup by stem reads few blocks.

-- Every statement in plain words, once: a phrase is looked for here. Said twice in one review, it is
-- found once.
create table core.search_texts as
select p.statement_no, ' ' || p.plain || ' ' as plain, s.kind, lower(r.nation) as nation, r.year
from search_plain p
join core.statements s on s.statement_no = p.statement_no
left join core.reviews r on r.review_id = s.review_id
order by p.statement_no;

create table core.search_words as from search_stems;

create table core.search_postings as select stem_no, statement_no, weight from search_hits;

-- The length of each statement's words, for likeness.
create table core.search_lengths as
select statement_no, sqrt(sum(weight * weight)) as length
from core.search_postings group by statement_no order by statement_no;

-- In how many statements each word is.
create table core.search_frequencies as
select stem_no, count(*)::integer as n from core.search_postings group by stem_no order by stem_no;

create table core.review_words as from told;
