"""A reading room over the bundled sample."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from room import RoomSettings, application

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode leaves helpers out of the path

BASE = "http://127.0.0.1:8017"


class Browser(TestClient):
    """A client that sends forms as a page of the room does."""

    def form(self, address: str, *, from_page: str = "/", is_htmx: bool = False, **fields: str):
        token = re.search(r'name="form_token" value="(\w+)"', self.get(from_page).text)
        assert token
        headers = {"hx-request": "true"} if is_htmx else {}
        sent = {"form_token": token[1], "back": from_page, **fields}
        return self.post(address, data=sent, headers=headers, follow_redirects=False)

    def rows(self, sql: str, **parameters: object):
        return self.app.state.room.desk.rows(sql, parameters)


@pytest.fixture(scope="session")
def data(sample_data: Path) -> Path:
    """The data folder of a run over the sample; shared, so only read."""
    return sample_data


@pytest.fixture
def open_room(tmp_path: Path) -> Callable[..., Browser]:
    """Opens a room over a data folder, with a session file of its own."""

    def open_(folder: Path, **settings: object) -> Browser:
        given = {"shortlist": tmp_path / "session.yaml", "who": "A tester"} | settings
        app = application(RoomSettings(folder, **given))
        return Browser(app, base_url=BASE, raise_server_exceptions=False)

    return open_


@pytest.fixture
def browser(data: Path, open_room: Callable[..., Browser]) -> Browser:
    return open_room(data)
