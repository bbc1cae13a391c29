"""Pages of cadres."""

from jiceng.cadres.views.composition import (
    composition,
    composition_chart,
    composition_people,
    composition_sheet,
    composition_target_new,
    composition_targets,
)
from jiceng.cadres.views.files import (
    cadre,
    cadre_change,
    cadre_change_decide,
    cadre_change_new,
    cadre_change_withdraw,
    cadre_changes,
    cadre_discipline_new,
    cadre_form,
    cadre_own,
    cadre_proof,
    cadres,
)
from jiceng.cadres.views.posts import cadre_posts, post_requirement_new, post_requirements
from jiceng.cadres.views.roster import cadre_changes_grant, cadres_import

__all__ = [
    "cadre",
    "cadre_change",
    "cadre_change_decide",
    "cadre_change_new",
    "cadre_change_withdraw",
    "cadre_changes",
    "cadre_changes_grant",
    "cadre_discipline_new",
    "cadre_form",
    "cadre_own",
    "cadre_posts",
    "cadre_proof",
    "cadres",
    "cadres_import",
    "composition",
    "composition_chart",
    "composition_people",
    "composition_sheet",
    "composition_target_new",
    "composition_targets",
    "post_requirement_new",
    "post_requirements",
]
