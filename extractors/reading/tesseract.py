"""Tesseract, a program of its own (Debian: `tesseract-ocr`); nothing leaves the machine."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import shutil
import signal
import subprocess
from typing import Any

from extractors.reading.engines import UNREAD, Spotted

SECONDS = 60.0  # for one page; a dense page takes about 5
_LEAST_CONFIDENCE = 30.0  # below it Tesseract has read specks and pictures
_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.?")  # of a paragraph: the next one bears it out
_FEWEST_SURE = 3  # words of a line of text
_LONGEST_UNREAD = 5  # characters of a number that it could not read


class Tesseract:
    """The OCR engine that most machines have."""

    name = "Tesseract"
    program = "tesseract"
    how_to_get = "Install Tesseract (Debian: apt install tesseract-ocr) and read the file again."

    def is_available(self) -> bool:
        """Whether Tesseract can be run."""
        return shutil.which(self.program) is not None

    def lines(self, image: Any, dpi: int) -> list[list[Spotted]] | None:
        """The words of a picture, line by line."""
        table = self._table(image, dpi)
        if table is None:
            return None
        rows: dict[tuple[str, ...], list[dict[str, str]]] = {}
        for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
            if (row["text"] or "").strip() and float(row["conf"]) >= 0:
                key = (row["block_num"], row["par_num"], row["line_num"])
                rows.setdefault(key, []).append(row)
        lines = (_line(row) for row in rows.values())
        return [line for line in lines if line]

    def _table(self, image: Any, dpi: int) -> str | None:
        file = io.BytesIO()
        image.save(file, "PPM")  # a plain grey map: nothing to pack and unpack
        command = [self.program, "-", "-", "--dpi", str(dpi), "-l", "eng", "--psm", "3", "tsv"]
        try:
            done = subprocess.run(
                command,
                input=file.getvalue(),
                capture_output=True,
                timeout=SECONDS,
                check=False,
                # Its threads gain little and would fight over the cores that pages share.
                env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        if done.returncode == -signal.SIGKILL:  # the machine's doing: the page must be read again
            raise OSError(errno.EAGAIN, "the OCR program was killed")
        return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else None


def _line(row: list[dict[str, str]]) -> list[Spotted]:
    """The words of a line; what it is not sure of stays among words that it is sure of.

    A word that is left out changes what a sentence says more than a misread one does.
    """
    sure = [float(word["conf"]) >= _LEAST_CONFIDENCE for word in row]
    is_text = sum(sure) >= _FEWEST_SURE and sum(sure) > len(row) / 2
    out: list[Spotted] = []
    for n, (word, is_sure) in enumerate(zip(row, sure, strict=True)):
        text = word["text"].strip()
        is_word = is_text and n > 0 and any(c.isalnum() for c in text)
        if is_sure or is_word or _NUMBER.fullmatch(text):
            out.append(_spotted(word, text))
        elif n == 0 and len(text) <= _LONGEST_UNREAD:
            out.append(_spotted(word, UNREAD))
        elif n == 0 and is_text and any(c.isalnum() for c in text):
            out.append(_spotted(word, text))
    return out


def _spotted(row: dict[str, str], text: str) -> Spotted:
    left, top, width, height = (int(row[side]) for side in ("left", "top", "width", "height"))
    return Spotted(text, left, top, width, height, float(row["conf"]) / 100)
