-- severity: error
-- reason: A theme of a review counts more statements of a kind than the review has.
-- next: A fault in the program: a repeat counts twice. The last warehouse stays in use. Report it with this line.
select t.review_id || ' ' || t.theme_id
from core.review_themes t join core.reviews r using (review_id)
where t.n_recommendations > r.n_recommendations or t.n_findings > r.n_findings
    or t.n_good_practice > r.n_good_practice
    or t.n_statements > r.n_recommendations + r.n_findings + r.n_good_practice + r.n_learning_points + r.n_questions
