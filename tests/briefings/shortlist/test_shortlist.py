"""The shortlist is the author's: what she wrote survives every run, and slips are named."""

from __future__ import annotations

import pytest

from briefings.shortlist import (
    OWN_WORDS,
    ChosenReview,
    KeptQuote,
    LeftOut,
    OwnQuote,
    Remark,
    Remarks,
    Shortlist,
    ShortlistError,
    TakeOptions,
    own_words_on,
    quoted,
    read,
    write,
)

SHORT = Shortlist(
    briefing="Whole family: what it means",
    audience="All who work with families",
    on="2026-03-12",
    last_briefing="2025-12-04",
    focus="rev-19fc5fe453",
    question="parents' needs, or wishes: they overshadow the child",
    themes={"family.whole_family": 3.0, "rights.child_voice": 1.5},
    take=TakeOptions(nations=("Wales",), since=2016),
    focus_extracts=(
        KeptQuote("b769ea9b03cf0723", until='said "no."'),
        KeptQuote("1234567890123456"),
    ),
    reviews=(
        ChosenReview("rev-8840b0b1f1", "7 of 24: child's voice", (KeptQuote("04f94f588e6fde47"),)),
    ),
    asked=("adv-1",),
    left_out=(LeftOut("rev-c2a0ff22be", "an inspection"),),
    missing="Wales 2.",
)
REMARKS = Remarks(
    {
        "rev-8840b0b1f1": Remark("Learning Review", ("NEW: published",)),
        "04f94f588e6fde47": Remark("Finding 1, p. 3", ("“Quoted words.”",)),
    },
    ("A shortlist.",),
)


@pytest.fixture
def file(tmp_path):
    return write(SHORT, tmp_path / "march.yaml", REMARKS)


def test_what_is_written_is_read(file):
    assert read(file) == SHORT


def test_a_file_that_is_only_a_proposal_is_renewed_in_place(file):
    changed = Shortlist(briefing="Another")
    assert write(changed, file) == file
    assert read(file).briefing == "Another"


def test_a_file_changed_by_hand_is_left_and_the_new_one_keeps_her_lines(file):
    hers = (
        file.read_text()
        .replace("\nbriefing: ", "\n# ask Jo about the title\nbriefing: ")
        .replace("      - 04f94f588e6fde47", "      - {id: 04f94f588e6fde47, note: open with it}")
        .replace("own: []", "own:\n  - {text: Said by a mother, source: our panel}")
    )
    hers = "\n".join(line for line in hers.splitlines() if "1234567890123456" not in line)
    file.write_text(hers)
    new = ChosenReview("rev-aaaaaaaaaa", "new", (KeptQuote("ffffffffffffffff"),))
    again = Shortlist(briefing="Other words", reviews=(*SHORT.reviews, new))
    remarks = Remarks({"04f94f588e6fde47": Remark("GONE", ("no longer there",))})
    beside = write(again, file, remarks)
    assert file.read_text() == hers
    assert beside.name == "march-2.yaml"
    text = beside.read_text()
    for line in hers.splitlines():
        mine = line.split("  #.")[0].rstrip()
        assert mine.lstrip().startswith("#.") or mine in text
    assert "#. GONE" in text
    assert "Quoted words" not in text
    found = read(beside)
    assert found.briefing == SHORT.briefing
    assert found.reviews == (
        ChosenReview(
            "rev-8840b0b1f1",
            SHORT.reviews[0].why,
            (KeptQuote("04f94f588e6fde47", note="open with it"),),
        ),
        new,
    )
    assert found.own == (OwnQuote("Said by a mother", "our panel"),)
    assert [k.id for k in found.focus_extracts] == ["b769ea9b03cf0723"]
    assert write(again, file, remarks) == beside  # which says all of it already
    assert write(again, beside, remarks) == beside  # and needs no other beside it
    assert write(again, file).name == "march-3.yaml"
    assert write(again, file, remarks).name == "march-4.yaml"  # the last one says something else


def test_a_space_at_the_end_of_an_authors_line_is_not_a_change(file):
    audience = "All who work with families"
    file.write_text(file.read_text().replace(audience, f"{audience}  "))
    labels = Remarks({"for": Remark("whom it is for")})
    beside = write(SHORT, file, labels)
    assert write(SHORT, beside, labels) == beside != file


