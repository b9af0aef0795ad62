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
        lines: dict[tuple[str, ...], list[Spotted]] = {}
        for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
            text = (row["text"] or "").strip()
            is_sure = float(row["conf"]) >= _LEAST_CONFIDENCE
            if text and (is_sure or (row["word_num"] == "1" and len(text) <= _LONGEST_UNREAD)):
                key = (row["block_num"], row["par_num"], row["line_num"])
                is_read = is_sure or _NUMBER.fullmatch(text)
                lines.setdefault(key, []).append(_spotted(row, text if is_read else UNREAD))
        return list(lines.values())

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


def _spotted(row: dict[str, str], text: str) -> Spotted:
    left, top, width, height = (int(row[side]) for side in ("left", "top", "width", "height"))
    return Spotted(text, left, top, width, height, float(row["conf"]) / 100)
