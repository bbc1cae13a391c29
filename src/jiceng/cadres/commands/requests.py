"""A change of a file is asked with its proof, and decided by somebody else; only then it stands in the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.cadres.enums import RequestState, Section
from jiceng.cadres.models import CadreFile, Employment, FileChange, Kin, Proof
from jiceng.cadres.rules import is_own_file, may_approve_change, may_ask_change
from jiceng.cadres.sections import PARTS, packed, row_of, unpacked
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.uploads import accepted
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError
from jiceng.people.models import Person

ANSWER_WORKING_DAYS = 15


@dataclass(frozen=True)
class Asked:
    """What is to stand in which part of the file; `row` is the row to be changed, None for a new one."""

    section: str
    values: Mapping[str, Any]
    why: str
    row: int | None = None


@transaction.atomic
def ask_change(*, by, file: CadreFile, asked: Asked, proofs: Iterable = ()) -> FileChange:
    """By whoever keeps the file, or by the person whose file it is; one open request for the same row."""
    must(by, may_ask_change, file, _("只有档案管理人和本人可以申请变更。"))
    if (
        asked.section != Section.BASICS
        and asked.row is not None
        and row_of(asked.section, file, asked.row) is None
    ):
        raise ImpossibleError(_("档案中已没有这一项。"))
    CadreFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    waiting = file.changes.filter(state=RequestState.ASKED, section=asked.section, row=asked.row)
    if (asked.row or asked.section == Section.BASICS) and waiting.exists():
        raise ImpossibleError(_("这一项已有待审批的变更。"))
    content = packed(asked.section, asked.values)
    _must_fit(_proposed(file, asked.section, asked.row, unpacked(asked.section, content)))
    row = FileChange.objects.create(
        file=file,
        section=asked.section,
        row=asked.row,
        content=content,
        why=asked.why.strip()[:300],
        by_person=by is not None and is_own_file.test(by, file),
        asked_by=by,
        answer_by=add_working_days(today(), ANSWER_WORKING_DAYS),
    )
    for upload in proofs:
        _keep(row, upload)
    record(by=by, verb="cadres.ask_change", target=row, why=row.why, after={"section": row.section})
    return row


def _keep(change: FileChange, upload) -> None:
    """Under a name of ours, with its hash; refused like every other file that is handed in."""
    kept = accepted(upload)
    upload.name = kept.kept_as
    Proof.objects.create(change=change, name=kept.name, file=upload, size=kept.size, sha256=kept.sha256)


def _proposed(file: CadreFile, section: str, pk: int | None, values: Mapping[str, Any]) -> Model:
    row = row_of(section, file, pk) or PARTS[Section(section)].model(file=file)
    for name, value in values.items():
        field = row._meta.get_field(name)
        setattr(row, field.attname, "" if value is None and not field.null else value)
    return row


def _must_fit(row: Model) -> None:
    """The row as it would stand breaks nothing; footing and rank are fitted in when they are granted."""
    if isinstance(row, Employment):
        row.clean_fields(exclude=["file"])
        return
    if isinstance(row, Kin):
        _must_be_that_person(row)
    try:
        row.full_clean(exclude=["person"] if isinstance(row, CadreFile) else [])
    except ValidationError as error:
        raise ImpossibleError("；".join(error.messages)) from error


def _must_be_that_person(kin: Kin) -> None:
    """A relative known as a person bears that person's name, and is not the cadre."""
    if kin.person_id is None:
        return
    if kin.person_id == kin.file.person_id:
        raise ImpossibleError(_("家庭成员不能是本人。"))
    if not Person.objects.filter(pk=kin.person_id, name=kin.name).exists():
        raise ImpossibleError(_("关联的人员与所填姓名不同。"))


def _locked(change: FileChange) -> FileChange:
    row = FileChange.objects.select_for_update(of=("self",)).select_related("file__person").get(pk=change.pk)
    if row.state != RequestState.ASKED:
        raise ImpossibleError(_("这项变更已经办过：%(state)s。") % {"state": row.get_state_display()})
    return row


def _decided(row: FileChange, by, state: str, answer: str = "") -> FileChange:
    row.state, row.decided_by, row.decided_at, row.answer = state, by, timezone.now(), answer.strip()[:300]
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    return row


def _must_decide(by, row: FileChange) -> None:
    must(by, may_approve_change, row.file, _("只有组织部可以审批档案变更。"))
    if by is not None and by.pk == row.asked_by_id:
        raise ImpossibleError(_("自己申请的变更须由另一人审批。"))
    if by is not None and row.file.person_id == by.person_id:
        raise ImpossibleError(_("不能审批本人档案的变更。"))


@transaction.atomic
def grant_change(*, by, change: FileChange) -> FileChange:
    """What was asked stands in the file from now on."""
    row = _locked(change)
    _must_decide(by, row)
    values = unpacked(row.section, row.content)
    if row.row is not None and row_of(row.section, row.file, row.row) is None:
        raise ImpossibleError(_("档案中已没有这一项。"))
    new = _proposed(row.file, row.section, row.row, values)
    _must_fit(new)
    if isinstance(new, Employment):
        _fit_in(new)
    new.save()
    record(
        by=by,
        verb="cadres.grant_change",
        target=row,
        why=row.why,
        after={"section": row.section, "row": new.pk, "new": row.row is None},
    )
    return _decided(row, by, RequestState.GRANTED)


def _fit_in(new: Employment) -> None:
    """The open employment ends when the new one begins; a corrected one keeps the days of its neighbours."""
    others = Employment.objects.filter(file=new.file_id).exclude(pk=new.pk)
    if others.filter(valid_from=new.valid_from).exists():
        raise ImpossibleError(_("这一天已有身份和职级的记录，请改那一项。"))
    before = others.filter(valid_from__lt=new.valid_from).order_by("-valid_from").first()
    after = others.filter(valid_from__gt=new.valid_from).order_by("valid_from").first()
    if new.pk is None:
        new.valid_to = after.valid_from if after else None
    elif new.valid_to is not None and new.valid_to <= new.valid_from:
        raise ImpossibleError(_("开始日期须早于结束日期。"))
    if before is not None and (before.valid_to is None or before.valid_to > new.valid_from):
        before.valid_to = new.valid_from
        before.save(update_fields=["valid_to"])


@transaction.atomic
def decline_change(*, by, change: FileChange, answer: str) -> FileChange:
    row = _locked(change)
    _must_decide(by, row)
    if not answer.strip():
        raise ImpossibleError(_("不同意须写明理由。"))
    record(by=by, verb="cadres.decline_change", target=row, why=answer, after={"section": row.section})
    return _decided(row, by, RequestState.DECLINED, answer)


@transaction.atomic
def withdraw_change(*, by, change: FileChange) -> FileChange:
    row = _locked(change)
    if by is not None and by.pk != row.asked_by_id:
        raise ImpossibleError(_("只有申请人可以撤回。"))
    record(by=by, verb="cadres.withdraw_change", target=row, after={"section": row.section})
    return _decided(row, by, RequestState.WITHDRAWN)
