-- The stems of the author's words, and of the words that tell the review in focus.
select w.stem_no, 1.0 as weight, true as is_asked
from core.search_words w where list_contains($words::varchar[], w.word)
    and w.word not in ('the', 'and', 'are', 'was', 'were', 'for', 'their', 'they', 'that', 'with', 'how', 'what',
        'who', 'when', 'where', 'which', 'not', 'has', 'have', 'had', 'from', 'this', 'these', 'those', 'about')
union all
select stem_no, weight, false from core.review_words where review_id = $focus
order by all;
