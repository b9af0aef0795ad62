"""The tree of sections: what is below which heading, and what it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from extractors.structure.document_title import document_title
from extractors.structure.headings import mark_headings
from extractors.structure.lexicon import heading_role, plain_heading
from extractors.structure.paragraphs import Paragraph
from models.records import Kind, Section, SectionRole
from vocabulary.report_types import keeps_to_framework
from vocabulary.rules import asked

# Sections made of statements: an unknown heading in the same type carries them on.
_CARRIED = frozenset(
    {
        SectionRole.RECOMMENDATIONS,
        SectionRole.GOOD_PRACTICE,
        SectionRole.FINDINGS,
        SectionRole.LEARNING,
        SectionRole.QUESTIONS,
        SectionRole.GLOSSARY,
        SectionRole.APPENDIX,
    }
)
# These say it below their own heading, or their first topic follows after a sentence or so. With
# more than so many paragraphs, its heading among them, the next heading is no topic of it.
_SAID_AT_ONCE = {SectionRole.GOOD_PRACTICE: 1, SectionRole.QUESTIONS: 3}
_WEIGHS = asked("judgements", "weighs")
_PROMISES = asked("heading_forms", "introduces_praise")
# A topic of a chapter that weighs, whatever its words: "His mother", "The plan and the panel".
_TOLD = frozenset({SectionRole.NARRATIVE, SectionRole.METHOD})
_WEIGHED = frozenset({SectionRole.ANALYSIS, SectionRole.FINDINGS, SectionRole.LEARNING})
# What an appendix may hold besides annexed matter.
_APPENDED = frozenset({SectionRole.ACTION_PLAN, SectionRole.GLOSSARY, SectionRole.RECOMMENDATIONS})
_ASKS, _STUDY = asked("heading_forms", "asks"), asked("heading_forms", "study")
_APPENDED_WORDS = asked("heading_forms", "appended")
_SHORTEST_PROSE = 120  # characters
_LONG_PROSE = 250
# Long paragraphs by which a chapter answers what was asked, and the share of them that weighs. In
# two such chapters 68 and 86 % of 19 and 14 weighed; eleven chapters on method have six at most.
_ANSWERS, _MOST = 6, 0.6
_TOPICS_OF_A_CHAPTER = 2  # headings in the same type below it: one may be in a box
_TOPICS = frozenset(
    {
        SectionRole.FINDINGS,
        SectionRole.LEARNING,
        SectionRole.ANALYSIS,
        SectionRole.NARRATIVE,
        SectionRole.METHOD,
        SectionRole.RESPONSE,
    }
)
_KIND_ROLES = {
    Kind.RECOMMENDATION: SectionRole.RECOMMENDATIONS,
    Kind.FINDING: SectionRole.FINDINGS,
    Kind.GOOD_PRACTICE: SectionRole.GOOD_PRACTICE,
    Kind.LEARNING_POINT: SectionRole.LEARNING,
    Kind.QUESTION: SectionRole.QUESTIONS,
}


def build_sections(
    paragraphs: Sequence[Paragraph], report_type: str | None = None
) -> tuple[Section, ...]:
    """Mark headings, give every paragraph its section, and return the sections in order."""
    mark_headings(paragraphs)
    title = document_title(paragraphs)
    sections: list[Section] = []
    open_: list[Section] = []
    around: list[Section] | None = None  # what was open before a shaded box with its own heading
    outermost = 0  # the level of the heading that began the box
    held: Counter[int] = Counter()  # headings and paragraphs of a section that say something
    for paragraph, following in pairwise([*paragraphs, None]):
        assert paragraph is not None  # noqa: S101 - only the last of a pair is None
        if around is not None and _leaves_box(paragraph, outermost):
            open_, around = around, None
        elif around is not None and paragraph.level == outermost:
            # The next chapter in the same shade: it is that of the page, not of a box.
            around = around if _opens_box(paragraph, following, around) else None
        if around is None and _opens_box(paragraph, following, open_):
            around, outermost = open_, paragraph.level
        if paragraph.level:
            section = _section(paragraph, open_, sections, report_type, held)
            if paragraph is title:
                section = msgspec.structs.replace(section, role=SectionRole.OTHER)
            sections.append(section)
            open_ = [s for s in open_ if s.level < section.level] + [section]
        if paragraph.level or not _PROMISES.find(paragraph.full):
            held.update(s.index for s in open_)
        paragraph.section = open_[-1].index if open_ else -1
    known = _with_analysis(paragraphs, _without_strays(paragraphs, sections))
    if keeps_to_framework(report_type):
        return tuple(known)
    return tuple(_with_topics(_with_answers(paragraphs, known, report_type)))


def _leaves_box(paragraph: Paragraph, outermost: int) -> bool:
    """Text without a shade, or a coloured band with the title of the next chapter."""
    return not paragraph.first.shaded or 0 < paragraph.level < outermost


def _opens_box(paragraph: Paragraph, following: Paragraph | None, open_: Sequence[Section]) -> bool:
    """A heading in a box within a section: its own section ends with the box, the text goes on."""
    shaded = paragraph.first.shaded and following is not None and following.first.shaded
    if not (paragraph.level and shaded) or paragraph.first.cell:
        return False
    if paragraph.is_named or _STUDY.find(paragraph.full):
        return True
    # What is praised in a box is no praise below it.
    praises = heading_role(paragraph.full.strip()) is SectionRole.GOOD_PRACTICE
    return bool(open_) and (praises or paragraph.level > open_[-1].level)


def _without_strays(paragraphs: Sequence[Paragraph], sections: list[Section]) -> list[Section]:
    """A heading after the list of what must improve that begins prose which asks for nothing.

    It is set like the list's heading, so that it could be a group of the list; its text decides.
    """
    told: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if not paragraph.level and paragraph.section >= 0:
            told.setdefault(paragraph.section, []).append(paragraph)
    out = list(sections)
    for section in sections:
        above = sections[section.parent] if section.parent is not None else None
        if above is None or above.level != section.level or not _is_list(told, above):
            continue
        if out[above.index].role is SectionRole.RECOMMENDATIONS and _tells(told, section):
            out[section.index] = msgspec.structs.replace(
                section, role=SectionRole.FINDINGS, parent=above.parent
            )
    return out


def _is_list(told: dict[int, list[Paragraph]], section: Section) -> bool:
    return any(paragraph.is_item for paragraph in told.get(section.index, ()))


def _tells(told: dict[int, list[Paragraph]], section: Section) -> bool:
    """Whether a section is made of whole paragraphs that ask for nothing."""
    paragraphs = told.get(section.index, ())
    if any(p.is_item or len(p.full) < _SHORTEST_PROSE for p in paragraphs):
        return False
    asking = sum(bool(_ASKS.find(p.full)) for p in paragraphs)
    return len(paragraphs) >= 2 and asking < 0.3 * len(paragraphs)


def _with_analysis(paragraphs: Sequence[Paragraph], sections: list[Section]) -> list[Section]:
    """A chapter that holds labelled learning or recommendations analyses, whatever its title."""
    labelled = {
        _top(sections, p.section)
        for p in paragraphs
        if p.section >= 0 and p.label and p.label.kind in _KIND_ROLES and p.label.style == "word"
    }
    return [
        msgspec.structs.replace(s, role=SectionRole.ANALYSIS)
        if s.role is SectionRole.OTHER and s.number and _top(sections, s.index) in labelled
        else s
        for s in sections
    ]


def _with_answers(
    paragraphs: Sequence[Paragraph], sections: list[Section], report_type: str | None
) -> list[Section]:
    """A chapter on what was asked, such as "The key lines of enquiry", analyses if it answers it.

    Its topics then hold long paragraphs, most of which weigh what was done. A chapter on method has
    a few, which say how the review was made.
    """
    own = {s.index for s in sections if heading_role(s.heading, report_type) is not None}
    chapters: dict[int, set[int]] = {}
    for section in sections:
        at = section
        while at.index not in own and at.parent is not None and at.role is SectionRole.METHOD:
            at = sections[at.parent]
        if at.role is SectionRole.METHOD and at.index in own and at is not section:
            chapters.setdefault(at.index, {at.index}).add(section.index)
    out = list(sections)
    for inside in chapters.values():
        told = [p.text for p in paragraphs if p.section in inside and _is_told_at_length(p)]
        weighing = sum(map(_WEIGHS.holds, told))
        if (
            len(inside) > _TOPICS_OF_A_CHAPTER
            and len(told) >= _ANSWERS
            and weighing >= _MOST * len(told)
        ):
            for i in inside:
                out[i] = msgspec.structs.replace(sections[i], role=SectionRole.ANALYSIS)
    return out


def _is_told_at_length(paragraph: Paragraph) -> bool:
    is_prose = not (paragraph.level or paragraph.is_item or paragraph.in_table)
    return is_prose and len(paragraph.text) >= _LONG_PROSE


# Once one of these has begun, a chapter whose heading says nothing of itself weighs what was done.
_BODY = frozenset(
    {
        SectionRole.METHOD,
        SectionRole.NARRATIVE,
        SectionRole.ANALYSIS,
        SectionRole.FINDINGS,
        SectionRole.LEARNING,
        SectionRole.SUMMARY,
    }
)


def _with_topics(sections: list[Section]) -> list[Section]:
    """Topics of case reviews: "A family known in pieces" analyses, as its neighbours do.

    Not on the front page, whose large print is title and author, nor after the appendices.
    """
    out: list[Section] = []
    has_begun = False
    for section in sections:
        above = out[section.parent] if section.parent is not None else None
        if section.role is SectionRole.OTHER and section.page > 1:
            role = above.role if above else section.role
            if role is SectionRole.OTHER and has_begun:
                role = SectionRole.ANALYSIS
            section = msgspec.structs.replace(section, role=role)  # noqa: PLW2901
        has_begun = has_begun or (section.page > 1 and section.role in _BODY)
        out.append(section)
    return out


def _top(sections: Sequence[Section], index: int) -> int:
    """The outermost numbered section around this one, or the section itself."""
    top, at = index, sections[index].parent
    while at is not None:
        if sections[at].number:
            top = at
        at = sections[at].parent
    return top


def path_of(sections: Sequence[Section], index: int) -> tuple[str, ...]:
    """Headings from the outermost to this one."""
    return tuple(reversed([section.heading for section in enclosing(sections, index)]))


def enclosing(sections: Sequence[Section], index: int) -> Iterator[Section]:
    """The section with this index, and those around it, innermost first. None for -1."""
    at: int | None = index if index >= 0 else None
    while at is not None:
        yield sections[at]
        at = sections[at].parent


def _section(
    paragraph: Paragraph,
    open_: list[Section],
    sections: Sequence[Section],
    report_type: str | None,
    held: Counter[int],
) -> Section:
    heading, index = paragraph.full.strip(), len(sections)
    label = paragraph.label
    role = heading_role(heading, report_type)
    if label and label.kind and label.style in ("word", "short"):
        role = _KIND_ROLES[label.kind]
    level = paragraph.level
    if role in _TOPICS and any(_only_recommends(s) for s in open_ if s.level < level):
        role = None  # below "Recommendations" a heading such as "Learning from ..." is a topic
    inside = next((s for s in reversed(open_) if s.level < level), None)
    if role is SectionRole.NARRATIVE and inside and inside.role is SectionRole.ANALYSIS:
        role = None  # "The men in the child's life" within an analysis is a topic of it
    weighs = inside is not None and inside.role in _WEIGHED
    if role in _TOLD and weighs and not keeps_to_framework(report_type):
        role = None
    annexed = any(s.role is SectionRole.APPENDIX for s in open_ if s.level < level)
    if annexed and not (role in _APPENDED and _APPENDED_WORDS.find(heading)):
        role = SectionRole.APPENDIX
    parents = [s for s in open_ if s.level < level]
    beside = next((s for s in open_ if s.level == level), None)
    is_over = beside and not keeps_to_framework(report_type) and _is_over(beside, held)
    if role is None and beside and not is_over and _carries_on(beside, paragraph, sections):
        # One step below its neighbour: the neighbour stays open and lends its role.
        return Section(
            index, heading, level, beside.role, paragraph.page, beside.index, _number(paragraph)
        )
    parent = parents[-1] if parents else None
    if role is None:
        role = (
            parent.role if parent and parent.role is not SectionRole.SUMMARY else SectionRole.OTHER
        )
    return Section(
        index,
        heading,
        level,
        role,
        paragraph.page,
        parent.index if parent else None,
        _number(paragraph),
    )


def _only_recommends(section: Section) -> bool:
    words = plain_heading(section.heading)
    return (
        section.role is SectionRole.RECOMMENDATIONS
        and words.endswith("recommendations")
        and "conclu" not in words
    )


def _carries_on(beside: Section, paragraph: Paragraph, sections: Sequence[Section]) -> bool:
    """Whether a heading set like a chapter's own is a topic of it: chapters have list titles."""
    if beside.role not in _CARRIED or _has_topics(beside, sections):
        return False
    return beside.number is None and _number(paragraph) is None


def _is_over(beside: Section, held: Counter[int]) -> bool:
    """Whether a chapter of praise or of questions has had its text: what follows is another one.

    Criticism below the next heading must never be taken for praise.
    """
    most = _SAID_AT_ONCE.get(beside.role)
    if most is None or heading_role(beside.heading) is not beside.role:
        return False
    return held[beside.index] > most


def _has_topics(beside: Section, sections: Sequence[Section]) -> bool:
    """Whether a chapter of findings has topics of its own, set smaller: then it ends with them."""
    if heading_role(beside.heading) is not SectionRole.FINDINGS:
        return False
    inside = [s for s in sections[beside.index + 1 :] if heading_role(s.heading) is None]
    levels = Counter(s.level for s in inside if s.level > beside.level)
    return any(n >= _TOPICS_OF_A_CHAPTER for n in levels.values())


def _number(paragraph: Paragraph) -> str | None:
    label = paragraph.label
    return label.number if label and label.style in ("section", "plain") else None
