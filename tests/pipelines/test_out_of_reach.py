"""What no run will get is listed for a person, with the page that its link stands on."""

from __future__ import annotations

import json
import subprocess
import sys

from archive.ledger import Ledger
from archive.originals import open_data
from models.records import Sighting


def test_blocked_files_are_listed_by_status(tmp_path):
    open_data(tmp_path)
    Ledger(tmp_path).append(
        Sighting(
            source_id="camden_scp",
            url="https://example.org/assets/invented-report.pdf",
            seen_at="2026-11-23T05:00:00Z",
            run_id="invented",
            outcome="blocked_by_robots",
            page_url="https://example.org/reviews",
        )
    )
    command = [sys.executable, "-m", "cli", "status", "--sources", "--data", str(tmp_path)]
    told = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    blocked = json.loads(told.stdout)["for_a_person"]
    assert [row["url"] for row in blocked] == ["https://example.org/assets/invented-report.pdf"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "camden_scp: forbidden by robots.txt: https:" in shown.stdout
