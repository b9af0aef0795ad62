"""Sentences: what reads as a call for action, a judgement, scope, or another review's words.

Grammar is the last gate, after layout, headings and numbering (docs/decisions): in a sample, modal
verbs alone found 20 of 35 recommendations and fired on 13 of 66 other sentences.
"""

from __future__ import annotations

import re

from models.records import Kind
from vocabulary.quick import Quick

_ACTION_VERBS = (
    "ensure|consider|review|develop|improve|strengthen|establish|implement|provide|promote|seek|agree|"
    "undertake|audit|update|revise|make|require|remind|share|raise|include|work|use|support|increase|"
    "introduce|produce|publish|commission|identify|clarify|embed|monitor|evaluate|explore|adopt|"
    "create|deliver|encourage|extend|maintain|offer|put|reinforce|report|request|set|take|write|address|"
    "amend|arrange|assure|build|check|continue|disseminate|draw|engage|examine|expedite|give|hold|"
    "obtain|oversee|prioritise|reduce|refresh|secure|test|train|equip|explain|further|enable|ask"
)
_RECOMMEND = Quick(
    r"\b(?:I|we|the (?:review|reviewer|panel|inquiry|committee|author)s?)\b(?! (?:were|was) told| heard)[^.]{0,100}?\b"
    r"(?<!not )(?<!reluctant to )(?<!unable to )(?:recommends?|urges?|calls? (?:on|upon)|invites? (?!evidence)"
    r"|encourages? (?=(?:the |all |every )?[A-Z][^.]{1,80}? to\b))\b"
    r"|\b(?:my|our|the(?: review's| review’s| panel's| panel’s)?) (?:\w+ )?recommendation (?:is|remains) that\b"
    r"|\bit is (?:my|our|the (?:review|panel|reviewer|author)[’'s]*) recommendation that\b"
    r"|\b(?:is|are) (?:also |therefore |further |strongly )?recommended(?=[.;,]? that\b|\.$)",
    re.IGNORECASE,
)
_SHOULD = Quick(
    r"\b(?:should|must|needs? to|(?:is|are) (?:asked|required|invited|encouraged|requested|recommended) to|"
    r"ought to|has to|have to|will need (?:both )?to)\b"
    # "should have been told" judges; "should have in place", "should have access to" asks.
    r"(?! have\b(?! (?:in place|access|regard|available|a|an|the|clear|robust|effective|sufficient|ready|arrangements|systems|processes)\b))",
    re.IGNORECASE,
)
_AGREES = re.compile(r"(?:\S+ )?we (?:agree|accept|welcome|commend|share)\b", re.IGNORECASE)
_IMPERATIVE = re.compile(
    rf"^(?:to\s+|that\s+|for\s+|further(?:ly)?\s+)?(?:{_ACTION_VERBS})\b", re.IGNORECASE
)
_THAT = re.compile(r"^that\s+\S", re.IGNORECASE)
_FOR_TO = re.compile(r"^for\b.{3,160}?\bto\b", re.IGNORECASE)
_OWNER_TO = re.compile(
    rf"^[A-Z][^.;:]{{2,110}}?\bto (?:{_ACTION_VERBS})\b|^[A-Z][\w ’'&,()/-]{{2,80}}:\s*(?:{_ACTION_VERBS})\b"
)
_SCOPE = re.compile(
    r"^sections? \d|^the review (?:has )?(?:made|makes|identified|identifies) (?:\w+ )?(?:findings|recommendations)\b"
    r"|^(?:this|the) (?:letter|report|document|section|chapter)\b.{0,60}\b(?:summari[sz]es|outlines?|sets out|"
    r"describes|includes|provides|presents|is about|covers)\b"
    r"|^between \d{1,2}\b|^from \d{1,2} \w+ to\b"
    r"|^this (?:letter|report|document|briefing) (?:is|was)\b"
    r"|^(?:this|the) (?:joint |targeted |area |focused |inspection|visit|review)[^.]{0,60}"
    r"\b(?:took place|was carried out|was undertaken|included an evaluation|was conducted|considered)\b"
    r"|^(?:inspectors|her majesty’s inspectors|his majesty’s inspectors|hmi)\b[^.]{0,40}"
    r"\b(?:looked at|evaluated|considered|reviewed|visited|were|spoke|met)\b"
    r"|^there (?:are|were) (?:\w+|\d+) (?:key |main |priority |systems? )?(?:findings|recommendations|themes|lessons|learning points)\b"
    r"|^(?:we|the (?:review|panel|report|author|reviewer)s?) makes? (?:\w+ |\d+ )?recommendations\b"
    r"|^(?:the )?(?:review|panel|review team|reviewers?|committee|we)\b[^.]{0,30}\b(?:has|have) (?:prioritised|set out|grouped|arranged)\b"
    r"[^.]{0,40}\b(?:findings|recommendations|themes|lessons|points)\b"
    r"|^the (?:strategies|recommendations|suggestions|findings|points|considerations) (?:that|which) follow\b"
    r"|^(?:our|these|the) recommendations (?:below )?are (?:addressed|made|set out|few)\b"
    r"|^the (?:findings|lessons|recommendations|themes|following)\b[^.]{0,60}\b(?:are|is) (?:set out|listed|"
    r"summarised|grouped|described|as follows)\b"
    r"|^the following (?:\w+ ){0,3}(?:findings|lessons|recommendations|themes|points|learning|areas|examples|actions)\b[^.]{0,120}"
    r"\b(?:identified|made|drawn|noted|agreed|set out|highlighted|found|given)\b[^.]*\.?$"
    r"|^(?:i am|we are) writing\b|^following the\b.{0,80}\bletter\b|^dear\b|^yours (?:sincerely|faithfully)"
    r"|^(?:inspection dates?|dates? of|lead inspector|previous inspection|the (?:next|last) (?:full )?(?:re)?inspection)\b"
    r"|^there (?:are|were) no (?:areas|recommendations)\b|\ball names (?:are|have been)\b"
    r"|^ofsted will (?:take|use)\b|^since the (?:review|incident|admission|death|events?)\b|^the review (?:looked|was|took)\b"
    r"|^(?:as a result of this inspection|a monitoring (?:visit|inspection)|there will be)\b"
    r"|^(?:we|ofsted|the director)\b[^.]{0,80}\bwritten statement\b|^this arises from\b"
    r"|^the next [^.]{0,40}\b(?:inspection|visit|review)\b|^(?:her|his) majesty’s chief inspector\b"
    r"|^[^.]{0,90}\bask(?:s|ed)? that\b[^.]{0,90}\b(?:updates?|publish\w*)\b"
    r"|^(?:the )?(?:methodology|methods?|approach) (?:for|of|used in) (?:the|this)\b"
    r"|^[^.]{0,90}\brequires? [^.]{3,80}\bto prepare and submit\b"
    r"|^[\w’'-]+ [\w’' -]{2,40}, (?:ofsted|cqc|hmi|hmicfrs|his majesty|her majesty)\b",
    re.IGNORECASE,
)
_IMPRINT = (
    "open government licence", "regulates and inspects", "different format", "large print",
    "crown copyright", "complain to ofsted", "our monthly newsletter", "textphone", "this publication is available", "complaints about the inspection",
    "copy all or parts of this document", "may be reproduced in whole", "copies of this report are", "email alerts", "©",
)  # fmt: skip
_LAW = re.compile(
    r"^(?:under |section \d+\w* of )?(?:the )?(?:(?:[A-Z][\w’'-]*|of|on|for|with|and|to|in|a|the|\d{4}|statutory|national|local|"
    r"government|professional) ){0,14}(?:Act|Act \d{4}|[Gg]uidance|[Gg]uidelines?|Code of Practice|Working Together(?: \d{4})?|"
    r"Regulations|Standards?)(?=\W)[^.]{0,90}\b(?:places|says|states|sets|requires|provides|defines|describes|explains|"
    r"advises|has said|makes clear|recommends|gives)\b"
)
_PURPOSE = Quick(
    r"\b(?:establish|identify|learn|apply|consider) (?:what|whether|how|if|these|those|the|any)? ?lessons?\b.{0,60}"
    r"\b(?:to be|can be|should be|are to be|may be)?\s?learn(?:ed|t)\b"
    r"|\bnot (?:to )?(?:apportion|attribute|allocate|hold|reinvestigate|blame)\b"
    r"|\bthe purpose of (?:(?:a|an|the|this|these|all) )?(?:[\w ]{3,40} )?reviews?\b"
    r"|\bidentify (?:clearly )?what (?:those )?lessons\b|\bapply (?:these|those) lessons\b"
    r"|\bprevent (?:domestic (?:abuse|violence|homicide)|(?:future )?(?:deaths|homicides))\b.{0,80}\bimprove service\b",
    re.IGNORECASE,
)
_QUOTED = Quick(
    r"\b(?:recommended|recommendations? (?:was|were|had been|made)|had (?:been )?recommended|asked)\b[^.]{0,80}[:“\"‘]"
    r"|\b(?:previous|earlier|predecessor|prior|past|another|former|own earlier)\b[^.,;:]{0,60}\b(?:review|report|inquiry|"
    r"SCR|SAR|DHR|inspection|recommendation)s?\b[^.]{0,120}\b(?:recommend|made|called|said|should|found)"
    r"|\b(?:19|20)\d\d\b[^.]{0,100}\brecommended\b|\brecommended (?:that|in)\b[^.]{0,80}\b(?:19|20)\d\d\b"
    r"|\brecommendation (?:from|of|made (?:by|in)) (?:the|a|an) (?:19|20)?\w*\s?(?:review|report|SCR|SAR|inquiry)",
    re.IGNORECASE,
)
_ACCEPTED = Quick(
    r"\b(?:accept(?:s|ed)?|agree(?:s|d)?|notes?|welcomes?|reject(?:s|ed)?)\b[^.]{0,50}\b(?:this|the|these|all) "
    r"recommendations?\b|\brecommendations? (?:is|are|was|were|has been|have been) (?:accepted|implemented|completed)",
    re.IGNORECASE,
)
_JUDGEMENT = Quick(
    r"\b(?:not|no|nor|never|nobody|none|neither|without|lack(?:ed|ing|s)?|absence|insufficient\w*|inadequate\w*|"
    r"inconsisten\w+|variab\w+|poor(?:ly)?|weak\w*|limited|delay\w*|drift\w*|missed|failed?|failure|unclear|"
    r"rarely|seldom|only|too (?:\w+)|over-?optimis\w+|overrel\w+|opportunit\w+|should have|could have|"
    r"would have|might have|needed|difficult\w*|barrier\w*|gap\w*|concern\w*|effective\w*|good|strong\w*|well[- ]|"
    r"robust|positive\w*|timely|appropriate\w*|skil\w+|careful\w*|thorough\w*|improv\w+|helped|valued|"
    r"contributed to|led to|meant that|resulted in|as a result|finding|found|conclud\w+|believes?|considers?|"
    r"view|evident|clear(?:ly)? that|significant\w*|important|tend\w*|assum\w+|overlook\w*|invisible|unseen|"
    r"easier|harder|less|more than)\b",
    re.IGNORECASE,
)
_WEIGHING = Quick(
    r"\b(?:not|no|nor|never|nobody|none|neither|without|lack\w*|absence|insufficient\w*|inadequate\w*|inconsisten\w+|"
    r"poor\w*|weak\w*|missed|failed?|failure|rarely|seldom|only|opportunit\w+|should have|could have|would have|"
    r"mainly|invisible|overlook\w*|assum\w+|barrier\w*|gaps?)\b",
    re.IGNORECASE,
)
_PRAISE = Quick(
    r"\b(?:good|best|excellent|exemplary|effective|strong|positive|notable) (?:\w+ )?(?:practice|work\w*|example)\b|\bcommend\w*|\bcredit\b|"
    r"\bexemplary\b|\bexcellent\b|\bimpress(?:ed|ive)\b|\bwell[- ](?:done|recorded|judged|led|planned|made|managed|chaired)\b|"
    r"\bpersist\w+|\btenaci\w+|\bskil(?:l|ful)\w*|\bwent (?:beyond|out of)\b|\bwithout being asked\b|\bmodel of\b|\bthoughtful\w*|"
    r"\b(?:right|rightly|careful\w*|promptly?|thorough\w*|kindness|kindly|patient(?:ly)?|sensitive(?:ly)?)\b",
    re.IGNORECASE,
)
_PRAISED = Quick(
    r"(?<!not )(?<!no )(?<!lack of )(?<!expected )(?<!poor )\b(?:was|is|were|are|as|of|an? (?:notable |clear |strong )?(?:example|instance) of|this|notable|particularly|very|shows?|showed|also) "
    r"(?:good|excellent|exemplary|notable|effective|outstanding) practice\b|\bpractice (?:was|is) (?:good|excellent|exemplary|prompt|outstanding)\b"
    r"|\b(?:is|are|was|were) (?:nonetheless |also |therefore )?(?:to be )?(?:highly )?commend(?:ed|able)\b|\bdeserves?(?:d)? (?:to be |particular |special )*(?:commended|credit|recognition|praise|mention|made)\b"
    r"|\bwish(?:es)? to (?:commend|praise|acknowledge the)\b|\bcommends\b|\bexemplary\b|\bof (?:a |the )?(?:very |exceptionally )?high(?:est)? (?:order|standard|quality)\b"
    r"|(?<!with the )\bexceptions? (?:was|were|is|are|deserves?|ought|to this)\b|^there (?:was|were) (?:one |some |notable )*exceptions?\b"
    r"|\bmerits? (?:\w+ ){0,2}(?:recognition|mention|credit|praise)\b|\b[Cc]redit is due\b|\bdeserving of (?:credit|praise|recognition)\b"
    r"|\b(?:wants?|wish(?:es)?|like) to single out\b|\bwas altogether better\b"
    r"|\bto (?:her|his|their) credit\b|\bmodel of (?:its|clarity|good)\b|\bexcellent (?:work|example|piece)\b|\b(?:went|going) (?:well )?(?:beyond|above and beyond)\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\b(?:however|nonetheless|nevertheless|regrettabl\w+|unfortunately|sadly)\b|^(?:But|Yet|What)\b"
)
_UNDONE = re.compile(
    r"\b(?:(?:was|were|had|did|is|are|could|would) (?:[a-z]+ )?not\b(?! only)|neither\b|nothing\b|nobody\b|no one\b|none of)|^(?:Neither|Nothing|Nobody|No one|None)\b",
)
_SENTENCES = re.compile(r"(?<=[.!?])[\"'”’)]?\s+(?=[A-Z“‘\"(])")
_EVENT = re.compile(
    r"^(?:(?:on|in|by|during|from|between|at|around|since|until) (?:the )?(?:early |late |mid-? ?|(?:end|beginning|start|summer|autumn|winter|spring) of )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|(?:19|20)\d\d)"
    r"|(?:the )?(?:mother|father|family|parents|brother|sister|daughter|son) (?:also |has |had |both )?(?:told|said|felt|described|asked)\b)",
    re.IGNORECASE,
)
_RULE = Quick(
    r"\b(?:duty|duties|required|responsib\w+) under (?:section|regulation|the)\b|"
    r"\b(?:protocol|policy|procedures?|guidance|pathway)\b.{0,160}\b(?:states?|requires?|says|said|expects) that\b",
    re.IGNORECASE,
)


