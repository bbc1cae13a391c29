"""What the chained record says of a poll, to hold the tables against."""

import json

from jiceng.kernel.models import Entry
from jiceng.kernel.record import kind_of
from jiceng.meetings.models import Poll

CAST, CAST_AGAIN = "meetings.cast_ballot", "meetings.cast_again"
UNLOCK, COUNT = "meetings.unlock", "meetings.count_poll"


def afters(poll: Poll, *verbs: str) -> list[dict]:
    """`after` of the poll's entries of these verbs, in the order in which they came."""
    rows = Entry.objects.filter(target_kind=kind_of(poll), target_id=str(poll.pk), verb__in=verbs)
    bodies = rows.order_by("sequence").values_list("body", flat=True)
    return [json.loads(body)["after"] for body in bodies]


def sealed_in_record(poll: Poll) -> dict[int, str]:
    """Roll entry -> SHA-256 of the last ballot that it put into the box."""
    return {after["entry"]: after["sealed"] for after in afters(poll, CAST, CAST_AGAIN)}
