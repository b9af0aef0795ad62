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
from extractors.statements.grammar import sentences
from extractors.structure import paragraphs
from vocabulary.rule_checks import deletions, faults, unnoticed
from vocabulary.rules import all_questions


def texts_of(folders: Iterable[Path]) -> frozenset[str]:
    """What rules are asked of: paragraphs with and without their labels, and their sentences."""
    found: set[str] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*.pdf")):
            for paragraph in paragraphs(read(path, path.name)):
                text = paragraph.text.strip()
                found |= {text, paragraph.full.strip(), *sentences(text)}
    return frozenset(found)


def idle(texts: frozenset[str]) -> Iterator[str]:
    """The rules that find nothing in any of the texts."""
    for question in all_questions():
        for name, find in question.each:
            if not any(find(text) for text in texts):
                yield name


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
