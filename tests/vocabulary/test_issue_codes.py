"""Each code of an issue stands once in the register, and no other is used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from models.records import DocumentState, Issue, Outcome, Severity, Status
from pipelines.advice import what_happened, what_it_is_called, what_to_do
from pipelines.collect.findings import of_looks
from pipelines.collect.tally import Tally
from vocabulary.issues import issue_codes
from vocabulary.statuses import status_labels
from warehouse import next_steps

ROOT = Path(__file__).parents[2]
PACKAGES = ("archive", "extractors", "models", "pipelines", "warehouse")
CALLS = {"Issue": 2, "issue": 2, "shrunk": 1}  # by which argument gives the code
# What a source met at addresses, what became of documents there, and how a document was read.
MET = {
    Outcome.BLOCKED_BY_ROBOTS, Outcome.BLOCKED_BY_WAF, Outcome.FORBIDDEN, Outcome.REFUSED,
    Outcome.NOT_A_DOCUMENT, Outcome.TOO_LARGE, Outcome.GONE, Outcome.REDIRECTS, Outcome.ERROR,
    Outcome.TOO_SLOW, Outcome.RATE_LIMITED, Outcome.HOST_RESTING, Outcome.DEFERRED,
}  # fmt: skip
BECAME = set(DocumentState) - {DocumentState.NEW, DocumentState.UNCHANGED}
READ = set(Status) - {Status.OK, Status.SCANNED_OCR}


def written(tree: ast.AST) -> Iterator[str]:
    """Codes that a module gives to issues, as it writes them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = CALLS.get(name, len(node.args))
            if at < len(node.args) and isinstance(node.args[at], ast.Constant):
                yield str(node.args[at].value)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CODE":
            yield str(ast.literal_eval(node.value))
        # A row of the build: severity, stage, code, ...
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            row = node.value.elts
            if (
                len(row) > 2
                and isinstance(row[2], ast.Constant)
                and "Severity" in ast.unparse(row[0])
            ):
                yield str(row[2].value)


def test_the_codes_in_use_are_those_of_the_register() -> None:
    modules = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    used = {code for path in modules for code in written(ast.parse(path.read_text("utf-8")))}
    assert used | {str(code) for code in MET | BECAME | READ} == set(issue_codes())


def test_each_outcome_that_is_reported_has_its_code() -> None:
    tally = Tally()
    tally.outcomes.update(dict.fromkeys(Outcome, 2))
    tally.states.update(dict.fromkeys(DocumentState, 2))
    source = SimpleNamespace(source_id="x")
    told = {issue.code for issue in of_looks(source, tally)}
    assert told == {str(code) for code in MET | BECAME}


def test_no_code_is_a_check_too() -> None:
    checks = {path.stem for path in (ROOT / "warehouse" / "checks").glob("*.sql")}
    assert not checks & set(issue_codes())


def test_each_code_says_what_to_do_in_a_sentence() -> None:
    for code, told in issue_codes().items():
        assert told.means.endswith("."), code
        assert told.do.endswith("."), code


def test_advice_contains_the_build_the_document_and_the_source() -> None:
    held = Issue(Severity.ERROR, "check", "loss_held", "x", None, "fife")
    assert "`reviews accept b1`" in what_to_do(held, "b1")
    away = Issue(Severity.WARNING, "collect", "too_few_documents", "x", source_id="fife")
    assert "`reviews discover fife`" in what_to_do(away)
    lost = Issue(Severity.ERROR, "collect", "original_missing", "x", "ab" * 32)
    assert f"`reviews purge {'ab' * 32} --why" in what_to_do(lost)
    unread = Issue(Severity.WARNING, "read", "unreadable", "x", "ab" * 32)
    assert f"`reviews accept {'ab' * 6}`" in what_to_do(unread)
    assert "SOURCE" in what_to_do(Issue(Severity.WARNING, "collect", "too_few_documents", "x"))


def test_a_check_gives_its_next_step_once() -> None:
    for code, step in next_steps().items():
        issue = Issue(Severity.WARNING, "check", code, f"What is wrong. 1 found: a. {step}")
        assert what_to_do(issue) == step
        assert what_happened(issue) == "What is wrong. 1 found: a."


def test_each_code_and_status_has_a_name_for_people() -> None:
    assert set(status_labels()) == set(Status)
    names = [told.label for told in issue_codes().values()] + list(status_labels().values())
    assert not [name for name in names if "_" in name or not name]
    assert len({told.label for told in issue_codes().values()}) == len(issue_codes())
    check = Issue(Severity.WARNING, "check", "source_gives_too_little", "x")
    assert what_it_is_called(check) == ""