_ANNOUNCED = (
    (Kind.RECOMMENDATION, Quick(r"\b(?:recommends?|recommendations? (?:are|is|were))\b[^.]{0,80}:$", re.IGNORECASE)),
    (Kind.GOOD_PRACTICE, Quick(r"\b(?:good|effective|positive|notable) practice\b[^.]{0,80}:$|\bstrengths\b[^.]{0,60}:$", re.IGNORECASE)),
    (Kind.LEARNING_POINT, Quick(r"\b(?:learning points?|(?:key )?(?:learning|lessons))\b[^.]{0,80}:$", re.IGNORECASE)),
    (Kind.FINDING, Quick(r"\b(?:findings?|conclusions?)\b[^.]{0,60}:$|\b(?:review|reviewers?|panel|inquiry|inspectors|inspection|we|analysis|committee)\b[^.]{0,30}\b(?:found|concluded|identified)\b[^.]{0,120}:$", re.IGNORECASE)),
)  # fmt: skip


def announces(text: str) -> Kind | None:
    """The kind of statement that a lead-in promises for the list below it."""
    last = sentences(text)[-1]
    return next((kind for kind, pattern in _ANNOUNCED if pattern.holds(last)), None)


def is_call(text: str) -> bool:
    """Whether a list item or paragraph reads as a call for action."""
    head = text[:260]
    return bool(
        _RECOMMEND.holds(head)
        or _SHOULD.holds(head)
        or _IMPERATIVE.match(text)
        or _THAT.match(text)
        or _FOR_TO.match(text)
        or _OWNER_TO.match(text)
    )


