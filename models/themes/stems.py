"""A light stem, so that a cue written once also finds its plural, past tense and -ing form.

It is kept as spaCy's NORM of each lexeme: computed once per distinct word, and matched at the
speed of an integer comparison.

The warehouse stems with Snowball instead (`warehouse.terms`), and both must stay. A search should
find too much rather than too little: Snowball joins "manage" and "management". A cue that names a
theme may not; and the shipped model has learnt these stems.
"""

from __future__ import annotations

from typing import Any

from spacy.attrs import NORM

_IRREGULAR = {
    "children": "child",
    "men": "man",
    "women": "woman",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "thieves": "thief",
    "themselves": "themself",
    "sought": "seek",
    "heard": "hear",
    "taught": "teach",
    "died": "die",
    "dying": "die",
    "dies": "die",
    "agreed": "agre",
    "agreeing": "agre",
    "behavior": "behaviour",
    "used": "use",
    "uses": "use",
    "using": "use",
}
_DOUBLED = ("bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


def stem(word: str) -> str:
    """The stem of one token, lower case; "sharing", "shared" and "share" all give "shar"."""
    word = word.lower().translate(_APOSTROPHES)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.isalpha() or len(word) < 4:
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and any(c in "aeiouy" for c in root):
            if ending == "ed" and root.endswith("e"):
                break
            return root[:-1] if root.endswith(_DOUBLED) else root.removesuffix("e")
    return word[:-1] if word.endswith("e") and len(word) >= 4 else word


def _singular(word: str) -> str:
    """The word without a plural's ending."""
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def use_stems(nlp: Any) -> Any:
    """Make the stem every lexeme's NORM, also of those that the tokenizer has already made."""
    nlp.vocab.lex_attr_getters[NORM] = stem
    for lexeme in nlp.vocab:
        lexeme.norm_ = stem(lexeme.text)
    return nlp
