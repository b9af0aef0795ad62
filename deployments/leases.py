"""A run goes on where Prefect's server has forgotten that it holds its deployment's one slot.

The server keeps leases of slots in memory, or drops them after five minutes without word of the
run. Prefect then ends the run: once in an hour's work, and a restart of the server is enough. What
keeps two runs apart here is the lock of the data folder, so there is nothing to protect by that.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from prefect import flow_engine
from prefect.concurrency import _leases


def outlive_leases() -> None:
    """Have flows of this process go on where their lease cannot be renewed: a warning says so."""
    vars(flow_engine)["maintain_concurrency_lease"] = _maintain


def _maintain(lease_id: UUID, seconds: float, **_: Any) -> AbstractContextManager[None]:
    return _leases.maintain_concurrency_lease(lease_id, seconds)
