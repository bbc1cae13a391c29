"""Incoming papers within what the account may read: the register, what is late, what may be done with one."""

from datetime import date

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Value
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.documents import rules
from jiceng.documents.enums import Right
from jiceng.documents.enums_incoming import IncomingState, Need
from jiceng.documents.models import Hand, Incoming
from jiceng.documents.rules import came, worked_at
from jiceng.kernel.components import Fact, Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import today
from jiceng.kernel.search import Hit
from jiceng.kernel.search import matching as matching_text
from jiceng.organisations.models import Organisation

SHOWN = 5
OPEN = (IncomingState.REGISTERED, IncomingState.PROPOSED, IncomingState.INSTRUCTED, IncomingState.HANDED)
LIGHTS = {"registered": "soon", "closed": "done", "refused": "none"}


def incoming(*, seen_by) -> QuerySet[Incoming]:
    return came(seen_by).select_related("organisation", "recipient__document")


def incoming_on(*, seen_by, as_of: date) -> QuerySet[Incoming]:
    """What had come by the day; with `as_of`."""
    rows = incoming(seen_by=seen_by).filter(received_on__lte=as_of)
    return rows.annotate(as_of=Value(as_of, output_field=DateField()))


def incoming_or_404(pk: int, *, seen_by, right: str = Right.SEE) -> Incoming:
    """One that the account may read; for another right only of an office where the account holds it."""
    rows = incoming(seen_by=seen_by)
    if right != Right.SEE:
        rows = rows.filter(organisation__in=worked_at(seen_by, right).order_by().values("pk"))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def hand_or_404(pk: int, *, seen_by, chasing: bool = False) -> Hand:
    """One of the account's own unit, or with `chasing` of the office that handed it on."""
    mine = worked_at(seen_by, Right.RECEIVE).order_by().values("pk")
    where = Q(incoming__organisation__in=mine) if chasing else Q(unit__in=mine)
    found = Hand.objects.filter(where, pk=pk).select_related("incoming", "unit").first()
    if found is None:
        raise Http404
    return found


def registering(*, seen_by) -> list[Organisation]:
    """Offices for which the account may sign for papers; at most thirty."""
    return list(worked_at(seen_by, Right.RECEIVE).on(today()).order_by("code", "pinyin")[:30])


