-- Every statement in plain words, once: a phrase is looked for here. Said twice in one review, it is
-- found once.
create table core.search_texts as
select statement_no::integer as statement_no,
    ' ' || trim(regexp_replace(strip_accents(lower(text)), '[^a-z0-9]+', ' ', 'g')) || ' ' as plain
from core.statements
where statement_id = first_statement_id
order by statement_no;

-- Too common to tell statements apart; a phrase may still hold them.
create table core.search_stop_words as
select unnest(['the', 'of', 'to', 'and', 'in', 'that', 'for', 'is', 'be', 'on', 'by', 'with', 'as',
    'are', 'was', 'this', 'it', 'an', 'or', 'at', 'from', 'were', 'which']) as word;

create table memory.stage.tokens as
select statement_no, word
from (select statement_no, unnest(string_split(trim(plain), ' ')) as word from core.search_texts)
where length(word) >= 2 and word not in (from core.search_stop_words);
