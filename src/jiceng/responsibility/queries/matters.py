"""The register of supervised matters with its lights, one matter's page, what can become a matter."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.documents.sources import FollowUp
from jiceng.institutions.models import Evidence
from jiceng.kernel.components import Event, Fact, Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import today
from jiceng.kernel.search import Hit, matching
from jiceng.kernel.words import strung
from jiceng.organisations.enums import BRANCHES, DEPARTMENTS, Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import organisations_on
from jiceng.responsibility.commands import Origin
from jiceng.responsibility.enums import MatterSource, MatterState
from jiceng.responsibility.models import Extension, Instruction, Matter, Problem
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import matters_of, may_approve, may_carry, may_supervise, units_of

SHOWN = 5
# What a matter can be made of that other apps attest: the name of the source, the kind of evidence.
BY_EVIDENCE = {"decision": "decision.made", "ticket": "case.ticket"}
LEADS = (
    *(*DEPARTMENTS, Kind.TOWN_PARTY_COMMITTEE, Kind.STREET_WORKING_COMMITTEE),
    *(*BRANCHES, Kind.RESIDENTS_COMMITTEE),
)
MATTER_ICON = "clipboard-document-check"
COLOURS = {
    "red": ("late", gettext_lazy("红灯　逾期")),
    "yellow": ("soon", gettext_lazy("黄灯　进展滞后")),
    "returned": ("soon", gettext_lazy("退回待答复")),
    "blue": ("info", gettext_lazy("蓝灯　临近期限")),
    "plain": ("none", gettext_lazy("办理中")),
    "check": ("info", gettext_lazy("待核查")),
    "done": ("done", gettext_lazy("已销号")),
}


def coloured(rows: QuerySet[Matter], as_of: date) -> QuerySet[Matter]:
    """`colour` of each on the day: red past its day, yellow behind (not acknowledged in time, no word of progress at
    half time, found poor), blue near its day."""
    near = as_of + timedelta(days=norms().matter_near_days)
    behind = (
        Q(poor=True)
        | Q(task__acknowledged_on=None, acknowledge_by__lt=as_of)
        | Q(task__progress_on=None, half_on__lt=as_of)
    )
    words = (
        When(closed_on__lte=as_of, then=Value("done")),
        When(task__done_on__lte=as_of, then=Value("check")),
        When(task__due_on__lt=as_of, then=Value("red")),
        When(returned_on__lte=as_of, then=Value("returned")),
        When(behind, then=Value("yellow")),
        When(task__due_on__lte=near, then=Value("blue")),
    )
    return rows.annotate(colour=Case(*words, default=Value("plain"), output_field=CharField()))


def matters(*, seen_by, as_of: date) -> QuerySet[Matter]:
    rows = Matter.objects.filter(matters_of(seen_by), registered_on__lte=as_of)
    return coloured(rows, as_of).prefetch_related("task__helpers__unit")


def matter_or_404(pk: int, *, seen_by, as_of: date) -> Matter:
    rows = matters(seen_by=seen_by, as_of=as_of)
    rows = rows.select_related("task__unit", "office", "community", "parent__task")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def registered_until(as_of: date) -> int:
    return Matter.objects.filter(registered_on__lte=as_of).count()


def figures(*, seen_by, as_of: date) -> list[Figure]:
    rows = coloured(Matter.objects.filter(matters_of(seen_by), registered_on__lte=as_of), as_of)
    counted = dict(rows.order_by().values_list("colour").annotate(many=Count("pk")))
    url = reverse("matters")
    return [
        Figure(
            str(word), counted.get(key, 0), url=f"{url}?colour={key}", tone=tone if counted.get(key) else ""
        )
        for key, (tone, word) in COLOURS.items()
        if key != "plain"
    ]


def events(matter: Matter) -> list[Event]:
    return [
        Event(one.on.isoformat(), one.get_act_display(), "　".join(filter(None, (one.by_name, one.note))))
        for one in matter.steps.all()
    ]


def facts(matter: Matter) -> list[Fact]:
    helpers = strung(one.unit.name for one in matter.task.helpers.all())
    rows = [
        Fact(_("来源"), f"{matter.get_source_display()}　{matter.source_name}".strip(), matter.source_url),
        Fact(_("类别"), matter.get_kind_display()),
        Fact(_("立项单位"), matter.office.name),
        Fact(_("牵头单位"), matter.lead.name),
        Fact(_("协办单位"), helpers or _("不需要")),
        Fact(_("成果要求"), matter.measure),
        Fact(_("立项日期"), matter.registered_on.isoformat()),
        Fact(_("办理期限"), matter.due_on.isoformat()),
    ]
    if matter.urged_until:
        rows.append(Fact(_("催办期限"), matter.urged_until.isoformat()))
    if matter.reopened:
        rows.append(Fact(_("重新办理次数"), str(matter.reopened)))
    if matter.parent:
        rows.append(Fact(_("分解自"), matter.parent.title, reverse("matter", args=[matter.parent_id])))
    return rows


def acts(matter: Matter, account) -> set[str]:
    """What the account can do with it now."""
    found = set()
    if may_carry.test(account, matter):
        found |= {
            MatterState.ASSIGNED: {"acknowledge", "extend", *_to_return(matter)},
            MatterState.WORKING: {"progress", "extend", "split", "report"},
        }.get(matter.state, set())
    if may_supervise.test(account):
        found |= {"check"} if matter.state == MatterState.REPORTED else set()
        found |= {"urge"} if matter.state in {MatterState.ASSIGNED, MatterState.WORKING} else set()
        found |= {"answer"} if matter.returned_on else set()
    return found


def _to_return(matter: Matter) -> set[str]:
    """Handing back is open as long as acknowledging is in time."""
    return {"return"} if matter.returned_on is None and today() <= matter.acknowledge_by else set()


def open_extension(matter: Matter) -> Extension | None:
    return matter.extensions.filter(granted=None).first()


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    rows = matters(seen_by=seen_by, as_of=as_of).filter(
        matching(text, name="task__title", pinyin="task__pinyin", initials="task__initials")
    )[:limit]
    return [
        Hit(
            f"{one.number} {one.title}",
            reverse("matter", args=[one.pk]),
            one.lead.name,
            "clipboard-document-check",
        )
        for one in rows
    ]


def card(*, seen_by, as_of: date) -> Card | None:
    """Matters that wait for the office's check or for the approver; those of an own unit stand among its tasks."""
    mine = Q(pk__in=[])
    if may_supervise.test(seen_by):
        mine |= Q(task__done_on__isnull=False, closed_on=None) | Q(returned_on__isnull=False)
    if may_approve.test(seen_by):
        mine |= Q(Exists(Extension.objects.filter(matter=OuterRef("pk"), granted=None)))
    found = list(coloured(Matter.objects.filter(mine), as_of).order_by("task__due_on", "pk"))
    if not found:
        return None
    rows = [
        Row(
            one.title,
            reverse("matter", args=[one.pk]),
            COLOURS[one.colour][0],
            _("%(day)s到期") % {"day": one.due_on.isoformat()},
            one.get_state_display(),
        )
        for one in found[:SHOWN]
    ]
    late = any(one.colour == "red" for one in found)
    return Card(_("督办事项"), rows, len(found), reverse("matters"), "late" if late else "soon")


