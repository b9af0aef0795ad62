"""PDFium's functions and objects as they are asked with the least ado: a page has thousands.

Objects are their addresses, plain numbers. With objects of ctypes, Python's garbage collector would
start again and again.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def quick(function: Any, result: Any = ctypes.c_int) -> Any:
    """A PDFium function without ctypes' check of every argument, which takes longer than the call.

    Arguments must be what C wants: a handle as `handle_of` gives it or as c_void_p, whole numbers,
    and `byref` objects.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def asked(function: Any, result: Any = ctypes.c_int) -> Any:
    """A PDFium function that takes an address first; `quick` says what the others must be."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p)(address)


def handle_of(raw: Any) -> Any:
    """A handle of pypdfium2's as `quick` functions take it soonest."""
    return ctypes.byref(raw.contents)


def page_object(address: int) -> Any:
    """A page object as pypdfium2 takes it."""
    return ctypes.cast(ctypes.c_void_p(address), pdfium.FPDF_PAGEOBJECT)


def wide(text: str) -> Any:
    """A string as PDFium takes it."""
    buffer = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
    return ctypes.cast(buffer, pdfium.FPDF_WIDESTRING)
