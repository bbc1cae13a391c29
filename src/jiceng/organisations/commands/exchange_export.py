"""Lists leave as tables. Long lists and full ID numbers leave a trace in the record."""

import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jiceng.kernel import jobs
from jiceng.kernel.access import holds, must
from jiceng.kernel.models import Job
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.takeaway import LARGE
from jiceng.kernel.xlsx.columns import Column
from jiceng.kernel.xlsx.template import write_template
from jiceng.kernel.xlsx.writer import write_table
from jiceng.organisations.commands.exchange_known import groups
from jiceng.organisations.commands.rolls import ROLL_KEEPERS
from jiceng.organisations.commands.timing import ImpossibleError
from jiceng.organisations.enums import TERRITORIES, BatchKind, Right
from jiceng.organisations.exports import members, organisations
from jiceng.organisations.exports.columns import (
    MEMBERS_SHEET,
    ORGANISATIONS_SHEET,
    member_columns,
    organisation_columns,
)
from jiceng.organisations.exports.units import units, usable
from jiceng.organisations.models import Organisation, PartyMembership
from jiceng.organisations.rules import may_see_party_roll, may_see_structure, scope
from jiceng.organisations.rules.exchange import may_import_kind
from jiceng.people.enums import Right as PeopleRight

Progress = Callable[[int, int | None, str], None]
A_WORD = 500  # rows between two words of progress
LONG = 200  # rows; a longer list is recorded when it leaves


def _file(write, *arguments) -> bytes:
    """What `write` puts into a file, which nobody else sees and which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.xlsx")
        write(path, *arguments)
        return path.read_bytes()


def _counted(rows: Iterable[tuple], seen: list[int], progress: Progress | None = None) -> Iterable[tuple]:
    for row in rows:
        seen[0] += 1
        if progress and seen[0] % A_WORD == 0:
            progress(seen[0], None, _("正在读取名册"))
        yield row
    if progress:
        progress(seen[0], None, _("正在写文件"))


def _may_export(by, in_full: bool, why: str) -> None:
    must(by, may_see_party_roll, None, _("无权查看党员名册。"))
    if in_full:
        must(by, holds(PeopleRight.UNMASK), None, _("无权查看完整的证件号码。"))
        if not why.strip():
            raise ImpossibleError(_("导出完整号码须写明理由。"))


def _roll(by, as_of: date):
    reach = Organisation.objects.filter(scope(by, Right.SEE_PARTY_ROLL))
    return PartyMembership.objects.on(as_of).filter(branch__in=reach)


def roll_name(as_of: date) -> str:
    return _("党员名册 %(day)s.xlsx") % {"day": as_of.isoformat()}


def long_members_export(*, by, as_of: date, in_full: bool, why: str, run) -> Job | None:
    """A job that makes the file where the roll is long; `run` is its task. None: it is short enough to wait for."""
    _may_export(by, in_full, why)
    if not _roll(by, as_of).order_by()[LARGE : LARGE + 1].exists():
        return None
    title = _("导出党员名册 %(day)s") % {"day": as_of.isoformat()}
    asked = (by.pk, as_of.isoformat(), in_full, why, get_language())
    with transaction.atomic():
        return jobs.create(by=by, kind="export", title=title, run=run, args=asked)


def export_members(
    *, by, as_of: date, in_full: bool = False, why: str = "", progress: Progress | None = None
) -> bytes:
    """The party roll of a day, as far as `by` may see it, as .xlsx.

    ID numbers and phones are masked; `in_full` needs the right to unmask and a reason, and reaches only as far as
    that right does.
    """
    _may_export(by, in_full, why)
    open_to = usable(by, PeopleRight.UNMASK) if in_full else set()
    names = units(Organisation.objects.on(as_of).filter(kind__in=ROLL_KEEPERS))
    seen = [0]
    rows = members.rows(
        _roll(by, as_of), names, groups(), lambda branch: open_to is None or branch in open_to
    )
    columns = member_columns(names)
    data = _file(write_table, str(MEMBERS_SHEET), columns, _counted(rows, seen, progress))
    _trace(by, BatchKind.MEMBERS, as_of, seen[0], in_full, why)
    return data


def export_organisations(*, by, as_of: date, why: str = "") -> bytes:
    """The organisations of a day, as far as `by` may see them, as .xlsx."""
    must(by, may_see_structure, None, _("无权查看组织架构。"))
    names = units(Organisation.objects.on(as_of))
    found = organisations.standings(as_of, scope(by, Right.SEE_STRUCTURE, as_of))
    columns = organisation_columns(names, names)
    data = _file(write_table, str(ORGANISATIONS_SHEET), columns, organisations.rows(found, names))
    _trace(by, BatchKind.ORGANISATIONS, as_of, len(found), False, why)
    return data


def _trace(by, kind: str, as_of: date, count: int, in_full: bool, why: str) -> None:
    if not in_full and count <= LONG:
        return
    after = {"kind": kind, "as_of": as_of, "count": count, "in_full": in_full}
    with transaction.atomic():
        record(by=by, verb="organisations.export", target=by, why=why, after=after)


def template(*, by, kind: str) -> bytes:
    """An empty table with drop-downs of the units that `by` may use. Changes nothing."""
    must(by, may_import_kind(kind), None, _("无权导入这类数据。"))
    if kind == BatchKind.MEMBERS:
        sheet, columns = str(MEMBERS_SHEET), _member_columns(by)
    else:
        sheet, columns = str(ORGANISATIONS_SHEET), _organisation_columns(by)
    return _file(write_template, sheet, columns, _notes())


def _member_columns(by) -> tuple[Column, ...]:
    within = usable(by, Right.IMPORT, Right.KEEP_PARTY_ROLL)
    return member_columns(units(Organisation.objects.on(today()).filter(kind__in=ROLL_KEEPERS), within))


def _organisation_columns(by) -> tuple[Column, ...]:
    standing = Organisation.objects.on(today())
    within = usable(by, Right.IMPORT, Right.KEEP_ORGANISATIONS)
    territories = units(standing.filter(kind__in=TERRITORIES), within)
    return organisation_columns(units(standing, within), territories)


def _notes() -> list[str]:
    return [
        _("红色带 * 的列必填。空着的单元格不改动原来的内容。"),
        _("第二行是示例，导入时跳过；也可以删去。"),
        _("上传后先看预览，点“导入”之前什么都不会写入；有一处错误，整个文件都不导入。"),
        _("代码、号码所在的单元格须为文本，不要改成数字。"),
    ]
