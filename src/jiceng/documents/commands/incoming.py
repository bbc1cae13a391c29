"""An incoming paper: signed for and registered, or sent back; proposed upon, instructed, handed on, urged, answered."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jiceng.documents.body import clean
from jiceng.documents.commands.issuing import receive
from jiceng.documents.commands.state import must_stay_out, name_of
from jiceng.documents.enums_incoming import IncomingAct, IncomingState, Need
from jiceng.documents.models import Hand, Incoming, IncomingFile, IncomingStep, Recipient
from jiceng.documents.rules import may_agree, may_read_incoming, may_receive
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.kernel.uploads import accepted
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation

OPEN = (
    IncomingState.REGISTERED,
    IncomingState.PROPOSED,
    IncomingState.INSTRUCTED,
    IncomingState.HANDED,
)


@dataclass(frozen=True)
class NewIncoming:
    """What the clerk enters of a paper; `text` as it was typed or copied."""

    sender: str
    title: str
    number: str = ""
    text: str = ""
    urgency: str = ""
    copies: int = 1
    received_on: date | None = None


@dataclass(frozen=True)
class HandOn:
    """A unit to handle the paper; the first of several leads."""

    unit: Organisation
    due_on: date


def _step(by, row: Incoming, act: str, opinion: str = "", on: date | None = None) -> IncomingStep:
    must_stay_out(opinion)
    return IncomingStep.objects.create(
        incoming=row, act=act, on=on or today(), by_name=name_of(by), opinion=opinion.strip()[:1000]
    )


def _locked(row: Incoming, *states: str) -> Incoming:
    rows = Incoming.objects.select_for_update(of=("self",)).select_related("organisation")
    found = rows.get(pk=row.pk)
    if found.state not in states:
        raise ImpossibleError(_("来文%(state)s，不能这样办理。") % {"state": found.get_state_display()})
    return found


def _moved(by, row: Incoming, state: str, act: str, opinion: str, on: date | None = None) -> Incoming:
    before, row.state = row.state, state
    row.save()
    _step(by, row, act, opinion, on)
    record(
        by=by,
        verb=f"documents.incoming_{act}",
        target=row,
        why=opinion[:300],
        before={"state": before},
        after={"state": state},
    )
    return row


@transaction.atomic
def register_incoming(
    *, by, organisation: Organisation, new: NewIncoming, files: tuple = (), on: date | None = None
) -> Incoming:
    """Sign for a paper from outside and give it its number in the register. A paper marked secret is refused, in its
    words or in those of a file that can be read."""
    must(by, may_receive, organisation, _("无权为这个单位签收登记。"))
    if not new.title.strip() or not new.sender.strip():
        raise ImpossibleError(_("请填来文单位和标题。"))
    taken = [(upload, accepted(upload)) for upload in files]
    must_stay_out(new.title, new.text)
    day = new.received_on or on or today()
    if day > (on or today()):
        raise ImpossibleError(_("签收日期不能晚于今天。"))
    row = _entered(by, organisation, new, day)
    for upload, kept in {kept.sha256: (upload, kept) for upload, kept in taken}.values():
        upload.name = kept.kept_as
        IncomingFile.objects.create(
            incoming=row, name=kept.name, file=upload, size=kept.size, sha256=kept.sha256
        )
    return row


@transaction.atomic
def register_received(*, by, recipient: Recipient) -> Incoming:
    """Sign for a paper issued on this site and register it, without typing anything again."""
    receive(by=by, recipient=recipient)
    held = Recipient.objects.select_related("document__organisation", "document__series", "organisation")
    row = held.get(pk=recipient.pk)
    if Incoming.objects.filter(recipient=row).exists():
        raise ImpossibleError(_("这份来文已经登记。"))
    paper = row.document
    new = NewIncoming(paper.organisation.name, paper.title, paper.number_text, urgency=paper.urgency)
    return _entered(by, row.organisation, new, today(), row)


def _entered(by, organisation, new: NewIncoming, day: date, recipient: Recipient | None = None) -> Incoming:
    # Numbers of a year stand in one row after the other: whoever registers holds the office's row meanwhile.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    number = "".join(new.number.split())[:60]
    sender, title = " ".join(new.sender.split())[:120], " ".join(new.title.split())[:200]
    own = Incoming.objects.filter(organisation=organisation)
    if number and (twin := own.filter(sender=sender, number=number).first()):
        raise ImpossibleError(_("这份来文已经登记为%(number)s。") % {"number": twin.register_number})
    last = own.filter(year=day.year).aggregate(last=Max("serial"))["last"] or 0
    row = Incoming.objects.create(
        organisation=organisation,
        year=day.year,
        serial=last + 1,
        recipient=recipient,
        sender=sender,
        number=number,
        title=title,
        pinyin=spelled(title)[:1200],
        initials=initials(title)[:200],
        text=clean(new.text),
        urgency=new.urgency,
        copies=new.copies,
        received_on=day,
        received_by=name_of(by),
        made_by=by,
    )
    _step(by, row, IncomingAct.REGISTERED, row.register_number, day)
    record(by=by, verb="documents.incoming_registered", target=row, after={"number": row.register_number})
    return row


@transaction.atomic
def refuse_incoming(*, by, incoming: Incoming, why: str) -> Incoming:
    """Back to who sent it: not ours to handle, wrong kind, not signed."""
    must(by, may_receive, incoming, _("无权退回来文。"))
    row = _locked(incoming, IncomingState.REGISTERED)
    if not why.strip():
        raise ImpossibleError(_("请写明退文的理由。"))
    row.closed_on, row.result = today(), why.strip()[:500]
    return _moved(by, row, IncomingState.REFUSED, IncomingAct.REFUSED, why)


@transaction.atomic
def propose(*, by, incoming: Incoming, need: str, opinion: str, due_on: date | None = None) -> Incoming:
    """The office says what should be done, by when."""
    must(by, may_receive, incoming, _("无权拟办。"))
    row = _locked(incoming, IncomingState.REGISTERED, IncomingState.PROPOSED)
    if not opinion.strip():
        raise ImpossibleError(_("请写拟办意见。"))
    if need == Need.ACT and due_on is None:
        raise ImpossibleError(_("办件要写明办理期限。"))
    if due_on and due_on < row.received_on:
        raise ImpossibleError(_("办理期限不能早于签收日期。"))
    row.need, row.due_on = need, due_on
    return _moved(by, row, IncomingState.PROPOSED, IncomingAct.PROPOSED, opinion)


@transaction.atomic
def instruct(*, by, incoming: Incoming, opinion: str) -> Incoming:
    """The head decides upon the proposal."""
    must(by, may_agree, incoming, _("只有单位负责人可以批示。"))
    row = _locked(incoming, IncomingState.PROPOSED, IncomingState.INSTRUCTED, IncomingState.HANDED)
    if not opinion.strip():
        raise ImpossibleError(_("请写批示意见。"))
    state = IncomingState.HANDED if row.state == IncomingState.HANDED else IncomingState.INSTRUCTED
    return _moved(by, row, state, IncomingAct.INSTRUCTED, opinion)


@transaction.atomic
def hand_on(*, by, incoming: Incoming, to: list[HandOn], opinion: str = "") -> Incoming:
    """To the units that handle it, the first leads; a paper to read goes round among them. More may be added."""
    must(by, may_receive, incoming, _("无权交办来文。"))
    row = _locked(incoming, IncomingState.PROPOSED, IncomingState.INSTRUCTED, IncomingState.HANDED)
    if not to:
        raise ImpossibleError(_("请选单位。"))
    there = set(row.hands.values_list("unit", flat=True))
    if again := [str(one.unit) for one in to if one.unit.pk in there]:
        raise ImpossibleError(_("%(units)s已在承办。") % {"units": "、".join(again)})
    for one in to:
        if one.due_on < today():
            raise ImpossibleError(_("期限不能早于今天。"))
        if row.due_on and one.due_on > row.due_on:
            raise ImpossibleError(_("期限不能晚于来文的办理期限%(day)s。") % {"day": row.due_on.isoformat()})
    to_read = row.need == Need.READ
    leads = not there and not to_read
    Hand.objects.bulk_create(
        Hand(incoming=row, unit=one.unit, lead=leads and number == 0, due_on=one.due_on)
        for number, one in enumerate(to)
    )
    names = "、".join(one.unit.name for one in to)
    act = IncomingAct.CIRCULATED if to_read else IncomingAct.HANDED
    return _moved(by, row, IncomingState.HANDED, act, f"{names} {opinion}".strip())


@transaction.atomic
def urge_hand(*, by, hand: Hand) -> Hand:
    """Chase a unit; once a day is enough."""
    must(by, may_receive, hand.incoming, _("无权催办。"))
    row = _locked(hand.incoming, IncomingState.HANDED)
    held = row.hands.select_related("unit").get(pk=hand.pk)
    if held.answered_on:
        raise ImpossibleError(_("%(unit)s已经答复。") % {"unit": held.unit})
    if held.urged_on == today():
        raise ImpossibleError(_("今天已经催办过。"))
    held.urged_on = today()
    held.save(update_fields=["urged_on"])
    _step(by, row, IncomingAct.URGED, held.unit.name)
    record(by=by, verb="documents.incoming_urged", target=row, after={"unit": held.unit.name})
    return held


@transaction.atomic
def answer_hand(*, by, hand: Hand, text: str) -> Hand:
    """A unit answers what it did, or that it read what was circulated; again replaces nothing."""
    must(by, may_receive, hand.unit, _("只有承办单位可以答复。"))
    row = _locked(hand.incoming, IncomingState.HANDED)
    held = row.hands.select_related("unit").get(pk=hand.pk)
    if row.need == Need.READ:
        text = text.strip() or _("已阅")
    if not text.strip():
        raise ImpossibleError(_("请写办理情况。"))
    if held.answered_on:
        raise ImpossibleError(_("%(unit)s已经答复。") % {"unit": held.unit})
    held.answer, held.answered_on = text.strip()[:1000], today()
    held.save(update_fields=["answer", "answered_on"])
    act = IncomingAct.READ if row.need == Need.READ else IncomingAct.ANSWERED
    _step(by, row, act, f"{held.unit.name}：{text}")
    record(by=by, verb="documents.incoming_answered", target=row, after={"unit": held.unit.name})
    return held


@transaction.atomic
def opine(*, by, incoming: Incoming, opinion: str) -> IncomingStep:
    """Whoever may read the paper leaves a word on the sheet."""
    must(by, may_read_incoming, incoming, _("无权查看这份来文。"))
    row = _locked(incoming, *OPEN)
    if not opinion.strip():
        raise ImpossibleError(_("请写意见。"))
    step = _step(by, row, IncomingAct.READ, opinion)
    record(by=by, verb="documents.incoming_read", target=row)
    return step


@transaction.atomic
def close_incoming(*, by, incoming: Incoming, result: str) -> Incoming:
    """Answered to the sender or read by those concerned; every unit has answered, or none was asked."""
    must(by, may_receive, incoming, _("无权办结来文。"))
    row = _locked(incoming, IncomingState.PROPOSED, IncomingState.INSTRUCTED, IncomingState.HANDED)
    if not result.strip():
        raise ImpossibleError(_("请写办理结果。"))
    waiting = row.hands.filter(answered_on=None).select_related("unit")
    if names := [one.unit.name for one in waiting]:
        raise ImpossibleError(_("%(units)s还没有答复。") % {"units": "、".join(names)})
    row.closed_on, row.result = today(), result.strip()[:500]
    return _moved(by, row, IncomingState.CLOSED, IncomingAct.CLOSED, result)
