"""Organisations as they were called on a day."""

from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jiceng.organisations.models import Organisation, OrganisationName


def named(rows: QuerySet[Organisation], as_of: date) -> QuerySet[Organisation]:
    """Adds `name_then`, the name borne on `as_of` (the last known name when none is noted for the day)."""
    names = OrganisationName.objects.on(as_of).filter(organisation=OuterRef("pk")).values("name")[:1]
    return rows.annotate(name_then=Coalesce(Subquery(names), F("name")))


def organisations_on(as_of: date) -> QuerySet[Organisation]:
    """What existed on `as_of`, with its name of that day."""
    return named(Organisation.objects.on(as_of), as_of)
