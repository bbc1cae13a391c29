"""Community cadres of a day as rows that can be counted and listed: one query whatever the county's size."""

from collections.abc import Iterable
from datetime import date

from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from jiceng.cadres.enums import COMMITTEES
from jiceng.cadres.models import Schooling
from jiceng.cadres.rules import cadre_terms, units_of
from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import BRANCHES, PostKind
from jiceng.organisations.models import Organisation, PartyMembership, Placement, Term
from jiceng.organisations.rules.scope import below
from jiceng.people.models import Person


class DayNumber(Func):
    """A day as the number 20260901."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **extra):
        template = "CAST(replace(%(expressions)s, '-', '') AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler, connection, **extra):
        template = "CAST(to_char(%(expressions)s, 'YYYYMMDD') AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **extra)


def full_years(born_on: str, day: date):
    """Age in full years on a day: whoever has the birthday that day has completed the year. Whole numbers divide
    whole on every database."""
    return (Value(day.year * 10000 + day.month * 100 + day.day) - DayNumber(F(born_on))) / Value(
        10000, output_field=IntegerField()
    )


def age_on(born_on: date, day: date) -> int:
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def units_chosen(units: Iterable[int], as_of: date) -> Q:
    """The organisations chosen, what serves them, and everything below them on either line, as a filter."""
    chosen = Q(pk__in=[])
    wanted = list(units)
    for path in Placement.objects.on(as_of).filter(organisation__in=wanted).values_list("path", flat=True):
        places = Placement.objects.on(as_of).filter(below(path), organisation=OuterRef("pk"))
        chosen |= Q(Exists(places))
    return chosen | Q(pk__in=wanted) | Q(territory__in=wanted)


def terms_of_cadres(*, seen_by, as_of: date, units: Iterable[int] = ()) -> QuerySet[Term]:
    """Terms of the day in the units (all, when none is chosen) that the account may see."""
    wanted = list(units)
    terms = Term.objects.filter(cadre_terms(as_of))
    reach = units_of(seen_by) & (units_chosen(wanted, as_of) if wanted else Q())
    return (
        terms.filter(post__organisation__in=Organisation.objects.filter(reach).order_by()) if reach else terms
    )


def cadres(*, seen_by, as_of: date, units: Iterable[int] = ()) -> QuerySet[Person]:
    """Each cadre once, with what counts on the day: `secretary`, `director`, `lead` (either of them), `level` of
    education, `rank`, `status`, `party`, `age`; None where it is not known."""
    terms = terms_of_cadres(seen_by=seen_by, as_of=as_of, units=units)
    heads = terms.filter(post__kind=PostKind.SECRETARY, post__organisation__kind__in=BRANCHES)
    directors = terms.filter(post__kind=PostKind.DIRECTOR, post__organisation__kind__in=COMMITTEES)
    rows = Person.objects.filter(pk__in=terms.order_by().values("person"))
    return (
        described(rows, as_of)
        .annotate(
            secretary=_flag(Q(pk__in=heads.order_by().values("person"))),
            director=_flag(Q(pk__in=directors.order_by().values("person"))),
        )
        .annotate(lead=_flag(Q(secretary=1) | Q(director=1)))
    )


def described(rows: QuerySet[Person], as_of: date) -> QuerySet[Person]:
    """What counts of anybody on the day: `level`, `rank`, `status`, `party`, `age`."""
    member = PartyMembership.objects.on(as_of).filter(person=OuterRef("pk"))
    schooled = Schooling.objects.filter(file__person=OuterRef("pk"), finished_on__lte=as_of).order_by()
    best = schooled.values("file__person").annotate(best=Min("level")).values("best")
    held = FilteredRelation("cadre_file__employments", condition=holds_on(as_of, "cadre_file__employments__"))
    return rows.annotate(held=held).annotate(
        level=Coalesce(Subquery(best), F("education")),
        rank=F("held__rank"),
        status=F("held__status"),
        party=_flag(Exists(member)),
        age=full_years("born_on", as_of),
    )


def _flag(condition) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
