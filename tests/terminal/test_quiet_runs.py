"""What a quiet run logs is kept beside it, and hides nothing where it cannot be."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from archive.errors import UserError
from archive.places import Places
from terminal.commands.options import quieter

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no such device here")
def test_a_log_that_cannot_be_written_hides_no_error(tmp_path: Path) -> None:
    Places(tmp_path).log.symlink_to(FULL)
    handlers = logging.getLogger().handlers[:]

    def run() -> None:
        with quieter(True, tmp_path):
            logging.getLogger("a run").warning("something")
            raise UserError("The disk is full.")

    with pytest.raises(UserError, match="disk is full"):
        run()
    assert logging.getLogger().handlers == handlers
