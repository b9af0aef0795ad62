"""docs/commands.md, written from the commands themselves.

`python -m terminal.reference` writes it again. A test fails if it is out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
_INTRODUCTION = """\
# Commands

This page is generated from the commands (`python -m terminal.reference`). `reviews COMMAND --help`
shows the same on the screen. Unless `.venv` is active, type `.venv/bin/reviews` for `reviews`.

Every command ends with 0 if it worked, and with 1 and one message if it did not or if the command
line was wrong. It ends with 130 if a person stopped it (Ctrl-C) and with 143 if the system did
(SIGTERM): what is finished is kept. Where a command uses 2 or 3 as well, its section says so;
[statuses.md](statuses.md) says what to do.

`--json` prints records instead of tables, on standard output. Messages go to standard error.
"""


def reference(app: typer.Typer) -> str:
    """The whole page."""
    commands = list(_commands("reviews", get_command(app)))
    contents = "\n".join(
        f"- [`{name}`](#{name.replace(' ', '-')}): {_first(command)}" for name, command in commands
    )
    sections = (_section(name, command) for name, command in commands)
    return "\n".join((_INTRODUCTION, contents, "", *sections)).rstrip() + "\n"


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Every command that does something, in the order of `reviews --help`."""
    below = getattr(command, "commands", {})
    if not below or command.invoke_without_command:
        yield name, command
    for part, inner in below.items():
        yield from _commands(f"{name} {part}", inner)


def _first(command: Any) -> str:
    return str(command.help or "").split("\n\n")[0].replace("\n", " ").strip()


def _section(name: str, command: Any) -> str:
    shown = [one for one in command.params if one.name != "help"]
    arguments = [one for one in shown if not one.opts[0].startswith("-")]
    usage = " ".join([name, *(_written(one) for one in arguments), "[OPTIONS]"])
    lines = [f"## {name}", "", *_paragraphs(command.help), "```", usage, "```", ""]
    if shown:
        lines += ["| argument or option | what it is |", "| --- | --- |", *map(_row, shown), ""]
    if command.epilog:
        lines += [command.epilog, ""]
    return "\n".join(lines)


def _paragraphs(words: str | None) -> Iterator[str]:
    for paragraph in (words or "").strip().split("\n\n"):
        yield " ".join(line.strip() for line in paragraph.splitlines())
        yield ""


def _written(argument: Any) -> str:
    name = argument.name.upper() + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _row(one: Any) -> str:
    is_argument = not one.opts[0].startswith("-")
    names = [one.name.upper()] if is_argument else [*one.opts, *one.secondary_opts]
    about = [str(one.help or "").rstrip(".").strip()]
    if one.required and not is_argument:
        about.append("required")
    # There is nothing to say about an option without a default, or a switch that is off.
    if isinstance(one.default, str | int | float | Path) and one.default not in {"", False}:
        about.append(f"`{one.default}` by default")
    if one.envvar:
        about.append(f"or `{one.envvar}` in the environment")
    said = "; ".join(part for part in about if part).replace("|", "\\|")
    return f"| {', '.join(f'`{name}`' for name in names)} | {said} |"


def main() -> None:
    """Write the page again."""
    from cli import app

    PAGE.write_text(reference(app), encoding="utf-8")


if __name__ == "__main__":
    main()
