"""Files that a job made, for whoever asked for them and for a day: encrypted in the data folder, fetched with a trace.

A file may hold a whole roll, so it never lies there in the clear, and only the account that began the job is given it.
What its name in the folder is tells nothing; the job knows it.
"""

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from jiceng.kernel import jobs
from jiceng.kernel.access import Refused, must, signed_in
from jiceng.kernel.crypt import seal_bytes, unseal_bytes
from jiceng.kernel.models import Job
from jiceng.kernel.record import record

TERM = timedelta(hours=24)
LARGE = 20_000
"""Rows from which a file is made in the background."""


def folder() -> Path:
    return Path(settings.DATA_DIR, "exports")


def put(job: Job, data: bytes, name: str) -> None:
    """Keep what the job made; the last step of its work. Stopped before, it leaves nothing."""
    folder().mkdir(mode=0o700, exist_ok=True)
    path = folder() / secrets.token_hex(16)
    sealed = seal_bytes(data, about=f"{job.pk}")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(sealed)
    until = timezone.now() + TERM
    jobs.result(job, {"file": path.name, "name": name, "until": until.isoformat()})
    job.message = _("文件保留到%(until)s，只有您能取。") % {
        "until": timezone.localtime(until).strftime("%Y-%m-%d %H:%M")
    }


def until_of(job: Job) -> datetime | None:
    """Until when the job's file can be fetched; None where it made none or its term is over."""
    found = parse_datetime((job.result or {}).get("until", "")) if job.state == Job.State.DONE else None
    return found if found and found > timezone.now() else None


@transaction.atomic
def fetch(*, by, job: Job) -> bytes:
    """The file, for whoever began the job; the record says who took what."""
    must(by, signed_in)
    if by is not None and job.account_id != by.pk:
        raise Refused(_("这个文件是别人导出的。"))
    path = folder() / (job.result or {}).get("file", "-")
    if until_of(job) is None or not path.is_file():
        raise ValidationError(_("文件已过保留期限，请重新导出。"))
    try:
        data = unseal_bytes(path.read_bytes(), about=f"{job.pk}")
    except InvalidTag:
        raise ValidationError(_("文件已损坏，请重新导出。")) from None
    record(by=by, verb="fetch_file", target=job, after={"name": job.result["name"], "bytes": len(data)})
    return data


def erase_old() -> int:
    """Erase the files whose term is over; how many went. Again erases nothing."""
    before, gone = (timezone.now() - TERM).timestamp(), 0
    for path in folder().glob("*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