def is_imperative(text: str) -> bool:
    """Whether a text begins with a verb of action: "Train all staff", "To review the policy"."""
    return bool(_IMPERATIVE.match(text))


def recommends(text: str) -> bool:
    """Whether the authors say in so many words that they recommend."""
    return _RECOMMEND.holds(text)


def asks(text: str) -> bool:
    """Whether a conclusion asks for something, rather than agreeing that it should be."""
    return recommends(text) or (demands(text) and not _AGREES.match(text))


def demands(text: str) -> bool:
    """Whether the text says what should be done (not what should have been)."""
    return _SHOULD.holds(text)


def is_scope(text: str) -> bool:
    """Whether a paragraph tells about the review or the letter rather than about practice."""
    if _SCOPE.match(text):
        return True
    lower = text.lower()
    if any(sign in lower for sign in _IMPRINT):
        return True
    return _PURPOSE.holds(text)


def is_quoted(text: str) -> bool:
    """Whether the text relays a recommendation of an earlier review."""
    return _QUOTED.holds(text)


def is_response(text: str) -> bool:
    """Whether the text tells what became of a recommendation."""
    return _ACCEPTED.holds(text)


def is_law(text: str) -> bool:
    """Whether a paragraph tells what a law or a guide says, before it says what was done."""
    return bool(_LAW.match(text) or _RULE.holds(" ".join(sentences(text)[:2])))


