"""A file of units comes in: read, checked, decided about. A large one is read and checked in the background."""

import hashlib
import shutil
import uuid
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jiceng.kernel import jobs
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning import intake as files
from jiceng.rezoning.commands.projects import must_be_open
from jiceng.rezoning.enums import IntakeState, Repair
from jiceng.rezoning.models import Intake, Project
from jiceng.rezoning.queries.units import present_territories
from jiceng.rezoning.rules import may_design

SMALL = 512 * 1024
"""Bytes of a file that is read while whoever sent it waits."""
FOLDER, UNITS, BARRIERS = "units", "units", "barriers.geojson"
KEPT = Intake.objects.defer("rows", "pairs", "barriers")


def must_be_without_plans(by, project: Project) -> None:
    must(by, may_design, project, _("无权改动这个区划项目。"))
    must_be_open(project)
    if project.plans.exists():
        raise ImpossibleError(_("已有方案以现在的单元为准，不能再换单元；请另建项目。"))


@transaction.atomic
def take_in(*, by, project: Project, file_name: str, content: bytes, barriers: bytes = b"") -> Intake:
    """Take a file of units (.geojson, .json or .xlsx) for checking; one that is open is dropped. Raises Unreadable; a
    large file is kept unread, and what is wrong with it stands on its page."""
    must_be_without_plans(by, project)
    intake = Intake(
        project=project,
        file_name=file_name[:200],
        file_sha256=hashlib.sha256(content).hexdigest(),
        rows=[],
        account=by,
    )
    if len(content) + len(barriers) <= SMALL:
        _fill(intake, content, barriers)
    for old in KEPT.filter(project=project, state=IntakeState.CHECKING):
        _drop(old)
    if not intake.rows:
        intake.path = _kept(file_name, content, barriers)
    intake.save()
    record(
        by=by,
        verb="rezoning.take_in",
        target=intake,
        after={"sha256": intake.file_sha256, "bytes": len(content)},
    )
    _check_now_or_later(by, intake)
    return intake


def _fill(intake: Intake, content: bytes, barriers: bytes) -> None:
    """Read the file. Raises Unreadable."""
    reader = files.units_from_xlsx if intake.file_name.lower().endswith(".xlsx") else files.units_from_geojson
    incoming = reader(content)
    if not incoming.rows:
        raise files.Unreadable(_("文件里没有单元。"))
    intake.rows, intake.pairs = incoming.rows, incoming.pairs
    intake.barriers = files.barriers_from_geojson(barriers) if barriers else []


def _kept(file_name: str, content: bytes, barriers: bytes) -> str:
    """The files as they came, in the data folder, until they are read."""
    path = Path(FOLDER, uuid.uuid4().hex)
    folder = Path(settings.MEDIA_ROOT, path)
    folder.mkdir(parents=True, mode=0o700)
    (folder / UNITS).write_bytes(content)
    if barriers:
        (folder / BARRIERS).write_bytes(barriers)
    return str(path)


def _forget_file(path: str) -> None:
    if path:
        transaction.on_commit(partial(shutil.rmtree, Path(settings.MEDIA_ROOT, path), ignore_errors=True))


def _check_now_or_later(by, intake: Intake) -> None:
    if intake.is_large:
        begin_check(by=by, intake=intake)
    else:
        check_intake(by=by, intake=intake)


@transaction.atomic
def begin_check(*, by, intake: Intake) -> None:
    """Read and check in the background."""
    from jiceng.rezoning.tasks import check_units  # noqa: PLC0415  # the task uses these commands

    must(by, may_design, intake.project, _("无权改动这个区划项目。"))
    _work_on(by, intake, _("核对单元文件：%(file)s") % {"file": intake.file_name}, check_units)


@transaction.atomic
def begin_load(*, by, intake: Intake) -> None:
    """Load in the background."""
    from jiceng.rezoning.tasks import load_units  # noqa: PLC0415  # the task uses these commands

    must_be_without_plans(by, intake.project)
    _work_on(by, intake, _("载入单元：%(file)s") % {"file": intake.file_name}, load_units)


def _work_on(by, intake: Intake, title: str, run) -> None:
    must_be_checking(KEPT.select_for_update().get(pk=intake.pk))
    arguments = (getattr(by, "pk", None), intake.pk, get_language())
    intake.job = jobs.create(by=by, kind="rezoning.intake", title=title, run=run, args=arguments)
    intake.save(update_fields=["job"])


