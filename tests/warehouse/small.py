"""A small fictional corpus: every name, place and word is made up."""
# ruff: noqa: E501 - sentences read best on one line

import hashlib

import msgspec

from models.records import (
    Box,
    DocumentState,
    Evidence,
    Extraction,
    Issue,
    Kind,
    Labelled,
    Metadata,
    Origin,
    ProcessedDocument,
    ReportKind,
    Response,
    ReviewThemeCounts,
    Run,
    SectionRole,
    Severity,
    Sighting,
    SourceInfo,
    Stance,
    Stated,
    Statement,
    Status,
    Theme,
    ThemeLabel,
    ThemeQuality,
    WarehouseInput,
    statement_id,
)
from pipelines.process.tools import review_themes
from vocabulary.report_types import report_types

THEMES = {
    "family.parental_learning_disability": "Parents with a learning disability",
    "family.parental_mental_ill_health": "Parental mental ill health",
    "family.whole_family": "Whole family / Think Family",
    "family.fathers_men": "Fathers and men in the household",
    "rights.child_voice": "Voice and lived experience of the child",
    "think.professional_curiosity": "Professional curiosity",
    "harm.neglect": "Neglect of a child",
    "harm.domestic_abuse": "Domestic abuse and coercive control",
    "harm.self_neglect": "Self-neglect and hoarding",
    "multi.information_sharing": "Information sharing and seeking",
    "system.supervision": "Supervision and management oversight",
    "harm.fabricated_illness": "Fabricated or perplexing illness",
}
_SHORT = {key.split(".")[1]: key for key in THEMES}
R, F, G, Q = Kind.RECOMMENDATION, Kind.FINDING, Kind.GOOD_PRACTICE, Kind.QUESTION


def sha(name: str) -> str:
    """The id of the document called `name`."""
    return hashlib.sha256(f"fictional {name}".encode()).hexdigest()


def statement(
    document: str,
    place: int,
    kind: Kind,
    text: str,
    *,
    number: str | None = None,
    agencies: tuple[str, ...] = (),
) -> Statement:
    """A statement on page 2 plus its place, with one line of evidence."""
    page = 2 + place
    return Statement(
        statement_id(document, text, 0), document, kind, text, page, page,
        (Evidence(page, Box(72, 100, 500, 112)),), "small", 0.9, place, number,
        "Recommendations" if kind is R else "Findings",
        ("Recommendations",) if kind is R else ("Findings",),
        SectionRole.RECOMMENDATIONS if kind is R else SectionRole.FINDINGS,
        addressee=agencies[0].replace("_", " ").title() if agencies else None, agencies=agencies,
        timescale="Within six months" if "police" in agencies else None,
    )  # fmt: skip


def document(
    name: str,
    title: str,
    said: list[tuple[Kind, str, str, tuple[str, ...]]],
    *,
    kind: str | None = "lcspr",
    publisher: str | None = None,
    nation: str | None = "England",
    published: str | None = None,
    role: str = "report",
    names: tuple[str, ...] = (),
    reference: str | None = None,
    bands: tuple[str, ...] = (),
    status: Status = Status.OK,
    language: str = "en",
    period: str | None = None,
    period_end: str | None = None,
    answers: tuple[tuple[str, str | None, str | None, str | None], ...] = (),
) -> ProcessedDocument:
    """One document; `said` holds (kind, text, theme short names, agencies).

    `answers` of a response holds (number, acceptance, progress, due).
    """
    key = sha(name)
    made, labels = [], []
    for place, (what, text, themes, agencies) in enumerate(said):
        number = str(place + 1) if what in (R, F) else None
        one = statement(key, place, what, text, number=number, agencies=agencies)
        made.append(one)
        stance = Stance.GOOD_PRACTICE if what is G else Stance.CONCERN
        shown = " ".join(text.split()[:2])
        labels += [
            ThemeLabel(one.statement_id, _SHORT[t], 0.9, Origin.RULE, shown, 0, len(shown), stance)
            for t in themes.split()
        ]
    meta = Metadata(
        document_type=_stated(kind), is_review=kind not in {"guidance", "response", "briefing", "action_plan", None},
        role=role, title=_stated(title), nation=_stated(nation), publisher=_stated(publisher),
        area=_stated(publisher.split()[0] if publisher else None), published_on=_stated(published),
        age_bands=bands, pseudonyms=names, reference=_stated(reference), language=language,
        outcome=_stated("serious_harm" if bands else "death" if kind == "dhr" else None), period_from=_stated(period),
        period_to=_stated(period_end), incident_on=_stated("2023-05" if period_end else None),
        authors=(Stated("Author Madeupson", 1.0),),
    )  # fmt: skip
    responses = tuple(
        Response(
            f"{name}-{i}", key, i, 1, 1, "row", 0.9, number, acceptance=taken, progress=how, due=due
        )
        for i, (number, taken, how, due) in enumerate(answers)
    )
    extraction = Extraction(key, meta, (), tuple(made), responses=responses)
    return ProcessedDocument(
        key, status, 20, extraction, Labelled(key, tuple(labels)),
        f"{name}.pdf", page_sizes=((595.0, 842.0),) * 20,
    )  # fmt: skip


