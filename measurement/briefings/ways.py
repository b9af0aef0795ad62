"""Ways of choosing that are compared: ours, and those that an author has without it."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from briefings.selection.desk import BriefingDesk
from briefings.selection.lens import Lens, lens_of
from briefings.selection.mixing import mixed
from briefings.selection.pool import pool_of
from briefings.selection.quotes import ranked_quotes, statements_of, without_copies
from briefings.selection.rank import ranked_reviews
from briefings.shortlist import TakeOptions
from measurement.briefings.labels import Case, plain
from measurement.briefings.score import Offer
from models.themes.asked import themes_asked

_REVIEWS = 20  # from which quotes are taken


def select(desk: BriefingDesk, case: Case, focus: str) -> Offer:
    """`reviews brief select`."""
    return _select(desk, lens_of(desk, focus, case.lens.themes, case.lens.question))


def by_question(desk: BriefingDesk, case: Case, focus: str) -> Offer:
    """The same with her question alone, and no theme that she named."""
    question = case.lens.question
    return _select(desk, lens_of(desk, focus, {}, question, themes_asked(question)))


def _select(desk: BriefingDesk, lens: Lens) -> Offer:
    pool = pool_of(desk, TakeOptions(), lens.focus)
    ranked = ranked_reviews(desk, lens, pool.eligible)
    scores = {review.review_id: review.score for review in ranked[:_REVIEWS]}
    quotes = mixed(without_copies(ranked_quotes(statements_of(desk, lens, list(scores)), scores)))
    return Offer(
        tuple(review.review_id for review in ranked), tuple(q.statement_id for q in quotes)
    )


def newest(desk: BriefingDesk, _: Case, focus: str) -> Offer:
    """What was published last, in the order of the reports."""
    rows = desk.ask(
        "select s.review_id, s.statement_id from statements s join reviews r using (review_id)"
        " where not s.is_repeat and s.review_id <> $focus"
        " order by r.published_on desc nulls last, s.review_id, s.document_id, s.ordinal",
        {"focus": focus},
    )
    return _offer(rows)


def search(desk: BriefingDesk, case: Case, focus: str) -> Offer:
    """`reviews search` for any word of her question."""
    rows = desk.ask(
        "select review_id, statement_id from search($words, match := 'any', max_rows := 100000)"
        " where review_id <> $focus order by score desc, statement_id",
        {"words": plain(case.lens.question), "focus": focus},
    )
    return _offer(rows)


def similar(desk: BriefingDesk, _: Case, focus: str) -> Offer:
    """The macro `similar_reviews`, and within them the surest labels of the focus's themes."""
    rows = desk.ask(
        "select review_id, statement_id from similar_reviews($focus) r"
        " join (select s.review_id, s.statement_id, sum(l.score) as fit from statement_themes l"
        " join statements s using (statement_id) where not s.is_repeat and l.theme_id in"
        " (select theme_id from review_themes where review_id = $focus"
        "  order by n_statements desc limit 6) group by all) s using (review_id)"
        " order by r.score desc, review_id, fit desc, statement_id",
        {"focus": focus},
    )
    return _offer(rows)


def tf_idf(desk: BriefingDesk, case: Case, focus: str) -> Offer:
    """Cosine of words: reviews to the focus, statements to the focus and the question."""
    rows = desk.ask(
        "select review_id, statement_id, text from statements where not is_repeat and"
        " review_id is not null order by review_id, statement_id"
    )
    texts = [plain(str(row["text"])).split() for row in rows]
    names = sorted({word for text in texts for word in text})
    number = {name: n for n, name in enumerate(names)}
    at = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    words = np.array([number[word] for text in texts for word in text])
    counts = sparse.csr_matrix((np.ones(len(at)), (at, words)), shape=(len(texts), len(names)))
    rarity = np.log((1 + len(texts)) / (1 + np.bincount(counts.indices, minlength=len(names))))
    asked = np.bincount(
        [number[w] for w in plain(case.lens.question).split() if w in number], minlength=len(names)
    )
    reviews = np.array([str(row["review_id"]) for row in rows])
    mine = np.asarray(counts[reviews == focus].sum(axis=0)).ravel()
    order = np.unique(reviews)
    by_review = sparse.vstack([sparse.csr_matrix(counts[reviews == r].sum(axis=0)) for r in order])
    near = _cosine(by_review, mine, rarity)
    fit = _cosine(counts, mine / mine.sum() + asked / max(1, asked.sum()), rarity)
    found = [str(order[i]) for i in np.argsort(-near, kind="stable") if order[i] != focus]
    quotes = [
        str(rows[i]["statement_id"]) for i in np.argsort(-fit, kind="stable") if reviews[i] != focus
    ]
    return Offer(tuple(found), tuple(quotes))


def _cosine(rows: sparse.csr_matrix, asked: np.ndarray, rarity: np.ndarray) -> np.ndarray:
    weighed = rows @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    found: np.ndarray = np.asarray(weighed @ (asked * rarity)).ravel() / np.maximum(lengths, 1e-9)
    return found


def _offer(rows: list[dict[str, object]]) -> Offer:
    reviews = dict.fromkeys(str(row["review_id"]) for row in rows)
    return Offer(tuple(reviews), tuple(str(row["statement_id"]) for row in rows))


WAYS = {
    "select": select,
    "question alone": by_question,
    "newest": newest,
    "search": search,
    "tf-idf": tf_idf,
    "similar_reviews": similar,
}
