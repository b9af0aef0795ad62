"""The build step of prefect.yaml, which `prefect deploy` runs before it makes a deployment.

`prefect deploy` replaces a deployment of the same name, whatever data folder it works on. This step
refuses to, as `reviews serve` does. It also puts the automation that ends dead runs on the server.
"""

from __future__ import annotations

from pathlib import Path

from archive.errors import UserError
from deployments.folders import refuse_other_folder
from deployments.zombies import keep_watch


def before(flow: str, name: str, data: str = "") -> dict[str, str]:
    """Raise UserError if the deployment is for another data folder, or `data` is not set."""
    if not Path(data).is_absolute():
        raise UserError(
            "Nothing was deployed. Set REVIEWS_DATA to the full path of the data folder."
        )
    refuse_other_folder(
        f"{flow}/{name}", data, "Give this data folder a copy of prefect.yaml with other names"
    )
    keep_watch()
    return {"data": data}
