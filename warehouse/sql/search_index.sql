-- `search_plain`, `search_stems` and `search_hits` are Arrow tables of search/index.py, sorted: a
-- lookup by stem reads few blocks.

-- Every statement in plain words, once: a phrase is looked for here. Said twice in one review, it is
-- found once.
create table core.search_texts as
select p.statement_no, ' ' || p.plain || ' ' as plain, s.kind, lower(r.nation) as nation, r.year
from search_plain p
join core.statements s on s.statement_no = p.statement_no
left join core.reviews r on r.review_id = s.review_id
order by p.statement_no;

create table core.search_words as from search_stems;

create table core.search_postings as from search_hits;

-- The forty words that tell a review best, as a vector of length one (for `similar_reviews`): said
-- much in it and by few other reviews. Words that most reviews use ("need", "plan") tell nothing.
create table core.review_words as
with numbered as (
    select statement_no::integer as statement_no, dense_rank() over (order by review_id) as review_no
    from core.statements where review_id is not null
),
names as (
    select review_id, dense_rank() over (order by review_id) as review_no
    from (select distinct review_id from core.statements where review_id is not null)
),
sums as (
    select n.review_no, p.stem_no, sum(p.weight) as said
    from core.search_postings p join numbered n using (statement_no)
    group by n.review_no, p.stem_no
),
total as (select count(distinct review_no) as n from sums),
-- A stem that no other review has ties it to none; one that hardly any has is a matter of chance.
shared as (
    select stem_no, ln((1 + any_value(total.n)) / count(*)) as rarity
    from sums cross join total
    group by stem_no having count(*) >= greatest(2, least(8, 0.08 * any_value(total.n)))
),
best as (
    select sums.review_no, sums.stem_no, sums.said * shared.rarity as weight
    from sums join shared using (stem_no)
    qualify row_number() over (partition by review_no order by weight desc, stem_no) <= 40
),
shown as (
    select stem_no, arg_min(word, length(word) * 1000 + ascii(word)) as word
    from core.search_words group by stem_no
)
select n.review_id, b.stem_no, shown.word,
    b.weight / sqrt(sum(b.weight * b.weight) over (partition by b.review_no)) as weight
from best b join shown using (stem_no) join names n using (review_no)
order by b.stem_no, n.review_id;
