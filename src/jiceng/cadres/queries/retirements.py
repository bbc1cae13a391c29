"""Who reaches the age of retirement soon, with the posts that fall vacant and who stands in reserve for them."""

from datetime import date

from django.db.models import DateField, Prefetch, QuerySet, Value

from jiceng.cadres.queries.composition import leaving_in
from jiceng.cadres.queries.people import cadres, terms_of_cadres
from jiceng.cadres.queries.reserve import standing
from jiceng.cadres.retirement import retires_in
from jiceng.organisations.queries.ranks import by_rank
from jiceng.people.models import Person

YEARS = 3


def retirements(*, seen_by, as_of: date) -> QuerySet[Person]:
    """Cadres who have reached the age or will within three years, with `held_terms`, each with its post's
    `standing_reserves`, and the day on which they are looked at (`seen_on`)."""
    rows = cadres(seen_by=seen_by, as_of=as_of).filter(born_on__isnull=False)
    waiting = standing(as_of).select_related("person").order_by("person__pinyin", "pk")
    terms = terms_of_cadres(seen_by=seen_by, as_of=as_of).select_related("post__organisation")
    terms = terms.order_by(by_rank("post__kind"), "pk").prefetch_related(
        Prefetch("post__reserves", waiting, to_attr="standing_reserves")
    )
    rows = rows.filter(leaving_in(as_of.year, as_of, as_of.year + YEARS))
    seen_on = Value(as_of, output_field=DateField())
    return rows.annotate(seen_on=seen_on).prefetch_related(Prefetch("terms", terms, to_attr="held_terms"))


def light_of(person: Person, as_of: date) -> tuple[str, date]:
    """Reached already, within a year, or later; and the day."""
    on = retires_in(person.sex, person.born_on)
    if on <= as_of:
        return "late", on
    return ("soon" if (on - as_of).days <= 365 else "info"), on


def leaves_soon(person: Person, as_of: date) -> bool:
    """Has reached the age, or will within a year."""
    return person.born_on is not None and light_of(person, as_of)[0] != "info"
