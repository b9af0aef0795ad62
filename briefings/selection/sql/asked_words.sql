-- The stems of the author's words.
select distinct stem_no from core.search_words where list_contains($words::varchar[], word)
    and word not in ('the', 'and', 'are', 'was', 'were', 'for', 'their', 'they', 'that', 'with', 'how', 'what',
        'who', 'when', 'where', 'which', 'not', 'has', 'have', 'had', 'from', 'this', 'these', 'those', 'about')
order by stem_no;
