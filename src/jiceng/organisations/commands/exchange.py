"""A table comes in: kept, checked, previewed, applied all or nothing, taken back as a whole."""

import hashlib
import json
import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel import bulk, jobs
from jiceng.kernel.access import Refused, must
from jiceng.kernel.models import ChainHead, Entry, Job
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.xlsx.marked import gathered
from jiceng.kernel.xlsx.package import Limits
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault
from jiceng.organisations.commands.exchange_members import MemberPlan, plan_members
from jiceng.organisations.commands.exchange_organisations import plan_organisations
from jiceng.organisations.commands.exchange_plan import Plan, Progress
from jiceng.organisations.commands.exchange_undo import blockers, take_back
from jiceng.organisations.commands.exchange_write import (
    Prepared,
    RowsFaultError,
    prepare_members,
    write_members,
    write_organisations,
)
from jiceng.organisations.commands.timing import ImpossibleError
from jiceng.organisations.enums import BatchKind
from jiceng.organisations.models import ImportBatch
from jiceng.organisations.rules.exchange import may_import_kind

STORED_FAULTS = 500
State = ImportBatch.State
OPEN = frozenset({State.CHECKING, State.FAULTY, State.READY})


class ChangedSincePreviewError(ImpossibleError):
    """The data moved on after the preview; look at the new one before importing."""


class BlockedError(ImpossibleError):
    """Something later depends on the batch; `messages` name it."""


def folder_of(batch: ImportBatch) -> Path:
    """Where the file, the preview and the marked faults of a batch lie."""
    return Path(settings.MEDIA_ROOT, batch.path).parent


def file_of(batch: ImportBatch) -> Path:
    return Path(settings.MEDIA_ROOT, batch.path)


def faults_of(batch: ImportBatch) -> Path:
    """The faulty rows, in no language yet."""
    return folder_of(batch) / "faults.json"


def _must_import(by, kind: str) -> None:
    must(by, may_import_kind(kind), None, _("无权导入这类数据。"))


@transaction.atomic
def receive_import(*, by, account, kind: str, file_name: str, blocks: Iterable[bytes]) -> ImportBatch:
    """Keep an uploaded file in the data folder, unread. ImpossibleError when it is too large."""
    _must_import(by, kind)
    path = Path("imports", uuid.uuid4().hex, "table.xlsx")
    kept = Path(settings.MEDIA_ROOT, path)
    kept.parent.mkdir(parents=True, mode=0o700)
    state, size, limit = hashlib.sha256(), 0, Limits().file_size
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for block in blocks:
            size += len(block)
            if size > limit:
                kept.unlink()
                raise ImpossibleError(str(Refusal("too_large", size=size, limit=limit)))
            state.update(block)
            file.write(block)
    batch = ImportBatch.objects.create(
        kind=kind,
        file_name=file_name[-200:],
        file_sha256=state.hexdigest(),
        path=str(path),
        account=account,
    )
    record(
        by=by,
        verb="organisations.receive_import",
        target=batch,
        after={"kind": kind, "sha256": batch.file_sha256, "bytes": size},
    )
    return batch


@transaction.atomic
def begin(*, by, batch: ImportBatch, run) -> Job:
    """Start checking or importing in the background; `run` is the task."""
    _must_import(by, batch.kind)
    title = _("导入%(kind)s：%(file)s") % {"kind": batch.get_kind_display(), "file": batch.file_name}
    job = jobs.create(by=by, kind="import", title=title, run=run, args=(by.pk, batch.pk))
    batch.counts = {**ImportBatch.objects.select_for_update().get(pk=batch.pk).counts, "job": job.pk}
    batch.save(update_fields=["counts"])
    return job


def _plan(by, batch: ImportBatch, progress: Progress | None) -> Plan:
    if not file_of(batch).exists():
        raise ImpossibleError(_("文件已过保存期限，请重新上传。"))
    read = plan_members if batch.kind == BatchKind.MEMBERS else plan_organisations
    return read(by=by, path=file_of(batch), progress=progress)


@bulk.uncollected()
def check_import(*, by, batch: ImportBatch, progress: Progress | None = None) -> ImportBatch:
    """Read and check the file, keep preview and faults. Changes nothing but the batch itself."""
    _must_import(by, batch.kind)
    _must_be_open(batch)
    link = _last_link()
    try:
        plan = _plan(by, batch, progress)
    except Refusal as refusal:
        return _faulty(batch, [Fault("", 0, "", "", str(refusal))])
    if plan.ok and batch.kind == BatchKind.ORGANISATIONS:
        plan.table.faults += _rehearsed(by, plan)
    if not plan.ok:
        plan.table.sort_faults()
        faults_of(batch).write_text(json.dumps(gathered(plan.table), ensure_ascii=False), encoding="utf-8")
        return _faulty(batch, plan.table.faults, plan.counts())
    found = plan.counts()
    found |= {
        "digest": plan.digest(folder_of(batch) / "changes.jsonl"),
        "link": link,
        "day": today().isoformat(),
    }
    if isinstance(plan, MemberPlan):
        found["prepared"] = _keep_prepared(batch, prepare_members(plan))
    return _checked(batch, State.READY, [], found)


def _must_be_open(batch: ImportBatch) -> None:
    if batch.state not in OPEN:
        raise ImpossibleError(_("这批数据已经导入，不能再核对。"))


def _keep_prepared(batch: ImportBatch, prepared: Prepared) -> str:
    """What is to be written, in a file of its own for each check: another check never changes it under a reader."""
    name = f"prepared-{uuid.uuid4().hex}.json"
    (folder_of(batch) / name).write_text(json.dumps(vars(prepared)))
    return name


