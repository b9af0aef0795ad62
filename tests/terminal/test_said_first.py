"""What a person typed wrong is said before anything is opened."""

from __future__ import annotations

import socket

import pytest

from archive.errors import UserError
from pipelines.process.cluster import _client
from terminal.commands.reading_room import check_port


def test_a_port_in_use_is_reported_before_the_room_opens() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(UserError, match="in use"):
            check_port("127.0.0.1", other.getsockname()[1])


def test_an_invalid_address_of_a_scheduler_is_not_contacted() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(UserError, match="not the address of a scheduler"):
        _client("nonsense")