def _stated(value: str | None) -> Stated | None:
    return Stated(value, 1.0, 1, value, "small") if value else None


_ROWAN = [
    (F, "Practitioners did not understand how the parents' learning disabilities affected their care.",
     "parental_learning_disability whole_family", ()),
    (F, "The child's daily life was not described in any assessment.", "child_voice", ()),
    (R, "The partnership should seek assurance that supervision of frontline staff is effective.",
     "supervision", ()),
    (R, "Parents with learning disabilities should be given accessible information and an advocate.",
     "parental_learning_disability", ("childrens_social_care",)),
    (R, "Health visitors should always ask about fathers and include them in assessments.",
     "fathers_men", ("health_visiting",)),
    (G, "A nursery worker showed professional curiosity and spoke with the child alone.",
     "professional_curiosity child_voice", ()),
]  # fmt: skip


def documents() -> list[ProcessedDocument]:
    """Seven reviews in fourteen documents, one guidance, one unreadable file."""
    rowan = {"publisher": "Calderbrook Safeguarding Children Partnership", "names": ("Rowan",)}
    return [
        document("rowan", "Local Child Safeguarding Practice Review: Rowan", _ROWAN,
                 published="2024-11-14", bands=("under 1",), period_end="2023-06", **rowan),
        document("rowan-summary", "Executive Summary: Rowan", _ROWAN[2:5], role="executive_summary",
                 published="2024-11", **rowan),
        document("rowan-briefing", "7 minute briefing: Rowan", [
            (Kind.LEARNING_POINT, "Think family: ask how a parent's disability shapes each day.",
             "whole_family parental_learning_disability", ()),
        ], role="briefing", published="2025-01", **rowan),
        document("rowan-response", "Response to the review: Rowan", [], kind="response",
                 role="response", published="2025-02", answers=(
                     ("3", "accepted", "done", "December 2024"),
                     ("4", "accepted", "in_progress", "September 2025"),
                     ("5", "accepted", "in_progress", "6 months"),
                 ), **rowan),
        document("tern", "Serious Case Review: Tern", [
            (F, "Adult mental health services did not know that there were children at home.",
             "parental_mental_ill_health whole_family information_sharing", ()),
            (Q, "How will the Board know that the whole family is considered?", "whole_family", ()),
            (R, "The board should assure itself of the quality of supervision in all agencies.",
             "supervision", ()),
            (R, "Men in the household must be identified and involved in every assessment by health visiting.", "fathers_men", ("health_visiting",)),
        ], kind="scr", publisher="Harrowmere Safeguarding Children Board", published="2016-10-05",
            names=("Tern",), bands=("1-4", "5-9")),
        document("adult-k", "Safeguarding Adults Review: Adult K", [
            (F, "Self-neglect was seen as a choice and capacity was not assessed.", "self_neglect", ()),
            (R, "Partner agencies must satisfy themselves that practitioners receive good supervision.",
             "supervision", ()),
            (R, "The police should share information about repeat calls.", "information_sharing",
             ("police",)),
        ], kind="sar", publisher="Fellmoor Safeguarding Adults Board", published="2022",
            names=("K",)),
        document("lark", "Domestic Homicide Review: Lark", [
            (F, "Controlling behaviour was not recognised by the general practice.", "domestic_abuse", ()),
            (R, "In answer to finding 1, the Home Office should publish guidance on coercive control.",
             "domestic_abuse", ("central_government",)),
        ], kind="dhr", publisher="Wexcombe Community Safety Partnership", published="2023-03",
            names=("Lark",)),
        document("heron", "Learning Review: Heron", [
            (F, "The father was invisible to services and the mother's illness was not explored.",
             "fathers_men parental_mental_ill_health professional_curiosity", ()),
            (R, "The partnership should ensure that assessments consider fathers and male carers.",
             "fathers_men", ("health_visiting",)),
        ], kind="learning_review", publisher="Strathlorn Public Protection Committee",
            nation="Scotland", published="2025-06", names=("Heron",), bands=("under 1",)),
        document("susr", "Single Unified Safeguarding Review 3 2025", [
            (F, "Neglect was described in each record but never measured.", "neglect", ()),
            (R, "Agencies should ensure that chronologies are used to identify patterns of neglect.",
             "neglect", ("childrens_social_care",)),
        ], kind="susr", publisher="Bro Lwyd Safeguarding Board", nation="Wales",
            published="2025-09", reference="BLSB 3 2025"),
        document("susr-cy", "Adolygiad Diogelu Unedig Sengl 3 2025", [], kind="susr",
                 publisher="Bwrdd Diogelu Bro Lwyd", nation="Wales", published="2025-09",
                 reference="BLSB 3/2025", role="translation", language="cy"),
        document("national", "National review of babies and bruises", [
            (F, "Bruises in babies who cannot move were explained away.", "professional_curiosity", ()),
        ], kind="national_review", publisher="Imaginary Panel", published="2021-05"),
        document("rowan-2019", "Serious Case Review: Rowan", [
            (R, "Schools should be told when a child moves.", "information_sharing", ()),
            (R, "Parents with a learning disability should have an advocate and accessible information.",
             "parental_learning_disability", ("childrens_social_care",)),
        ], kind="scr", published="2019-02", **rowan),
        document("guidance", "Working guidance for boards", [], kind="guidance",
                 publisher="Imaginary Panel", published="2020"),
        document("broken", "", [], kind=None, nation=None, status=Status.UNREADABLE),
        document("gone", "Safeguarding Adults Review: Adult Z", [
            (F, "Words that the publisher has withdrawn.", "self_neglect", ()),
        ], kind="sar", publisher="Fellmoor Safeguarding Adults Board", published="2020",
            names=("Z",)),
    ]  # fmt: skip


