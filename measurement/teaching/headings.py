"""A model that gives headings their role: their own words, those above, and how the text sounds.

It was compared and is not shipped; see the decision record of statements found by a model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec

from extractors.judging.words import heading_features
from extractors.structure.lexicon import heading_role
from measurement.teaching.lessons import Lesson, shown
from models.records import Kind, Section, SectionRole

_SURE = 0.6  # share from which a role is given to a heading whose words give none
_SHARE = 0.4  # of a section's paragraphs that are statements of a kind: then that is its role
_ROLES = {
    Kind.RECOMMENDATION: SectionRole.RECOMMENDATIONS,
    Kind.FINDING: SectionRole.ANALYSIS,
    Kind.GOOD_PRACTICE: SectionRole.GOOD_PRACTICE,
    Kind.LEARNING_POINT: SectionRole.LEARNING,
    Kind.QUESTION: SectionRole.QUESTIONS,
}


class HeadingRoles:
    """Roles of headings by what was learnt of others."""

    def __init__(self, vectors: Any, fitted: Any) -> None:
        self._vectors, self._fitted = vectors, fitted

    def role(self, features: dict[str, float]) -> SectionRole | None:
        """The role of a heading, where the model is sure enough."""
        shares = self._fitted.predict_proba(self._vectors.transform([features]))[0]
        best = int(shares.argmax())
        return SectionRole(self._fitted.classes_[best]) if shares[best] >= _SURE else None


def headed(lesson: Lesson, roles: HeadingRoles) -> Lesson:
    """The same document with roles for headings whose own words give none."""
    sections = [
        msgspec.structs.replace(
            section, role=roles.role(features_of(lesson, section)) or section.role
        )
        if heading_role(section.heading, lesson.report_type) is None
        else section
        for section in lesson.sections
    ]
    return replace(lesson, **shown(lesson.found, tuple(sections), lesson.report_type))


def learn_headings(taught: Sequence[Lesson]) -> HeadingRoles:
    """A model of the headings of all the lessons."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    told, roles = [], []
    for lesson in taught:
        for section in lesson.sections:
            told.append(features_of(lesson, section))
            roles.append(str(_told(lesson, section)))
    vectors = DictVectorizer()
    fitted = LogisticRegression(C=1.0, max_iter=300).fit(vectors.fit_transform(told), roles)
    return HeadingRoles(vectors, fitted)


def features_of(lesson: Lesson, section: Section) -> dict[str, float]:
    """Words of the heading and of the one above, its number, and what the text below does."""
    out = dict.fromkeys(heading_features(section.heading, "h"), 1.0)
    if section.parent is not None:
        above = lesson.sections[section.parent]
        out |= dict.fromkeys(heading_features(above.heading, "above"), 0.5)
        out[f"above {above.role}"] = 1.0
    below = [
        names
        for paragraph, names in zip(lesson.found, lesson.features, strict=True)
        if paragraph.section == section.index and not paragraph.level
    ]
    told = Counter(n for names in below for n in set(names) if n.startswith(("cue ", "reads ")))
    out |= {name: n / len(below) for name, n in told.items()}
    out["numbered"] = float(section.number is not None)
    out["part"] = section.index / len(lesson.sections)
    return out


def _told(lesson: Lesson, section: Section) -> SectionRole:
    """The role by the heading's own words, or by what most of its paragraphs were annotated as."""
    own = heading_role(section.heading, lesson.report_type)
    if own is not None:
        return own
    labels = [
        label
        for paragraph, label in zip(lesson.found, lesson.labels, strict=True)
        if paragraph.section == section.index and not paragraph.level and label
    ]
    kinds = Counter(label for label in labels if label in set(Kind))
    if kinds:
        kind, n = kinds.most_common(1)[0]
        if n >= _SHARE * len(labels):
            return _ROLES[Kind(kind)]
    return SectionRole.OTHER
