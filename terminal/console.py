"""How commands end: results on standard output, one clear message for what went wrong."""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import typer
from typer.exceptions import TyperException

from archive.errors import notes_of, told_of
from archive.stopping import SignalledError
from terminal.standing import as_typed, remembering
from vocabulary.errors import ReviewsError
from vocabulary.kept import save

FAILED = 1  # also for a wrong command line: 2 means "published with warnings"
BY_A_PERSON = 130  # typer's status for Ctrl-C
_LEAST = re.compile(r"Input should be greater than or equal to (\S+)")  # pydantic's words
_NO_NUMBER = re.compile(
    r"Input should be a valid (?:integer|number), unable to parse .* as a\S* \w+"
)
STOPPED = {BY_A_PERSON, 128 + signal.SIGTERM, 128 + signal.SIGHUP}


def print_json(value: Any) -> None:
    """Print records as indented JSON."""
    encoded = msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2)
    sys.stdout.write(encoded.decode() + "\n")


def show_sentences(sentences: Iterable[str], *, as_json: bool) -> None:
    """Print sentences, one per line, or a list of them as JSON."""
    told = list(sentences)
    if as_json:
        print_json(told)
    else:
        sys.stdout.write("".join(f"{as_typed(sentence)}\n" for sentence in told))


def run_command(app: typer.Typer) -> None:
    """Run the command line. The user never sees a traceback."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    for noisy in ("httpx", "httpx2", "httpcore", "pdfminer", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    status = _run(app)
    save()
    sys.exit(status)


def _run(app: typer.Typer) -> int:
    """Run one command, print its last message and return its exit status."""
    with remembering():
        return _run_and_say(app)


def _run_and_say(app: typer.Typer) -> int:
    notes = ""
    try:
        # In this mode an Exit comes back as its status, and Ctrl-C as an Exit.
        status = int(app(standalone_mode=False, prog_name="reviews") or 0)
    except SignalledError as error:
        status, notes = error.exit_status, notes_of(error)
    except (typer.Abort, KeyboardInterrupt) as error:
        status, notes = BY_A_PERSON, notes_of(error)
    except TyperException as error:
        message = error.format_message()  # empty where no command was named: help was printed
        return _say(_usage(message, error)) if message else 0
    except ReviewsError as error:
        return _say(told_of(error))
    except BrokenPipeError:
        # The reader of a pipe (`| head`) went away; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a message
        return _say(_unexpected(error))
    if status in STOPPED:
        _say(f"Stopped. What is finished is kept. Run again to carry on.{notes}")
    return status


def _usage(message: str, error: TyperException) -> str:
    """What is wrong with a command line, and where its command is explained."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "reviews COMMAND"
    message = _NO_NUMBER.sub("give a number", _LEAST.sub(r"give \1 or more", message))
    end = "" if message.endswith((".", "?", ")")) else "."
    return f"{message}{end} `{command} --help` says more."


def _say(message: str) -> int:
    sys.stderr.write(f"reviews: {as_typed(message)}\n")
    return FAILED


def _unexpected(error: Exception) -> str:
    """Keep the traceback in a file and say where it is."""
    handle, name = tempfile.mkstemp(prefix="reviews-error-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
    return (
        f"An unexpected error ({type(error).__name__}) stopped this command. "
        f"Please report it with the details in {Path(name)}.{notes_of(error)}"
    )
