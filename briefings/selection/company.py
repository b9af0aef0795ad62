"""A review scores better if reviews with similar themes answer the question well.

A review may use different words from the question, or its labels may miss some of what it says. The
reviews most like it are unlikely all to have the same gaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from briefings.selection.desk import BriefingDesk

_MOST_ALIKE = 5

Profile = dict[str, float]  # how much of a review each theme takes


def company(
    desk: BriefingDesk, reviews: list[str], standing: Mapping[str, float]
) -> dict[str, float]:
    """For each review the mean rank of the five others whose themes are most alike."""
    profiles = _profiles(desk, reviews)
    known = [(review, profiles[review]) for review in standing if review in profiles]
    found = {}
    for review, mine in profiles.items():
        others = ((_alike(mine, theirs), other) for other, theirs in known if other != review)
        best = sorted(others, key=lambda one: (-one[0], one[1]))[:_MOST_ALIKE]
        total = sum(alike for alike, _ in best)
        found[review] = sum(a * standing[other] for a, other in best) / total if total else 0.0
    return found


def _profiles(desk: BriefingDesk, reviews: list[str]) -> dict[str, Profile]:
    found: dict[str, Profile] = {}
    for row in desk.ask_file("profiles", {"reviews": reviews}):
        found.setdefault(str(row["review_id"]), {})[str(row["theme_id"])] = float(row["part"])
    return {review: _of_length_one(profile) for review, profile in found.items()}


def _of_length_one(profile: Profile) -> Profile:
    length = sqrt(sum(part * part for part in profile.values())) or 1.0
    return {theme: part / length for theme, part in profile.items()}


def _alike(one: Profile, other: Profile) -> float:
    return sum(part * other[theme] for theme, part in one.items() if theme in other)
