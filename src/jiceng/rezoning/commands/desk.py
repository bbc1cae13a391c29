"""Change a plan by hand: one desk a person and project, each step kept, undone and redone; saving makes a branch."""

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning.commands.plans import Origin, keep_plan
from jiceng.rezoning.commands.projects import must_be_open
from jiceng.rezoning.models import Draft, Edit, Plan
from jiceng.rezoning.queries.problem import problem_of
from jiceng.rezoning.rules import may_design
from jiceng.zoning.plan import Plan as ZoningPlan

NEW = "+"  # the label that asks for a new community


class StaleError(ImpossibleError):
    """The desk has moved on (another window, a double click): nothing was done."""


def assignment_of(draft: Draft) -> dict[str, str]:
    """The plan's assignment with the edits that count."""
    assignment = dict(draft.plan.assignment)
    for moves in (
        draft.edits.filter(order__lte=draft.cursor).order_by("order").values_list("moves", flat=True)
    ):
        assignment.update({key: to for key, _from, to in moves})
    return assignment


def _locked(by, draft: Draft, cursor: int) -> Draft:
    """The desk, locked, standing where the person saw it."""
    locked = Draft.objects.select_for_update().select_related("plan", "project").filter(pk=draft.pk).first()
    if locked is None:
        raise StaleError(_("这个调整台已在别的窗口存为方案或关闭。"))
    if by is not None and locked.account_id != by.pk:
        raise ImpossibleError(_("这是别人的调整台。"))
    must(by, may_design, locked.project, _("无权改动这个区划项目。"))
    must_be_open(locked.project)
    if locked.cursor != cursor:
        raise StaleError(_("这一步已经做过，或在别的窗口改动过；现为最新状态。"))
    return locked


@transaction.atomic
def open_desk(*, by, plan: Plan) -> Draft:
    """Begin to change a plan; a desk that stands on another plan is cleared."""
    must(by, may_design, plan.project, _("无权改动这个区划项目。"))
    must_be_open(plan.project)
    draft, new = Draft.objects.get_or_create(project=plan.project, account=by, defaults={"plan": plan})
    if not new and draft.plan_id != plan.pk:
        draft.edits.all().delete()
        draft.plan, draft.cursor = plan, 0
        draft.save(update_fields=["plan", "cursor"])
    record(by=by, verb="rezoning.open_desk", target=plan)
    return draft


@transaction.atomic
def move_units(*, by, draft: Draft, cursor: int, units: list[str], to: str) -> Draft:
    """Units go to the community `to` (NEW opens one). Steps that could be redone are gone then."""
    locked = _locked(by, draft, cursor)
    present = assignment_of(locked)
    unknown = [key for key in units if key not in present]
    labels = set(present.values())
    if unknown or not units:
        raise ImpossibleError(_("请先选择要移动的单元。"))
    if to == NEW:
        to = next(str(n) for n in range(1, len(present) + 2) if str(n) not in labels)
    elif to not in labels:
        raise ImpossibleError(_("没有这个社区。"))
    moves = [[key, present[key], to] for key in units if present[key] != to]
    if not moves:
        raise ImpossibleError(_("所选的单元已经在这个社区里。"))
    locked.edits.filter(order__gt=locked.cursor).delete()
    Edit.objects.create(draft=locked, order=locked.cursor + 1, moves=moves)
    _stand(by, locked, locked.cursor + 1, {"moves": moves})
    return locked


def _stand(by, draft: Draft, cursor: int, after: dict) -> None:
    draft.cursor = cursor
    draft.save(update_fields=["cursor"])
    record(by=by, verb="rezoning.edit", target=draft.plan, after={**after, "step": cursor})


@transaction.atomic
def undo(*, by, draft: Draft, cursor: int) -> Draft:
    """One step back."""
    locked = _locked(by, draft, cursor)
    if locked.cursor == 0:
        raise ImpossibleError(_("没有可撤销的步骤。"))
    _stand(by, locked, locked.cursor - 1, {"undo": True})
    return locked


@transaction.atomic
def redo(*, by, draft: Draft, cursor: int) -> Draft:
    """One step forward again."""
    locked = _locked(by, draft, cursor)
    if not locked.edits.filter(order=locked.cursor + 1).exists():
        raise ImpossibleError(_("没有可重做的步骤。"))
    _stand(by, locked, locked.cursor + 1, {"redo": True})
    return locked


@transaction.atomic
def save_desk(*, by, draft: Draft, title: str) -> Plan:
    """What stands on the desk becomes a plan, a branch of the one it began with; the desk is cleared."""
    locked = _locked(by, draft, draft.cursor)
    if locked.cursor == 0:
        raise ImpossibleError(_("还没有改动。"))
    plan = ZoningPlan.of(problem_of(locked.project), assignment_of(locked))
    kept = keep_plan(by=by, project=locked.project, plan=plan, title=title, origin=Origin(parent=locked.plan))
    locked.delete()
    return kept