def must_be_checking(intake: Intake) -> None:
    """The file is open, and nothing works on it in the background."""
    if intake.state != IntakeState.CHECKING:
        raise ImpossibleError(_("这次载入已经结束。"))
    if intake.at_work:
        raise ImpossibleError(_("这个文件正在处理，请等它结束，或先停止。"))


def read_kept(*, by, intake: Intake) -> bool:
    """Read a file that was kept; what cannot be read ends the intake. Whether there is something to check."""
    must(by, may_design, intake.project, _("无权改动这个区划项目。"))
    folder = Path(settings.MEDIA_ROOT, intake.path)
    barriers = folder / BARRIERS
    read = {"path": ""}
    try:
        _fill(intake, (folder / UNITS).read_bytes(), barriers.read_bytes() if barriers.exists() else b"")
    except files.Unreadable as fault:
        read |= {"state": IntakeState.DROPPED, "found": {"unreadable": str(fault)}}
    else:
        read |= {name: getattr(intake, name) for name in ("rows", "pairs", "barriers")}
    with transaction.atomic():
        still = Intake.objects.filter(pk=intake.pk, state=IntakeState.CHECKING).update(**read)
        _forget_file(intake.path)
    intake.path = ""
    return bool(still) and "found" not in read


def check_intake(*, by, intake: Intake, hear: files.Hear = files.silent) -> Intake:
    """Look for faults in what was read, with the decisions applied, and keep them; nothing is kept when somebody
    decided otherwise meanwhile."""
    must(by, may_design, intake.project, _("无权改动这个区划项目。"))
    known = (intake.found or {}).get("first")
    if known is None:
        known = [one.as_dict() for one in files.faults_of(intake.rows, intake.pairs, hear)]
    rows, still = _after_decisions(intake, known, hear)
    found = {
        "rows": len(rows),
        "first": known,
        "open": [one.as_dict() for one in still],
        "strangers": _strangers(intake.project, rows),
        "decided": intake.decisions,
    }
    with transaction.atomic():
        now = KEPT.select_for_update().get(pk=intake.pk)
        if (now.state, now.decisions) == (IntakeState.CHECKING, intake.decisions):
            Intake.objects.filter(pk=intake.pk).update(found=found)
            intake.found = found
    return intake


def _after_decisions(
    intake: Intake, known: list[dict], hear: files.Hear
) -> tuple[list[dict], list[files.Fault]]:
    """The rows with the decisions applied, and the faults that still stand open."""
    rows = files.repaired(intake.rows, intake.decisions)
    plain = not intake.decisions
    found = [files.Fault.of(one) for one in known] if plain else files.faults_of(rows, intake.pairs, hear)
    accepted = {key for key, decision in intake.decisions.items() if decision.get("repair") == Repair.ACCEPT}
    return rows, [f for f in found if f.id not in accepted or Repair.ACCEPT not in f.repairs]


def _strangers(project: Project, rows: list[dict]) -> list[str]:
    """Names of units that are no organisation of the county."""
    live = [row for row in rows if not row.get("dropped")]
    present = present_territories(project.body, project.units_as_of)
    known = files.sources_of(live, [one.organisation for one in present])
    return [row["name"] or row["key"] or row["place"] for row in live if row["key"] not in known]


@transaction.atomic
def decide_faults(*, by, intake: Intake, decisions: dict[str, dict]) -> Intake:
    """Keep what was decided about faults and check again; an empty repair takes the decision back."""
    must(by, may_design, intake.project, _("无权改动这个区划项目。"))
    locked = KEPT.select_for_update().get(pk=intake.pk)
    must_be_checking(locked)
    kept = {**locked.decisions, **decisions}
    locked.decisions = {key: decision for key, decision in kept.items() if decision.get("repair")}
    locked.save(update_fields=["decisions"])
    record(by=by, verb="rezoning.decide_faults", target=locked, after={"decisions": decisions})
    _check_now_or_later(by, locked)
    return locked


@transaction.atomic
def drop_intake(*, by, intake: Intake) -> None:
    must(by, may_design, intake.project, _("无权改动这个区划项目。"))
    _drop(intake)
    record(by=by, verb="rezoning.drop_intake", target=intake)


def _drop(intake: Intake) -> None:
    """Whatever works on it stops where it next says how far it is, and keeps nothing."""
    Intake.objects.filter(pk=intake.pk, state=IntakeState.CHECKING).update(state=IntakeState.DROPPED, path="")
    _forget_file(intake.path)
    if intake.job is not None and not intake.job.ended:
        jobs.ask_to_stop(by=None, job=intake.job)
