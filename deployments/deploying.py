"""The build step of prefect.yaml: what `prefect deploy` does before it makes a deployment.

`prefect deploy` replaces a deployment of the same name whatever it works on. This refuses first, as
`reviews serve` does, and leaves the automation on the server that ends runs which have died.
"""

from __future__ import annotations

from pathlib import Path

from archive.errors import UserError
from deployments.folders import refuse_other_folder
from deployments.zombies import keep_watch


def before(flow: str, name: str, data: str = "") -> dict[str, str]:
    """Raise UserError where the deployment is another data folder's, or `data` is none."""
    if not Path(data).is_absolute():
        raise UserError(
            "Nothing is deployed yet. Set REVIEWS_DATA to the full path of the data folder."
        )
    refuse_other_folder(
        f"{flow}/{name}", data, "Give this data folder a copy of prefect.yaml with other names"
    )
    keep_watch()
    return {"data": data}
