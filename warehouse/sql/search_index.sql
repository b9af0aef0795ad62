-- BM25 with the usual k1 = 1.2 and b = 0.75 (Robertson and Zaragoza 2009), weights worked out here
-- so that a search only adds them up. Sorted by stem: a lookup reads few blocks.
create table core.search_words as
select s.word, dense_rank() over (order by s.stem)::integer as stem_no, s.stem
from stemmed s
order by s.word;

create table core.search_postings as
with tf as (
    select w.stem_no, t.statement_no, count(*) as tf
    from memory.stage.tokens t join core.search_words w using (word)
    group by w.stem_no, t.statement_no
),
lengths as (
    select statement_no, count(*) as n from memory.stage.tokens group by statement_no
),
totals as (select count(*) as n_statements, avg(n) as mean from lengths),
df as (select stem_no, count(*) as n from tf group by stem_no)
select tf.stem_no, tf.statement_no::integer as statement_no,
    (ln(1 + (o.n_statements - df.n + 0.5) / (df.n + 0.5))
        * tf.tf * 2.2 / (tf.tf + 1.2 * (0.25 + 0.75 * l.n / o.mean)))::float as weight
from tf
join df using (stem_no)
join lengths l using (statement_no)
cross join totals o
order by tf.stem_no, tf.statement_no;

drop table memory.stage.tokens;

-- The forty words that tell a review best, as a vector of length one (for `similar_reviews`): said
-- much in it and by few other reviews. Words that most reviews use ("need", "plan") tell nothing.
create table core.review_words as
with sums as (
    select s.review_id, p.stem_no, sum(p.weight) as said
    from core.search_postings p
    join core.statements s on s.statement_no = p.statement_no
    where s.review_id is not null
    group by s.review_id, p.stem_no
),
total as (select count(distinct review_id) as n from sums),
-- A stem that no other review has ties it to none; one that hardly any has is a matter of chance.
shared as (
    select stem_no, ln((1 + any_value(total.n)) / count(*)) as rarity
    from sums cross join total
    group by stem_no having count(*) >= greatest(2, least(8, 0.08 * any_value(total.n)))
),
best as (
    select sums.review_id, sums.stem_no, sums.said * shared.rarity as weight
    from sums join shared using (stem_no)
    qualify row_number() over (partition by review_id order by weight desc, stem_no) <= 40
),
shown as (select stem_no, arg_min(word, length(word) * 1000 + ascii(word)) as word from core.search_words group by stem_no)
select b.review_id, b.stem_no, shown.word,
    b.weight / sqrt(sum(b.weight * b.weight) over (partition by b.review_id)) as weight
from best b join shown using (stem_no)
order by b.stem_no, b.review_id;
