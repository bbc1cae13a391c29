"""Name and phone are erased some time after the answer: their purpose has ended (PIPL arts 19 and 47)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.service.enums import CaseState
from jiceng.service.models import Case
from jiceng.service.norms import norms


@transaction.atomic
def erase_contacts(on: date | None = None) -> int:
    """Of requests whose last answer is old enough. Gives back of how many."""
    day = on or today()
    last = day - timedelta(days=norms(day).erase_days)
    rows = Case.objects.filter(state=CaseState.ANSWERED, erased_on=None).exclude(name="", phone="")
    old = rows.exclude(Q(rounds__answered_on__gt=last) | Q(rounds__answered_on=None)).order_by("pk")
    erased = 0
    for row in old.select_for_update(of=("self",)):
        row.name, row.phone, row.erased_on = "", "", day
        row.save(update_fields=["name", "phone", "erased_on"])
        record(by=None, verb="service.erase_contacts", target=row)
        erased += 1
    return erased
