"""Which reports the model reads together with the rules."""

from __future__ import annotations

from extractors.judging.model import Model, shipped

# Inspectors' letters, inquiries and committees say by headings and numbers what is a statement:
# the rules read them without fault, and the model has not learnt from enough of them.
_BY_RULES_ALONE = frozenset(
    {
        "area_send", "childrens_home", "focused_visit", "ilacs", "joint_area_review", "jtai", "sif",
        "committee_report", "independent_review", "ombudsman_report", "public_inquiry",
        "rapid_review_analysis", "annual_report", "form", "guidance", "policy", "threshold",
        "action_plan", "response",
    }
)  # fmt: skip


def model_for(report_type: str | None) -> Model | None:
    """The model, where it joins the rules: on reviews that tell a story, and on unknown types."""
    return None if report_type in _BY_RULES_ALONE else shipped()
