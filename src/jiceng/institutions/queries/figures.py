"""Institutions, obligations and duties in numbers on a day; computed when asked."""

from datetime import date

from django.db.models import Q

from jiceng.institutions.models import Edition, Obligation
from jiceng.institutions.queries.boards import by_state
from jiceng.kernel.validity import holds_on


def institution_figures(*, seen_by, as_of: date) -> dict:
    """`institutions` with an edition in force, `obligations` in force, `duties` by state of the day."""
    editions = Edition.objects.on(as_of).filter(published_at__isnull=False)
    obligations = Obligation.objects.on(as_of).filter(
        Q(edition__published_at__isnull=False), holds_on(as_of, "edition__")
    )
    return {
        "institutions": editions.values("institution").distinct().count(),
        "obligations": obligations.count(),
        "duties": by_state(seen_by=seen_by, as_of=as_of),
    }