def _checked(batch: ImportBatch, state: str, faults: list[Fault], counts: dict) -> ImportBatch:
    """Keep what a check found. Another worker may have imported the batch meanwhile: then nothing is kept."""
    with transaction.atomic():
        now = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        _must_be_open(now)
        if "prepared" in now.counts:
            (folder_of(batch) / now.counts["prepared"]).unlink(missing_ok=True)
        batch.state = state
        batch.faults = [fault.as_dict() for fault in faults[:STORED_FAULTS]]
        batch.counts = {**({"job": now.counts["job"]} if "job" in now.counts else {}), **counts}
        batch.save(update_fields=["state", "faults", "counts"])
    return batch


def _faulty(batch: ImportBatch, faults: list[Fault], counts: dict | None = None) -> ImportBatch:
    return _checked(batch, State.FAULTY, faults, {"rows": 0, **(counts or {}), "faults": len(faults)})


def _rehearsed(by, plan) -> list[Fault]:
    """Do it all, hear what the commands say, and let nothing of it stand."""
    try:
        with transaction.atomic():
            write_organisations(plan, by=by, why="")
            transaction.set_rollback(True)
    except RowsFaultError as refused:
        return refused.faults
    return []


@bulk.uncollected()
def apply_import(*, by, batch: ImportBatch, progress: Progress | None = None, why: str = "") -> ImportBatch:
    """Write what was previewed, all or nothing. Applying an applied batch does nothing.

    ChangedSincePreviewError when the file would change something else by now; ImpossibleError when the batch is
    not ready. The record gets one entry with the counts, the file's and the changes' SHA-256.
    """
    _must_import(by, batch.kind)
    if batch.state == State.APPLIED:
        return batch
    if batch.state != State.READY:
        raise ImpossibleError(_("这批数据还不能导入，请先改正错误。"))
    link, ready = _ready(by, batch, progress)
    if progress:
        progress(1, 1, _("正在写入，不能中断"))
    with transaction.atomic():
        previewed = batch.counts["digest"]
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.state == State.APPLIED:
            return batch
        if batch.state != State.READY or batch.counts["digest"] != previewed:
            raise ChangedSincePreviewError(_("预览之后数据有了变化，请重新核对。"))
        _last_link(lock=True)  # from here on nobody else writes
        if _moved_since(link):
            _link, ready = _ready(by, batch, None)
        _write(by, batch, ready, why)
    return batch


def _ready(by, batch: ImportBatch, progress: Progress | None) -> tuple[int, Prepared | Plan]:
    """What is to be written, and where the record stood when that was found out: kept from the check when nothing
    has moved since, else found again and held against the preview."""
    counts = batch.counts
    if "prepared" in counts and counts["day"] == today().isoformat() and not _moved_since(counts["link"]):
        with suppress(FileNotFoundError):  # a later check has tidied it away
            kept = folder_of(batch) / counts["prepared"]
            return counts["link"], Prepared(**json.loads(kept.read_bytes()))
    link = _last_link()
    plan = _plan(by, batch, progress)
    if not plan.ok or plan.digest() != counts["digest"]:
        raise ChangedSincePreviewError(_("预览之后数据有了变化，请重新核对。"))
    return link, prepare_members(plan) if isinstance(plan, MemberPlan) else plan


def _write(by, batch: ImportBatch, ready, why: str) -> None:
    try:
        if isinstance(ready, Prepared):
            batch.undo = write_members(ready)
        else:
            batch.undo = write_organisations(ready, by=by, why=why)
    except (RowsFaultError, IntegrityError) as error:
        raise ChangedSincePreviewError(_("预览之后数据有了变化，请重新核对。")) from error
    batch.state, batch.applied_at = State.APPLIED, timezone.now()
    batch.save(update_fields=["undo", "state", "applied_at"])
    after = {**batch.counts, "kind": batch.kind, "sha256": batch.file_sha256}
    record(by=by, verb="organisations.apply_import", target=batch, why=why, after=after)


def _moved_since(link: int) -> bool:
    """Whether anything was written that a check looks at. Each write leaves an entry in the record."""
    entries = Entry.objects.filter(sequence__gt=link).exclude(verb="organisations.receive_import")
    return entries.filter(
        Q(target_kind__startswith="organisations.") | Q(target_kind="people.person")
    ).exists()


def _last_link(lock: bool = False) -> int:
    """Where the record stands: each write moves it on."""
    heads = ChainHead.objects.select_for_update() if lock else ChainHead.objects
    return heads.filter(pk=1).values_list("sequence", flat=True).first() or 0


@transaction.atomic
def undo_import(*, by, batch: ImportBatch, why: str) -> ImportBatch:
    """Take the whole batch back. BlockedError names what came later and stands in the way. Undoing twice does
    nothing; the record keeps both acts."""
    _must_import(by, batch.kind)
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == State.UNDONE:
        return batch
    if batch.state != State.APPLIED:
        raise ImpossibleError(_("这批数据没有导入，不用撤销。"))
    if by is not None and batch.account_id != by.pk:
        raise Refused(_("只有导入的人可以撤销这批数据。"))
    found = blockers(batch.undo or {})
    if found:
        raise BlockedError(found)
    take_back(batch.undo or {})
    batch.state, batch.undone_at = State.UNDONE, timezone.now()
    batch.save(update_fields=["state", "undone_at"])
    record(by=by, verb="organisations.undo_import", target=batch, why=why, after=batch.counts)
    return batch
