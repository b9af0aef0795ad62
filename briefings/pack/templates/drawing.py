"""Shapes and placeholders of a slide layout, as PowerPoint writes them."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

import msgspec
from pptx.oxml import parse_xml

from briefings.pack import palette

_INCH = 914400
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


class SlideBox(msgspec.Struct, frozen=True):
    """A rectangle on the slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def xml(self) -> str:
        """As a transform."""
        x, y = round(self.left * _INCH), round(self.top * _INCH)
        cx, cy = round(self.width * _INCH), round(self.height * _INCH)
        return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'


class Placeholder(msgspec.Struct, frozen=True):
    """A placeholder: `name` is what the program looks for."""

    name: str
    index: int
    box: SlideBox
    size: int = 20  # points
    colour: str = palette.INK
    prompt: str = ""
    kind: str = "body"  # title, body, tbl, sldNum
    is_bold: bool = False
    anchor: str = "t"
    align: str = "l"
    after: int = 8  # points below a paragraph
    has_bullets: bool = False

    def xml(self, number: int) -> str:
        """The shape, the `number`th of its slide."""
        kind = f'type="{self.kind}"' + ("" if self.kind == "title" else f' idx="{self.index}"')
        bullet = (
            '<a:buFont typeface="Arial"/><a:buChar char="&#8226;"/>'
            if self.has_bullets
            else "<a:buNone/>"
        )
        margin = 'marL="285750" indent="-285750"' if self.has_bullets else 'marL="0" indent="0"'
        style = (
            f'<a:lvl1pPr {margin} algn="{self.align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{self.after}00"/>'
            f'</a:spcAft>{bullet}<a:defRPr lang="en-GB" sz="{self.size}00" b="{int(self.is_bold)}">'
            f'<a:solidFill><a:srgbClr val="{self.colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
        prompt = f'<a:r><a:rPr lang="en-GB"/><a:t>{escape(self.prompt or self.name)}</a:t></a:r>'
        if self.kind == "sldNum":
            prompt = (
                '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
                '<a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
            )
        has_prompt = ' hasCustomPrompt="1"' if self.prompt else ""
        return (
            f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(self.name)}/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}{has_prompt}/>'
            f"</p:nvPr></p:nvSpPr><p:spPr>{self.box.xml}</p:spPr><p:txBody>"
            f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{self.anchor}">'
            f"<a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>"
            f"<a:p>{prompt}</a:p></p:txBody></p:sp>"
        )


class Panel(msgspec.Struct, frozen=True):
    """A coloured rectangle behind placeholders; screen readers pass over it."""

    box: SlideBox
    fill: str
    line: str | None = None
    is_dashed: bool = False

    def xml(self, number: int) -> str:
        """The shape, the `number`th of its slide."""
        line = "<a:ln><a:noFill/></a:ln>"
        if self.line:
            dash = '<a:prstDash val="dash"/>' if self.is_dashed else ""
            line = (
                f'<a:ln w="19050"><a:solidFill><a:srgbClr val="{self.line}"/></a:solidFill>'
                f"{dash}</a:ln>"
            )
        return (
            f'<p:sp {_NAMES}><p:nvSpPr><p:cNvPr id="{number}" name="Panel {number}" descr=""/>'
            f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{self.box.xml}'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:srgbClr val="{self.fill}"/></a:solidFill>{line}</p:spPr>'
            '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-GB"/></a:p></p:txBody>'
            "</p:sp>"
        )


def draw(part: Any, shapes: list[Panel | Placeholder], ground: str) -> None:
    """Replace all shapes of a master or layout, and its background."""
    tree = part.shapes._spTree  # noqa: SLF001 - python-pptx cannot add placeholders to a layout
    for element in list(tree)[2:]:
        tree.remove(element)
    for number, shape in enumerate(shapes, 2):
        tree.append(parse_xml(shape.xml(number)))
    slide = tree.getparent()
    for old in slide.findall("{*}bg"):
        slide.remove(old)
    background = (
        f'<p:bg {_NAMES}><p:bgPr><a:solidFill><a:srgbClr val="{ground}"/></a:solidFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    slide.insert(0, parse_xml(background))
