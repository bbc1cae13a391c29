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
from jiceng.institutions.queries.happenings import happenings
from jiceng.institutions.rules import may_record_work
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of, record
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
    own_matter: bool = False,
) -> WorkRecord:
    """Keep a piece of work of a known kind; it is evidence from now on. Refused: a day to come, a kind that has a page
    of its own. With `own_matter` the record is itself the matter that the duties it calls for are about."""
    must(by, may_record_work, organisation, _("无权为这个组织登记工作。"))
    if not kinds.by_hand(kind):
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
    if own_matter:
        work.subject = f"{kind_of(work)}:{work.pk}"
        work.save(update_fields=["subject"])
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
        subject=work.subject,
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


@transaction.atomic
def record_event(*, by, kind: str, organisation: Organisation, **values) -> WorkRecord:
    """Something happened that an institution answers with a duty, and no page keeps it: written once by who knows of
    it. Refused: a kind that calls for nothing of this unit on the day, the same words of the same day again."""
    on, title = values["on"], values["title"]
    must(by, may_record_work, organisation, _("无权为这个组织登记工作。"))
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if kind not in happenings(organisation, on):
        raise ImpossibleError(_("这一天施行的制度里，这个组织没有由这类事项引起的职责。"))
    same = WorkRecord.objects.filter(kind=kind, organisation=organisation, on=on, title=title)
    if same.filter(annulled_at__isnull=True).exists():
        raise ImpossibleError(_("同一天已经登记过同样的事项。"))
    person = getattr(by, "person", None)
    return record_work(by=by, kind=kind, organisation=organisation, person=person, own_matter=True, **values)


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
