"""The licence check lets through what is allowed and stops at the rest."""

from __future__ import annotations

import pytest

from measurement.audit import Package, packages, refused


@pytest.mark.parametrize(
    ("licence", "is_allowed"),
    [
        ("MIT", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("Artistic License; GNU General Public License (GPL)", True),
        ("GNU Affero General Public License v3", False),
        ("", False),
        ("Proprietary", False),
    ],
)
def test_a_licence_is_allowed_or_looked_at(licence: str, is_allowed: bool) -> None:
    assert bool(refused([Package("some", "1", licence)])) is not is_allowed


def test_what_is_installed_here_may_be_used() -> None:
    found = list(packages())
    assert len(found) > 30
    assert refused(found) == []
