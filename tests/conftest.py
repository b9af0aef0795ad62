"""What all tests stand on."""

from __future__ import annotations

import signal

# A shell starts background jobs with interrupts ignored, children inherit that, and Python then
# leaves it so: tests that interrupt a run would wait for ever in a runner's background job.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
