"""What the county asks for, and how communities are to get there."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands.timing import must_exist, must_follow
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation
from jiceng.resources.enums import Outcome
from jiceng.resources.models import VenueMeasure, VenueNorm
from jiceng.resources.rules import may_keep, may_set_norms

NORM = (
    *("m2_per_100_households", "least_m2", "most_m2", "activity_percent"),
    *("rent_per_m2", "build_per_m2", "basis"),
)


@transaction.atomic
def set_norm(*, by, on: date, values: dict) -> VenueNorm:
    """From the day on, until the next norm; a norm of that very day is put right. `values` are those of NORM."""
    must(by, may_set_norms, None, _("无权制定用房标准。"))
    least, most = values.get("least_m2"), values.get("most_m2")
    if least is not None and most is not None and least > most:
        raise ImpossibleError(_("最少面积不能大于最多面积。"))
    row = VenueNorm.objects.select_for_update().filter(valid_from=on).first() or VenueNorm(valid_from=on)
    before = {name: getattr(row, name) for name in NORM} if row.pk else None
    for name in NORM:
        setattr(row, name, values.get(name))
    row.full_clean(exclude=["valid_from"] if row.pk else None)
    row.save()
    after = {"valid_from": on, **{name: getattr(row, name) for name in NORM}}
    record(by=by, verb="resources.set_norm", target=row, before=before, after=after)
    return row


@dataclass(frozen=True)
class MeasureFacts:
    """Year, way, m² that it adds, yuan that it costs, who pays, a note."""

    year: int
    way: str
    area_m2: Decimal
    cost: Decimal
    payer: str
    note: str = ""


@transaction.atomic
def plan_measure(*, by, community: Organisation, facts: MeasureFacts) -> VenueMeasure:
    """Planned from today on; it counts as planned until it is done or dropped."""
    must(by, may_keep, community, _("无权安排这个社区的补足措施。"))
    if community.kind not in TERRITORIES:
        raise ImpossibleError(_("补足措施只安排给社区。"))
    must_exist(community, today())
    if facts.area_m2 <= 0 or facts.cost < 0:
        raise ImpossibleError(_("增加面积须大于零，资金不能是负数。"))
    if facts.year < today().year:
        raise ImpossibleError(_("年度不能早于今年。"))
    row = VenueMeasure.objects.create(community=community, valid_from=today(), **asdict(facts))
    record(by=by, verb="resources.plan_measure", target=row, after=asdict(facts))
    return row


@transaction.atomic
def end_measure(*, by, measure: VenueMeasure, outcome: str, on: date, why: str = "") -> VenueMeasure:
    """Done (the venue itself is entered for itself), or dropped with the reason. What was planned on the day ends
    on the next."""
    must(by, may_keep, measure.community, _("无权安排这个社区的补足措施。"))
    row = VenueMeasure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if row.valid_to is not None:
        raise ImpossibleError(_("这项措施已经了结。"))
    if outcome == Outcome.DROPPED and not why.strip():
        raise ImpossibleError(_("不再实施的，请写原因。"))
    must_follow(row.valid_from, on)
    row.valid_to, row.outcome, row.ended_why = on, outcome, why.strip()[:200]
    row.save(update_fields=["valid_to", "outcome", "ended_why"])
    after = {"outcome": outcome, "valid_to": on}
    record(by=by, verb="resources.end_measure", target=row, why=why, after=after)
    return row
