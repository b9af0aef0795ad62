"""What this project is built on: licences of all installed packages, and known weaknesses.

`make audit`. Licences are read here and now. Weaknesses are asked of pip-audit, which needs the
package index and the network: where either is out of reach, that half is skipped by name.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
# Licences under which this project may use a package, and hand on what it writes with it.
_ALLOWED = re.compile(
    r"\b(?:MIT|BSD|0BSD|Apache|ISC|ISCL|PSF|Python Software Foundation|MPL|Mozilla Public|Zlib|HPND"
    r"|CC0|CNRI|Unlicense|Artistic|public domain)\b",
    re.IGNORECASE,
)
_LONGEST = 80  # characters: some packages put the whole text of a licence into this field
# Whose metadata give no licence: looked up by hand, in the file that comes with the package.
_BY_HAND = {"axe-playwright-python": "MIT"}
_UNKNOWN = "could not be audited"
_SECONDS = 300


class Package(NamedTuple):
    """An installed package and what it says about its licence."""

    name: str
    version: str
    licence: str


def packages(found: Iterable[Distribution] | None = None) -> Iterator[Package]:
    """All packages of this environment, by name."""
    installed = distributions() if found is None else found
    rows = {(d.metadata["Name"], d.version): d for d in installed if d.metadata["Name"]}
    for (name, version), one in sorted(rows.items()):
        yield Package(name, version, _BY_HAND.get(name) or _licence(one))


def refused(found: Iterable[Package]) -> list[Package]:
    """Packages whose licence is not known to be one of those allowed."""
    return [package for package in found if not _ALLOWED.search(package.licence)]


def _licence(one: Distribution) -> str:
    told = one.metadata.json
    if said := told.get("license_expression"):
        return str(said)
    classes = [str(c) for c in told.get("classifier", ()) if "License ::" in str(c)]
    names = [c.rsplit("::", 1)[-1].strip() for c in classes]
    names = [name for name in names if name != "OSI Approved"]
    return "; ".join(names) or str(told.get("license") or "")[:_LONGEST]


def weaknesses() -> tuple[int, str]:
    """What pip-audit says of the locked packages: its status, and its words or why it was left."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "tool"
        got = _run(
            sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), "pip-audit"
        )
        if got.returncode:
            return 0, "Skipped: pip-audit cannot be had from this package index."
        lock = str(ROOT / "requirements.lock")
        ask = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "-r", lock)
        begin = f"import sys; sys.path.insert(0, {str(target)!r})"
        code = f"{begin}; from pip_audit._cli import audit; audit()"
        asked = _run(sys.executable, "-c", code, *ask)
    said = f"{asked.stdout}\n{asked.stderr}".strip()
    if asked.returncode and re.search(
        r"ConnectionError|Max retries|resolve|Service|timed out", said
    ):
        return 0, "Skipped: the list of known weaknesses cannot be reached from here."
    unknown = said.count(_UNKNOWN)
    if unknown:  # an index of one's own often has no such list
        said = "\n".join(line for line in said.splitlines() if _UNKNOWN not in line)
        said = f"{unknown} packages are not known to this index and were not audited.\n{said}"
    return asked.returncode, said


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(words, 1, "", "timed out")


def main() -> int:
    """Print both halves; 1 where a licence is refused or a weakness is known."""
    found = list(packages())
    wrong = refused(found)
    print(f"Licences: {len(found)} packages, {len(wrong)} to look at.")  # noqa: T201
    for package in wrong:
        print(f"  {package.name} {package.version}: {package.licence or 'none stated'}")  # noqa: T201
    status, said = weaknesses()
    print(f"Weaknesses: {said}")  # noqa: T201
    return 1 if wrong or status else 0


if __name__ == "__main__":
    sys.exit(main())
