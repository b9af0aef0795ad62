"""Word documents from a template, with its styles and markers such as {{ focus }}."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from briefings.pack.fixed import fixed
from briefings.pack.own_words import MARK
from briefings.pack.settings import FOLDER, PackError
from briefings.pack.wording import printable

STYLES = (
    *("Title", "Subtitle", "Heading 1", "Text", "Quotation", "List Bullet", "List Number", "Small"),
    *("Care", "For the author", "Source", "Link", "Briefing table", "Table head"),
)
_MARKER = re.compile(r"\{\{\s*([a-z ]+?)\s*\}\}")


class TextRun(msgspec.Struct, frozen=True):
    """Words in one style; `link` is the address that they open."""

    text: str
    style: str | None = None
    is_bold: bool = False
    link: str | None = None


class StyledParagraph(msgspec.Struct, frozen=True):
    """A paragraph of one of the template's styles."""

    runs: tuple[TextRun, ...]
    style: str = "Text"


class Table(msgspec.Struct, frozen=True):
    """A table; its first row is the header and is repeated on each page."""

    rows: tuple[tuple[tuple[TextRun, ...], ...], ...]
    widths: tuple[float, ...]  # millimetres
    about: str


Block = StyledParagraph | Table


def text(words: str, style: str = "Text") -> StyledParagraph:
    """A plain paragraph."""
    return StyledParagraph((TextRun(words),), style)


def yours(words: str) -> StyledParagraph:
    """A box for the author, with a line to write on."""
    return text(f"Yours to write: {words}\n", "For the author")


def own(words: Sequence[str], about: str) -> list[StyledParagraph]:
    """What the author wrote, marked as her own words, or a box for it."""
    if not words:
        return [yours(about)]
    marked = StyledParagraph((TextRun(f"{MARK}: ", is_bold=True), TextRun(words[0])))
    return [marked, *(text(paragraph) for paragraph in words[1:])]


def point(words: str, lead: str = "") -> StyledParagraph:
    """A point of a list; `lead` is in bold before it."""
    runs = (TextRun(lead, is_bold=True), TextRun(words)) if lead else (TextRun(words),)
    return StyledParagraph(runs, "List Bullet")


def filled(
    template: Path | None,
    shipped: str,
    title: str,
    words: dict[str, str],
    parts: dict[str, Sequence[Block]],
) -> bytes:
    """A template with its markers filled: `words` inside any text, `parts` in place of a paragraph.

    If a part is empty, the heading before it is removed too. Raises PackError if the template
    lacks a marker or a style.
    """
    path = template or FOLDER / "templates" / shipped
    document = _opened(path, parts)
    found = ((p, _MARKER.fullmatch(p.text.strip())) for p in document.paragraphs)
    places = [(p, parts[marker[1]]) for p, marker in found if marker and marker[1] in parts]
    # Done before the parts are filled in: what looks like a marker in their words is not one.
    for paragraph in _everywhere(document):
        _say(paragraph, words)
    for paragraph, blocks in places:
        _fill(document, paragraph, blocks)
    return fixed(document, title)


def _opened(path: Path, parts: Iterable[str]) -> Any:
    try:
        document = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise PackError(f"{path} is not a Word file: give a .docx.") from error
    markers = {m[1] for p in document.paragraphs if (m := _MARKER.fullmatch(p.text.strip()))}
    styles = {style.name for style in document.styles}
    lacking = [f"the marker {{{{ {name} }}}}" for name in parts if name not in markers]
    lacking += [f"the style “{name}”" for name in STYLES if name not in styles]
    if lacking:
        raise PackError(
            f"{path} is missing {'; '.join(lacking)}. A marker is a paragraph of its own."
            " `reviews brief templates FOLDER` writes the shipped one to compare with."
        )
    return document


def _everywhere(document: Any) -> Iterable[Any]:
    yield from document.paragraphs
    for section in document.sections:
        yield from section.header.paragraphs
        yield from section.footer.paragraphs


def _say(paragraph: Any, words: dict[str, str]) -> None:
    for run in paragraph.runs:
        if "{{" in run.text:
            for name, value in words.items():
                if not value:  # without a value, its separator goes too
                    run.text = run.text.replace(f"{{{{ {name} }}}} · ", "")
            run.text = _MARKER.sub(lambda found: printable(words.get(found[1], found[0])), run.text)


def _fill(document: Any, marker: Any, blocks: Sequence[Block]) -> None:
    if not blocks:
        before = marker._p.getprevious()  # noqa: SLF001
        if before is not None and _is_heading(document, before):
            before.getparent().remove(before)
    for block in blocks:
        if isinstance(block, Table):
            marker._p.addprevious(_table(document, block))  # noqa: SLF001
        else:
            made = marker.insert_paragraph_before("", document.styles[block.style])
            _runs(document, made, block.runs)
    marker._p.getparent().remove(marker._p)  # noqa: SLF001


def _is_heading(document: Any, element: Any) -> bool:
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and style.get(qn("w:val")) == document.styles["Heading 1"].style_id


def _runs(document: Any, paragraph: Any, runs: Iterable[TextRun]) -> None:
    for run in runs:
        made = paragraph.add_run(
            printable(run.text), document.styles[run.style] if run.style else None
        )
        made.bold = run.is_bold or None
        if run.link:
            made.style = document.styles["Link"]
            target = document.part.relate_to(
                run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), target)
            made._r.addprevious(link)  # noqa: SLF001
            link.append(made._r)  # noqa: SLF001


def _table(document: Any, block: Table) -> Any:
    table = document.add_table(rows=0, cols=len(block.widths), style="Briefing table")
    table.autofit = False
    for at, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, runs, width in zip(cells, row, block.widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].style = document.styles["Table head" if at == 0 else "Text"]
            cell.paragraphs[0].paragraph_format.space_after = 0
            _runs(document, cell.paragraphs[0], runs)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Mm(width)
    properties = table._tbl.tblPr  # noqa: SLF001
    about = OxmlElement("w:tblDescription")
    about.set(qn("w:val"), block.about)
    properties.append(about)
    for at, row in enumerate(table.rows):
        marks = row._tr.get_or_add_trPr()  # noqa: SLF001
        marks.append(OxmlElement("w:cantSplit"))
        if at == 0:
            marks.append(OxmlElement("w:tblHeader"))
    element = table._tbl  # noqa: SLF001
    element.getparent().remove(element)
    return element
