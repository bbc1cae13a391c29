"""What communities were to get, got, spent and have. Computed from approved vouchers, never typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import organisations_on
from jiceng.resources import ledger
from jiceng.resources.enums import Direction, Payer, Right, VoucherState
from jiceng.resources.ledger import NONE, Booked
from jiceng.resources.models import BudgetLine, FundAccount, Voucher
from jiceng.resources.queries.stock import shown
from jiceng.resources.rules import territories_of


def seen(seen_by, as_of: date, right: str = Right.SEE_FUNDS) -> QuerySet[Organisation]:
    return organisations_on(as_of).filter(territories_of(seen_by, right, as_of))


def community_or_404(pk: int, *, seen_by, as_of: date, right: str = Right.SEE_FUNDS) -> Organisation:
    found = seen(seen_by, as_of, right).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _in_reach(rows: QuerySet, pk: int, seen_by, *rights: str):
    """The row, when one of the rights reaches its community."""
    mine = Q(pk__in=[])
    for right in rights:
        mine |= Q(
            community__in=Organisation.objects.filter(territories_of(seen_by, right)).order_by().values("pk")
        )
    found = rows.filter(mine, pk=pk).select_related("community").first()
    if found is None:
        raise Http404
    return found


def voucher_or_404(pk: int, *, seen_by) -> Voucher:
    rows = Voucher.objects.select_related("line", "counters", "recorded_by", "approved_by")
    return _in_reach(rows, pk, seen_by, Right.SEE_FUNDS)


def line_or_404(pk: int, *, seen_by) -> BudgetLine:
    return _in_reach(BudgetLine.objects.all(), pk, seen_by, Right.BUDGET)


def account_or_404(pk: int, *, seen_by) -> FundAccount:
    return _in_reach(FundAccount.objects.all(), pk, seen_by, Right.SEE_FUNDS, Right.SUPERVISE)


def _booked(row: Voucher) -> Booked:
    amount = -row.amount if row.counters_id else row.amount
    return Booked(row.line_id, row.direction == Direction.RECEIPT, amount, row.on)


def booked(community: Organisation, as_of: date | None = None) -> list[Booked]:
    """Approved vouchers of the community up to the day."""
    rows = Voucher.objects.filter(community=community, state=VoucherState.APPROVED)
    return [_booked(one) for one in (rows.filter(on__lte=as_of) if as_of else rows)]


@dataclass(frozen=True)
class LineStands:
    """A budget line on a day, in yuan."""

    line: BudgetLine
    received: Decimal
    spent: Decimal
    as_of: date

    @property
    def missing(self) -> Decimal:
        """Not come yet."""
        return max(self.line.amount - self.received, NONE)

    @property
    def overdue(self) -> Decimal:
        return self.missing if self.line.due_on <= self.as_of else NONE

    @property
    def light(self) -> tuple[str, str]:
        if self.overdue:
            return "late", _("过期未到")
        return ("soon", _("还没到期")) if self.missing else ("done", _("已到账"))


@dataclass(frozen=True)
class Funds:
    """A community's money in a year up to a day; `there` is the balance over all years."""

    pk: int
    name: str
    code: str
    pinyin: str
    initials: str
    lines: list[LineStands]
    received: Decimal
    spent: Decimal
    there: Decimal

    @property
    def budget(self) -> Decimal:
        return sum((one.line.amount for one in self.lines), NONE)

    @property
    def overdue(self) -> Decimal:
        return sum((one.overdue for one in self.lines), NONE)

    @property
    def overdue_yuan(self) -> float:
        """To order by."""
        return float(self.overdue)


def stands(places: QuerySet[Organisation], as_of: date) -> list[Funds]:
    """One for each community, in three queries."""
    places = places.order_by("code", "pk")
    keys = places.order_by().values("pk")
    vouchers = Voucher.objects.filter(community__in=keys, state=VoucherState.APPROVED, on__lte=as_of)
    by_place: dict[int, list[Booked]] = {}
    for one in vouchers:
        by_place.setdefault(one.community_id, []).append(_booked(one))
    budget: dict[int, list[BudgetLine]] = {}
    standing = Q(dropped_on=None) | Q(dropped_on__gt=as_of)
    for line in BudgetLine.objects.filter(standing, community__in=keys, year=as_of.year):
        budget.setdefault(line.community_id, []).append(line)
    return [_stands(one, budget.get(one.pk, ()), by_place.get(one.pk, []), as_of) for one in places]


def _stands(place: Organisation, lines: Iterable[BudgetLine], rows: list[Booked], as_of: date) -> Funds:
    this_year = [one for one in rows if one.on.year == as_of.year]

    def under(line: BudgetLine) -> LineStands:
        mine = [one for one in rows if one.line == line.pk]
        return LineStands(line, ledger.received(mine), ledger.spent(mine), as_of)

    return Funds(
        *(place.pk, place.name_then, place.code, place.pinyin, place.initials),
        lines=[under(line) for line in lines],
        received=ledger.received(this_year),
        spent=ledger.spent(this_year),
        there=ledger.balance(rows, as_of),
    )


