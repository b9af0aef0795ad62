-- Every review that may be chosen, with what the choice looks at. A type of report that may be about
-- children or adults is about those whose ages it states.
select r.review_id, r.title, r.review_type, r.nation, r.publisher, r.area, r.sector, r.year,
    r.published_on, r.published_precision, r.first_seen::date as first_seen, r.report_family,
    r.is_summary_only, r.is_fictional, r.outcome, r.n_subjects,
    case
        when r.sector <> 'all' or coalesce(len(r.age_bands), 0) = 0 then r.sector
        when list_has_all(['18-64', '65 and over'], r.age_bands) then 'adult'
        when list_has_any(['18-64', '65 and over'], r.age_bands) then 'all'
        else 'child'
    end as about,
    r.n_recommendations + r.n_findings + r.n_good_practice + r.n_learning_points + r.n_questions as n_statements
from reviews r
where r.has_statements
order by r.review_id;
