"""Pages of responsibilities."""

from jiceng.responsibility.views.contacts import (
    charge_begin,
    charge_end,
    contact_point,
    contact_points,
    contact_points_import,
    liaison_begin,
    liaison_end,
)
from jiceng.responsibility.views.visits import (
    contact_problem,
    contact_problems,
    contact_visits,
    leader_page,
    problem_answer,
    problem_confirm,
    visit_annul,
    visit_new,
)

__all__ = [
    "charge_begin",
    "contact_problem",
    "contact_problems",
    "contact_visits",
    "leader_page",
    "problem_answer",
    "problem_confirm",
    "visit_annul",
    "visit_new",
    "charge_end",
    "contact_point",
    "contact_points",
    "contact_points_import",
    "liaison_begin",
    "liaison_end",
]
