"""Long work of the kernel itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django_tasks import task

from jiceng.kernel import jobs, takeaway
from jiceng.kernel.models import ChainHead
from jiceng.kernel.record import verify

FAULTS = {
    "missing": gettext_noop("第%(number)d条缺失，或顺序被改动。"),
    "previous_hash": gettext_noop("第%(number)d条与前一条不相接。"),
    "hash": gettext_noop("第%(number)d条的内容被改动。"),
    "columns": gettext_noop("第%(number)d条的检索栏与正文不一致。"),
    "tail": gettext_noop("记录末尾与链尾不一致，从第%(number)d条起。"),
    "known": gettext_noop("第%(number)d条与另存的摘要不一致。"),
}


@task()
@jobs.work
def verify_record(job, url: str) -> None:
    """Walk the chain; the verdict stays with the job."""
    head = ChainHead.objects.filter(pk=1).values_list("sequence", flat=True).first() or 0
    verdict = verify(lambda done: jobs.advance(job, done, head, _("正在逐条核验")))
    job.done, job.total = verdict.entries, head
    job.message = sentence(verdict.fault, verdict.sequence, verdict.entries)
    jobs.result(
        job, {"url": url, "entries": verdict.entries, "fault": verdict.fault, "sequence": verdict.sequence}
    )


@task()
def erase_files() -> None:
    """Each night: files that were made to be taken away, whose term is over."""
    takeaway.erase_old()


def sentence(fault: str | None, number: int | None, count: int) -> str:
    if fault is None:
        return ngettext(
            "%(count)d条记录首尾相接，一条未改。", "%(count)d条记录首尾相接，一条未改。", count
        ) % {"count": count}
    return _(FAULTS[fault]) % {"number": number}
