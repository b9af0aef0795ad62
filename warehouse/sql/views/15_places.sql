create view places as
select p.place_id, p.name as place, p.nation, p.ons_code, p.replaced_on, p.followed_by,
    list(distinct r.spelling order by r.spelling) as spellings,
    count(distinct r.review_id)::integer as n_reviews,
    count(distinct r.review_id) filter (has_place)::integer as n_corrected
from core.places p
join core.review_places r using (place_id)
join (select review_id, list_contains(corrected, 'place') as has_place from core.reviews where is_shown) s
    on s.review_id = r.review_id
group by all;

create view publishers as
select p.publisher_id, p.name as publisher, p.kind, p.place, p.ons_code,
    list(distinct r.spelling order by r.spelling) as spellings,
    count(distinct r.review_id)::integer as n_reviews,
    count(distinct r.review_id) filter (has_publisher)::integer as n_corrected
from core.publishers p
join core.review_publishers r using (publisher_id)
join (select review_id, list_contains(corrected, 'publisher') as has_publisher from core.reviews where is_shown) s
    on s.review_id = r.review_id
group by all;

create view review_places as
select p.review_id, p.place_id, r.corrected
from core.review_places p join core.reviews r using (review_id) where r.is_shown;

create view review_publishers as
select distinct p.review_id, p.publisher_id, r.corrected
from core.review_publishers p join core.reviews r using (review_id) where r.is_shown;
