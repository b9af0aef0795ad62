"""Labelled texts as the models see them, and how they are parted into folds of whole documents.

Nothing here is imported at run time.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from models.themes.context import Documents
from models.themes.corpus import Text
from models.themes.features import Features, features_of
from models.themes.hits import Array, Counts, Read, count_hits, hit_vector, stacked
from models.themes.letters import letters_of
from models.themes.senses import words_heard
from models.themes.terms import Places


class Example(NamedTuple):
    """A labelled text as the models see it."""

    source: Text
    features: Features
    names: tuple[str, ...]  # what each feature is written as
    letters: Places
    counts: Counts
    cues: Array
    target: npt.NDArray[np.bool_]
    judged: npt.NDArray[np.bool_]  # the themes of which it is known whether it has them
    heading: Example | None = None  # what it is under


def prepare(nlp: Any, texts: list[Text], themes: tuple[str, ...]) -> list[Example]:
    """Tokenise, find cues, count; of the headings too."""
    over = {t.heading: t._replace(text=t.heading, heading="") for t in texts if t.heading}
    headings = (
        dict(zip(over, prepare(nlp, list(over.values()), themes), strict=True)) if over else {}
    )
    place = {theme: i for i, theme in enumerate(themes)}
    examples: list[Example] = []
    for text, doc in zip(texts, nlp.pipe(t.text for t in texts), strict=True):
        features = features_of([doc])
        stems = [token.norm_ for token in doc]
        pairs = zip(features.first, features.last, strict=True)
        names = tuple(stems[a] if a == b else f"{stems[a]} {stems[b]}" for a, b in pairs)
        read = Read(len(text.text), len(doc), doc._.theme_hits, doc._.theme_denied)
        counts = count_hits(len(themes), [read])
        target = np.zeros(len(themes), dtype=bool)
        target[[place[theme] for theme in text.themes]] = True
        judged = np.full(len(themes), not text.is_partial)
        judged[[place[theme] for theme in (*text.themes, *text.refused)]] = True
        letters, _ = letters_of([words_heard(doc, text.text)])
        cues = hit_vector(counts)[0]
        heading = headings.get(text.heading)
        examples.append(
            Example(text, features, names, letters, counts, cues, target, judged, heading)
        )
    return examples


def folds(examples: list[Example], count: int) -> npt.NDArray[np.int64]:
    """The fold of each example: whole documents, about equal in size, always the same."""
    sizes = Counter(example.source.group for example in examples)
    load = [0] * count
    chosen: dict[str, int] = {}
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        lightest = load.index(min(load))
        chosen[group] = lightest
        load[lightest] += sizes[group]
    return np.array([chosen[example.source.group] for example in examples])


def of_others(own: list[Example], held: list[Example]) -> list[Example]:
    """Without corrections of the held-out documents: these would give away what is to be judged."""
    judged = {example.source.group for example in held}
    return [example for example in own if example.source.group not in judged]


def documents_of(examples: list[Example]) -> Documents:
    """The number of each example's document."""
    groups = [e.source.document or e.source.group for e in examples]
    return np.asarray(np.unique(groups, return_inverse=True)[1], dtype=np.int64)


def counts_of(examples: list[Example]) -> Counts:
    """The cues of examples as one batch."""
    return stacked([e.counts for e in examples])


def is_told(examples: list[Example]) -> npt.NDArray[np.bool_]:
    """Which examples are of documents that narrate."""
    return np.array([e.source.is_narrative for e in examples])
