"""What every page of a project has."""

from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Crumb
from jiceng.rezoning.models import Project
from jiceng.rezoning.queries.projects import steps
from jiceng.rezoning.rules import may_adopt, may_answer, may_approve, may_design, may_propose, may_publish


def frame(request, project: Project, current: str, **more) -> dict:
    """Project, stepper, way here and what the account may do with it."""
    rights = {
        "may_design": may_design,
        "may_publish": may_publish,
        "may_answer": may_answer,
        "may_propose": may_propose,
        "may_approve": may_approve,
        "may_adopt": may_adopt,
    }
    return {
        "project": project,
        "steps": steps(project, current),
        "crumbs": [Crumb(_("区划"), reverse("rezoning_projects")), Crumb(project.title)],
        **{name: rule.test(request.user, project) for name, rule in rights.items()},
        **more,
    }