def test_a_renewed_file_has_her_lines_and_is_never_proposed_anew(file):
    hers = (
        file.read_text()
        .replace("\nbriefing: ", "\n# ask Jo about the title\nbriefing: ")
        .replace("own: []", "own:\n  - {text: Said by a mother, source: our panel}")
    )
    file.write_text(hers)
    renewed = write(Shortlist(briefing="Another"), file)
    text = renewed.read_text()
    beside = write(Shortlist(briefing="A third"), renewed, REMARKS)
    assert beside != renewed
    assert renewed.read_text() == text
    renewed.replace(file)  # as she does who works on with the new version
    again = write(Shortlist(briefing="A fourth"), file, REMARKS)
    assert again != file
    for kept in (file, beside, again):
        assert "# ask Jo about the title" in kept.read_text()
        assert read(kept).own == (OwnQuote("Said by a mother", "our panel"),)
        assert read(kept).briefing == SHORT.briefing


def test_a_file_of_an_earlier_version_counts_as_the_authors(file):
    digest = "#. nothing but a proposal, "
    assert digest in file.read_text()
    file.write_text(file.read_text().replace(digest, "#. written by reviews, "))
    assert write(Shortlist(briefing="Another"), file) != file


def test_what_she_left_out_does_not_come_back(file):
    file.write_text(file.read_text() + "\n# mine\n")
    back = Shortlist(briefing="x", reviews=(ChosenReview("rev-c2a0ff22be", "back"),))
    assert "back" not in write(back, file).read_text()


def test_text_of_hers_that_looks_like_a_remark_is_kept(file):
    hers = file.read_text().replace("  parents' needs", "  #. 1 is my question\n  parents' needs")
    file.write_text(hers)
    assert "#. 1 is my question" in write(SHORT, file, REMARKS).read_text()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes: 60", "minutes: an hour", "line 5: `minutes` is a whole number"),
        (
            "focus_extracts:",
            "extracts:",
            "line 21: there is no `extracts`; did you mean `focus_extracts`?",
        ),
        ("briefing: ", "briefing: a: ", "line 2"),
        ("    why: ", "    reason: ", "there is no `reason`"),
        ("\nlast_briefing:", "\nlast_briefing: soon #", "`last_briefing` is soon. Write a day"),
        ("\nlast_briefing:", "\nlast_briefing: 2026-12 #", "line 6: `last_briefing` is 2026-12."),
        ("\nlast_briefing:", "\nlast_briefing: 12/03/2026 #", "Write a day like 2026-03-12"),
        ("\non:", "\non: 10/12/2026 #", "line 4: `on` is 10/12/2026."),
        ("\non:", "\non: 20261210 #", "line 4: `on` is 20261210."),
        ("\nthemes:", "\nthemez:", "there is no `themez`; did you mean `themes`?"),
        ("\nminutes:", "\non: 2026-12-10\nminutes:", "line 5: `on` is given twice. Put what"),
        ("    why: ", "    note: mine\n    note: hers\n    why: ", "`note` is given twice."),
    ],
)
def test_a_mistake_is_reported_with_its_line(file, old, new, said):
    file.write_text(file.read_text().replace(old, new, 1))
    with pytest.raises(ShortlistError) as error:
        read(file)
    assert str(file) in str(error.value)
    assert said in str(error.value)


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(ShortlistError, match="brief select"):
        read(tmp_path / "none.yaml")


def test_quotes_are_cut_where_she_said():
    text = "One came. Two were seen. Three left."
    assert quoted(text, KeptQuote("x", "Two", "seen.")).shown == "[…] Two were seen. […]"
    assert quoted(text, KeptQuote("x")).shown == text
    assert quoted(text, KeptQuote("x", until="Four")).problem


HER_WORDS = """\
own_words:
  why: >
    We have asked for this.   #. not the program's
    #. nor this

    Twice.
  implications: Ask who is at home
    before the letter goes.
  family.whole_family: "On Thursdays"  # hers
  rights.child_voice:
"""


def test_her_own_words_are_kept_at_every_renewal(file):
    assert "own_words:\n  why:\n  happened:\n" in file.read_text()
    head, tail = file.read_text().split("own_words:\n")
    file.write_text(head + HER_WORDS + tail[tail.index("left_out:") :])
    labels = {own_words_on(part): Remark(f"about {part}") for part in (*OWN_WORDS, *SHORT.themes)}
    written = read(file).own_words
    assert written["why"] == "We have asked for this.   #. not the program's #. nor this\nTwice."
    assert written["implications"] == "Ask who is at home before the letter goes."
    for number in (2, 3):
        labels |= {"minutes": Remark(f"renewal {number}")}
        file = write(SHORT, file, Remarks({**REMARKS.of, **labels}))
        assert file.name.endswith(f"-{'2-' * (number - 2)}2.yaml")
        assert read(file).own_words == written
        assert "  why: >                      #. about why\n" in file.read_text()
        assert "  implications: Ask who is at home\n" in file.read_text()
        assert "  rights.child_voice:         #. about rights.child_voice\n" in file.read_text()
