"""The composition of cadres on a day: counted in one query, folded here; each figure names the list behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Q, QuerySet, Sum
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.enums import COLLEGE_UP_TO, SECONDARY_UP_TO, Rank, Status
from jiceng.cadres.queries.people import cadres
from jiceng.cadres.retirement import births_retiring, retirement_month
from jiceng.people.enums import Education, Sex
from jiceng.people.models import Person

YEARS_AHEAD = 10
YOUNG_UP_TO = 35
# Years to retirement: the last is open.
AHEAD = ((0, 5), (6, 10), (11, 20), (21, 60))


@dataclass(frozen=True)
class Trait:
    """A value, or a range of values, of one thing that is known of each cadre; None is no bound."""

    label: object
    field: str
    least: object = None
    most: object = None

    @property
    def query(self) -> Q:
        if self.least is not None and self.least == self.most:
            return Q(**{self.field: self.least})
        found = Q()
        if self.least is not None:
            found &= Q(**{f"{self.field}__gte": self.least})
        if self.most is not None:
            found &= Q(**{f"{self.field}__lte": self.most})
        return found

    def holds(self, cell: "Cell") -> bool:
        value = getattr(cell, self.field)
        if value is None:
            return False
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


GROUPS = {
    "all": Trait(_("社区干部"), "lead"),
    "secretaries": Trait(pgettext_lazy("分组", "书记"), "secretary", 1, 1),
    "directors": Trait(pgettext_lazy("分组", "主任"), "director", 1, 1),
    "leads": Trait(_("书记和主任"), "lead", 1, 1),
    "others": Trait(_("其他干部"), "lead", 0, 0),
}
TRAITS = {
    "college": Trait(_("大专以上"), "level", None, COLLEGE_UP_TO),
    "secondary": Trait(_("中专、高中以上"), "level", None, SECONDARY_UP_TO),
    "women": Trait(pgettext_lazy("分组", "女"), "sex", Sex.FEMALE, Sex.FEMALE),
    "party": Trait(_("中共党员"), "party", 1, 1),
    "young": Trait(_("35岁以下"), "age", None, YOUNG_UP_TO),
    **{f"status_{one}": Trait(one.label, "status", one.value, one.value) for one in Status},
    **{f"rank_{one}": Trait(one.label, "rank", one.value, one.value) for one in Rank},
    **{f"level_{one}": Trait(one.label, "level", one.value, one.value) for one in Education},
}
BANDS = {
    "age_25": Trait(_("25岁以下"), "age", None, 25),
    "age_30": Trait(_("26—30岁"), "age", 26, 30),
    "age_35": Trait(_("31—35岁"), "age", 31, 35),
    "age_40": Trait(_("36—40岁"), "age", 36, 40),
    "age_45": Trait(_("41—45岁"), "age", 41, 45),
    "age_50": Trait(_("46—50岁"), "age", 46, 50),
    "age_55": Trait(_("51—55岁"), "age", 51, 55),
    "age_99": Trait(_("56岁以上"), "age", 56, None),
}
ALL_TRAITS = TRAITS | BANDS
# What stays unsaid is counted too: no share hides behind a blank.
UNKNOWN = {
    "no_age": ("age", _("年龄不详")),
    "no_level": ("level", _("学历不详")),
    "no_rank": ("rank", _("没有档案")),
}


@dataclass(frozen=True)
class Cell:
    """So many cadres who agree in all that is counted."""

    secretary: int
    director: int
    lead: int
    sex: int
    level: int | None
    rank: int | None
    status: str | None
    party: int
    age: int | None
    many: int


FIELDS = ("secretary", "director", "lead", "sex", "level", "rank", "status", "party", "age")


@dataclass(frozen=True)
class Composition:
    """The cadres of some units on one day, counted."""

    as_of: date
    cells: tuple[Cell, ...]

    def count(self, group: str = "all", trait: str = "") -> int:
        return sum(cell.many for cell in self._of(group, trait))

    def share(self, group: str, trait: str) -> float | None:
        """In per cent of the group; None of nobody."""
        whole = self.count(group)
        return 100 * self.count(group, trait) / whole if whole else None

    def average_age(self, group: str = "all") -> float | None:
        """Of those whose birth is known, in full years."""
        known = [cell for cell in self._of(group) if cell.age is not None]
        people = sum(cell.many for cell in known)
        return (
            sum(cell.age * cell.many for cell in known if cell.age is not None) / people if people else None
        )

    def unknown(self, key: str) -> int:
        field, _label = UNKNOWN[key]
        return sum(cell.many for cell in self.cells if getattr(cell, field) is None)

    def _of(self, group: str, trait: str = "") -> Iterable[Cell]:
        wanted = GROUPS[group]
        for cell in self.cells:
            if wanted.holds(cell) and (not trait or ALL_TRAITS[trait].holds(cell)):
                yield cell


def composition(*, seen_by, as_of: date, units: Iterable[int] = ()) -> Composition:
    rows = cadres(seen_by=seen_by, as_of=as_of, units=units).order_by()
    counted = rows.values_list(*FIELDS).annotate(many=Count("pk"))
    return Composition(as_of, tuple(Cell(*row) for row in counted))


@dataclass(frozen=True)
class Leaving:
    """How many reach the age of retirement in a year, and how many of them are secretaries or directors; then, if
    nobody comes in their place, how many are left, and their average age and that of the secretaries among them on the
    same day of that year."""

    year: int
    many: int
    leads: int
    left: int = 0
    age: float | None = None
    secretaries_age: float | None = None


@dataclass
class _Sum:
    """People and the sum of their ages today."""

    many: int = 0
    ages: int = 0

    def add(self, other: "_Sum") -> None:
        self.many, self.ages = self.many + other.many, self.ages + other.ages

    def average(self, years: int) -> float | None:
        return self.ages / self.many + years if self.many else None


def drift(*, seen_by, as_of: date, units: Iterable[int] = ()) -> list[Leaving]:
    """Year by year until the last has reached the age, at least ten; the first line also holds whoever has already."""
    rows = cadres(seen_by=seen_by, as_of=as_of, units=units).filter(born_on__isnull=False).order_by()
    month = Substr(Cast("born_on", CharField()), 1, 7)
    counted = rows.annotate(month=month).values_list("sex", "month", "lead", "secretary")
    groups: dict[int, dict[str, _Sum]] = {}
    for sex, born, lead, secretary, many, ages in counted.annotate(many=Count("pk"), ages=Sum("age")):
        year, month_ = map(int, born.split("-"))
        leaves = max(as_of.year, retirement_month(sex, year * 12 + month_ - 1) // 12)
        found = groups.setdefault(leaves, {})
        for group, belongs in (("all", True), ("leads", lead), ("secretaries", secretary)):
            if belongs:
                found.setdefault(group, _Sum()).add(_Sum(many, ages))
    return _year_by_year(as_of.year, groups)


def _year_by_year(first: int, groups: dict[int, dict[str, _Sum]]) -> list[Leaving]:
    """From the last year back to the first: whoever leaves later is left."""
    everybody, secretaries, found = _Sum(), _Sum(), []
    for year in reversed(range(first, max([first + YEARS_AHEAD, *groups]) + 1)):
        of = groups.get(year, {})
        gone, leads = of.get("all", _Sum()), of.get("leads", _Sum())
        if gone.many or year <= first + YEARS_AHEAD:
            ages = everybody.average(year - first), secretaries.average(year - first)
            found.append(Leaving(year, gone.many, leads.many, everybody.many, *ages))
        everybody.add(gone)
        secretaries.add(of.get("secretaries", _Sum()))
    return found[::-1]


def leaving_in(year: int, as_of: date, until: int | None = None) -> Q:
    """Who reaches the age from the year until another (the same one), as a filter on the rows of `cadres`; of the
    present year also who has."""
    found = Q(pk__in=[])
    for women in (True, False):
        sex = Sex.FEMALE if women else Sex.MALE
        first, last = births_retiring(sex, year)[0], births_retiring(sex, until or year)[1]
        sexes = Q(sex=Sex.FEMALE) if women else ~Q(sex=Sex.FEMALE)
        born = Q(born_on__lte=last) if year <= as_of.year else Q(born_on__gte=first, born_on__lte=last)
        found |= sexes & born
    return found


def behind(rows: QuerySet[Person], *, group: str = "all", trait: str = "") -> QuerySet[Person]:
    """The people whom a figure counts."""
    rows = rows.filter(GROUPS[group].query)
    if trait in UNKNOWN:
        return rows.filter(**{f"{UNKNOWN[trait][0]}__isnull": True})
    return rows.filter(ALL_TRAITS[trait].query) if trait else rows


def report_figures(as_of: date) -> dict:
    """The figures of the report, for the whole county, under the names of `jiceng figures`."""
    found = composition(seen_by=None, as_of=as_of)
    round_ = lambda value: None if value is None else round(value, 1)  # noqa: E731  # one use, one line
    return {
        "secretaries_and_directors": found.count("leads"),
        "sd_college_or_above": found.count("leads", "college"),
        "sd_secondary_or_above": found.count("leads", "secondary"),
        "other_cadres": found.count("others"),
        "others_secondary_or_above": found.count("others", "secondary"),
        "average_age_cadres": round_(found.average_age()),
        "average_age_secretaries": round_(found.average_age("secretaries")),
        "deputy_bureau_rank": found.count("leads", f"rank_{Rank.DEPUTY_BUREAU}"),
    }
