"""`python -m measurement.rules [FOLDER ...]`: delete each rule once, and each part of one.

Says which deletions no example notices, and fails where there is one (`make rules`, nightly).
Given folders of documents it also lists the rules that find nothing in any of their paragraphs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console

from extractors import read
from extractors.metadata import describe
from extractors.metadata.front import Front
from extractors.statements.grammar import sentences
from extractors.structure import paragraphs
from models.records import Reading
from vocabulary.rule_checks import deletions, faults, unnoticed
from vocabulary.rules import all_questions

_FIRST_PAGES = 8


def texts_of(folders: Iterable[Path]) -> frozenset[str]:
    """What rules are asked of: paragraphs with and without their labels, sentences, front pages."""
    found: set[str] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*.pdf")):
            reading = read(path, path.name)
            found |= set(_front(reading))
            for paragraph in paragraphs(reading):
                text = paragraph.text.strip()
                found |= {text, paragraph.full.strip(), *sentences(text)}
    return frozenset(found)


def _front(reading: Reading) -> Iterator[str]:
    """The title of a document, and its first pages line by line and as text."""
    front, title = Front(reading), describe(reading).title
    yield from (printed.text for printed in (*front.upto(_FIRST_PAGES), *front.furniture))
    yield from (front.text(page, page) for page in range(1, _FIRST_PAGES + 1))
    yield title.value if title else ""


def idle(texts: frozenset[str]) -> Iterator[str]:
    """The rules that find nothing in any of the texts. Some are asked from within a text."""
    for question in all_questions():
        for rule in question.question.rules:
            pattern = question.compiled(question.expanded(rule), rule)
            find = question.finder(pattern) if question.question.at == "whole" else pattern.search
            if not any(find(text) for text in texts):
                yield f"{question.name}.{rule.id}"


def main(arguments: list[str] | None = None) -> int:
    """Print what was deleted and what nobody noticed; 1 where there is any."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path, help="documents, for rules that are idle")
    wanted = parser.parse_args(arguments)
    console = Console(soft_wrap=True, highlight=False)
    wrong = [*faults(), *unnoticed()]
    for line in wrong:
        console.print(line)
    rules = sum(len(question.question.rules) for question in all_questions())
    console.print(f"{rules} rules, {deletions()} deletions, {len(wrong)} unnoticed")
    if wanted.folders:
        for name in idle(texts_of(wanted.folders)):
            console.print(f"finds nothing: {name}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
