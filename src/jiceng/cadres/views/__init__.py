"""Pages of cadres."""

from jiceng.cadres.views.composition import (
    composition,
    composition_chart,
    composition_people,
    composition_sheet,
    composition_target_new,
    composition_targets,
)
from jiceng.cadres.views.files import cadre, cadres

__all__ = [
    "cadre",
    "cadres",
    "composition",
    "composition_chart",
    "composition_people",
    "composition_sheet",
    "composition_target_new",
    "composition_targets",
]
