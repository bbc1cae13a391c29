"""Items of plans as they are on a day."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from jiceng.documents.models import PlanItem, PlanTarget


def living_items(as_of: date) -> QuerySet[PlanItem]:
    """Items of the day with the number of their target of the day."""
    last = PlanTarget.objects.filter(item=OuterRef("pk"), decided_on__lte=as_of).order_by("-version")
    rows = PlanItem.objects.filter(made_on__lte=as_of).filter(Q(dropped_on=None) | Q(dropped_on__gt=as_of))
    return rows.annotate(target_id=Subquery(last.values("pk")[:1])).exclude(target_id=None)
