"""What residents read without an account: their community's quarter, by kind, without persons."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from jiceng.institutions.periods import begin_of
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.names import organisations_on
from jiceng.service.norms import kind_name
from jiceng.service.queries.cases import standing

LINES = 12


@dataclass(frozen=True)
class KindLine:
    """How much of one kind was asked, and how much of it is answered."""

    name: str
    asked: int
    answered: int


@dataclass(frozen=True)
class PublicPicture:
    """A community's quarter until the day; `lines` are sentences that workers wrote for everybody, with their day."""

    since: date
    kinds: list[KindLine] = field(default_factory=list)
    lines: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.kinds)

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.kinds)


def places(*, as_of: date) -> list[Organisation]:
    return list(organisations_on(as_of).filter(kind__in=TERRITORIES).order_by("code", "pk"))


def picture(place: Organisation, *, as_of: date) -> PublicPicture:
    since = begin_of("quarter", as_of)
    rows = standing(as_of).filter(now__community=place, received_on__gte=since).order_by()
    counted = rows.values("kind").annotate(asked=Count("pk"), done=Count("pk", filter=Q(light="done")))
    by_kind = [KindLine(kind_name(one["kind"]), one["asked"], one["done"]) for one in counted]
    told = (
        standing(as_of).filter(now__community=place, ended__gte=since, light="done").exclude(public_line="")
    )
    lines = [
        (one.ended.isoformat(), one.kind_name, one.public_line) for one in told.order_by("-ended")[:LINES]
    ]
    return PublicPicture(since, sorted(by_kind, key=lambda one: (-one.asked, one.name)), lines)
