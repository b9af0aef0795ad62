"""From a shortlist to files: who may be recognised, what is never written over, the command."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from briefings.pack import Choices, PackError, render, write_templates
from briefings.pack.settings import team_settings, traits
from briefings.shortlist import OwnQuote, write
from cli import app

_MD = Choices(formats=("md",))


def own_team(path, **values):
    path.write_bytes(msgspec.json.encode(values))  # JSON is YAML
    return path


def test_own_areas_stop_a_pack_until_they_are_accepted(shortlist, warehouse, tmp_path):
    settings = own_team(tmp_path / "team.yaml", own_areas=["brackenmoor"])
    choices = msgspec.structs.replace(_MD, settings=settings)
    with pytest.raises(PackError, match=r"is of your own area.*--accept-recognisable"):
        render(shortlist, "x", warehouse, tmp_path / "out", choices)
    assert not (tmp_path / "out").exists()
    accepted = msgspec.structs.replace(choices, accepts_recognisable=True)
    done = render(shortlist, "x", warehouse, tmp_path / "out", accepted)
    assert done.flags[0].is_own
    assert [file.name for file in done.files] == ["x.md"]


def test_another_area_stops_nothing(shortlist, warehouse, tmp_path):
    settings = own_team(tmp_path / "team.yaml", own_areas=["Bracken"])
    choices = msgspec.structs.replace(_MD, settings=settings)
    assert not [f for f in render(shortlist, "x", warehouse, tmp_path, choices).flags if f.is_own]


def test_an_own_area_that_is_not_a_place_is_reported_with_similar_ones(
    shortlist, warehouse, tmp_path
):
    settings = own_team(tmp_path / "team.yaml", own_areas=["Brackenmor", "Strathmarl"])
    choices = msgspec.structs.replace(_MD, settings=settings, accepts_recognisable=True)
    told = render(shortlist, "x", warehouse, tmp_path, choices).remarks
    (said,) = [remark for remark in told if remark.startswith("Your own area")]
    assert "Brackenmor is not a place in the collection; similar: Brackenmoor" in said


def test_a_handout_that_cannot_be_held_to_two_pages_is_reported(shortlist, warehouse, tmp_path):
    words = Choices(formats=("docx",))
    told = "The handout takes more than its two pages: shorten what you wrote yourself."
    assert told not in render(shortlist, "x", warehouse, tmp_path, words).remarks
    hers = msgspec.structs.replace(shortlist, own_words={"why": "We wrote a good deal. " * 400})
    assert told in render(hers, "x", warehouse, tmp_path, words).remarks


def test_a_quote_with_letters_that_were_not_read_is_reported(shortlist, warehouse, tmp_path):
    told = (
        "1 quote has letters that could not be read: An invented report, page not given."
        " Copy the words from the page."
    )
    assert told not in render(shortlist, "x", warehouse, tmp_path, _MD).remarks
    typed = OwnQuote("The o\ufffdce was shut.", "An invented report")
    hers = msgspec.structs.replace(shortlist, own=(typed,))
    assert told in render(hers, "x", warehouse, tmp_path, _MD).remarks


def test_rare_traits_are_words_that_hold_for_their_examples():
    assert len({trait.id for trait in traits()}) == len(traits()) >= 6


def test_a_file_changed_by_hand_is_left_and_the_new_one_is_beside(shortlist, warehouse, tmp_path):
    render(shortlist, "x", warehouse, tmp_path, _MD)
    again = render(shortlist, "x", warehouse, tmp_path, _MD)
    assert again.kept_aside == ()
    (tmp_path / "x.md").write_text("hers")
    aside = render(shortlist, "x", warehouse, tmp_path, _MD)
    assert (tmp_path / "x.md").read_text() == "hers"
    assert [file.name for file in aside.files] == ["x-version-2.md"]
    other = msgspec.structs.replace(shortlist, briefing="Another title")
    assert [f.name for f in render(other, "x", warehouse, tmp_path, _MD).files] == [
        "x-version-2.md"
    ]
    assert "Another title" in (tmp_path / "x-version-2.md").read_text()
    renewed = render(other, "x-2", warehouse, tmp_path, _MD)  # of the shortlist x-2.yaml
    assert [file.name for file in renewed.files] == ["x-2.md"]
    assert renewed.kept_aside == ()


def test_settings_that_are_wrong_say_what_is_known(tmp_path):
    with pytest.raises(PackError, match=r"Known settings: .*note_takers"):
        team_settings(own_team(tmp_path / "team.yaml", notetakers="no"))
    with pytest.raises(PackError, match="cannot be read"):
        team_settings(tmp_path / "none.yaml")
    with pytest.raises(PackError, match=r"cannot be written\. Known: pptx"):
        render(None, "x", tmp_path, tmp_path, Choices(formats=("pdf",)))


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"own_areas": "Hartismoor"}, r"own_areas is a list: \[Hartismoor\]$"),
        ({"own_areas": None}, r"own_areas is a list: \[\]$"),
        ({"prompts": ["Why?", 2]}, "each entry of prompts is text"),
        ({"most_words": "many"}, r"most_words is a whole number, such as 45\."),
        ({"mailbox": 5}, "mailbox is text"),
        ({"notetakers": "no"}, r"there is no setting notetakers\. Did you mean note_takers\?"),
    ],
)
def test_a_wrong_setting_is_reported_in_plain_words(tmp_path, setting, said):
    with pytest.raises(PackError, match=said) as told:
        team_settings(own_team(tmp_path / "team.yaml", **setting))
    assert "`" not in str(told.value)


def test_templates_are_copied_and_what_is_there_is_left(tmp_path):
    (tmp_path / "slides.pptx").write_text("hers")
    written = write_templates(tmp_path)
    assert {path.name for path in written} == {"handout.docx", "facilitator.docx", "team.yaml"}
    assert (tmp_path / "slides.pptx").read_text() == "hers"


@pytest.mark.parametrize(("name", "what"), [("a.yaml", "it is a file"), ("a.yaml/x", "Not a dir")])
def test_a_folder_that_templates_cannot_go_to_is_reported(tmp_path, name, what):
    (tmp_path / "a.yaml").write_text("hers")
    with pytest.raises(PackError, match=rf"cannot be written to \({what}.*name another folder"):
        write_templates(tmp_path / name)


def test_templates_cannot_go_to_a_folder_of_the_system():
    with pytest.raises(PackError, match="/proc/x cannot be written to"):
        write_templates(Path("/proc/x"))


def test_the_command_writes_all_and_says_what_to_look_at(shortlist, warehouse, tmp_path):
    write(shortlist, tmp_path / "spring.yaml")
    own_team(tmp_path / "team.yaml", team="The team of the test", own_areas=["Brackenmoor"])
    data = str(warehouse.parent)
    call = ["brief", "render", str(tmp_path / "spring.yaml"), "--data", data]
    done = CliRunner().invoke(app, [*call, "--accept-recognisable"])
    assert done.exit_code == 0, done.output
    names = ("spring.pptx", "spring-handout.docx", "spring-facilitator.docx", "spring.html")
    assert all((tmp_path / name).exists() for name in names)
    assert "The team of the test" in (tmp_path / "spring.html").read_text()
    assert "Your audience may recognise" in done.output


def test_a_choice_that_nobody_changed_is_reported(shortlist, warehouse, tmp_path):
    file = write(shortlist, tmp_path / "march.yaml")
    run = ["brief", "render", str(file), "--to", "md", "--data", str(warehouse.parent)]
    assert "as the program proposed it" in CliRunner().invoke(app, run).output
    file.write_text(file.read_text().replace("minutes: 60", "minutes: 45"))
    assert "as the program proposed it" in CliRunner().invoke(app, run).output
    one = shortlist.worked[0].id
    file.write_text(file.read_text().replace(f"  - {one}\n", ""))
    assert "as the program proposed it" not in CliRunner().invoke(app, run).output


def test_a_folder_that_cannot_be_written_says_what_to_do(shortlist, warehouse, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(PackError, match=r"cannot be written to .*--out"):
        render(shortlist, "x", warehouse, tmp_path / "file" / "out", _MD)
