"""The county sets what posts are paid; what was paid is recorded month by month, and annulled with a reason."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.resources.models import PayBatch, Payment, PayStandard
from jiceng.resources.pay import month_of
from jiceng.resources.queries.wages import month_sheet
from jiceng.resources.rules import may_pay, may_set_pay


@dataclass(frozen=True)
class PayFacts:
    """Kind of post, yuan a month, yuan for holding a further post, who is to pay, by which document."""

    kind: str
    monthly: Decimal
    both: Decimal
    payer: str
    basis: str


@transaction.atomic
def set_pay(*, by, on: date, facts: PayFacts) -> PayStandard:
    """From the day on; a standard of that very day is put right. What is due is reckoned anew, what was paid stays."""
    must(by, may_set_pay, None, _("无权制定工资标准。"))
    if facts.monthly < 0 or facts.both < 0:
        raise ImpossibleError(_("工资不能是负数。"))
    if not facts.basis.strip():
        raise ImpossibleError(_("请填依据。"))
    rows = PayStandard.objects.select_for_update().filter(kind=facts.kind, valid_from=on)
    row = rows.first() or PayStandard(kind=facts.kind, valid_from=on)
    before = {name: getattr(row, name) for name in asdict(facts)} if row.pk else None
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.save()
    record(
        by=by, verb="resources.set_pay", target=row, before=before, after={"valid_from": on, **asdict(facts)}
    )
    return row


@dataclass(frozen=True)
class PaidFacts:
    """For which month (its first day), on which day, by whom, with a note."""

    month: date
    paid_on: date
    payer: str
    note: str = ""


@transaction.atomic
def pay_month(*, by, community: Organisation, facts: PaidFacts, amounts: Mapping[int, Decimal]) -> PayBatch:
    """Record what people (by number) were paid for the month. Refused: who has no pay in the month, and more than is
    still owed. The record bears the sum, not the single amounts."""
    must(by, may_pay, community, _("无权登记这个社区的工资发放。"))
    Organisation.objects.select_for_update().get(pk=community.pk)
    if facts.month != month_of(facts.month) or facts.month > today() or facts.paid_on > today():
        raise ImpossibleError(_("不能登记还没到的月份和日期。"))
    paid = {person: amount for person, amount in amounts.items() if amount}
    if not paid:
        raise ImpossibleError(_("至少填一个人的金额。"))
    owed = {one.person_id: one for one in month_sheet(community, facts.month)}
    for person, amount in paid.items():
        line = owed.get(person)
        if line is None:
            raise ImpossibleError(_("名单里有人这个月没有应发工资。"))
        if amount < 0 or amount > line.owed:
            words = {"name": line.name, "owed": f"{line.owed:,.2f}"}
            raise ImpossibleError(_("%(name)s这个月还欠%(owed)s元，不能多发。") % words)
    row = PayBatch.objects.create(community=community, made_by=by, **asdict(facts))
    Payment.objects.bulk_create(
        Payment(batch=row, person_id=person, amount=amount) for person, amount in sorted(paid.items())
    )
    after = {"people": len(paid), "total": sum(paid.values(), Decimal(0)), "paid_on": facts.paid_on}
    record(by=by, verb="resources.pay_month", target=row, after=after)
    return row


@transaction.atomic
def annul_pay(*, by, batch: PayBatch, why: str) -> PayBatch:
    """It was recorded wrongly: all of it counts no more."""
    row = PayBatch.objects.select_for_update(of=("self",)).select_related("community").get(pk=batch.pk)
    must(by, may_pay, row.community, _("无权登记这个社区的工资发放。"))
    if row.annulled_at:
        raise ImpossibleError(_("这次发放已经作废。"))
    if not why.strip():
        raise ImpossibleError(_("请写理由。"))
    row.annulled_at, row.annulled_why = timezone.now(), why.strip()[:200]
    row.save(update_fields=["annulled_at", "annulled_why"])
    record(by=by, verb="resources.annul_pay", target=row, why=why)
    return row
