"""A community's money: the budget set from above, vouchers with four eyes, accounts signed and posted."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.commands.evidence import attest
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import canonical, digest, record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands.timing import must_exist
from jiceng.organisations.enums import TERRITORIES, Kind
from jiceng.organisations.models import Organisation
from jiceng.resources import ledger
from jiceng.resources.enums import Direction, VoucherState
from jiceng.resources.models import BudgetLine, FundAccount, FundSignature, Voucher
from jiceng.resources.queries.funds import booked, table_of
from jiceng.resources.rules import may_approve_funds, may_budget, may_record_funds, may_supervise_funds

SIGNATURES = 2  # supervisors who have looked at an account before it is posted (house rule)


@dataclass(frozen=True)
class LineFacts:
    """Year, purpose, source, the day by which it is due, yuan."""

    year: int
    purpose: str
    source: str
    due_on: date
    amount: Decimal


@transaction.atomic
def plan_line(*, by, community: Organisation, facts: LineFacts) -> BudgetLine:
    must(by, may_budget, community, _("无权安排这个社区的预算。"))
    if community.kind not in TERRITORIES:
        raise ImpossibleError(_("预算只安排给社区。"))
    must_exist(community, today())
    if facts.amount <= 0 or not facts.purpose.strip():
        raise ImpossibleError(_("请填项目和大于零的金额。"))
    same = BudgetLine.objects.filter(community=community, year=facts.year, dropped_on=None)
    if same.filter(purpose=facts.purpose.strip(), source=facts.source).exists():
        raise ImpossibleError(_("这一年已经有同来源的“%(name)s”。") % {"name": facts.purpose.strip()})
    row = BudgetLine.objects.create(
        community=community, **{**asdict(facts), "purpose": facts.purpose.strip()[:80]}
    )
    record(by=by, verb="resources.plan_line", target=row, after=asdict(facts))
    return row


@transaction.atomic
def drop_line(*, by, line: BudgetLine, why: str) -> BudgetLine:
    """No longer expected; refused once money came or went under it."""
    row = BudgetLine.objects.select_for_update(of=("self",)).select_related("community").get(pk=line.pk)
    must(by, may_budget, row.community, _("无权安排这个社区的预算。"))
    if row.dropped_on or row.vouchers.exclude(state=VoucherState.REFUSED).exists():
        raise ImpossibleError(_("已经取消，或已有收支，不能取消。"))
    if not why.strip():
        raise ImpossibleError(_("请写理由。"))
    row.dropped_on, row.dropped_why = today(), why.strip()[:200]
    row.save(update_fields=["dropped_on", "dropped_why"])
    record(by=by, verb="resources.drop_line", target=row, why=why)
    return row


@dataclass(frozen=True)
class VoucherFacts:
    """Money in or out, on which day, how much, what for, with whom, who decided, under which line."""

    direction: str
    on: date
    amount: Decimal
    purpose: str
    payee: str
    decided: str
    line: BudgetLine | None = None


@transaction.atomic
def record_voucher(*, by, community: Organisation, facts: VoucherFacts) -> Voucher:
    """It counts once somebody else approves it. Refused: a day to come, or of a quarter whose account is drawn up."""
    must(by, may_record_funds, community, _("无权登记这个社区的收支。"))
    if facts.amount <= 0 or not all(one.strip() for one in (facts.purpose, facts.payee, facts.decided)):
        raise ImpossibleError(_("请填金额、用途、对方和谁决定。"))
    if facts.line is not None and (facts.line.community_id != community.pk or facts.line.dropped_on):
        raise ImpossibleError(_("这个预算项目不属于这个社区，或已经取消。"))
    _must_be_open(community, facts.on)
    row = Voucher.objects.create(community=community, recorded_by=by, **vars(facts))
    _note(by, "resources.record_voucher", row)
    return row


def _must_be_open(community: Organisation, on: date) -> None:
    """Whoever books, approves or draws up for the community at once waits here."""
    Organisation.objects.select_for_update().get(pk=community.pk)
    if on > today():
        raise ImpossibleError(_("日期不能晚于今天。"))
    year, quarter = ledger.quarter_of(on)
    later = FundAccount.objects.filter(community=community, year__gte=year)
    if any((one.year, one.quarter) >= (year, quarter) for one in later):
        raise ImpossibleError(_("这个季度的账目已经编制，请用以后的日期登记。"))


def _note(by, verb: str, row: Voucher, why: str = "") -> None:
    after = {"direction": row.direction, "amount": row.amount, "on": row.on, "state": row.state}
    record(by=by, verb=verb, target=row, why=why, after=after)


@transaction.atomic
def counter_voucher(*, by, voucher: Voucher, why: str) -> Voucher:
    """A wrong voucher is taken back by one that says so; it, too, needs another's approval."""
    must(by, may_record_funds, voucher.community, _("无权登记这个社区的收支。"))
    _must_be_open(voucher.community, today())
    row = Voucher.objects.select_for_update(of=("self",)).get(pk=voucher.pk)
    if row.state != VoucherState.APPROVED or row.counters_id:
        raise ImpossibleError(_("只有已经生效的收支可以冲销。"))
    if Voucher.objects.filter(counters=row).exists():
        raise ImpossibleError(_("这笔收支已经冲销。"))
    if not why.strip():
        raise ImpossibleError(_("请写理由。"))
    copied = {
        name: getattr(row, name) for name in ("community_id", "line_id", "direction", "amount", "payee")
    }
    purpose = _("冲销：%(purpose)s") % {"purpose": row.purpose}
    made = Voucher.objects.create(
        **copied, on=today(), purpose=purpose[:120], decided=why.strip()[:120], counters=row, recorded_by=by
    )
    _note(by, "resources.counter_voucher", made, why)
    return made


