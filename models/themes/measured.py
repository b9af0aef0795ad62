"""What was measured by hand or once, as parts of the model card; the figures are in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MEASURED = Path(__file__).with_name("model") / "measured.json"


def measured(path: Path = MEASURED) -> str:
    """The card's sections on what was tried, on other voices, on readers and on stance."""
    figures = json.loads(path.read_text(encoding="utf-8"))
    return "".join(
        section(figures)
        for section in (_tried, _embeddings, _transfer, _correcting, _readers, _stance)
    )


def first_sight(kinds: dict[str, Any], path: Path = MEASURED) -> str:
    """The card's first section: what to expect of a document that nobody has read."""
    rows = json.loads(path.read_text(encoding="utf-8"))["first_sight"]
    keys = ("precision", "recall", "f1")
    lines = [
        f"| {row['kind']}: {row['documents']} documents, {row['statements']} statements, at first "
        f"sight | {' | '.join(f'{row[k]:.2f}' for k in keys)} |"
        for row in rows
    ]
    lines += [
        f"| {name}: {row['documents']} documents, {row['statements']} statements, held out | "
        f"{' | '.join(f'{row[k]:.2f}' for k in keys)} |"
        for name, row in kinds.items()
    ]
    return f"""## What to expect

| kind of document | precision | recall | F1 |
|---|---|---|---|
{chr(10).join(lines)}

"At first sight": annotated before the model had learnt from them. "Held out": the model that judged
them had not seen them, but choices were made with them in view.

What it cannot do:

- In a local review about half of the themes of single statements are found, and of the labels that
  it gives four in ten are not what an annotator said. Read a label as "worth a look".
- It finds what a text names far better than what it shows. "She kept her sleeves down in July"
  is no abuse to it.
- It often takes one theme for its neighbour: information sharing and coordination, curiosity and
  fixed thinking, policy and service gaps.
- It does not know whose illness, disability or drinking is meant where only a pronoun shows it.
- It does not read Welsh.
- It knows nothing of what happened; a count of labels is a count of mentions.

"""


def _tried(figures: dict[str, Any]) -> str:
    rows = [f"| {name} | {precision:.3f} | {f1:.3f} |" for name, precision, f1 in figures["tried"]]
    curve = ", ".join(f"{f1:.3f} with {share:.0%}" for share, f1 in figures["curve"])
    return f"""## What else was tried

On the annotators' documents, same folds, before this project's own labels were added.

| input of the last stage | average precision | micro F1 |
|---|---|---|
{chr(10).join(rows)}

None was worth its cost then. Were the number of themes of each statement known beforehand, micro F1
would have been {figures["oracle_count_f1"]:.3f}: the order of the themes, not the thresholds, holds
it down. More labelled documents help: words and cues alone reach a micro F1 of {curve} of the
annotators' documents. With more labels the document's other statements became worth having (below);
a hidden layer of 64 and LSA of 100 to 300 numbers moved average precision by less than 0.006 and
stayed out; so did letters in runs of three to five then, and came in when local reviews were
measured too.

On local reviews, same folds (grouped by family), best common threshold:

| model | micro F1, local reviews | micro F1, gold |
|---|---|---|
{chr(10).join(f"| {name} | {told:.3f} | {gold:.3f} |" for name, told, gold in figures["narrative"])}

{_hands(figures)}{_alike(figures)}{_steps(figures)}"""


def _hands(figures: dict[str, Any]) -> str:
    """What was tried on local reviews with all that one hand wrote held out at a time."""
    rows = [
        f"| {name} | {f1:.3f} | {precision:.3f} | {_cell(gold)} |"
        for name, f1, precision, gold in figures["hands"]
    ]
    return f"""On local reviews, all that one hand wrote and annotated held out at a time; each row
but the fourth adds to the first alone:

| model | micro F1, local reviews | average precision | micro F1, gold |
|---|---|---|---|
{chr(10).join(rows)}

So headings help, and so do more statements in other words, a little: the first 212 of them gave two
thirds of the gain. Thresholds by theme (leaning on the common one as if it stood on 50 to 1,000
statements) gave 0.545 to 0.548 where the common one alone gave 0.548. The cues that were made weak
("staffing" found every "staff", "adopters" every "adopt", SEND every "send") were found by their
precision on these same texts, which flatters the fourth row.

"""


