-- Too common to distinguish statements; a phrase may still hold them.
create table core.search_stop_words as
select unnest(['the', 'of', 'to', 'and', 'in', 'that', 'for', 'is', 'be', 'on', 'by', 'with', 'as',
    'are', 'was', 'this', 'it', 'an', 'or', 'at', 'from', 'were', 'which']) as word;
