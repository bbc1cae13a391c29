"""What waits for a second hand: for mine, and what I asked for."""

from django.db.models import QuerySet

from jiceng.organisations.models import AskedAct
from jiceng.organisations.rules.second_hand import answerable

WITH = ("person", "territory", "post__organisation", "asked_by__person", "answered_by__person")


def to_answer(*, seen_by) -> QuerySet[AskedAct]:
    """Open acts that the account may agree to, the oldest first."""
    return AskedAct.objects.filter(answerable(seen_by)).select_related(*WITH).order_by("id")


def asked(*, seen_by) -> QuerySet[AskedAct]:
    """What the account itself asked for, newest first."""
    return AskedAct.objects.filter(asked_by=seen_by).select_related(*WITH).order_by("-id")