@dataclass(frozen=True)
class Offer:
    """Something that can become a matter."""

    key: str
    label: str
    on: date
    text: str
    url: str


def _offered(found: Problem | Instruction | Evidence) -> tuple[Offer, Origin, Organisation | None]:
    if isinstance(found, Problem):
        source = MatterSource.VISIT if found.visit_id else MatterSource.CASE
        key, on, text = f"problem:{found.pk}", found.raised_on, found.text
        url, about = reverse("contact_problem", args=[found.pk]), found.community
    elif isinstance(found, Instruction):
        source, key, on, text = (
            MatterSource.INSTRUCTION,
            f"instruction:{found.pk}",
            found.made_on,
            found.title,
        )
        url, about = reverse("instruction", args=[found.pk]), None
    else:
        source, about = MatterSource.DECISION, None
        if found.kind == BY_EVIDENCE["ticket"]:
            source, about = MatterSource.CASE, found.organisation.territory or found.organisation
        key, on, text = f"{_name_of(found)}:{found.pk}", found.on, found.source_name
        url = found.source_url
    kind, _sep, pk = key.partition(":")
    given = (found.source_kind, found.source_id) if isinstance(found, Evidence) else ("", "")
    origin = Origin(source, kind, pk, text, url, given)
    return Offer(key, str(MatterSource(source).label), on, text, url), origin, about


