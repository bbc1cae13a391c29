"""One request: its facts, its way in words for those who work on it and for the resident, what can be done next."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Event, Fact
from jiceng.kernel.own_code import print_of
from jiceng.kernel.pages import today
from jiceng.people.identity import masked_phone
from jiceng.service.commands.word import reopens_until
from jiceng.service.enums import Act, CaseState
from jiceng.service.models import Case, CaseRound, Handing
from jiceng.service.queries.cases import standing
from jiceng.service.rules import may_read_contact, may_receive, may_work_on

TONES = {Act.ANSWERED: "done", Act.RETURNED: "late", Act.REOPENED: "soon", Act.OFFERED: "soon"}


def offer_of(case: Case) -> Handing | None:
    return case.handings.select_related("from_unit", "to_unit").filter(decided_on=None).first()


def facts_of(case: Case, running: CaseRound, account) -> list[Fact]:
    rows = [
        Fact(_("社区"), str(case.now.community)),
        Fact(_("承办单位"), case.now.holder.name),
        Fact(_("类别"), case.kind_name),
        Fact(_("急缓"), case.get_urgency_display()),
        Fact(_("渠道"), case.get_way_display()),
        Fact(_("提出日期"), case.received_on.isoformat()),
        Fact(_("办理期限"), running.due_on.isoformat()),
    ]
    if running.extended_from:
        rows.append(Fact(_("原期限"), running.extended_from.isoformat(), note=running.extended_why))
    if case.first_asked:
        rows.append(Fact(_("首问责任人"), case.first_asked))
    if case.round:
        rows.append(Fact(_("重办次数"), case.round))
    return rows + _contact(case, account)


def _contact(case: Case, account) -> list[Fact]:
    """In full for whoever has it in hand; others see that there is somebody to call."""
    if case.erased_on:
        return [Fact(_("联系方式"), _("已按期删除（%(day)s）") % {"day": case.erased_on.isoformat()})]
    if not case.name and not case.phone:
        return [Fact(_("联系方式"), _("没有留"))]
    if may_read_contact(account, case):
        return [Fact(_("称呼"), case.name or "—"), Fact(_("联系电话"), case.phone or "—")]
    return [
        Fact(_("称呼"), f"{case.name[:1]}**" if case.name else "—"),
        Fact(_("联系电话"), masked_phone(case.phone) if case.phone else "—"),
    ]


def way(case: Case, *, for_resident: bool = False) -> list[Event]:
    """Every step; the resident reads units and reasons, not the names of workers nor what they noted of a call."""
    found = []
    for one in case.steps.all():
        if for_resident and one.act == Act.CALLED:
            continue
        said = (one.unit_name, one.note) if for_resident else (one.unit_name, one.by_name, one.note)
        body = "　".join(filter(None, said))
        found.append(Event(one.on.isoformat(), one.get_act_display(), body, tone=TONES.get(Act(one.act), "")))
    return found


def acts(case: Case, account) -> set[str]:
    """What the account can do with it now."""
    if case.state == CaseState.OFFERED and may_receive.test(account, case):
        return {"take_over", "hand_back"}
    if not may_work_on.test(account, case):
        return set()
    if case.state == CaseState.OFFERED:
        return {"recall"}
    if case.state == CaseState.ANSWERED:
        return {"call_back"}
    running = case.rounds.get(number=case.round)
    in_time = {"extend", "sort"} if today() <= running.due_on else {"sort"}
    found = {"answer", "hand_on", *in_time} - ({"extend"} if running.extended_from else set())
    return found | ({"accept"} if case.state == CaseState.RECEIVED else set())


def own_or_404(code: str) -> Case:
    """By the code of the resident."""
    found = (
        standing(today()).filter(code_print=print_of(code)).select_related("now__community", "now__holder")
    )
    case = found.first()
    if case is None:
        raise Http404
    return case


def exists(code: str) -> bool:
    return Case.objects.filter(code_print=print_of(code)).exists()


def can_reopen(case: Case, last: CaseRound) -> date | None:
    """The last day on which the resident can ask for it again; None when it is open or too late."""
    if case.state != CaseState.ANSWERED or last.answered_on is None:
        return None
    until = reopens_until(last)
    return until if today() <= until else None


def page_of(case: Case) -> str:
    return reverse("case", args=[case.pk])
