"""The figures of an evaluation as tables for a terminal, and as JSON."""

from __future__ import annotations

from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

from measurement.evaluation.scores import NOWHERE, DocumentScore
from measurement.evaluation.tallies import Tally, calibration
from measurement.evaluation.totals import Evaluation, macro_f1, rank, total
from models.records import Kind


def percent(value: float | None) -> str:
    """A share as a percentage with one decimal; `-` where nothing was judged."""
    return "-" if value is None else f"{100 * value:.1f}"


def show(evaluation: Evaluation, console: Console, *, texts: bool = False) -> None:
    """Print all tables; with `texts` also what was missed and what is false, word for word."""
    console.print(_kinds(evaluation))
    console.print(_other(evaluation))
    if evaluation.metadata:
        console.print(_metadata(evaluation))
    console.print(_confusion(evaluation))
    console.print(_rules(evaluation))
    console.print(_worst(evaluation))
    for name in evaluation.absent:
        console.print(f"Not there, not judged: {name}", style="yellow", markup=False)
    if texts:
        for score in evaluation.worst:
            _texts(score, console)


def as_json(evaluation: Evaluation, *, texts: bool = False) -> dict[str, Any]:
    """All counts with their shares; texts of misses and false ones just where asked for."""
    data: dict[str, Any] = msgspec.to_builtins(evaluation, str_keys=True)
    data["summary"] = summary(evaluation)
    if not texts:
        for document in data["documents"]:
            for row in document["misses"] + document["false"]:
                row.pop("text", None)
                row.pop("near_text", None)
    return data


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """The figures that people quote and floors are set on."""
    themes = total(evaluation.themes.values())
    return {
        "soft": {kind: _shares(tally) for kind, tally in evaluation.soft.items()},
        "strict": {kind: _shares(tally) for kind, tally in evaluation.strict.items()},
        "soft_all": _shares(total(evaluation.soft.values())),
        "strict_all": _shares(total(evaluation.strict.values())),
        "page_accuracy": evaluation.pages.share,
        "verbatim": evaluation.verbatim.share,
        "quoted_kept_out": evaluation.quoted.share,
        "calibration": calibration(evaluation.sureness.values()),
        "themes_micro": _shares(themes),
        "themes_macro_f1": macro_f1(evaluation.themes),
        "repeats": _shares(evaluation.repeats),
        "addressees": _shares(evaluation.addressees),
        "addressee_exact": evaluation.addressee_exact.share,
        "metadata": {name: ratio.share for name, ratio in evaluation.metadata.items()},
    }


def _shares(tally: Tally) -> dict[str, float | None]:
    return {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for i, column in enumerate(columns):
        table.add_column(column, justify="left" if i == 0 else "right")
    return table


def _kinds(evaluation: Evaluation) -> Table:
    table = _table(
        "Statements (soft: token F1 0.85 or more; strict: same words)",
        "kind", "annotated", "P", "R", "F1", "P strict", "R strict", "F1 strict",
    )  # fmt: skip
    rows = [(str(k), evaluation.soft.get(k), evaluation.strict.get(k)) for k in Kind]
    rows.append(("all", total(evaluation.soft.values()), total(evaluation.strict.values())))
    for name, soft, strict in rows:
        if soft is not None and strict is not None:
            shares = [percent(v) for t in (soft, strict) for v in (t.precision, t.recall, t.f1)]
            table.add_row(name, str(soft.found + soft.missed), *shares)
    return table


def _other(evaluation: Evaluation) -> Table:
    table = _table("Evidence, themes and links", "what", "of", "right %", "P", "R", "F1")
    ratios = {
        "pages right": evaluation.pages,
        "text is on its pages": evaluation.verbatim,
        "quoted statements kept out": evaluation.quoted,
        "addressee lists equal": evaluation.addressee_exact,
    }
    for name, ratio in ratios.items():
        table.add_row(name, str(ratio.total), percent(ratio.share), "", "", "")
    themes = total(evaluation.themes.values())
    tallies = {
        "themes, micro": themes,
        "addressees": evaluation.addressees,
        "repeats linked": evaluation.repeats,
    }
    for name, tally in tallies.items():
        shares = (percent(tally.precision), percent(tally.recall), percent(tally.f1))
        table.add_row(name, str(tally.found + tally.missed), "", *shares)
    sure = percent(calibration(evaluation.sureness.values()))
    table.add_row("confidence as often right as it says", "", sure, "", "", "")
    macro = percent(macro_f1(evaluation.themes))
    table.add_row("themes, macro", f"{len(evaluation.themes)} themes", "", "", "", macro)
    return table


def _metadata(evaluation: Evaluation) -> Table:
    table = _table("Metadata", "field", "annotated", "right %", "wrong in")
    for name, ratio in evaluation.metadata.items():
        wrong = [s.file[:24] for s in evaluation.documents if name in s.metadata_errors]
        more = f" +{len(wrong) - 3}" if len(wrong) > 3 else ""
        table.add_row(name, str(ratio.total), percent(ratio.share), ", ".join(wrong[:3]) + more)
    return table


def _confusion(evaluation: Evaluation) -> Table:
    kinds = [str(kind) for kind in Kind]
    table = _table("Annotated kind (rows) against extracted kind", "", *kinds, "missed")
    counts = {(gold, found): n for gold, found, n in evaluation.confusion}
    for gold in [*kinds, NOWHERE]:
        row = [counts.get((gold, found), 0) for found in [*kinds, NOWHERE]]
        table.add_row("false" if gold == NOWHERE else gold, *(str(n or "") for n in row))
    return table


def _rules(evaluation: Evaluation) -> Table:
    table = _table("Precision by rule (most false ones first)", "rule", "out", "false", "P")
    worst = sorted(evaluation.rules.items(), key=lambda item: item[1].right - item[1].total)
    for name, ratio in worst[:15]:
        false = ratio.total - ratio.right
        table.add_row(name, str(ratio.total), str(false), percent(ratio.share))
    return table


def _worst(evaluation: Evaluation) -> Table:
    table = _table("The ten worst documents", "document", "F1", "missed", "false", "misses at")
    for score in evaluation.worst:
        places = [f"{m.kind[:4]} p{m.page}" + (f" #{m.number}" if m.number else "")
                  for m in score.misses[:5]]  # fmt: skip
        table.add_row(
            score.file[:44],
            percent(rank(score.total)),
            str(len(score.misses)),
            str(len(score.false)),
            ", ".join(places),
        )
    return table


def _texts(score: DocumentScore, console: Console) -> None:
    console.rule(score.file)
    for name, (told, given) in score.metadata_errors.items():
        console.print(f"META {name}: told {told!r}, given {given!r}", markup=False)
    for miss in score.misses:
        head = f"MISS {miss.kind} p{miss.page} #{miss.number}: "
        console.print(head + miss.text, markup=False, highlight=False)
        if miss.near_f1 is not None:
            near = (
                f"  near {miss.near_f1:.2f} {miss.near_kind} p{miss.near_page} {miss.near_rule}: "
            )
            console.print(near + (miss.near_text or ""), markup=False, style="dim")
    for false in score.false:
        head = f"FALSE {false.kind} p{false.page} [{false.rule}] gold={false.gold_kind}: "
        console.print(head + false.text, markup=False, highlight=False, style="red")
