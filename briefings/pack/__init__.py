"""Slides, handout, facilitator's notes and a web page from a shortlist, with all sources."""

from briefings.pack.render import FORMATS, Choices, Rendered, render, write_templates
from briefings.pack.settings import PackError

__all__ = ["FORMATS", "Choices", "PackError", "Rendered", "render", "write_templates"]
