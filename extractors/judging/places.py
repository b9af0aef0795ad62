"""Where a paragraph is, as features: look, label, headings, neighbours, the rules' answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from extractors.judging.cues import cue_features
from extractors.judging.tone import tone_features
from extractors.judging.words import heading_features, word_features
from extractors.statements import grammar
from extractors.structure.lexicon import heading_role
from extractors.structure.paragraphs import Paragraph
from models.records import Section, SectionRole

_LETTERS = re.compile(r"[A-Za-z]+")


# The rules' answers by place of the paragraph: kind, rule, and whether a statement begins there.
Answers = Mapping[int, tuple[str, str, bool]]
_NONE = ("none", "none", True)


class ParagraphFeatures:
    """Features of each paragraph of a document; `answers` are the rules' by paragraph index."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        sections: Sequence[Section],
        answers: Answers,
        report_type: str | None,
    ) -> None:
        self._paragraphs = paragraphs
        self._sections = sections
        self._answers = answers
        self._type = report_type or "unknown"
        texts = [p for p in paragraphs if not p.level]
        self._in_section = Counter(p.section for p in texts)
        self._items = Counter(p.section for p in texts if p.is_item)
        self._headings = {s.index: self._heading(s) for s in sections}
        self._place: dict[int, int] = {}
        seen: Counter[int] = Counter()
        for i, p in enumerate(paragraphs):
            if not p.level:
                self._place[i] = seen[p.section]
                seen[p.section] += 1
        self._habits = self._document(answers)
        self._size = (
            Counter(round(p.first.size) for p in texts).most_common(1)[0][0] if texts else 11
        )
        self._short = [self._look(i) for i in range(len(paragraphs))]

    def _document(self, answers: Answers) -> list[str]:
        kinds = Counter(kind for kind, rule, begins in answers.values() if begins)
        named = Counter(
            kind for kind, rule, begins in answers.values() if begins and rule.startswith("label")
        )
        out = [f"doc {self._type}"]
        for kind in ("recommendation", "finding", "learning_point", "good_practice", "question"):
            n = kinds[kind]
            out.append(f"doc {kind} {0 if not n else 1 if n < 4 else 2}")
            if named[kind] > 1:
                out.append(f"doc named {kind}")
        return out

    def _heading(self, section: Section) -> list[str]:
        chain = [section]
        while chain[-1].parent is not None and len(chain) < 6:
            chain.append(self._sections[chain[-1].parent])
        own = heading_role(section.heading)
        out = [f"role {section.role}", f"own {own}", f"depth {min(len(chain), 4)}"]
        out += heading_features(section.heading, "h")
        for above in chain[1:]:
            out += heading_features(above.heading, "above")
            out.append(f"above role {above.role}")
        if len(chain) > 1:
            out.append(f"roles {section.role} {chain[1].role}")
            out.append(f"top {chain[-1].role}")
        if section.number:
            out.append("heading numbered")
        if section.heading.rstrip().endswith("?"):
            out.append("heading asks")
        if len(section.heading) > 60:
            out.append("heading long")
        return out

    def _look(self, i: int) -> list[str]:
        """The few features of a neighbour."""
        p = self._paragraphs[i]
        label = p.label
        kind, _, begins = self._answers.get(i, _NONE)
        form = "heading" if p.level else "bullet" if p.marker else label.style if label else "text"
        out = [
            f"form {form}",
            f"rule {kind} {'' if begins else 'more'}",
            f"end {p.full.rstrip()[-1:] if not p.full.rstrip()[-1:].isalnum() else 'a'}",
        ]
        if label and label.kind:
            out.append(f"label {label.kind}")
        if p.first.shaded or p.in_panel:
            out.append("panel")
        return out

    def all(self) -> list[list[str]]:
        """The features of every paragraph."""
        return [self.of(i) for i in range(len(self._paragraphs))]

    def of(self, i: int) -> list[str]:
        """All features of paragraph `i`."""
        p = self._paragraphs[i]
        text = p.text.strip()
        out = ["bias"]
        out += word_features(text)
        cues = list(cue_features(text))
        out += cues
        out += tone_features(text)
        out += self._looks(i, p)
        out += self._grammar(text)
        role = self._sections[p.section].role if p.section >= 0 else SectionRole.OTHER
        heading = self._headings[p.section] if p.section >= 0 else ["role other", "no heading"]
        out += heading
        out += [f"{role} {cue}" for cue in cues if cue.startswith("cue")]
        out += [f"{role} {look}" for look in self._short[i]]
        out += self._habits
        out += self._around(i, p)
        return out

    def _looks(self, i: int, p: Paragraph) -> list[str]:
        out = list(self._short[i])
        kind, rule, _ = self._answers.get(i, _NONE)
        out.append(f"by {rule} {kind}")
        label = p.label
        if label and label.number:
            letters = _LETTERS.match(label.number)
            out.append(f"number {letters.group().lower() if letters else '#'} {label.style}")
        for name, is_so in (
            ("bold", p.bold), ("italic", p.first.italic), ("shaded", p.first.shaded),
            ("panel", p.in_panel), ("table", p.in_table), ("column", bool(p.first.column)),
            ("large", p.first.size > self._size + 0.8), ("small", p.first.size < self._size - 0.8),
        ):  # fmt: skip
            if is_so:
                out.append(f"look {name}")
        if p.level:
            out.append(f"level {min(p.level, 4)}")
        return out

    @staticmethod
    def _grammar(text: str) -> list[str]:
        first = text[:400]
        out = []
        for name, test in _TESTS:
            if test(first):
                out.append(f"reads {name}")
        announced = grammar.announces(text)
        if announced:
            out.append(f"announces {announced}")
        return out

    def _around(self, i: int, p: Paragraph) -> list[str]:
        out = []
        for step, name in ((-1, "before"), (1, "after"), (-2, "before2"), (2, "after2")):
            j = i + step
            if not 0 <= j < len(self._paragraphs):
                out.append(f"{name} none")
                continue
            same = "" if self._paragraphs[j].section == p.section else " other"
            out += [f"{name} {look}{same}" for look in self._short[j]]
            if step == -1:
                told = self._paragraphs[j].full
                announced = grammar.announces(told)
                if announced:
                    out.append(f"announced {announced}")
                if grammar.is_quoted(told):
                    out.append("before relays")
        at = self._place.get(i, -1)
        n = self._in_section[p.section]
        out.append(f"place {min(at, 3)}")
        out.append(f"section size {min(n, 6)}")
        if at == n - 1:
            out.append("place last")
        share = self._items[p.section] / n if n else 0
        out.append(f"items {round(share * 4)}")
        out.append(f"part {i * 8 // len(self._paragraphs)}")
        return out


_TESTS = (
    ("call", grammar.is_call),
    ("imperative", grammar.is_imperative),
    ("scope", grammar.is_scope),
    ("law", grammar.is_law),
    ("judges", grammar.judges),
    ("event", grammar.is_event),
    ("weighs", grammar.weighs),
    ("quoted", grammar.is_quoted),
    ("response", grammar.is_response),
    ("praises", grammar.praises),
    ("criticises", grammar.criticises),
)
