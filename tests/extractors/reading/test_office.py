"""Word files through the real LibreOffice; the review in them is invented."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from extractors import extract
from extractors.reading import office, read
from models.records import Reading, Status

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
ID = "0" * 64
REVIEW = """<html><body>
<h1>A fictional review</h1><p>Invented for a test. The partnership in it does not exist.</p>
<h2>1. Introduction</h2><p>This invented report looks at what the family met in May and June.</p>
<h2>2. Findings</h2>
<p>Finding 1: Practitioners did not ask who lived in the household, so that the uncle was unknown
to every agency.</p>
<h2>3. Recommendations</h2>
<ol><li>The invented board should make sure that each agency records who lives in a household.</li>
<li>The invented health trust should review how midwives share what they learn.</li></ol>
<h2>4. Action plan</h2>
<table border="1"><tr><th>No.</th><th>Recommendation</th><th>Lead</th><th>By when</th></tr>
<tr><td>3</td><td>The invented council should write down its offer to young carers.</td>
<td>Council</td><td>March 2030</td></tr>
<tr><td>4</td><td>The invented police force should train its officers on coercive control.</td>
<td>Police</td><td>June 2030</td></tr></table></body></html>"""
FILTERS = {
    "odt": "writer8",
    "docx": "MS Word 2007 XML",
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "pdf": "writer_pdf_Export",
}
MEDIA_TYPES = {"odt": office.ODT, "docx": office.DOCX, "doc": office.DOC, "rtf": office.RTF}


def converted(source: Path, suffix: str, *options: str) -> Path:
    """What a person gets who saves the file in another form."""
    profile = (source.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", *options]
    form = f"{suffix}:{FILTERS[suffix]}"
    command += ["--convert-to", form, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(f".{suffix}")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review as an .odt file."""
    source = tmp_path_factory.mktemp("word") / "review.html"
    source.write_text(REVIEW)
    return converted(source, "odt", "--infilter=HTML (StarWriter)")


@pytest.fixture(scope="module")
def printed(written: Path) -> list[tuple[str, str | None, str]]:
    """The statements of the same review as a PDF."""
    return statements(read(converted(written, "pdf"), ID))


def statements(reading: Reading) -> list[tuple[str, str | None, str]]:
    return [(str(s.kind), s.number, s.text) for s in extract(reading).statements]


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["odt", "docx", "doc", "rtf"])
def test_a_word_file_says_what_its_pdf_says(
    written: Path, printed: list[tuple[str, str | None, str]], suffix: str
) -> None:
    file = written if suffix == "odt" else converted(written, suffix)
    reading = read(file, ID)
    assert (reading.status, reading.media_type) == (Status.OK, MEDIA_TYPES[suffix])
    # The day of the conversion says nothing about the report.
    assert reading.pdf_created is None
    assert statements(reading) == printed
    assert {number for kind, number, _ in printed if kind == "recommendation"} == set("1234")


@needs_libreoffice
def test_two_word_files_at_once_do_not_meet(written: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda file: read(file, ID), [written, written]))
    assert [reading.status for reading in both] == [Status.OK, Status.OK]


@needs_libreoffice
def test_nothing_that_a_word_file_points_to_is_fetched(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/seen.png").respond_with_data(b"")
    picture = f'<draw:image xlink:href="{httpserver.url_for("/seen.png")}"/>'
    frame = f'<draw:frame svg:width="5cm" svg:height="5cm">{picture}</draw:frame>'
    reading = read(document(f"<text:p>Invented words.{frame}</text:p>"), ID)
    assert reading.status is Status.OK
    assert httpserver.log == []


def document(body: str, manifest: str = "") -> bytes:
    """An .odt file of this body."""
    names = {
        "office": "office:1.0",
        "text": "text:1.0",
        "draw": "drawing:1.0",
        "svg": "svg-compatible:1.0",
    }
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}"'
        for short, long in names.items()
    )
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' office:version="1.2"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    space = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}">{manifest}</m:file-entry>'
        for path, kind in (("/", office.ODT), ("content.xml", "text/xml"))
    )
    return zipped(
        {
            "mimetype": office.ODT,
            "content.xml": content,
            "META-INF/manifest.xml": f"<m:manifest {space}>{entries}</m:manifest>",
        }
    )


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
PROTECTED = {
    "docx": (OLE + "EncryptedPackage".encode("utf-16-le"), office.DOCX),
    "odt": (document("", "<m:encryption-data/>"), office.ODT),
    "doc": (
        OLE + b"\xec\xa5".ljust(11, b"\0") + b"\x01" + "WordDocument".encode("utf-16-le"),
        office.DOC,
    ),
}


@pytest.mark.parametrize("kind", PROTECTED)
def test_a_word_file_with_a_password_is_encrypted(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/nowhere/{name}")
    data, media_type = PROTECTED[kind]
    reading = read(data, ID)
    assert (reading.status, reading.media_type) == (Status.ENCRYPTED, media_type)
    assert "password" in (reading.message or "")


def test_a_damaged_word_file_is_named_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/nowhere/{name}")
    whole = zipped({"word/document.xml": "<w:document/>" * 50, "word/styles.xml": "<w:styles/>"})
    reading = read(whole[:500], ID)
    assert (reading.status, reading.media_type) == (Status.UNREADABLE, office.DOCX)
    assert "damaged" in (reading.message or "")


@needs_libreoffice
def test_what_libreoffice_cannot_open_ends_in_a_status() -> None:
    reading = read(zipped({"word/document.xml": "<nothing"}), ID)
    assert reading.status is Status.UNREADABLE
    assert "could not open" in (reading.message or "")


def test_a_conversion_without_end_is_stopped_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(office, "SECONDS", 1.0)
    reading = read(document("<text:p/>"), ID)
    assert reading.status is Status.UNREADABLE
    assert "took longer" in (reading.message or "")
    child = int((tmp_path / "child").read_text())
    until = time.monotonic() + 10  # a killed process may take a moment to go
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(child)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"
