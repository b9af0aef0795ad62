"""`reviews brief select` and `done`, as an author meets them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from archive.errors import UserError
from briefings.selection import BriefingError
from briefings.shortlist import read
from briefings.shortlist.layout import scalar
from briefings.shortlist.remarks import signed, unsigned
from cli import app
from warehouse import query


@pytest.fixture
def brief(data):
    def run(*arguments: object):
        given = [*map(str, arguments), "--data", str(data)]
        return CliRunner().invoke(app, ["brief", *given], catch_exceptions=False)

    return run


def test_select_edit_select_again_and_done(brief, data, tmp_path):
    file = tmp_path / "march.yaml"
    first = brief("select", "--seed", "Aspen", "--lens", "Whole family=3", "--out", file,
                  "--new-since", "2025-01-01", "--for", "All", "--on", "2025-03-12")  # fmt: skip
    assert first.exit_code == 0
    chosen = read(file)
    assert chosen.themes["family.whole_family"] == 3.0
    assert chosen.last_briefing == "2025-01-01"
    hers = file.read_text().replace("minutes: 60", "minutes: 45")
    file.write_text(hers)
    again = brief("select", "--out", file)
    assert "contains your own changes" in again.output
    assert file.read_text() == hers
    assert read(tmp_path / "march-2.yaml").minutes == 45
    assert "2025-03-12" in brief("done", file).output
    marked = tmp_path / "june.yaml"
    brief("select", "--seed", "Aspen", "--lens", "Whole family=3", "--out", marked)
    used = {r.id: r.used for r in read(marked).reviews}
    known = {r.id for r in chosen.reviews} & set(used)
    assert known
    assert all(used[review] == ("2025-03-12, All",) for review in known)
    (data / "briefings.jsonl").unlink()


def test_a_review_left_out_says_when_and_with_whom_it_was_used(brief, data, tmp_path):
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    brief("select", "--seed", "Aspen", "--reviews", "9", "--out", one)
    brief("done", one, "--on", "2025-03-12", "--for", "Social workers")
    brief("select", "--seed", "Aspen", "--reviews", "1", "--out", other)
    said = "used before: 2025-03-12, Social workers"
    left, known = read(other).left_out, {review.id for review in read(one).reviews}
    assert {review.id for review in left} & known
    assert all(review.why.endswith(f"; {said}") == (review.id in known) for review in left)
    one.write_text(one.read_text() + "# mine\n")
    brief("select", "--out", one)
    other.write_text(other.read_text() + "# mine\n")
    brief("select", "--out", other)
    (data / "briefings.jsonl").unlink()
    renewed = (tmp_path / "one-2.yaml").read_text().splitlines()
    for review in known:  # her lines do not say it, so it is said below them
        at = next(n for n, line in enumerate(renewed) if line.startswith(f"  - id: {review}"))
        assert said in " ".join(renewed[at : at + 4])
    assert (tmp_path / "other-2.yaml").read_text().count(said) == other.read_text().count(said)


def test_a_word_that_is_not_a_date_is_an_error(brief, tmp_path):
    with pytest.raises(BriefingError, match="--new-since takes a date"):
        brief("select", "--seed", "Aspen", "--out", tmp_path / "x.yaml", "--new-since", "winter")
    assert not (tmp_path / "x.yaml").exists()


def test_options_that_leave_no_review_are_named_and_nothing_is_written(brief, path, tmp_path):
    file = tmp_path / "none.yaml"
    other = query(
        path,
        "select nation, sector from (select distinct nation from reviews where nation is not null)"
        " cross join (select distinct sector from reviews where sector <> 'all') anti join"
        " reviews using (nation, sector) where nation not in (select nation from reviews where"
        " sector = 'all' and nation is not null) order by all",
    ).rows
    nation, sector = other[0]
    asked = ("select", "--seed", "Aspen", "--out", file, "--nation", nation, "--sector", sector)
    with pytest.raises(UserError) as told:
        brief(*asked)
    for part in ("Nothing was written", f"--nation {nation}", f"--sector {sector}", "none of"):
        assert part in str(told.value)
    assert not file.exists()


def test_a_quote_that_is_kept_has_its_context_after_it_was_used(brief, tmp_path, data):
    file = tmp_path / "again.yaml"
    brief("select", "--seed", "Aspen", "--out", file)
    one = read(file).focus_extracts[0].id
    brief("done", file, "--on", "2025-03-12", "--for", "All")
    file.write_text(file.read_text().replace("minutes: 60", "minutes: 45"))
    brief("select", "--out", file)
    (data / "briefings.jsonl").unlink()
    lines = (tmp_path / "again-2.yaml").read_text().splitlines()
    at = next(n for n, line in enumerate(lines) if one in line)
    below = " ".join(lines[at + 1 : at + 12])
    assert "before it:" in below or "after it:" in below
    assert "2025-03-12, All" in " ".join(lines[at : at + 12])


def test_a_statement_that_is_gone_is_shown_and_not_replaced(brief, tmp_path):
    file = tmp_path / "march.yaml"
    brief("select", "--seed", "Aspen", "--out", file)
    one = read(file).focus_extracts[0].id
    file.write_text(file.read_text().replace(one, "0000000000000000"))
    brief("select", "--out", file)
    text = (tmp_path / "march-2.yaml").read_text()
    line = next(line for line in text.splitlines() if "0000000000000000" in line)
    assert "#. GONE" in line


def test_a_renewed_file_is_hers_and_shows_what_is_gone_in_place(brief, tmp_path):
    file, renewed = tmp_path / "march.yaml", tmp_path / "march-2.yaml"
    brief("select", "--seed", "Aspen", "--out", file)
    one, two = read(file).focus_extracts[:2]
    struck = read(file).reviews[0].keep[0].id
    text = file.read_text().replace(two.id, "0000000000000000")
    text = text.replace("    strike: []", f"    strike: [{struck}]", 1)
    text = text.replace("own: []", "own:\n  - {text: Mine, source: Our panel}")
    second = next(line for line in text.splitlines() if read(file).reviews[1].keep[0].id in line)
    file.write_text(text.replace(f"{second}\n", "", 1))
    assert "contains your own changes" in brief("select", "--out", file).output
    renewed.replace(file)
    hers = file.read_text()
    said = brief("select", "--out", file).output
    assert not renewed.exists()  # the file says all of it already
    assert "0000000000000000" in said.partition("Gone from the collection")[2]
    assert file.read_text() == hers
    found = read(file)
    kept = sum(len(review.keep) for review in found.reviews)
    assert f"and {kept} quotes in" in said
    assert found.own[0].text == "Mine"
    assert found.reviews[0].strike == (struck,)
    assert [kept.id for kept in found.focus_extracts[:2]] == [one.id, "0000000000000000"]
    lines = file.read_text().splitlines()
    assert "#. GONE" in next(line for line in lines if "0000000000000000" in line)


def test_a_focus_and_advice_that_are_gone_are_shown(brief, tmp_path):
    file = tmp_path / "march.yaml"
    brief("select", "--seed", "Aspen", "--out", file)
    known = read(file)
    text = file.read_text().replace(f"focus: {known.focus}", "focus: rev-0000000000")
    assert known.asked
    file.write_text(text.replace(f"- {known.asked[0]}", "- adv-0000000000"))
    said = brief("select", "--out", file).output
    lines = (tmp_path / "march-2.yaml").read_text().splitlines()
    for name in ("rev-0000000000", "adv-0000000000"):
        assert "#. GONE" in next(line for line in lines if name in line)
        assert name in said.partition("Gone from the collection")[2]
    for name in known.asked[1:]:
        assert "#. asked in" in next(line for line in lines if name in line)


def test_a_page_of_a_briefing_is_cited_as_the_briefings(brief, tmp_path, path):
    (one, review) = query(
        path,
        "select s.statement_id, s.review_id from statements s join documents d using (document_id)"
        " where d.role = 'briefing' and not d.is_primary and s.kind = 'learning_point'"
        " order by s.ordinal limit 1",
    ).rows[0]
    file = tmp_path / "march.yaml"
    brief("select", "--seed", review, "--out", file)
    text = file.read_text()
    file.write_text(text.replace("focus_extracts:\n", f"focus_extracts:\n  - {one}\n"))
    brief("select", "--out", file)
    lines = (tmp_path / "march-2.yaml").read_text().splitlines()
    assert ", briefing, p. " in next(line for line in lines if line.startswith(f"  - {one}"))


def test_what_is_gone_is_reported_of_a_file_that_nobody_changed_too(brief, tmp_path):
    file = tmp_path / "april.yaml"
    brief("select", "--seed", "Aspen", "--out", file)
    known = read(file)
    text = unsigned(file.read_text())
    for name in (known.focus_extracts[0].id, known.reviews[1].id):
        text = text.replace(name, f"gone-{name[-6:]}")
    file.write_text(signed(text))
    said = brief("select", "--out", file).output
    assert "Gone from the collection" in said
    assert not (tmp_path / "april-2.yaml").exists()
    end = file.read_text().partition("left_out:")[2]
    for name in (known.focus_extracts[0].id, known.reviews[1].id):
        assert f"gone-{name[-6:]}" in said
        assert f"gone-{name[-6:]}: GONE" in end
    assert "gone-" not in str(read(file))


def test_a_renewed_file_shows_what_she_cut_and_struck_and_offers_more(brief, tmp_path):
    file = tmp_path / "hers.yaml"
    brief("select", "--seed", "Aspen", "--out", file, "--quotes", "2")
    first, second = read(file).reviews[0].keep[:2]
    text = file.read_text()
    quoted = text.partition(f"{{id: {first.id}")[2].partition("#. “")[2]
    words = " ".join(quoted.split()[:3])
    text = text.replace(f"{{id: {first.id}", f"{{id: {first.id}, until: '{words}'", 1)
    file.write_text(text.replace("strike: []", f"strike: [{second.id}]", 1))
    brief("select", "--out", file)
    renewed = (tmp_path / "hers-2.yaml").read_text()
    assert f"“{words} […]”" in renewed
    assert "#. struck: " in renewed
    assert renewed.count("#. also:") == text.count("#. also:") > 0


@pytest.mark.parametrize("slip", ["family.whole_famly", "Whole family"])
def test_an_unknown_theme_in_the_file_is_reported_with_similar_ones(brief, tmp_path, slip):
    file = tmp_path / "may.yaml"
    brief("select", "--seed", "Aspen", "--lens", "Whole family=3", "--out", file)
    file.write_text(file.read_text().replace("  family.whole_family: 3", f"  {slip}: 3"))
    with pytest.raises(BriefingError, match=rf"no theme '{slip}'.*family\.whole_family"):
        brief("select", "--out", file)


def test_a_future_briefing_is_not_recorded(brief, data, tmp_path):
    file = tmp_path / "next.yaml"
    brief("select", "--seed", "Aspen", "--out", file)
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - as the command reckons
    with pytest.raises(
        BriefingError, match="still to come: record the briefing once it has been held"
    ):
        brief("done", file, "--on", tomorrow)
    assert not (data / "briefings.jsonl").exists()


def test_new_marks_only_what_is_new_by_what_counts(brief, tmp_path):
    def marks(by: str) -> list[str]:
        file = tmp_path / f"{by}.yaml"
        brief("select", "--seed", "Aspen", "--out", file, "--new-since", "2025-01-01",
              "--new-by", by)  # fmt: skip
        return [line for line in file.read_text().splitlines() if "#. NEW:" in line]

    published, collected = marks("published"), marks("collected")
    assert len(published) < len(collected)
    assert all("published" in line for line in published)


def test_a_question_gives_weight_to_the_themes_that_it_names(brief, tmp_path):
    file = tmp_path / "asked.yaml"
    question = "parents with a learning disability or mental ill health, whole family"
    brief("select", "--seed", "Aspen", "--question", question, "--out", file)
    themes = read(file).themes
    assert themes["family.parental_mental_ill_health"] > 1.5  # more than themes of the focus have
    brief("select", "--out", file)  # again, with nothing else
    assert read(file).themes == themes
    assert "your words “whole family” name it" in file.read_text()
    file.unlink()
    named = ("--lens", "Mental capacity=3")
    brief("select", "--seed", "Aspen", "--question", question, *named, "--out", file)
    assert max(read(file).themes, key=read(file).themes.get) == "rights.mental_capacity"


OLD = (
    "12 of its 45 statements are on Whole family / Think Family; 5 on Babies and pre-birth",
    "1 of its 9 statements speaks of whole family / think family; it tells what worked, too",
    "it uses the words of the question",
)


def test_a_reason_that_an_earlier_version_wrote_is_renewed_and_hers_is_not(brief, tmp_path):
    file = tmp_path / "march.yaml"
    brief("select", "--seed", "Aspen", "--lens", "Whole family=3", "--out", file)
    new = [review.why for review in read(file).reviews]
    hers = (OLD[0] + ", and Jo asked for it", "It speaks of: what Jo asked for.")
    text = file.read_text()
    for was, why in zip(new, (*OLD, *hers), strict=False):
        comment = "  # see page 4" if why == OLD[1] else ""
        text = text.replace(f"    why: {scalar(was)}\n", f"    why: {scalar(why)}{comment}\n", 1)
    file.write_text(text)
    assert [review.why for review in read(file).reviews][:5] == [*OLD, *hers]
    brief("select", "--out", file)
    renewed = tmp_path / "march-2.yaml"
    assert [review.why for review in read(renewed).reviews] == [*new[:3], *hers, *new[5:]]
    assert renewed.read_text().count("  # see page 4\n") == 1
