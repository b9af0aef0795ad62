import sys
from pathlib import Path

import pytest

import warehouse

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode leaves helpers out of the path

from small import entry


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the small fictional corpus."""
    target = tmp_path_factory.mktemp("small") / "warehouse.duckdb"
    report = warehouse.build(entry(), target)
    assert report.exit_code == 0, report.issues
    return target
