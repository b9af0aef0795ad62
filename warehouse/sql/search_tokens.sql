-- One row per word of every statement. Said twice in one review, it is found once.
create table memory.stage.tokens as
select statement_no, unnest(regexp_extract_all(strip_accents(lower(text)), '[a-z0-9]+')) as word
from core.statements
where statement_id = first_statement_id;

-- Too common to tell statements apart; a phrase may still hold them.
delete from memory.stage.tokens
where length(word) < 2 or word in ('the', 'of', 'to', 'and', 'in', 'that', 'for', 'is', 'be', 'on',
    'by', 'with', 'as', 'are', 'was', 'this', 'it', 'an', 'or', 'at', 'from', 'were', 'which');
