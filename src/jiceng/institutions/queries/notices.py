"""Reminders of a person, as far as their duties are still the person's to see."""

from datetime import date

from django.db.models import QuerySet

from jiceng.institutions.models import Notice
from jiceng.institutions.queries.boards import opening


def notices_of(*, seen_by, as_of: date) -> QuerySet[Notice]:
    """A duty of a unit that the person has left, or that is no more, opens for them no longer: neither does its
    reminder stand there."""
    opens = opening(seen_by=seen_by, as_of=as_of).order_by().values("pk")
    rows = Notice.objects.filter(duty__in=opens, person=seen_by.person_id)
    return rows.select_related("duty__obligation", "duty__organisation")