def _alike(figures: dict[str, Any]) -> str:
    """What texts like a statement bring, on local reviews alone."""
    rows = [f"| {name} | {f1:.3f} | {precision:.3f} |" for name, f1, precision in figures["alike"]]
    return f"""The same with "reviews4", learnt on local reviews alone; what is not adopted is
beside the second row:

| model | micro F1, local reviews | average precision |
|---|---|---|
{chr(10).join(rows)}

With 2,727 more statements (529 of our own, 706 of "reviews5", the rest "written"), on the documents
of annotators, held out: 0.577 and 0.606 without the scores of the document's statements that use
the same words, 0.581 and 0.613 with them; statements with a like profile of scores added 0.000 and
0.002 more and stayed out.

Letters and inquiries now learn next to nothing (0.03, not 0.3) from reviews in their regression, of
which there are more than of them: gold 0.725 to 0.730. For local reviews 0.3 stays (0.03: 0.577 for
0.579).

Whose illness, disability or drinking is meant is not decided by a rule: of 2,074 false labels six
were a parent's for the subject's or the other way round. A bias for each theme gave less, not more.

A network with a hidden layer of 128, on one hand held out: 0.546 where the linear models gave
0.564, and 0.558 for the mean of both. The regressions hear a fifth of the many pairs of a text and
a theme that nobody would name, which makes training faster and cost nothing that could be measured.

"""


def _steps(figures: dict[str, Any]) -> str:
    """What each step of the last round of work brought."""
    rows = [
        f"| {name} | {precision:.3f} | {f1:.3f} | {unseen:.3f} |"
        for name, precision, f1, unseen in figures["steps"]
    ]
    return f"""Steps since, on gold (same folds) and on the fifteen documents that were annotated
blind (below):

| model | average precision | micro F1 | micro F1, annotated blind |
|---|---|---|---|
{chr(10).join(rows)}

"""


def _embeddings(figures: dict[str, Any]) -> str:
    rows = [
        f"| {name} | {_cell(gold)} | {_cell(other)} |"
        for name, gold, other in figures["embeddings"]
    ]
    return f"""## Sentence embeddings

Measured with weights that come inside packages of the package index; logistic regression on top.
The right column is average precision on the invented local reviews (below).

| | micro F1, annotators' documents | average precision, other voices |
|---|---|---|
{chr(10).join(rows)}

Not adopted: alone they lose to words and cues; beside them they gain little, and the only package
that carries MiniLM (Apache-2.0, 83 MB) is a third party's upload that asks for PyTorch, at about a
thirtieth of the speed. WordLlama (MIT) looks for its tokenizer on the network when it loads.

"""


def _transfer(figures: dict[str, Any]) -> str:
    seen, voices, blind = figures["before_seen"], figures["other_voices"], figures["blind"]
    return f"""## On documents that nobody had read

- {blind["documents"]} published letters and inquiries ({blind["statements"]} statements with
  themes) were annotated by another program by the annotators' guide, blind to this project's
  labels and model. An earlier model (words and cues, no letters), learnt without any label of
  theirs, gave precision {blind["precision"]:.3f}, recall {blind["recall"]:.3f},
  micro F1 {blind["f1"]:.3f}, macro F1 {blind["macro_f1"]:.3f}. Nothing was chosen by them and
  none of their annotations is learnt from. (The model also learns from statements of
  {blind["left_out"]} of them that this project had labelled before; for this figure those were
  left out.)
- {seen["statements"]} statements of {seen["documents"]} inspection letters and inquiries were
  labelled by this project without sight of the model's answers, and the model of that day, which
  had seen none of them, was measured: precision {seen["precision"]:.3f}, recall
  {seen["recall"]:.3f}, micro F1 {seen["f1"]:.3f} (phrases alone {seen["phrases_f1"]:.3f}). Its
  cues had not been fitted to the documents that they were written beside. The labels came from a
  program, not a person; the model learns from them since.
- {voices["documents"]} invented local reviews ({voices["statements"]} statements: practice, adult
  and domestic abuse reviews written as narrative, annotated by somebody else: "reviews" above):
  before   the model learnt from any of them precision {voices["precision"]:.3f}, recall
  {voices["recall"]:.3f}, micro F1 {voices["f1"]:.3f}. It learns from them since; the table above
  says how it does on those held out. This is what to expect where a report shows a theme without
  naming it. People's corrections of such reports, fed to `reviews train`, are the remedy.

"""


