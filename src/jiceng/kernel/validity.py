"""Facts that hold for a time: half-open [valid_from, valid_to), an open end is NULL."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def holds_on(day: date, prefix: str = "") -> Q:
    """Rows valid on `day`; `prefix` such as "branch__" looks through a relation."""
    start, end = f"{prefix}valid_from", f"{prefix}valid_to"
    return Q(**{f"{start}__lte": day}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day}))


class DatedQuerySet(models.QuerySet):
    def on(self, day: date):
        """What held on that day."""
        return self.filter(holds_on(day))


class Dated(models.Model):
    """Mixin: valid_from (included) to valid_to (excluded, open when empty)."""

    valid_from = models.DateField(_("起"))
    valid_to = models.DateField(_("止"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            )
        ]
