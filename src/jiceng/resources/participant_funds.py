"""Money in the reorganisation: what a community has, and what it is still to get, goes to the community after it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.commands.reorganisation.changes import Change, Ref
from jiceng.organisations.commands.reorganisation.design import Design
from jiceng.organisations.commands.reorganisation.participants import Participant
from jiceng.organisations.models import Organisation
from jiceng.resources import ledger
from jiceng.resources.enums import Direction, VoucherState
from jiceng.resources.models import BudgetLine, Voucher
from jiceng.resources.queries.funds import booked


class Money(Participant):
    """Accounts that were posted, and what was received and spent, stay with the community that they are of."""

    name = "funds"
    label = _("社区经费")
    claims = frozenset(
        {"resources.BudgetLine.community", "resources.Voucher.community", "resources.FundAccount.community"}
    )

    def assess(self, design: Design) -> Iterator[Change]:
        lines = BudgetLine.objects.filter(
            community__in=list(design.key_of), year=design.day.year, dropped_on=None
        ).order_by("pk")
        yield from self._lines(design, list(lines))
        keepers = Voucher.objects.filter(community__in=list(design.key_of), on__lte=design.day)
        places = Organisation.objects.filter(pk__in=keepers.order_by().values("community")).order_by("pk")
        for place in places:
            there = ledger.balance(booked(place), design.day)
            if there > 0:
                yield from self._carried(design, place, there)

    def _lines(self, design: Design, rows: list[BudgetLine]) -> Iterator[Change]:
        """What has not come yet is expected by the heir; equal lines of several become one."""
        expected: dict[tuple[str, str, str], list] = {}
        for row in rows:
            heir = design.communities[design.key_of[row.community_id]]
            came = ledger.received(one for one in booked(row.community, design.day) if one.line == row.pk)
            if row.amount > came:
                key = heir.key, row.purpose, row.source
                due, amount = expected.get(key, (row.due_on, Decimal(0)))
                expected[key] = [min(due, row.due_on), amount + row.amount - came]
            yield Change(
                self.name,
                BudgetLine,
                str(row),
                pk=row.pk,
                was={"dropped_on": None, "dropped_why": ""},
                ends={
                    "dropped_on": design.day,
                    "dropped_why": _g("并入%(name)s") % {"name": heir.order.name},
                },
                before=design.name(row.community_id),
                after=heir.order.name,
                community=heir.key,
            )
        for (key, purpose, source), (due_on, amount) in expected.items():
            heir = design.communities[key]
            begins = {"purpose": purpose, "source": source, "due_on": due_on, "amount": amount}
            begins |= {"community_id": heir.community, "year": design.day.year}
            yield Change(
                self.name, BudgetLine, purpose, begins=begins, after=heir.order.name, community=key, wave=1
            )

    def _carried(self, design: Design, place: Organisation, there: Decimal) -> Iterator[Change]:
        """The balance leaves the old community and comes to the new one, the same day."""
        heir = design.communities[design.key_of[place.pk]]
        new, day = heir.order.name, design.day
        at = timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)
        sides: tuple[tuple[int | Ref, str, str], ...] = (
            (place.pk, Direction.SPENDING, new),
            (heir.community, Direction.RECEIPT, place.name),
        )
        for community, direction, payee in sides:
            begins = {
                "community_id": community,
                "direction": str(direction),
                "on": day,
                "amount": there,
                "purpose": _g("社区调整结转"),
                "payee": payee[:80],
                "decided": _g("组织调整"),
                "state": str(VoucherState.APPROVED),
                "recorded_at": at,
                "approved_at": at,
            }
            yield Change(
                self.name,
                Voucher,
                f"{place.name} {there}",
                begins=begins,
                before=place.name,
                after=new,
                community=heir.key,
                wave=2,
            )
