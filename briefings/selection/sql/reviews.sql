-- Every review that may be chosen, with what the choice looks at.
select r.review_id, r.title, r.review_type, r.nation, r.publisher, r.area, r.sector, r.year,
    r.published_on, r.published_precision, r.first_seen::date as first_seen, r.report_family,
    r.is_summary_only, r.is_fictional, r.outcome, r.n_subjects,
    r.n_recommendations + r.n_findings + r.n_good_practice + r.n_learning_points + r.n_questions
        as n_statements
from reviews r
where r.has_statements
order by r.review_id;
