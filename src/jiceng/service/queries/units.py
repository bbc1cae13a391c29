"""Which units can be handed a request."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import npgettext

from jiceng.kernel.components import Unit
from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import DEPARTMENTS, Kind, PostKind
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.queries.names import organisations_on

OFFICES = (
    *(*DEPARTMENTS, Kind.TOWN_PARTY_COMMITTEE, Kind.STREET_WORKING_COMMITTEE, Kind.STREET_OFFICE),
    *(Kind.STREET_GENERAL_BRANCH, Kind.RESIDENTS_COMMITTEE, Kind.OLD_RESIDENTS_COMMITTEE),
)


def receivers(as_of: date) -> QuerySet[Organisation]:
    """Departments, town, street and communities; a resident unit where its contact has an account."""
    contacts = Term.objects.on(as_of).filter(
        holds_on(as_of, "post__"),
        post__organisation=OuterRef("pk"),
        post__kind=PostKind.CONTACT,
        person__account__is_active=True,
    )
    able = Q(kind__in=OFFICES) | Q(kind=Kind.RESIDENT_UNIT) & Q(Exists(contacts))
    return organisations_on(as_of).filter(able).order_by("kind", "code", "pk")


REQUESTS = Unit(lambda number: npgettext("单位", "件诉求", "件诉求", number))
