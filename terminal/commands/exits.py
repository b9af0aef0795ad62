"""What the exit status of a command means. `--help` and docs/commands.md take it from here.

A command without one of these ends with 0 if it worked and 1 if it did not.
"""

RUN = (
    "Exit status: 0 published, or nothing has changed; 1 not published, the last good warehouse "
    "stays in place; 2 published, and there is something new to look at; 3 nothing could be "
    "collected, the last good warehouse stays in place."
)
DOCTOR = "Exit status: 0 all is well; 1 somebody must act; 2 somebody should look."
CHECK = "Exit status: 0 the source can be used as it is; 1 it cannot."
