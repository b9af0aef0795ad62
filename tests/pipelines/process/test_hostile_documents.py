"""Files made to stop their reader, through the real pool: each ends in a status, alone."""

from __future__ import annotations

import hashlib
import io
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from archive.stages import read_settings
from models.records import Status
from pipelines.process import DocumentOutcome, Job, Limits
from pipelines.process.pool import work

WORKER = str(Path(__file__).with_name("reading_worker.py"))
LIMITS = Limits(workers=2, memory_mb=900, seconds=60.0, seconds_per_page=0.0)
Made = Callable[[], bytes]
OK, PARTIAL, UNREADABLE, NO_TEXT = Status.OK, Status.PARTIAL, Status.UNREADABLE, Status.NO_TEXT
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
A4 = b"/MediaBox[0 0 595 842]"
FONT = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
WORDS = b"BT /F 12 Tf 72 700 Td (The invented board should act on this.) Tj ET"


def written(objects: Iterable[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1, the first of them its catalog."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R>>\n%%EOF\n"


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (head, len(content), content)


def page(box: bytes = A4, resources: bytes = FONT) -> bytes:
    return b"<</Type/Page/Parent 2 0 R%b/Resources<<%b>>/Contents 4 0 R>>" % (box, resources)


def one_page(content: bytes, *others: bytes, box: bytes = A4, resources: bytes = FONT) -> bytes:
    """A PDF of one page; `others` are its objects from number 5 on."""
    return written([CATALOG, ONE_PAGE, page(box, resources), content, *others])


def printed(words: str = "The invented board should act on this.", **options: object) -> bytes:
    """A page as it should be."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, **options)
    canvas.drawString(72, 700, words)
    canvas.save()
    return out.getvalue()


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % n for n in range(5, 5 + count))
    tree = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count)
    return written([CATALOG, tree, b"null", stream(WORDS), *[page()] * count])


def deep_page_tree(depth: int) -> bytes:
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(4, 4 + depth)]
    tree = b"<</Type/Pages/Kids[4 0 R]/Count 1>>"
    return written([CATALOG, tree, b"null", *nodes, page()])


def packed(size: int, filler: bytes = b" ") -> bytes:
    """So many bytes, packed twice over into a few thousand."""
    pack = zlib.compressobj(9)
    parts = [pack.compress(filler * 2**20) for _ in range(size // 2**20)]
    return zlib.compress(b"".join([*parts, pack.flush()]), 9)


TWICE = b"/Filter[/FlateDecode/FlateDecode]"


def picture(side: int, rows: int) -> bytes:
    """A picture of so many pixels each way, of which there are some rows."""
    size = b"/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray" % (side, side)
    head = b"/Type/XObject/Subtype/Image" + size + TWICE
    return one_page(
        stream(b"595 0 0 842 0 0 cm /X Do"),
        stream(packed(side * rows), head),
        resources=b"/XObject<</X 5 0 R>>",
    )


def forms(calls: Iterable[bytes], content: bytes = b"/X5 Do") -> bytes:
    """Drawings numbered from 5 that draw one another."""
    calls = list(calls)
    names = b"".join(b"/X%d %d 0 R" % (n, n) for n in range(5, 5 + len(calls)))
    resources = b"/XObject<<%b>>" % names + FONT
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%b>>" % resources
    return one_page(
        stream(content + b" " + WORDS), *(stream(c, head) for c in calls), resources=resources
    )


def drawn_without_end(levels: int, times: int) -> bytes:
    """Each drawing draws the next one several times: times ** levels in all."""
    calls = [b"/X%d Do " % (n + 1) * times for n in range(5, 5 + levels)]
    return forms([*calls, WORDS])


def text_of(characters: int) -> bytes:
    """One page that shows so many characters."""
    line = b"(invented words without end for one page ) Tj T* "
    text = b"BT /F 2 Tf 2 TL 1 800 Td " + line * (characters // 41) + b"ET"
    return one_page(stream(zlib.compress(text), b"/Filter/FlateDecode"))


ENCRYPTED_OPEN = printed(encrypt=StandardEncryption("", ownerPassword="owner"))
ENCRYPTED = printed(encrypt=StandardEncryption("secret"))
NESTED = one_page(stream(b"[" * 200_000 + WORDS), b"[" * 200_000, b"<</A" * 100_000)
CIRCLE = written(
    [CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>", page(), stream(WORDS)]
)
OBJECT_STREAM = written(
    [
        CATALOG, ONE_PAGE, page(), stream(WORDS),
        stream(packed(64 * 2**20, b"1 "), b"/Type/ObjStm/N 99999999/First 9" + TWICE),
    ]
)  # fmt: skip


def boxed(box: bytes) -> bytes:
    return one_page(stream(WORDS), box=b"/MediaBox[%b]" % box)


ENDS: dict[str, tuple[Made, set[Status]]] = {
    "encrypted, opens without a password": (lambda: ENCRYPTED_OPEN, {OK}),
    "encrypted": (lambda: ENCRYPTED, {Status.ENCRYPTED}),
    "truncated": (lambda: printed()[:700], {UNREADABLE}),
    "no pages": (lambda: many_pages(0), {UNREADABLE}),
    "5,000 pages": (lambda: many_pages(5_000), {PARTIAL}),
    "page tree of 20,000 levels": (lambda: deep_page_tree(20_000), {UNREADABLE}),
    "nested arrays": (lambda: NESTED, {UNREADABLE, OK}),
    "page tree in a circle": (lambda: CIRCLE, {PARTIAL, UNREADABLE}),
    "object stream without end": (lambda: OBJECT_STREAM, {OK, UNREADABLE}),
    "drawing that draws itself": (lambda: forms([b"/X5 Do"]), {OK}),
    "two drawings that draw each other": (lambda: forms([b"/X6 Do", b"/X5 Do"]), {OK}),
    "picture of 50,000 by 50,000": (lambda: picture(50_000, 200), {NO_TEXT}),
    "vast page": (lambda: boxed(b"0 0 99999999999 99999999999"), {OK}),
    "page with a negative box": (lambda: boxed(b"595 842 -10 -10"), {OK}),
    "page that is no number": (lambda: boxed(b"nan nan inf -inf"), {OK}),
    "page without an area": (lambda: boxed(b"0 0 0 0"), {OK}),
    "ten million characters": (lambda: text_of(10_000_000), {PARTIAL, UNREADABLE}),
}


def processed(folder: Path, made: dict[str, bytes], limits: Limits) -> dict[str, DocumentOutcome]:
    """Outcomes by name, with a good document before and after the others."""
    given = {"good before": printed("Before."), **made, "good after": printed("After.")}
    jobs = {}
    for name, content in given.items():
        document_id = hashlib.sha256(content).hexdigest()
        path = folder / f"{document_id[:12]}.pdf"
        path.write_bytes(content)
        jobs[name] = Job(document_id, str(path))
    done = {o.document_id: o for o in work(jobs.values(), folder, limits, command=(WORKER,))}
    outcomes = {name: done[job.document_id] for name, job in jobs.items()}
    assert outcomes.pop("good before").status is Status.OK
    assert outcomes.pop("good after").status is Status.OK
    return outcomes


def message(outcome: DocumentOutcome) -> str:
    return " ".join(issue.message for issue in outcome.issues)


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The only folder of programs, for this process and its children; empty so far."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    read_settings.cache_clear()
    yield folder
    monkeypatch.undo()
    read_settings.cache_clear()


@pytest.mark.usefixtures("programs")  # to read a picture of nothing takes long: another test's
def test_every_hostile_file_ends_in_a_status(tmp_path: Path) -> None:
    outcomes = processed(tmp_path, {name: make() for name, (make, _) in ENDS.items()}, LIMITS)
    for name, (_, allowed) in ENDS.items():
        assert outcomes[name].status in allowed, name
        if outcomes[name].status is not OK:
            assert message(outcomes[name]), name
        assert "error in this program" not in message(outcomes[name]), name


def test_a_drawing_of_a_million_drawings_is_given_up(tmp_path: Path) -> None:
    made = {"drawings": drawn_without_end(levels=12, times=12)}
    limits = Limits(workers=2, seconds=60.0, seconds_per_page=60.0, most_seconds=3.0)
    outcome = processed(tmp_path, made, limits)["drawings"]
    assert outcome.status is UNREADABLE
    assert "longer than the limit" in message(outcome)


def test_text_that_unpacks_without_end_meets_the_bound_of_memory(tmp_path: Path) -> None:
    made = {"bomb": one_page(stream(packed(512 * 2**20), TWICE))}
    outcome = processed(tmp_path, made, LIMITS)["bomb"]
    assert outcome.status is not OK
    assert message(outcome)


def test_what_a_child_started_ends_with_it(tmp_path: Path, programs: Path) -> None:
    """A conversion that hangs: neither the child nor its LibreOffice stays behind."""
    office = programs / "soffice"
    office.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/office\nexec /bin/sleep 600\n")
    office.chmod(0o755)
    limits = Limits(workers=2, seconds=60.0, seconds_per_page=0.0, most_seconds=4.0)
    outcome = processed(tmp_path, {"word": b"{\\rtf1 Invented words.}"}, limits)["word"]
    assert "longer than the limit" in message(outcome)
    process = Path("/proc") / (tmp_path / "office").read_text().strip()
    until = time.monotonic() + 10  # a killed process may take a moment to go
    while process.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not process.exists()
