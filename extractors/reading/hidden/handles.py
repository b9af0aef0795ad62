"""Pointers of PDFium without a conversion at every call."""

from __future__ import annotations

import ctypes


class Handle(ctypes.c_void_p):
    """A page object or a mark: ctypes gives a class of ours as it is, plain pointers as numbers."""
