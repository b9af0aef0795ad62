"""Who wrote a review and who chaired its panel. All texts invented."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("cover", "names"),
    [
        ("Morag Tillotson, Independent Reviewer", ["Morag Tillotson"]),
        (
            "Morag Tillotson and Piers Underhay, Joint Authors",
            ["Morag Tillotson", "Piers Underhay"],
        ),
        (
            "REVIEWER 1 Morag Tillotson\nREVIEWER 2 Piers Underhay",
            ["Morag Tillotson", "Piers Underhay"],
        ),
        ("Morag Tillotson, who was a reviewer, wrote to the family.", []),
    ],
)
def test_names_beside_their_role(describe_pages, cover, names):
    found = describe_pages(f"# Serious Case Review: Child Fern\n\n{cover}")
    assert [author.value for author in found.authors] == names


def test_joint_chairs(describe_pages):
    found = describe_pages("# Serious Case Review: Child Fern\n\nJoint Chairs: Piers Underhay")
    assert found.chair.value == "Piers Underhay"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("Independent author and lead reviewer, Jo Elmley", ["Jo Elmley"]),
        ("Adolygwyr / Reviewers: Jo Elmley and Ash Tarn", ["Jo Elmley", "Ash Tarn"]),
        ("Report of: Jo Elmley and Ash Tarn", ["Jo Elmley", "Ash Tarn"]),
        ("Jo Elmley, Independent Safeguarding Consultant", ["Jo Elmley"]),
        ("Jo Elmley\nAsh Tarn\nMay 2030", ["Jo Elmley", "Ash Tarn"]),
        ("Jo Elmley\nBSc (Hons), PGCE, CQSW\nElm Tarn Limited", ["Jo Elmley"]),
        ("Jo Elmley\nDepartment of Social Policy, University of Elmham", ["Jo Elmley"]),
    ],
)
def test_authors_are_named_in_many_ways(describe_pages, lines, names):
    found = describe_pages(f"# Serious Case Review: Child F\n\n{lines}")
    assert [author.value for author in found.authors] == names
