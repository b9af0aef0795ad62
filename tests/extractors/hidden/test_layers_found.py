"""Whether a file may have layers that are off is told from its catalogue, wherever that stands."""

from __future__ import annotations

import zlib

import pytest

from extractors.reading.hidden import has_layers

LAYERS = b"<</Type/Catalog/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>>>"
PLAIN = b"<</Type/Catalog/Pages 2 0 R>>"
TRAILER = b"\n9 0 obj<</Type/XRef/Root 1 0 R>>stream\n\nendstream endobj"


def packed(*objects: tuple[int, bytes], by: bytes = b"/Filter/FlateDecode") -> bytes:
    """A stream of objects as programs pack them: numbers and places at its head."""
    body = b" ".join(text for _, text in objects)
    places, at = [], 0
    for number, text in objects:
        places.append(b"%d %d" % (number, at))
        at += len(text) + 1
    head = b" ".join(places) + b" "
    content = zlib.compress(head + body) if by else head + body
    return b"5 0 obj<</Type/ObjStm/N %d/First %d%b>>stream\n%b\nendstream endobj\n" % (
        len(objects), len(head), by, content,
    )  # fmt: skip


MANY = tuple((number, b"<</Type/Font>>") for number in range(20, 60))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((packed((1, LAYERS)),), True),
        ((packed(*MANY), packed((3, b"null"), (1, LAYERS))), True),
        ((packed(*MANY), packed((1, PLAIN), (3, b"null"))), False),
        ((packed(*MANY), b"1 0 obj" + PLAIN + b"endobj"), False),
        ((packed(*MANY), b"1 0 obj" + LAYERS + b"endobj"), True),
        # The second catalogue is that of the file as it was saved again.
        ((packed((1, PLAIN)), packed((11, LAYERS)), b"trailer<</Root 11 0 R>>"), True),
        # Nobody finds the catalogue, or the stream is packed in another way.
        ((packed((3, LAYERS)),), True),
        ((packed((3, PLAIN)),), False),
        ((packed((1, PLAIN), by=b""),), True),
        # Encrypted, a stream cannot be trusted; what stands outside streams can be read.
        ((packed((1, PLAIN)), b"trailer<</Encrypt 8 0 R>>"), True),
        ((b"1 0 obj" + PLAIN + b"endobj trailer<</Encrypt 8 0 R>>",), False),
        ((b"1 0 obj" + LAYERS + b"endobj trailer<</Encrypt 8 0 R>>",), True),
    ],
)
def test_layers_are_recognised_by_the_catalogue(parts: tuple[bytes, ...], expected: bool) -> None:
    assert has_layers(b"%PDF-1.7\n" + b"".join(parts) + TRAILER) is expected


@pytest.mark.parametrize(
    ("membership", "expected"),
    [
        (b"<</Type/OCMD/OCGs 7 0 R>>", False),
        (b"<</Type/OCMD/OCGs[7 0 R 8 0 R]/P/AllOn>>", False),
        (b"<</Type/OCMD/OCGs[7 0 R 8 0 R]/P/AllOff>>", True),
        (b"<</Type/OCMD/OCGs 7 0 R/P /AnyOff>>", True),
        (b"<</Type/OCMD/OCGs 7 0 R/VE[/Not 7 0 R]>>", True),
    ],
)
def test_content_of_layers_that_are_all_on_is_off_only_where_it_asks_for_that(
    membership: bytes, expected: bool
) -> None:
    catalogue = b"1 0 obj<</Type/Catalog/OCProperties<</OCGs[7 0 R 8 0 R]/D<</Order[]>>>>>>endobj"
    data = b"%PDF-1.7\n" + catalogue + b"12 0 obj" + membership + b"endobj" + TRAILER
    assert has_layers(data) is expected
