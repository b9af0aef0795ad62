"""Turns of phrase that tell what a paragraph does: ask, judge, praise, tell, cite, relay."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("should", r"\b(?:should|must|needs? to|ought to|ha(?:s|ve) to)\b(?! have)"),
        ("should-have", r"\b(?:should|could|would|might|ought to) (?:\w+ )?have\b"),
        ("past", r"\b(?:was|were|had|did|\w{3,}ed)\b"),
        ("present", r"\b(?:is|are|has|have|does|do)\b"),
        ("negative", r"\b(?:not|no|nor|never|nobody|none|neither|without|nothing|lack\w*|absence|insufficient\w*|inadequate\w*|failed?|failure|missed|poor\w*|weak\w*|too (?:little|late|much|few)|only|rarely)\b|n[’']t\b"),
        ("praise", r"\b(?:good|excellent|commend\w*|exemplary|impress\w*|praise\w*|thorough\w*|skil\w+|persist\w+|tenaci\w+|credit\w*|careful\w*|kind(?:ly|ness)?|model of|best|well (?:done|recorded|made|managed|planned)|went (?:beyond|out of)|strong|strength|thoughtful\w*|timely|prompt\w*|sensitive\w*|creative\w*)\b"),
        ("good-practice", r"\b(?:good|best|effective|excellent|positive|notable|exemplary|strong) (?:\w+ )?(?:practice|work)\b"),
        ("finds", r"\b(?:review|panel|reviewers?|author|team|we|I|committee)\b[^.]{0,40}\b(?:finds?|found|concludes?d?|considers?|considered|believes?|thinks?|accepts?|takes the view|is satisfied|was struck|saw|sees)\b"),
        ("learning", r"\b(?:learn(?:s|t|ed|ing)?|lessons?)\b"),
        ("learning-is", r"\b(?:learning|lesson)s?\b[^.]{0,50}\b(?:is|are|was) (?:that|about|clear|to)\b|\b(?:teaches|reminds?|shows?) (?:us |all )"),
        ("cause", r"\b(?:because|meant that|led to|resulted in|as a result|effect (?:is|was)|so that|therefore|consequence)\b"),
        ("system", r"\b(?:system\w*|culture|routine(?:ly)?|usual\w*|pattern|tend(?:s|ed|ency)?|generally|practice|practitioners|professionals|agencies|services|staff|assum\w+)\b"),
        ("day", r"\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"),
        ("month", r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"),
        ("year", r"\b(?:19|20)\d\d\b"),
        ("told", r"\b(?:told|said|says|described|asked|explained|recalled|remember\w*|felt|wanted)\b"),
        ("family", r"\b(?:mother|father|mum|dad|parents?|brother|sister|grandmother|grandfather|son|daughter|baby|wife|husband)\b"),
        ("law", r"\b(?:Act|section \d+|statut\w+|regulation|Working Together|guidance|code of practice|duty|duties)\b"),
        ("research", r"\b(?:research|stud(?:y|ies)|literature|national (?:panel|analysis|review)|triennial|evidence shows|et al)\b"),
        ("method", r"\b(?:methodology|terms of reference|chronolog\w+|this review|the review (?:was|considered|looked|team|panel|process)|interviews?|commissioned|panel met|contributed|report (?:is|was|sets)|author|anonymis\w+|workshops?|agency reports?)\b"),
        ("progress", r"\b(?:since (?:then|the|these)|now (?:been|has|in place)|has (?:already )?been|have (?:already )?been|accept(?:s|ed)|completed|introduced|implemented|will be)\b"),
        ("relayed", r"\b(?:recommended|recommendations?)\b[^.]{0,80}\b(?:earlier|previous|rapid review|in 20\d\d|inspection|inquest|family|coroner)\b|\b(?:earlier|previous|rapid review|20\d\d|family|inspectors|coroner|other review)\b[^.]{0,80}\b(?:recommend(?:ed|ation)s?|suggested|asked)\b"),
        ("recommend", r"\brecommend\w*\b"),
        ("question", r"\?"),
        ("who-is", r"^(?:how|what|when|why|who|where|is|are|does|do|can|could|would)\b"),
        ("announces", r"\b(?:following|below|these|as follows|set out|listed|sections? (?:that|which) follow)\b"),
        ("reason", r"^(?:this is because|the reason|rationale|why|this (?:recommendation|finding|arises)|background|evidence)\b"),
        ("quote", r"[“\"‘]"),
        ("quoted-whole", r"^[“\"‘][^”\"]{30,}[”\"’]?[.]?$"),
    )
)  # fmt: skip
_SENTENCE = re.compile(r"[.!?](?:\s|$)")
_LONGEST = 900  # characters that are looked at
_STEPS = (25, 45, 70, 110, 170, 260, 400, 600, 900)


def cue_features(text: str) -> Iterator[str]:
    """Which turns of phrase a paragraph holds, once or more than once, and how long it is."""
    looked = text[:_LONGEST]
    for name, pattern in _CUES:
        places = pattern.finditer(looked)
        first = next(places, None)
        if first is None:
            continue
        yield f"cue {name}"
        if first.start() < 40:
            yield f"cue {name} early"
        if next(places, None) is not None:
            yield f"cue {name} often"
    step = sum(len(text) >= s for s in _STEPS)
    yield f"long {step}"
    yield f"sentences {min(len(_SENTENCE.findall(looked)), 5)}"
