"""Jobs: only for who began them. The record: of the whole county, for the auditor."""

from uuid import uuid4

from django.db import transaction

from jiceng.kernel.models import Job, SavedView
from jiceng.kernel.record import record
from tests.access.objects import register, shared


@register("job", "job_panel", "job_stop", "job_file")
def foreign_job(world, place):
    """Somebody else's job, whatever the place."""
    return {"pk": Job.objects.create(kind="test", title="试验", account_id=place.account.pk).pk}


@register("view_remove")
def foreign_view(world, place):
    """Somebody else's view of a list."""
    name = uuid4().hex[:30]
    view = SavedView.objects.create(account_id=place.account.pk, path="/organisations/list/", name=name)
    return {"pk": view.pk}


@register("record_entry")
def entry(world, place):
    def make():
        with transaction.atomic():
            return record(by=None, verb="log_in", target=place.account).sequence

    return {"pk": shared(world, "entry", make)}
