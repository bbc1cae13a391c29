"""Parts of the pages of items: their table, their facts, the versions of their target, what they may cite."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.documents.enums_incoming import IncomingState
from jiceng.documents.models import Document, Incoming, Plan, PlanItem, PlanItemVersion, PlanTarget
from jiceng.documents.models.documents import ISSUED
from jiceng.documents.queries.living import living_items
from jiceng.documents.queries.plans import Branch
from jiceng.documents.rules import came, plans_of, reached
from jiceng.kernel.components import Event, Fact
from jiceng.kernel.pages import today
from jiceng.kernel.words import strung


def items_table(plan: Plan, as_of: date) -> QuerySet[PlanItem]:
    """Items of a plan on a day with their due day of that day."""
    due = PlanTarget.objects.filter(pk=OuterRef("target_id")).values("due_on")
    rows = living_items(as_of).filter(plan=plan).annotate(due_then=Subquery(due))
    return rows.select_related("unit", "owner").prefetch_related("helpers")


def item_facts(item: PlanItem, branch: Branch | None, *, seen_by) -> list[Fact]:
    helpers = strung(one.name for one in item.helping)
    rows = [
        Fact(_("责任单位"), item.unit.name),
        Fact(_("责任人"), str(item.owner or "—")),
        Fact(_("协办单位"), helpers or _("不需要")),
        Fact(_("起"), item.starts_on.isoformat()),
    ]
    if branch:
        rows.append(Fact(_("完成期限"), branch.target.due_on.isoformat()))
        rows.append(Fact(_("权重"), branch.target.weight))
    if item.parent:
        rows.append(Fact(_("上级"), item.parent.title, reverse("plan_item", args=[item.parent_id])))
    if item.cited_name:
        url = reverse("document", args=[item.cites_id]) if item.cites_id else ""
        if item.cites_incoming_id and came(seen_by).filter(pk=item.cites_incoming_id).exists():
            url = reverse("incoming_paper", args=[item.cites_incoming_id])
        rows.append(
            Fact(
                _("依据"),
                _("%(name)s第%(number)s段") % {"name": item.cited_name, "number": item.passage_no},
                url,
            )
        )
    if item.dropped_on:
        rows.append(Fact(_("取消理由"), f"{item.dropped_on.isoformat()}　{item.dropped_why}"))
    return rows


def light_of(branch: Branch | None) -> tuple[str, str]:
    """Of an item that has no branch on the day: it was dropped."""
    return branch.light_of if branch else ("none", _("已取消"))


def numbers(target: PlanTarget) -> str:
    """From the baseline to the goal, where there are numbers."""
    if target.goal is None:
        return ""
    return f"{target.from_text} → {target.goal_text}"


def target_events(item: PlanItem, as_of: date) -> list[Event]:
    """Every version by the day with its reason, the newest first."""
    rows = item.targets.filter(decided_on__lte=as_of).order_by("-version")
    return [
        Event(
            one.decided_on.isoformat(),
            _("第%(version)s版：%(measure)s") % {"version": one.version, "measure": one.measure},
            "　".join(
                filter(None, (numbers(one), _("期限%(day)s") % {"day": one.due_on.isoformat()}, one.why))
            ),
        )
        for one in rows
    ]


def item_events(item: PlanItem, as_of: date) -> list[Event]:
    """What it was called and who carried it out, with the reason of each change, the newest first; nothing as long as
    nobody changed it."""
    rows = (
        item.versions.filter(decided_on__lte=as_of)
        .select_related("unit", "owner")
        .prefetch_related("helpers")
    )
    return [
        Event(
            one.decided_on.isoformat(),
            _("第%(version)s版：%(title)s") % {"version": one.version, "title": one.title},
            "　".join(filter(None, (one.unit.name, str(one.owner or ""), _helped(one), one.why))),
        )
        for one in rows.order_by("-version")
    ]


def _helped(version: PlanItemVersion) -> str:
    names = strung(one.name for one in version.helpers.all())
    return _("协办：%(names)s") % {"names": names} if names else ""


def citable(*, seen_by) -> QuerySet[Document]:
    """Issued documents that the account reads."""
    return reached(seen_by).filter(state__in=ISSUED).select_related("series").order_by("-issued_on", "-pk")


def citable_papers(*, seen_by) -> QuerySet[Incoming]:
    """Papers that came in, within what the account reads, the newest first."""
    return came(seen_by).select_related("recipient__document__series").exclude(state=IncomingState.REFUSED)


def made_from(paper: Incoming, *, seen_by) -> list[PlanItem]:
    """Items of plans in reach that were made from its clauses."""
    day = today()
    reach = plans_of(seen_by).filter(adopted_on__lte=day).order_by().values("pk")
    rows = PlanItem.objects.filter(cites_incoming=paper, plan__in=reach, made_on__lte=day)
    return list(rows.select_related("plan").order_by("plan_id", "passage_no", "pk"))


def uppers(*, seen_by) -> QuerySet[PlanItem]:
    """Items that another plan may carry out."""
    day = today()
    reach = plans_of(seen_by).filter(adopted_on__lte=day).order_by().values("pk")
    return living_items(day).filter(plan__in=reach).order_by("plan_id", "order", "pk")
