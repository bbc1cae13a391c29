"""Long work in the background: how far it is, what it found, and stopping it.

A task runs inside `with running(job_id) as job:` and calls `advance`. Progress is written at most every half
second, in short transactions of its own, so that the page sees it while the work goes on.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import wraps

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.kernel.access import Refused, must, signed_in
from jiceng.kernel.models import Job

BEAT = timedelta(seconds=0.5)
# A job that has not been heard of for so long has lost its worker.
SILENCE = timedelta(minutes=10)

log = logging.getLogger(__name__)


class Stopped(Exception):
    """Somebody asked the job to stop; raised by `advance`, ends the work where it is safe."""


def create(*, by, kind: str, title: str, run, args: tuple = (), about: dict | None = None) -> Job:
    """Keep a job and, once the transaction is committed, queue the task `run(job_id, *args)`. `about` stands in its
    result from the beginning, so that it is found again by what it is about."""
    must(by, signed_in)
    account = getattr(by, "pk", None)
    job = Job.objects.create(kind=kind, title=title[:200], account_id=account, result=about)
    transaction.on_commit(lambda: run.enqueue(job.pk, *args))
    return job


@contextmanager
def running(job_id: int) -> Iterator[Job]:
    """Mark the job as running, then as done, stopped or failed. A failure is kept in words and raised again, so
    that the worker's log has it too. Raises Stopped at once for a job that was stopped while it waited or that
    another worker took: nothing is run twice. `work` spares a task from handling that."""
    now = timezone.now()
    begun = Job.objects.filter(pk=job_id, state=Job.State.WAITING, stop_asked=False).update(
        state=Job.State.RUNNING, started_at=now, heard_at=now
    )
    if not begun:
        raise Stopped
    job = Job.objects.get(pk=job_id)
    try:
        yield job
    except Stopped:
        _end(job, Job.State.STOPPED, job.message)
    except Exception as error:
        log.exception("job %s failed", job_id)
        _end(job, Job.State.FAILED, _in_words(error))
        raise
    else:
        _end(job, Job.State.DONE, job.message)


def work(run):
    """Decorator below `@task()`: the task gets the running job instead of its id."""

    @wraps(run)
    def worked(job_id: int, *args, **kwargs) -> None:
        with suppress(Stopped), running(job_id) as job:
            run(job, *args, **kwargs)

    return worked


def _in_words(error: Exception) -> str:
    """What the person reads: a sentence of ours, else only the kind of the fault (details are in the log)."""
    said = " ".join(error.messages) if isinstance(error, ValidationError) else ""
    sentence = said or getattr(error, "sentence", "")
    return str(sentence or _("程序出错（%(kind)s），详情已记入日志。") % {"kind": type(error).__name__})[:500]


def _end(job: Job, state: str, message: str) -> None:
    job.state, job.message, job.ended_at = state, message, timezone.now()
    Job.objects.filter(pk=job.pk, ended_at=None).update(
        state=state,
        message=message,
        ended_at=job.ended_at,
        done=job.done,
        total=job.total,
        result=job.result,
    )


def advance(job: Job, done: int, total: int | None = None, message: str = "") -> None:
    """Say how far the work is. Raises Stopped when somebody asked to stop. Writes at most twice a second; the
    last word is written when the job ends."""
    job.done = done
    job.total = total if total is not None else job.total
    job.message = str(message)[:500] or job.message
    now = timezone.now()
    if job.heard_at and now - job.heard_at < BEAT:
        return
    job.heard_at = now
    Job.objects.filter(pk=job.pk).update(
        done=job.done, total=job.total, message=job.message, heard_at=now, result=job.result
    )
    if stop_asked(job):
        raise Stopped


def stop_asked(job: Job) -> bool:
    return Job.objects.filter(pk=job.pk, stop_asked=True).exists()


def result(job: Job, found: dict) -> None:
    """Keep what was found so far (JSON-able); `url` becomes the button that opens it."""
    job.result = {**(job.result or {}), **found}


def ask_to_stop(*, by, job: Job) -> None:
    """Ask; a waiting job ends at once, a running one where it next says how far it is. Only who began it may."""
    must(by, signed_in)
    if by is not None and job.account_id != by.pk:
        raise Refused(_("这项任务是别人开始的，不能停止。"))
    Job.objects.filter(pk=job.pk, ended_at=None).update(stop_asked=True)
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(
        state=Job.State.STOPPED, ended_at=timezone.now()
    )
    job.refresh_from_db()


def bury_the_dead(silence: timedelta = SILENCE) -> int:
    """Mark running jobs whose worker died as failed; called by a worker at its start. How many there were."""
    lost = Job.objects.filter(state=Job.State.RUNNING, heard_at__lt=timezone.now() - silence)
    return lost.update(
        state=Job.State.FAILED, message=_("后台程序中断，任务没有完成。"), ended_at=timezone.now()
    )


def seconds_left(job: Job) -> int | None:
    """By the pace so far; None while it cannot be told."""
    if job.ended or not (job.total and job.done and job.started_at):
        return None
    used = (timezone.now() - job.started_at).total_seconds()
    return max(0, round(used * (job.total - job.done) / job.done))


def counts(job: Job) -> str:
    if not job.total:
        return f"{job.done:,}" if job.done else ""
    text = f"{job.done:,} / {job.total:,}"
    left = seconds_left(job)
    if left is None:
        return text
    if left < 90:
        ending = ngettext("约剩 %(n)d 秒", "约剩 %(n)d 秒", left) % {"n": left}
    else:
        minutes = round(left / 60)
        ending = ngettext("约剩 %(n)d 分钟", "约剩 %(n)d 分钟", minutes) % {"n": minutes}
    return f"{text} · {ending}"