@transaction.atomic
def decide_voucher(*, by, voucher: Voucher, agree: bool, why: str = "") -> Voucher:
    """By another than who recorded it. Refused where the money is not there."""
    _must_be_open(voucher.community, voucher.on)
    rows = Voucher.objects.select_for_update(of=("self",)).select_related("community")
    row = rows.get(pk=voucher.pk)
    must(by, may_approve_funds, row.community, _("无权审批这个社区的收支。"))
    if row.state != VoucherState.OPEN:
        raise ImpossibleError(_("这笔收支已经审批。"))
    if by is not None and row.recorded_by_id == by.pk:
        raise ImpossibleError(_("登记的人不能自己审批。"))
    if agree:
        _must_be_there(row)
        row.state, row.approved_by, row.approved_at = VoucherState.APPROVED, by, timezone.now()
    else:
        if not why.strip():
            raise ImpossibleError(_("请写退回的理由。"))
        row.state, row.refused_why, row.counters = VoucherState.REFUSED, why.strip()[:200], None
    row.save()
    _note(by, "resources.decide_voucher", row, why)
    return row


def _must_be_there(row: Voucher) -> None:
    out = (row.direction == Direction.SPENDING) != bool(row.counters_id)
    there = ledger.balance(booked(row.community), today())
    if out and there < row.amount:
        raise ImpossibleError(_("余额%(there)s元，不够付这一笔。") % {"there": f"{there:,.2f}"})


@transaction.atomic
def draw_up_account(*, by, community: Organisation, year: int, quarter: int) -> FundAccount:
    """The account of a quarter that is over, from its approved vouchers; nothing of the quarter may still wait."""
    must(by, may_approve_funds, community, _("无权编制这个社区的账目。"))
    Organisation.objects.select_for_update().get(pk=community.pk)
    _first, last = ledger.span(year, quarter)
    if last >= today():
        raise ImpossibleError(_("季度结束后才能编制账目。"))
    if FundAccount.objects.filter(community=community, year=year, quarter=quarter).exists():
        raise ImpossibleError(_("这个季度的账目已经编制。"))
    waiting = Voucher.objects.filter(community=community, state=VoucherState.OPEN, on__lte=last).count()
    if waiting:
        said = ngettext("还有%(count)d笔收支没有审批。", "还有%(count)d笔收支没有审批。", waiting)
        raise ImpossibleError(said % {"count": waiting})
    table = table_of(community, year, quarter)
    row = FundAccount.objects.create(
        community=community,
        year=year,
        quarter=quarter,
        table=table,
        sha256=digest(canonical(table), "sha256"),
        drawn_up_on=today(),
        drawn_up_by=by,
    )
    record(by=by, verb="resources.draw_up_account", target=row, after={"sha256": row.sha256})
    return row


@transaction.atomic
def sign_account(*, by, account: FundAccount, name: str = "") -> FundSignature:
    """By a supervisor who neither recorded nor approved anything in it. `name` where the system itself enters paper."""
    row = FundAccount.objects.select_for_update(of=("self",)).select_related("community").get(pk=account.pk)
    must(by, may_supervise_funds, row.community, _("只有居务监督人员签字。"))
    if row.posted_on:
        raise ImpossibleError(_("账目已经公布。"))
    first, last = ledger.span(row.year, row.quarter)
    handled = Voucher.objects.filter(community=row.community, on__gte=first, on__lte=last)
    hands = {one for pair in handled.values_list("recorded_by", "approved_by") for one in pair if one}
    if by is not None and by.pk in hands:
        raise ImpossibleError(_("登记或审批过这些收支的人不能签字。"))
    name = str(by or name)[:120]
    if row.signatures.filter(name=name).exists():
        raise ImpossibleError(_("您已经签过字。"))
    made = FundSignature.objects.create(account=row, signed_by=by, name=name)
    record(by=by, verb="resources.sign_account", target=row)
    return made


@transaction.atomic
def post_account(*, by, account: FundAccount, on: date | None = None) -> FundAccount:
    """Shown to everybody from now on, without names; evidence that the committee published its accounts.

    Source: Organic Law of Urban Residents' Committees (2025), openness; quarter and signatures are the house's rule.
    """
    row = FundAccount.objects.select_for_update(of=("self",)).select_related("community").get(pk=account.pk)
    must(by, may_approve_funds, row.community, _("无权公布这个社区的账目。"))
    if row.posted_on:
        raise ImpossibleError(_("账目已经公布。"))
    if row.signatures.count() < SIGNATURES:
        said = ngettext("还要%(count)d名监督人员签字。", "还要%(count)d名监督人员签字。", SIGNATURES)
        raise ImpossibleError(said % {"count": SIGNATURES - row.signatures.count()})
    row.posted_on = on or today()
    row.save(update_fields=["posted_on"])
    for committee in committees_of(row.community, row.posted_on):
        attest(
            kind="openness.accounts",
            organisation=committee,
            on=row.posted_on,
            source=row,
            source_url=reverse("open_account", args=[row.slug]),
            marks=["supervisors", "board"],
        )
    record(by=by, verb="resources.post_account", target=row, after={"posted_on": row.posted_on})
    return row


def committees_of(community: Organisation, on: date) -> list[Organisation]:
    """The residents' committee that serves the community; an old committee is one itself."""
    if community.kind == Kind.OLD_RESIDENTS_COMMITTEE:
        return [community]
    return list(Organisation.objects.on(on).filter(kind=Kind.RESIDENTS_COMMITTEE, territory=community))
