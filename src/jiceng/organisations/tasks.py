"""Long work of this app, in the background."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from jiceng.kernel import jobs, takeaway
from jiceng.organisations.commands import exchange, exchange_export
from jiceng.organisations.commands.exchange_export import roll_name
from jiceng.organisations.commands.exchange_tidy import delete_old_files
from jiceng.organisations.models import ImportBatch
from jiceng.people.models import Account


def _told(job):
    """Progress that a command tells, kept in the job; there a person's wish to stop is heard too."""
    return lambda done, total, words: jobs.advance(job, done, total, words)


@task()
def tidy_imports() -> None:
    """Each night: files whose term is over go."""
    delete_old_files()


@task()
@jobs.work
def check_batch(job, account_id: int, batch_id: int) -> None:
    by, batch = Account.objects.get(pk=account_id), ImportBatch.objects.get(pk=batch_id)
    exchange.check_import(by=by, batch=batch, progress=_told(job))


@task()
@jobs.work
def apply_batch(job, account_id: int, batch_id: int) -> None:
    by, batch = Account.objects.get(pk=account_id), ImportBatch.objects.get(pk=batch_id)
    try:
        exchange.apply_import(by=by, batch=batch, progress=_told(job))
    except exchange.ChangedSincePreviewError as changed:
        exchange.check_import(by=by, batch=batch, progress=_told(job))
        job.message = changed.messages[0]
    else:
        job.message = _("已导入")


@task()
@jobs.work
def export_roll(job, account_id: int, day: str, in_full: bool, why: str, language: str) -> None:
    """A long roll, in the language of whoever asked."""
    by, as_of = Account.objects.get(pk=account_id), date.fromisoformat(day)
    with override(language):
        data = exchange_export.export_members(
            by=by, as_of=as_of, in_full=in_full, why=why, progress=_told(job)
        )
        takeaway.put(job, data, roll_name(as_of))
