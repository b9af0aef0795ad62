"""`reviews read`: the reading room in a browser."""

from __future__ import annotations

import gc
import getpass
from pathlib import Path
from typing import Annotated

import typer

from terminal.commands.options import DATA, Data, console

_MEMORY = "224MB"  # for queries; pages and pictures take their own
_THREADS = 1  # per query: several readers ask at once, and each thread takes memory
_GARBAGE = 50_000

app = typer.Typer()


@app.command()
def read(
    data: Data = DATA,
    session: Annotated[
        Path | None,
        typer.Option(help="The session's shortlist (YAML); DATA/session.yaml by default."),
    ] = None,
    who: Annotated[str, typer.Option(help="Your name, for the corrections file.")] = "",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 8017,
    address: Annotated[
        str,
        typer.Option(
            help="The address to listen on. Any but this machine's own needs REVIEWS_TOKEN."
        ),
    ] = "127.0.0.1",
    names: Annotated[
        list[str] | None,
        typer.Option("--name", help="A host name that browsers use for this machine."),
    ] = None,
    token: Annotated[
        str, typer.Option(envvar="REVIEWS_TOKEN", help="The token that readers must enter.")
    ] = "",
) -> None:
    """Open the reading room: reviews beside their statements, in your browser."""
    import uvicorn

    from archive.errors import UserError
    from archive.places import Places
    from room import RoomSettings, application, warm
    from warehouse.access import keep_within

    settings = RoomSettings(
        data=data,
        shortlist=session or Places(data).session,
        who=who or getpass.getuser(),
        address=address,
        port=port,
        names=tuple(names or ()),
        token=token,
    )
    if not data.is_dir():
        raise UserError(f"There is no data folder at {data}. Give one with --data.")
    check_port(address, port)
    keep_within(_MEMORY, _THREADS)
    # A page leaves few reference cycles, so collecting them after each page would waste time.
    gc.set_threshold(_GARBAGE, 20, 100)
    app = application(settings)
    warm(app)
    host = f"[{address}]" if ":" in address else address
    console.print(f"The reading room is open at http://{host}:{port}/ (press Ctrl-C to close it).")
    uvicorn.run(
        app,
        host=address,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        # A client could claim any address in a proxy's headers, so they are ignored.
        proxy_headers=False,
    )


def check_port(address: str, port: int) -> None:
    """Raises UserError if another program is already listening on this port."""
    import errno
    import socket

    from archive.errors import UserError

    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                message = f"Port {port} is in use. Choose another with --port."
            else:
                message = f"Cannot listen on {address}: {error.strerror}."
            raise UserError(message) from error