def _name_of(evidence: Evidence) -> str:
    """What a source attested by another app is called here."""
    return next(one for one, kind in BY_EVIDENCE.items() if kind == evidence.kind)


def _rows(kind: str):
    if kind == "problem":
        return Problem.objects.select_related("community")
    if kind == "instruction":
        return Instruction.objects.all()
    rows = Evidence.objects.filter(kind=BY_EVIDENCE[kind], annulled_at=None)
    return rows.select_related("organisation__territory")


def origin_of(key: str) -> tuple[Origin, Organisation | None, date] | None:
    """What `problem:7`, `instruction:7`, `decision:7` or `ticket:7` stands for."""
    kind, _sep, pk = key.partition(":")
    if kind not in {"problem", "instruction", *BY_EVIDENCE} or not pk.isdecimal() or len(pk) > SHOWN * 3:
        return None
    found = _rows(kind).filter(pk=int(pk)).first()
    if found is None:
        return None
    offer, origin, about = _offered(found)
    return origin, about, offer.on


@dataclass(frozen=True)
class Supervision:
    """What a source's own page says of it: the matter that was made of it, or where to make one."""

    matter: Matter | None
    register_url: str


def supervision_of(kind: str, pk: int, *, seen_by) -> Supervision:
    rows = Matter.objects.filter(matters_of(seen_by), source_kind=kind, source_id=str(pk), parent=None)
    found = rows.order_by("-pk").first()
    free = may_supervise.test(seen_by) and found is None
    return Supervision(found, f"{reverse('matter_new')}?from={kind}:{pk}" if free else "")


def of_evidence(account, kind: str, source_id: str) -> FollowUp | None:
    """For the page of a meeting's decision or of what residents keep asking for, which knows its own number but not the
    evidence that matters begin from."""
    rows = Evidence.objects.filter(source_kind=kind, source_id=source_id, annulled_at=None)
    found = rows.filter(kind__in=BY_EVIDENCE.values()).first()
    made = supervision_of(_name_of(found), found.pk, seen_by=account) if found else None
    if made and made.matter:
        return FollowUp(made.matter.number, reverse("matter", args=[made.matter.pk]), MATTER_ICON)
    if made and made.register_url:
        return FollowUp(_("督查立项"), made.register_url, MATTER_ICON, begins=True)
    return None


def offers(as_of: date) -> list[Offer]:
    """The latest decisions, instructions, and open problems that are no matter yet."""
    taken = set(Matter.objects.exclude(source_id="").values_list("source_kind", "source_id"))
    found: list[Offer] = []
    for kind, rows in (
        ("decision", _rows("decision").filter(on__lte=as_of).order_by("-on", "-pk")),
        ("ticket", _rows("ticket").filter(on__lte=as_of).order_by("-on", "-pk")),
        (
            "instruction",
            _rows("instruction").filter(made_on__lte=as_of, withdrawn_at=None).order_by("-made_on", "-pk"),
        ),
        ("problem", _rows("problem").filter(state="open", kind="problem").order_by("due_on", "pk")),
    ):
        free = [one for one in rows[:60] if (kind, str(one.pk)) not in taken]
        found += [_offered(one)[0] for one in free[:20]]
    return found


def units(as_of: date) -> QuerySet[Organisation]:
    """Who can lead or help."""
    return organisations_on(as_of).filter(kind__in=LEADS).order_by("kind", "code", "pk")


def office_of_account(account) -> Organisation | None:
    """The department that the account supervises for."""
    held = Organisation.objects.filter(pk__in=units_of(account), kind=Kind.ORGANISATION_DEPARTMENT)
    return held.order_by("pk").first()
