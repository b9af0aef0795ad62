"""Who hears of a run, and what has not reached them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from archive.errors import UserError
from archive.folder import Archive
from pipelines.doctor.result import CheckResult, bad, look, ok
from pipelines.reporting.notify import RECEIVERS, check_receivers, shown
from pipelines.reporting.unsent import KEPT_DAYS, load_unsent
from vocabulary.counting import plural


def of_messages(archive: Archive) -> Iterator[CheckResult]:
    """Who is told when a run fails, by the settings of this shell, and what is still to be sent."""
    yield _receivers()
    waiting = load_unsent(archive.data)
    if not waiting:
        yield ok("messages", "No message is waiting to be sent.")
        return
    hosts = ", ".join(sorted({row.host for row in waiting}))
    many = plural(len(waiting), "message has", "messages have")
    says = f"{many} not reached {hosts} since {waiting[0].at}."
    do = (
        f"Check the receiver, and --notify ({RECEIVERS}): the next run that has the same address"
        f" sends them again. After {KEPT_DAYS} days they are deleted."
    )
    yield look("messages", says, do)


def _receivers() -> CheckResult:
    addresses = os.environ.get(RECEIVERS, "").split()
    if not addresses:
        says = (
            f"{RECEIVERS} is not set here: without --notify, nobody is notified when a run fails."
        )
        return ok("notify", says)
    try:
        check_receivers(addresses)
    except UserError as error:
        return bad("notify", str(error), f"Correct {RECEIVERS}. Until then no run begins.")
    return ok("notify", f"Told when a run fails: {', '.join(map(shown, addresses))}.")