def office_or_404(pk: int, *, seen_by) -> Organisation:
    found = worked_at(seen_by, Right.RECEIVE).on(today()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def waiting_for(*, seen_by) -> QuerySet[Incoming]:
    """What the account itself does next: propose, instruct, hand on, close, or answer."""

    def at(right):
        return worked_at(seen_by, right).order_by().values("pk")

    open_hands = Hand.objects.filter(incoming=OuterRef("pk"), answered_on=None)
    own = Hand.objects.filter(incoming=OuterRef("pk"), answered_on=None, unit__in=at(Right.RECEIVE))
    found = (
        Q(state__in=(IncomingState.REGISTERED, IncomingState.INSTRUCTED), organisation__in=at(Right.RECEIVE))
        | Q(state=IncomingState.PROPOSED, organisation__in=at(Right.AGREE))
        | Q(state=IncomingState.HANDED) & Q(Exists(own))
        | Q(state=IncomingState.HANDED, organisation__in=at(Right.RECEIVE)) & ~Q(Exists(open_hands))
    )
    return incoming(seen_by=seen_by).filter(found)


def late(*, seen_by, as_of: date) -> QuerySet[Incoming]:
    """Past its day and not closed, or with a unit past its day."""
    tardy = Hand.objects.filter(incoming=OuterRef("pk"), answered_on=None, due_on__lt=as_of)
    return incoming(seen_by=seen_by).filter(Q(due_on__lt=as_of) | Q(Exists(tardy)), state__in=OPEN)


def light_of(row: Incoming, as_of: date) -> tuple[str, str]:
    """State in colour and word; a day that passed is red."""
    later = row.closed_on is not None and row.closed_on > as_of
    if (later or row.state in OPEN) and row.due_on and row.due_on < as_of:
        return "late", _("超过期限")
    if later:
        return "info", _("办理中")
    if row.state == IncomingState.HANDED and row.need == Need.READ:
        return "info", _("传阅中")
    return LIGHTS.get(row.state, "info"), row.get_state_display()


def hand_light(one: Hand, as_of: date, need: str = Need.ACT) -> tuple[str, str]:
    """Of a unit that handles it, or to which a paper to read went round."""
    reads = need == Need.READ
    if one.answered_on:
        return "done", _("已阅") if reads else _("已答复")
    return ("late", _("逾期")) if one.due_on < as_of else ("soon", _("待阅") if reads else _("办理中"))


def figures(*, seen_by, as_of: date) -> list[Figure]:
    listed = reverse("incoming_papers")
    todo, tardy = waiting_for(seen_by=seen_by).count(), late(seen_by=seen_by, as_of=as_of).count()
    year = incoming(seen_by=seen_by).filter(year=as_of.year).count()
    return [
        Figure(_("待我办理"), todo, url=f"{listed}?mine=do", tone="soon" if todo else ""),
        Figure(_("逾期"), tardy, url=f"{listed}?mine=late", tone="late" if tardy else ""),
        Figure(_("今年收文"), year),
    ]


def facts(row: Incoming) -> list[Fact]:
    paper = row.document
    rows = [
        Fact(_("收文编号"), row.register_number),
        Fact(_("收文单位"), row.organisation.name),
        Fact(_("来文单位"), row.sender),
        Fact(_("来文字号"), row.number or "—", reverse("document", args=[paper.pk]) if paper else ""),
        Fact(_("签收"), f"{row.received_on.isoformat()} {row.received_by}"),
        Fact(_("份数"), row.copies),
    ]
    if row.urgency:
        rows.append(Fact(_("紧急程度"), row.get_urgency_display()))
    if row.need:
        rows.append(Fact(_("办理要求"), row.get_need_display()))
    if row.due_on:
        rows.append(Fact(_("办理期限"), row.due_on.isoformat()))
    if row.result:
        rows.append(Fact(_("办理结果"), row.result))
    return rows


def acts(row: Incoming, account) -> set[str]:
    """What the account may do with the paper now."""
    state, found = row.state, set()
    desk = rules.may_receive.test(account, row)
    if desk and state == IncomingState.REGISTERED:
        found |= {"propose", "refuse"}
    if desk and state in {IncomingState.PROPOSED, IncomingState.INSTRUCTED, IncomingState.HANDED}:
        found.add("hand_on")
        found |= {"close"} if not row.hands.filter(answered_on=None).exists() else set()
    if desk and state == IncomingState.HANDED:
        found.add("urge")
    if rules.may_agree.test(account, row) and state in {IncomingState.PROPOSED, IncomingState.INSTRUCTED}:
        found.add("instruct")
    return found | ({"opine"} if state in OPEN else set())


def answerable(row: Incoming, *, seen_by) -> list[Hand]:
    """Hands of the account's own units that wait for an answer."""
    if row.state != IncomingState.HANDED:
        return []
    mine = worked_at(seen_by, Right.RECEIVE).order_by().values("pk")
    return list(row.hands.filter(unit__in=mine, answered_on=None).select_related("unit"))


def waiting_card(*, seen_by, as_of: date) -> Card | None:
    rows = waiting_for(seen_by=seen_by)
    count = rows.count()
    if not count:
        return None
    shown = [
        Row(one.title, reverse("incoming_paper", args=[one.pk]), *light_of(one, as_of))
        for one in rows.order_by("due_on", "pk")[:SHOWN]
    ]
    tone = "late" if any(one.light == "late" for one in shown) else "soon"
    return Card(_("待办来文"), shown, count, f"{reverse('incoming_papers')}?mine=do", tone=tone)


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    rows = came(seen_by).filter(matching_text(text, name="title", pinyin="pinyin", initials="initials"))
    return [
        Hit(one.title, reverse("incoming_paper", args=[one.pk]), one.register_number, "inbox-arrow-down")
        for one in rows[:limit]
    ]
