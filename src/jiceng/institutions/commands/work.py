"""The plain work record: what no other part of the site records yet, once, by the person who did it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.institutions import kinds
from jiceng.institutions.commands.evidence import annul, attest
from jiceng.institutions.models import Duty, WorkRecord
from jiceng.institutions.rules import may_record_work
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


@transaction.atomic
def record_work(
    *,
    by,
    kind: str,
    organisation: Organisation,
    on: date,
    title: str,
    text: str = "",
    amount: int = 1,
    person: Person | None = None,
    subject: str = "",
    marks: Iterable[str] = (),
    entitled: int = 0,
    present: int = 0,
) -> WorkRecord:
    """Keep a piece of work of a known kind; it is evidence from now on. Refused: a day to come, a kind that has a page
    of its own."""
    must(by, may_record_work, organisation, _("无权为这个组织登记工作。"))
    known = kinds.of(kind)
    if known is None or known.action is not None:
        raise ImpossibleError(_("这类工作在别处登记。"))
    if on > today():
        raise ImpossibleError(_("日期不能晚于今天。"))
    work = WorkRecord.objects.create(
        kind=kind,
        organisation=organisation,
        person=person,
        on=on,
        title=title,
        text=text,
        amount=amount,
        subject=subject,
        marks=sorted(set(marks)),
        written_by=by,
    )
    after = {"kind": kind, "organisation": organisation.pk, "on": on, "amount": amount}
    record(by=by, verb="institutions.record_work", target=work, after=after)
    attest(
        kind=kind,
        organisation=organisation,
        on=on,
        source=work,
        source_url=reverse("work_record", args=[work.pk]),
        person=person,
        amount=amount,
        subject=subject,
        marks=work.marks,
        entitled=entitled,
        present=present,
    )
    return work


@transaction.atomic
def annul_work(*, by, work: WorkRecord, why: str) -> WorkRecord:
    """The record was wrong: it stays readable, counts no more, and what it fulfilled is open again."""
    must(by, may_record_work, work.organisation, _("无权作废这条记录。"))
    if work.annulled_at is not None:
        raise ImpossibleError(_("这条记录已经作废。"))
    work.annulled_at, work.annulled_why = timezone.now(), why
    work.save(update_fields=["annulled_at", "annulled_why"])
    record(by=by, verb="institutions.annul_work", target=work, why=why)
    annul(source=work, why=why)
    return work


def record_for(*, by, duty: Duty, **values) -> WorkRecord:
    """Work for a duty: kind, unit, holder and matter come from it. Refused: a day outside its time."""
    on = values["on"]
    if on < duty.opens_on or (duty.closes_on and on >= duty.closes_on):
        raise ImpossibleError(
            _("这项职责的时段是%(start)s至%(end)s。")
            % {
                "start": duty.opens_on.isoformat(),
                "end": (duty.closes_on - timedelta(days=1)).isoformat() if duty.closes_on else _("完成为止"),
            }
        )
    person = duty.term.person if duty.term_id else getattr(by, "person", None)
    return record_work(
        by=by,
        kind=duty.obligation.evidence,
        organisation=duty.organisation,
        person=person,
        subject=duty.subject,
        **values,
    )
