"""driver.py for a run that collects: every host is asked at a port of this machine.

python collecting.py PORT N ARGUMENTS...: what a collection makes last is counted as well.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
PORT = int(sys.argv.pop(1))

import driver  # noqa: E402 - it reads the arguments that are left

from archive.ledger.rows import Rows  # noqa: E402
from archive.originals import Incoming, Originals  # noqa: E402
from pipelines import gathering  # noqa: E402
from pipelines.collect import Settings, engine  # noqa: E402
from pipelines.collect.client import Caller  # noqa: E402

real = gathering.settings


def settings(contact: str, *, is_recheck: bool = False) -> Settings:
    rules = real(contact, is_recheck=is_recheck)
    return replace(
        rules,
        gap_seconds=0.0,
        tries=1,
        stand_in=PORT,
        allow_loopback=True,
        recheck_seconds=0.0,
    )


gathering.settings = settings
# Nobody is asked but the test's own server, so nobody needs sparing.
engine._caller = lambda source, run_id: Caller(run_id, source.source_id, 0.0)
for place, name in (
    (Incoming, "write"), (Incoming, "keep"), (Originals, "take"), (Rows, "add"),
):  # fmt: skip
    setattr(place, name, driver.counted(getattr(place, name)))

if __name__ == "__main__":
    sys.argv[1:] = sys.argv[2:]
    driver.cli.main()
