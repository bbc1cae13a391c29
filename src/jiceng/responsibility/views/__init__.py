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

__all__ = [
    "charge_begin",
    "charge_end",
    "contact_point",
    "contact_points",
    "contact_points_import",
    "liaison_begin",
    "liaison_end",
]
