"""Whom an account may see, and what is told of them."""

from django.db.models import QuerySet

from jiceng.kernel.access import provider
from jiceng.people.models import Account, Person


def people(*, seen_by: Account | None) -> QuerySet[Person]:
    """People on the rolls in the account's scope today, and the person behind it; None is the system itself."""
    return Person.objects.all() if seen_by is None else Person.objects.filter(provider().seen_people(seen_by))