def _readers(figures: dict[str, Any]) -> str:
    second = figures["second_reading"]
    lowest = ", ".join(f"{name} ({kappa:.2f})" for name, kappa in second["lowest"])
    return f"""## How far careful readers agree

{second["statements"]} statements drawn at random from the annotated reports were labelled a second
time, from the first 520 characters of their texts alone and before their first labels had been seen
(a dozen labels of one document, left out of the draw, and the totals per theme were known). The
second reader was the author of the cues, a program and not a person; so this is a measure of how
clear the task is, not of two people's independent judgement. Pooled over all themes: Cohen's kappa
{second["kappa"]:.2f}; the second reading against the first: precision {second["precision"]:.2f},
recall {second["recall"]:.2f}, F1 {second["f1"]:.2f}. Mean kappa over the 20 themes with five or
more examples there: {second["theme_kappa"]:.2f}, lowest for {lowest}. F1 near {second["f1"]:.2f} is
therefore about the most that any classifier can reach on these labels.

{_blind_reading(figures["blind_reading"])}"""


def _blind_reading(blind: dict[str, Any]) -> str:
    """The second reading of local reviews, by somebody who knew neither labels nor model."""
    rows = "".join(
        f"| {theme} | {first} | {second} | {both} | {kappa:.2f} |\n"
        for theme, first, second, both, kappa in blind["themes"]
    )
    return f"""{blind["statements"]} statements of invented local reviews, drawn at random, were
read again, blind, by another program: by the guide, with heading and title, without the document.
Pooled
over the themes that either reading gave: kappa {blind["kappa"]:.2f}, F1 {blind["f1"]:.2f}; so far
does a careful reader who sees no more than the classifier agree. Themes that either reading gave
five times or more, lowest kappa first; where they differed most, the taxonomy now decides
(`python -m measurement.agreement` counts):

| theme | first reading | second | both | kappa |
|---|---|---|---|---|
{rows}
"""


def _correcting(figures: dict[str, Any]) -> str:
    told = figures["correcting"]
    rows = ", ".join(
        f"{before:.3f} before and {after:.3f} after"
        for before, after in zip(told["before"], told["after"], strict=True)
    )
    return f"""## What corrections bring

Tried on seven invented reviews that the model had not seen, half of them at a time: {
        told["answers"]
    } answers
of the review queue ({" and ".join(str(n) for n in told["right"])} of them yes) were learnt from, at
three times the weight of other texts. Micro F1 of the other statements of the same documents: {
        rows
    }.
So a whole teaching gains nothing from an evening of answers. Whole annotated
reviews help more: the 325 statements of these seven added 0.005 to 0.01 to the others.

What does help is to let answers speak for the other statements of their own document, without any
teaching (`reviews train` without `--gold`; docs/decisions/0021). On {
        told["own"]["documents"]
    } invented reviews that the
model had not seen, with 30 statements of each answered whole, micro F1 of the rest rose from
{told["own"]["before"][0]:.3f} to {
        told["own"]["after"][0]:.3f} where these were drawn at random, and from {
        told["own"]["before"][1]:.3f} to {
        told["own"]["after"][
            1
        ]:.3f} where they were the first thirty. Other documents gain nothing that
can be measured.

"""


def _stance(figures: dict[str, Any]) -> str:
    told = figures["stance"]
    right = ", ".join(
        f"{name.replace('_', ' ')} {told[name][0]} of {told[name][1]}"
        for name in ("concern", "good_practice", "neutral")
    )
    return f"""## Stance

{told["statements"]} findings were labelled for the stance on their central theme. The rules were
mended on {told["mended_on"]} of them where the theme was found (accuracy {told["before"]:.2f}
before, {told["mended_accuracy"]:.2f} after); on {told["fresh"]} others, whose errors were not read:
{told["fresh_accuracy"]:.2f}. Of what the rules said there, these were right: {right}.
Statements of good practice have their stance by their kind; in the warehouse recommendations and
questions have none.

"""


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
