"""Jobs: only for who began them."""

from jiceng.kernel.models import Job
from tests.access.objects import register


@register("job", "job_panel", "job_stop")
def foreign_job(world, place):
    """Somebody else's job, whatever the place."""
    return {"pk": Job.objects.create(kind="test", title="试验", account_id=place.account.pk).pk}
