"""Organisations as they were called on a day."""

from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from jiceng.kernel.access import provider
from jiceng.kernel.words import strung
from jiceng.organisations.models import Organisation, OrganisationName, PartyMembership, Residence
from jiceng.people.models import Person


def named(rows: QuerySet[Organisation], as_of: date) -> QuerySet[Organisation]:
    """Adds `name_then`, the name borne on `as_of` (the last known name when none is noted for the day)."""
    names = OrganisationName.objects.on(as_of).filter(organisation=OuterRef("pk")).values("name")[:1]
    return rows.annotate(name_then=Coalesce(Subquery(names), F("name")))


def organisations_on(as_of: date) -> QuerySet[Organisation]:
    """What existed on `as_of`, with its name of that day."""
    return named(Organisation.objects.on(as_of), as_of)


def told_apart(people: list[Person], as_of: date) -> list[str]:
    """For people of one name: number, year of birth, posts, branch and home, as far as there are any."""
    ids = [one.pk for one in people]
    posts = provider().posts_of(ids)
    rolls = PartyMembership.objects.on(as_of).filter(person__in=ids)
    homes = Residence.objects.on(as_of).filter(person__in=ids)
    branches = dict(rolls.values_list("person", "branch__name"))
    places = dict(homes.values_list("person", "territory__name"))
    return [
        _("%(number)s号（%(about)s）")
        % {
            "number": one.pk,
            "about": strung(
                filter(
                    None,
                    (
                        _("%(year)s年生") % {"year": one.born_on.year} if one.born_on else "",
                        *posts.get(one.pk, ()),
                        branches.get(one.pk, ""),
                        places.get(one.pk, ""),
                    ),
                ),
                "，",
            )
            or _("没有登记"),
        }
        for one in people
    ]
