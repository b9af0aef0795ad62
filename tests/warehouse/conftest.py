import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import warehouse
from archive.places import Places
from pipelines.request import RunRequest
from pipelines.run import ingest
from warehouse.access import connect

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode leaves helpers out of the path

from counted import Base
from rich.console import Console
from small import entry


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A warehouse of the small fictional corpus, open for the session."""
    target = tmp_path_factory.mktemp("small") / "warehouse.duckdb"
    report = warehouse.build(entry(), target)
    assert report.exit_code == 0, report.issues
    with connect(target):
        yield target


@pytest.fixture
def own_small(small: Path, tmp_path: Path) -> Path:
    """A copy that nobody has open: for other limits, and for other ways to open it."""
    return Path(shutil.copy(small, tmp_path))


@pytest.fixture(scope="session")
def base(small: Path) -> Base:
    """The rows of that warehouse, for counting its answers again."""
    return Base(small)


@pytest.fixture(scope="session")
def sample(sample_data: Path) -> Path:
    """A warehouse of the bundled sample, through the whole pipeline."""
    return Places(sample_data).warehouse


SHARED = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the real reports beside the repository, where these are there."""
    if not SHARED.exists():
        pytest.skip("no real reports in ../shared/corpus")
    data = tmp_path_factory.mktemp("corpus")
    ingest(RunRequest(data, path=SHARED), Console(quiet=True))
    return Places(data).warehouse