def sightings(found: list[ProcessedDocument], run_id: str = "run-1") -> list[Sighting]:
    """One sighting each; one withdrawn, one removed, one blocked by robots rules."""
    states = {sha("gone"): DocumentState.WITHDRAWN, sha("national"): DocumentState.REMOVED}
    rows = [
        Sighting(
            "library", f"https://library.example/{d.file_name}", f"2026-{3 + i % 6:02d}-01T06:00:00Z",
            run_id, "fetched", d.document_id, d.file_name, state=states.get(d.document_id,
            DocumentState.NEW),
        )
        for i, d in enumerate(found)
    ]  # fmt: skip
    blocked = Sighting(
        "closed",
        "https://closed.example/a.pdf",
        "2026-03-01T06:00:00Z",
        run_id,
        "blocked_by_robots",
    )
    return [*rows, blocked]


# Invented: of one theme enough documents are labelled for rates of its own.
RATES = (
    ReviewThemeCounts("family.whole_family", True, 20, 16, 14),
    ReviewThemeCounts("harm.neglect", True, 9, 30, 9),
)


def entry(
    found: list[ProcessedDocument] | None = None, run_id: str = "run-1", day: str = "2026-10-01"
) -> WarehouseInput:
    """Everything that a build needs."""
    found = documents() if found is None else found
    themes = tuple(
        Theme(key, key.split(".")[0], key.split(".")[0].title(), label, f"Fictional: {label}.",
              maps_to=(("panel_2223", "WF"),) if key == "family.whole_family" else ())
        for key, label in THEMES.items()
    )  # fmt: skip
    return WarehouseInput(
        run=Run(run_id, f"{day}T06:00:00Z", f"{day}T06:05:00Z", "reviews run", "0.1.0",
                {"extract": "e1", "classify": "c1"}),
        documents=iter(found),
        sightings=iter(sightings(found, run_id)),
        sources=(
            SourceInfo("library", "Imaginary Library", None, "England", "child", None,
                       "https://library.example/", True),
            SourceInfo("closed", "Closed Board", "Closed Board", "Wales"),
        ),
        themes=themes,
        report_types=tuple(
            ReportKind(k.code, k.label, k.family, k.sector, k.nation, k.is_review)
            for k in report_types()
        ),
        theme_quality=(
            ThemeQuality("system.supervision", 0.9, 0.7, 0.79, 40, 0.5, "fictional sentences"),
            ThemeQuality("family.whole_family", 0.85, 0.6, 0.7, 30, 0.5, "fictional sentences"),
        ),
        # Reviews of a few statements seldom reach the usual chance.
        review_themes=msgspec.structs.replace(review_themes(), by_theme=RATES, likely=0.2),
        issues=(Issue(Severity.INFO, "collect", "blocked_by_robots", "1 address", None, "closed"),),
    )  # fmt: skip
