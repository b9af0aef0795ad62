"""Where the model joins the rules, on reviews that narrate: it adds, removes, changes kinds.

Rules decide what belongs together to one statement. The model decides whether it is one, and of
which kind. A criticism must never be stored as praise, so the words have a say there.

The confidence of a statement is the model's score for its kind, which is calibrated. Of 684
statements of eleven reviews that it had not learnt from, those said to be .45, .65, .75, .85 and
.92 sure (means of their bins) were right in 45, 75, 85, 91 and 98 of 100.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractors.judging.surroundings import KINDS, STATED, Matrix
from extractors.scripts import is_foreign
from extractors.statements import grammar
from extractors.statements.addressees import addressee_of
from extractors.statements.comments import RULE, comment_drafts
from extractors.statements.draft import SHORTEST, SHORTEST_ITEM, Draft
from extractors.statements.drafts import text_drafts
from extractors.statements.gate import BESIDE
from extractors.statements.lists import UNDER_WHICH, end_of_item, is_lead_in, is_own_question
from extractors.statements.relayed import may_judge
from extractors.statements.tables import table_drafts
from extractors.statements.trust import (
    HALF,
    LABELLED,
    WORDED,
    is_told,
    least_share,
    turning_share,
)
from extractors.structure.clauses import is_saying, is_sentence
from extractors.structure.lexicon import heading_role
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, Section, SectionRole
from vocabulary.rules import asked

if TYPE_CHECKING:  # the model reads by the grammar of this package
    from extractors.judging.model import ParagraphModel, Weighed
    from extractors.judging.places import Answers

ADDED = 0.58  # share of all kinds of statement from which a paragraph is one
SAID = 0.45  # the same where a paragraph of analysis praises in so many words
UNSURE = 0.3  # from which one that is not given is put to a person
LEAST_COMMENT = 0.05  # the same for an authors' comment within the narrative
IN_TABLE = 0.6  # the same for the cell of a table that the rules did not read
CRITICISED = 0.85  # share from which a text that opens with an omission is no praise
PRAISED = 0.75  # share from which words of omission are no bar to praise, if it is not taken back
# The same, and its share of praise and criticism together. Of 35 paragraphs of nine lots that this
# let through ("she did not close the case"), none of them learnt from, 34 were praise.
LIKELY, RATHER = 0.5, 0.8
# Rules that read a label: where it names statements of a kind, bare text beside them is none.
_NAMED = frozenset({"label:word", "label:short"})
_HEADED = "heading:sentence"
_PROMISED: dict[SectionRole | None, Kind] = {
    SectionRole.RECOMMENDATIONS: Kind.RECOMMENDATION,
    SectionRole.ACTION_PLAN: Kind.RECOMMENDATION,
    SectionRole.QUESTIONS: Kind.QUESTION,
}
_JUDGED = frozenset({Kind.FINDING, Kind.GOOD_PRACTICE})
_NOT_ASKED = frozenset({Kind.LEARNING_POINT, Kind.GOOD_PRACTICE})  # neither is put as a question
_QUOTED = KINDS.index("quoted")
_SHOWS = asked("heading_forms", "shows_practice")


def drafts_of(
    paragraphs: Sequence[Paragraph],
    sections: Sequence[Section],
    others: frozenset[int],
    *,
    judges_in_prose: bool = False,
) -> list[Draft]:
    """What the rules find, in no order; `others` are the places of what is `relayed`."""
    comments = comment_drafts(paragraphs, sections)
    apart = {id(draft.parts[0]) for draft in comments}
    told = text_drafts(paragraphs, sections, judges_in_prose=judges_in_prose)
    drafts = [draft for draft in told if id(draft.parts[0]) not in apart] + comments
    drafts += table_drafts(paragraphs, sections)
    not_own = {id(paragraphs[i]) for i in others}
    return [
        draft
        for draft in drafts
        if id(draft.parts[0]) not in not_own
        or (draft.kind is Kind.FINDING and may_judge(draft.parts[0]) and not _is_cell(draft))
    ]


def _is_cell(draft: Draft) -> bool:
    return draft.rule.startswith("table")


def _stands_in_cell(draft: Draft) -> bool:
    return _is_cell(draft) or draft.rule == "comment:cell"


def answers_of(paragraphs: Sequence[Paragraph], drafts: Sequence[Draft]) -> Answers:
    """What the rules made of each paragraph."""
    places = {id(paragraph): i for i, paragraph in enumerate(paragraphs)}
    out: dict[int, tuple[str, str, bool]] = {}
    for draft in drafts:
        for n, part in enumerate(draft.parts):
            out.setdefault(places[id(part)], (str(draft.kind), draft.rule, n == 0))
    return out


def weighed_drafts(
    paragraphs: Sequence[Paragraph],
    sections: Sequence[Section],
    drafts: Sequence[Draft],
    others: frozenset[int],
    model: ParagraphModel,
    report_type: str | None,
) -> list[Draft]:
    """The rules' drafts and the model's, in no order; `others` are as for `drafts_of`."""
    answers = answers_of(paragraphs, drafts)
    weighed = model.weigh(paragraphs, sections, answers, report_type)
    places = {id(paragraph): i for i, paragraph in enumerate(paragraphs)}
    kept = [
        stays
        for draft in drafts
        if (stays := _kept(draft, _telling(draft, places, weighed), sections, weighed))
    ]
    added = _added(paragraphs, sections, kept, others, weighed)
    return kept + added + _unsure(paragraphs, [*kept, *added], weighed)


def _telling(draft: Draft, places: Mapping[int, int], weighed: Weighed) -> int:
    """The place of the paragraph by which a draft is weighed: its first one.

    "A protocol under which:" says nothing without its items: of these, the one that says most.
    """
    first, *rest = [places[id(part)] for part in draft.parts]
    if not (rest and UNDER_WHICH.find(draft.parts[0].full)):
        return first
    return max((first, *rest), key=lambda i: float(weighed.shares[i][STATED].sum()))


def _kept(draft: Draft, i: int, sections: Sequence[Section], weighed: Weighed) -> Draft | None:
    """A draft of the rules, turned to another kind where the model is sure, or None."""
    shares = weighed.shares[i]
    if _is_cell(draft) or draft.rule == _HEADED:
        return draft  # its columns have names; a report that heads its findings so does it for all
    if draft.rule.startswith(RULE):
        return _commented(draft, shares)
    if draft.text is not None:  # a sentence: the model has seen the paragraph
        return None if shares[_QUOTED] > HALF else draft
    if draft.kind is Kind.QUESTION and draft.words().endswith("?"):
        return draft
    told = is_told(draft, sections)
    if float(shares[STATED].sum()) < least_share(draft, told=told):
        return None
    kind = _best(draft.parts, shares)
    sure = float(shares[KINDS.index(kind)])
    draft.confidence = round(float(shares[KINDS.index(draft.kind)]), 2)
    if told and draft.rule in WORDED:
        draft.confidence = max(draft.confidence, LABELLED)
    heading = sections[draft.section].heading if draft.section >= 0 else ""
    if kind is not draft.kind and sure > turning_share(draft, kind, heading, told=told):
        draft.kind, draft.rule, draft.confidence = kind, f"model:{kind}", round(sure, 2)
        draft.reasons, draft.phrase = weighed.reasons(i, kind), None
    return draft


def _commented(draft: Draft, shares: Matrix) -> Draft | None:
    """A comment of the authors: quoted advice goes, and praise is separated from criticism."""
    if shares[_QUOTED] > HALF or float(shares[STATED].sum()) < LEAST_COMMENT:
        return None
    text = draft.words()
    if grammar.praises(text) or _shown(text, shares) is Kind.GOOD_PRACTICE:
        draft.kind = Kind.GOOD_PRACTICE
    return draft


def _best(parts: Sequence[Paragraph], shares: Matrix) -> Kind:
    """The likeliest kind; between praise and criticism the words have a say."""
    ranked = sorted(Kind, key=lambda kind: -float(shares[KINDS.index(kind)]))
    text = " ".join(part.text for part in parts)
    if ranked[0] in _JUDGED and _is_asked(text):
        return Kind.RECOMMENDATION
    if ranked[0] in _NOT_ASKED and grammar.is_put(text):
        return Kind.QUESTION
    if ranked[0] is Kind.FINDING and grammar.praises(text):
        sure = float(shares[KINDS.index(Kind.FINDING)])
        opens_undone = grammar.weighs(grammar.sentences(text)[0])  # "Not heard, with one exception"
        return Kind.FINDING if opens_undone and sure > CRITICISED else Kind.GOOD_PRACTICE
    if ranked[0] is not Kind.GOOD_PRACTICE:
        return ranked[0]
    if grammar.turns(text):
        return Kind.FINDING
    sure = float(shares[KINDS.index(Kind.GOOD_PRACTICE)])
    rather = sure / (sure + float(shares[KINDS.index(Kind.FINDING)]))
    if sure >= PRAISED or (sure >= LIKELY and rather >= RATHER) or grammar.praises(text):
        return Kind.GOOD_PRACTICE
    if grammar.criticises(text):
        return ranked[1]
    return Kind.FINDING if grammar.ends_undone(text) else Kind.GOOD_PRACTICE


def _is_asked(text: str) -> bool:
    """Whether each sentence says what a body that is named should do: advice among the prose."""
    told = grammar.sentences(text)
    asks = all(grammar.demands(one) and grammar.is_call(one) for one in told)
    return asks and addressee_of(told[0]) is not None


def _shown(text: str, shares: Matrix) -> Kind:
    """What an example of practice is: good, unless the model or a later sentence says otherwise."""
    good, bad = (shares[KINDS.index(kind)] for kind in (Kind.GOOD_PRACTICE, Kind.FINDING))
    return Kind.FINDING if bad > good or grammar.turns(text) else Kind.GOOD_PRACTICE


def _added(
    paragraphs: Sequence[Paragraph],
    sections: Sequence[Section],
    kept: Sequence[Draft],
    others: frozenset[int],
    weighed: Weighed,
) -> list[Draft]:
    out: list[Draft] = []
    places = {id(paragraph): i for i, paragraph in enumerate(paragraphs)}
    taken = {places[id(part)] for draft in kept for part in draft.parts}
    # A labelled finding may go on with further ones; a label of another kind names all there are.
    named = {(d.section, d.kind) for d in kept if d.rule in _NAMED and d.kind is not Kind.FINDING}
    rows = {_table(part) for draft in kept for part in draft.parts if _stands_in_cell(draft)}
    i = 0
    while i < len(paragraphs):
        shown = i > 0 and bool(paragraphs[i - 1].level and _SHOWS.find(paragraphs[i - 1].text))
        kind = (
            None
            if i in taken
            else _kind_of(paragraphs[i], sections, weighed.shares[i], shown=shown)
        )
        if kind is not None and is_lead_in(paragraphs, i, kind):
            kind = None  # the items below it are the statements
        if kind is Kind.QUESTION and is_own_question(paragraphs, i):
            kind = None  # the review set out to answer it
        if i in others and (kind is not Kind.FINDING or not may_judge(paragraphs[i])):
            kind = None
        if kind is None or (paragraphs[i].section, kind) in named or _table(paragraphs[i]) in rows:
            i += 1
            continue
        end = end_of_item(paragraphs, i, kind)
        end = next((j for j in range(i + 1, end) if j in taken), end)
        label = paragraphs[i].label
        shares = weighed.shares[i]
        by_words = kind is Kind.RECOMMENDATION and _is_asked(paragraphs[i].text)
        sure = round(float(shares[STATED].sum() if by_words else shares[KINDS.index(kind)]), 2)
        draft = Draft(
            kind, list(paragraphs[i:end]), f"model:{kind}", sure, label.number if label else None
        )
        draft.reasons = weighed.reasons(i, kind)
        out.append(draft)
        i = end
    return out


def _says(heading: Paragraph) -> bool:
    """Whether a heading is a statement by itself, as "Nobody owned the plan" is."""
    title = heading.text.strip()
    return is_sentence(title) or is_saying(title)


def _table(paragraph: Paragraph) -> tuple[int, int] | int:
    """The table in which a paragraph is, or its own number where it is in none."""
    cell = paragraph.first.cell
    return (paragraph.page, cell[0]) if cell and paragraph.in_table else id(paragraph)


def _unsure(
    paragraphs: Sequence[Paragraph], given: Sequence[Draft], weighed: Weighed
) -> list[Draft]:
    """Paragraphs that may be statements, for a person to look at."""
    taken = {id(part) for draft in given for part in draft.parts}
    out = []
    for paragraph, shares in zip(paragraphs, weighed.shares, strict=True):
        stated = float(shares[STATED].sum())
        is_read = paragraph.section >= 0 and not (paragraph.level or paragraph.in_table)
        is_read = is_read and not is_foreign(paragraph.text)
        if is_read and id(paragraph) not in taken and UNSURE <= stated < ADDED:
            kind = _best([paragraph], shares)
            sure = round(stated, 2)
            out.append(Draft(kind, [paragraph], f"model:{kind}", sure, is_unsure=True))
    return out


def _kind_of(
    paragraph: Paragraph, sections: Sequence[Section], shares: Matrix, *, shown: bool
) -> Kind | None:
    """What the model adds at a paragraph, if anything.

    Praise in so many words within analysis needs less, and what is `shown` as an example of
    practice by the heading right above needs nothing: its kind alone is asked.
    Nothing is added before the first heading, or in a document that has none; and where a heading
    promises recommendations or questions, nothing else.
    """
    if paragraph.section < 0 or grammar.is_voice(paragraph.full) or BESIDE.find(paragraph.full):
        return None
    in_analysis = sections[paragraph.section].role is SectionRole.ANALYSIS
    said = SAID if in_analysis and grammar.praises(paragraph.text) else ADDED
    said = 0.0 if shown else said
    if float(shares[STATED].sum()) < (IN_TABLE if paragraph.in_table else said):
        return None
    kind = _shown(paragraph.text, shares) if shown else _best([paragraph], shares)
    if paragraph.level and not (kind is Kind.FINDING and _says(paragraph)):
        return None
    role = heading_role(sections[paragraph.section].heading)
    promised = _PROMISED.get(role)
    if promised is not None and kind is not promised:
        return None
    least = SHORTEST_ITEM if paragraph.is_item else SHORTEST
    return kind if len(paragraph.text) >= least else None
