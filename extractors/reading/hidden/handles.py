"""PDFium's objects as their addresses, plain numbers: a page may hold thousands of them.

With objects of ctypes, Python's garbage collector would start again and again.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def asked(function: Any, result: Any = ctypes.c_int) -> Any:
    """A PDFium function that takes an address first; `quick` says what the others must be."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p)(address)


def page_object(address: int) -> Any:
    """A page object as pypdfium2 takes it."""
    return ctypes.cast(ctypes.c_void_p(address), pdfium.FPDF_PAGEOBJECT)


def wide(text: str) -> Any:
    """A string as PDFium takes it."""
    buffer = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
    return ctypes.cast(buffer, pdfium.FPDF_WIDESTRING)