def judges(text: str) -> bool:
    """Whether a paragraph holds a judgement about practice or systems."""
    return _JUDGEMENT.holds(text)


def is_event(text: str) -> bool:
    """Whether a paragraph begins as a story does: with a date, or with what somebody said."""
    return bool(_EVENT.match(text))


def weighs(text: str) -> bool:
    """A stricter test: words of omission, limit or contrast, as judgements about practice have."""
    return _WEIGHING.holds(text)


def sentences(text: str) -> list[str]:
    """Sentences of a paragraph, cut at full stops before capitals."""
    return _SENTENCES.split(text)


def criticises(text: str) -> bool:
    """Whether a text speaks of what was not done or fell short, and praises nothing outright."""
    return weighs(text) and not _PRAISE.holds(text)


def praises(text: str) -> bool:
    """Whether a text praises in so many words, and says little of what fell short."""
    if not _PRAISED.holds(text) or turns(text) or ends_undone(text):
        return False
    told = sentences(text)
    opens = _PRAISED.holds(told[0])
    return sum(map(weighs, told)) <= (2 if opens else 1)


def turns(text: str) -> bool:
    """Whether praise is taken back: a later sentence turns with "however", and weighs."""
    return any(_TURN.search(later) and weighs(later) for later in sentences(text)[1:])


def ends_undone(text: str) -> bool:
    """Whether the last of several sentences tells what was not done, and praises nothing.

    "The letter was thorough. Nobody had read it."
    """
    *before, last = sentences(text)
    return bool(before and _UNDONE.search(last) and not _PRAISE.holds(last))
