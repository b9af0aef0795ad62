"""`python tests/room/fuzzing.py DATA 5000`: hostile addresses against a room; none may break it."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from starlette.testclient import TestClient

from room import RoomSettings, application
from tests.room.hostile import address


def broken(client: TestClient, numbers: range) -> tuple[Counter[int], list[str]]:
    """How often each status came, and the addresses that broke the room."""
    desk = client.app.state.room.desk
    row = desk.rows("select review_id, statement_id, document_id from statements limit 1")[0]
    ids = (row["review_id"], row["statement_id"], row["document_id"])
    statuses: Counter[int] = Counter()
    bad = []
    for number in numbers:
        asked = address(number, *ids)
        answer = client.get(asked, follow_redirects=False)
        statuses[answer.status_code] += 1
        if answer.status_code >= 500 or "evil.test" in answer.headers.get("location", ""):
            bad.append(f"{number}: {answer.status_code} {asked[:200]}")
    return statuses, bad


if __name__ == "__main__":
    session = Path(tempfile.mkdtemp()) / "session.yaml"
    session.write_text("briefing: x\nthemes:\n  family.whole_family: 3\n", "utf-8")
    app = application(RoomSettings(Path(sys.argv[1]), session, "fuzz"))
    room = TestClient(app, base_url="http://127.0.0.1:8017", raise_server_exceptions=False)
    counts, found = broken(room, range(int(sys.argv[2])))
    told = [str(dict(sorted(counts.items()))), f"{len(found)} broken", *found[:20]]
    sys.stdout.write("\n".join(told) + "\n")
    sys.exit(bool(found))