def figures(rows: list[Funds], url: str) -> list[Figure]:
    """Of the year up to the day; each opens to the rows behind it."""

    def added(name: str) -> float | None:
        return shown(sum((getattr(one, name) for one in rows), NONE))

    overdue = added("overdue")
    return [
        Figure(_("预算"), added("budget"), _("元"), url),
        Figure(_("今年收到"), added("received"), _("元"), url),
        Figure(_("过期未到"), overdue, _("元"), f"{url}?hole=overdue", "late" if overdue else "done"),
        Figure(_("今年支出"), added("spent"), _("元"), url),
        Figure(_("结余"), added("there"), _("元"), url),
    ]


def table_of(community: Organisation, year: int, quarter: int) -> dict:
    """The account of a quarter as residents read it: yuan as text, by purpose, no names."""
    _first, last = ledger.span(year, quarter)
    found = ledger.quarter_account(booked(community, last), year, quarter)
    lines = BudgetLine.objects.in_bulk([one for one in found.received if one])
    order = sorted(found.received, key=lambda one: (one is None, lines[one].purpose if one else ""))
    return {
        "opening": str(found.opening),
        "closing": str(found.closing),
        "rows": [
            {
                "purpose": lines[one].purpose if one else "",
                "source": lines[one].source if one else "",
                "received": str(found.received[one]),
                "spent": str(found.spent[one]),
            }
            for one in order
        ],
    }


@dataclass(frozen=True)
class AccountRow:
    """A line of a posted account, for reading."""

    purpose: str
    source: str
    received: Decimal
    spent: Decimal


def read_table(account: FundAccount) -> dict:
    """What the account says, as decimals and words."""
    rows = [
        AccountRow(
            one["purpose"] or _("预算外"),
            str(Payer(one["source"]).label) if one["source"] else "",
            Decimal(one["received"]),
            Decimal(one["spent"]),
        )
        for one in account.table["rows"]
    ]
    return {
        "rows": rows,
        "opening": Decimal(account.table["opening"]),
        "closing": Decimal(account.table["closing"]),
        "received": sum((one.received for one in rows), NONE),
        "spent": sum((one.spent for one in rows), NONE),
    }


def quarters_open(community: Organisation, as_of: date) -> list[tuple[int, int]]:
    """Quarters that are over and have vouchers from then or before but no account; oldest first."""
    first = Voucher.objects.filter(community=community, state=VoucherState.APPROVED).order_by("on").first()
    if first is None:
        return []
    done = set(FundAccount.objects.filter(community=community).values_list("year", "quarter"))
    found, (year, quarter) = [], ledger.quarter_of(first.on)
    while ledger.span(year, quarter)[1] < as_of:
        if (year, quarter) not in done:
            found.append((year, quarter))
        year, quarter = ledger.quarter_of(ledger.span(year, quarter)[1] + timedelta(days=1))
    return found


def waiting_card(*, seen_by, as_of: date) -> Card | None:
    """Vouchers that wait for another's approval."""
    mine = Organisation.objects.filter(territories_of(seen_by, Right.APPROVE)).order_by().values("pk")
    rows = Voucher.objects.filter(state=VoucherState.OPEN, community__in=mine)
    found = list(rows.exclude(recorded_by=seen_by).order_by("on", "pk")[:6])
    if not found:
        return None
    shown_rows = [
        Row(
            one.purpose,
            reverse("voucher", args=[one.pk]),
            "soon",
            _("%(money)s元") % {"money": f"{one.amount:,.2f}"},
        )
        for one in found[:5]
    ]
    return Card(_("等您审批的收支"), shown_rows, len(found), tone="soon")


def accounts_seen(*, seen_by, as_of: date) -> QuerySet[FundAccount]:
    """Drawn up by the day, in the reach of whoever sees funds or supervises them."""
    mine = Q(territories_of(seen_by, Right.SEE_FUNDS)) | Q(territories_of(seen_by, Right.SUPERVISE))
    places = Organisation.objects.filter(mine).order_by().values("pk")
    rows = FundAccount.objects.filter(drawn_up_on__lte=as_of, community__in=places).select_related(
        "community"
    )
    return rows.order_by(F("posted_on").desc(nulls_first=True), "-year", "-quarter", "pk")[:200]


def posted(as_of: date) -> QuerySet[FundAccount]:
    """What residents read, the latest first."""
    rows = FundAccount.objects.filter(posted_on__isnull=False, posted_on__lte=as_of)
    return rows.select_related("community").order_by("-year", "-quarter", "community__pinyin")


def public_card(*, as_of: date) -> Card | None:
    """The way to the accounts, where any are posted."""
    count = posted(min(as_of, today())).count()
    if not count:
        return None
    row = Row(_("每个季度收了多少、花在哪里"), reverse("open_accounts"))
    return Card(_("社区收支账目"), [row], count, reverse("open_accounts"))
