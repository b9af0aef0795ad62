"""Let a run go on if Prefect's server has forgotten that it has its deployment's only slot.

The server keeps leases of slots in memory, or drops them after five minutes without news from the
run. Prefect then ends the run. This happened once in an hour's work, and a restart of the server is
enough. Here the lock of the data folder keeps two runs apart, so the lease protects nothing.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from prefect import flow_engine
from prefect.concurrency import _leases


def outlive_leases() -> None:
    """Make flows of this process go on, with a warning, if their lease cannot be renewed."""
    vars(flow_engine)["maintain_concurrency_lease"] = _maintain


def _maintain(lease_id: UUID, seconds: float, **_: Any) -> AbstractContextManager[None]:
    return _leases.maintain_concurrency_lease(lease_id, seconds)
