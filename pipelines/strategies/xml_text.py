"""XML from publishers, read without entities or document types, which feeds never need."""

from __future__ import annotations

import gzip
import io
from xml.etree import ElementTree as ET

from models.records.collection import Fetched
from pipelines.strategies.contract import DiscoveryError

_MOST_BYTES = 50_000_000  # the sitemap protocol's own limit


def parse_xml(answer: Fetched) -> ET.Element:
    """The root element; raises DiscoveryError for what is not plain XML."""
    content = answer.content
    if content[:2] == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            content = packed.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise DiscoveryError(f"{answer.url} is larger than {_MOST_BYTES} bytes")
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content[:2000]:
        raise DiscoveryError(f"{answer.url} is not plain XML: it declares a document type")
    try:
        return ET.fromstring(content)  # noqa: S314 - document types are refused above
    except ET.ParseError as problem:
        raise DiscoveryError(f"{answer.url} is not XML ({problem})") from problem


def local_name(element: ET.Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_text(element: ET.Element, name: str) -> str:
    """The text of the first child called `name`, whatever its namespace."""
    for child in element:
        if local_name(child) == name:
            return " ".join("".join(child.itertext()).split())
    return ""
