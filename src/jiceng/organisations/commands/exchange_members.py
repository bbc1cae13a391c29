"""Party members from a table: each row held against the roll as it stands, in sets, not row by row."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.pages import today
from jiceng.kernel.sentences import of_label
from jiceng.kernel.sentences import sentence as _
from jiceng.kernel.xlsx.tables import Row, Table, read_table
from jiceng.organisations.commands.exchange_known import (
    Known,
    KnownPeople,
    Membership,
    groups,
    masks,
    may_admit_known,
    names_on_rolls,
)
from jiceng.organisations.commands.exchange_plan import (
    CHANGED,
    ENDED,
    NEW,
    UNCHANGED,
    Change,
    Plan,
    Progress,
    every,
    said,
    twice,
)
from jiceng.organisations.commands.rolls import ROLL_KEEPERS
from jiceng.organisations.enums import Right, Standing
from jiceng.organisations.exports.columns import EXAMPLE, Masked, member_columns
from jiceng.organisations.exports.units import Units, units, usable
from jiceng.organisations.models import Organisation
from jiceng.people.enums import Education, Sex
from jiceng.people.identity import IdNumber, masked_id_number, masked_phone

PLAIN = ("name", "sex", "born_on", "education")


@dataclass(slots=True)
class Roll:
    """Values of a membership as the table wants them."""

    branch: int
    group: int | None
    standing: str
    joined_on: date
    full_since: date | None
    since: date | None
    until: date | None

    def values(self) -> tuple:
        return (
            self.branch,
            self.group,
            self.standing,
            self.joined_on.isoformat(),
            said(self.full_since) or None,
            said(self.since) or None,
            said(self.until) or None,
        )


@dataclass
class MemberPlan(Plan):
    """What is to be written. A person is a primary key, or minus one minus the place in `new_people`."""

    new_people: list[dict] = field(default_factory=list)
    people: list[tuple[int, dict]] = field(default_factory=list)
    new_rolls: list[tuple[int, Roll]] = field(default_factory=list)
    rolls: list[tuple[int, dict]] = field(default_factory=list)


def plan_members(*, by, path: Path, progress: Progress | None = None) -> MemberPlan:
    """Read the file and hold it against the roll. Writes nothing. Raises `reader.Refusal`."""

    def told(done: int, total: int) -> None:
        if progress:
            progress(done, total, _("正在读取表格"))

    within = usable(by, Right.IMPORT, Right.KEEP_PARTY_ROLL)
    branches = units(Organisation.objects.on(today()).filter(kind__in=ROLL_KEEPERS), within)
    table = read_table(path, member_columns(branches), example=EXAMPLE, progress=told)
    planner = _Planner(table, branches, within, by)
    for row in every(table.rows, progress, _("正在逐行核对")):
        planner.take(row)
    twice(table, ((known.pk, row) for row, known in planner.met), "name")
    return planner.plan


class _Planner:
    """State of planning one file."""

    def __init__(self, table: Table, branches: Units, within: set[int] | None, by):
        self.table, self.branches, self.within, self.by = table, branches, within, by
        self.plan, self.today = MemberPlan(table), today()
        self.standings = {member.value: str(member.label) for member in Standing}
        self.prints = {
            id(row): fingerprint(number.number)
            for row in table.rows
            if isinstance(number := row.values["id_number"], IdNumber)
        }
        numbers = {number for row in table.rows if (number := row.values["number"]) is not None}
        self.known = KnownPeople(numbers, set(self.prints.values()))
        self.masks = masks({row.values["number"] for row in table.rows if _is_masked(row)} - {None})
        self.groups = groups()
        nameless = [row for row in table.rows if not row.values["number"] and not row.values["id_number"]]
        self.names = names_on_rolls({row.values["branch"] for row in nameless} - {None})
        self.met: list[tuple[Row, Known]] = []
        twice(table, ((self.prints.get(id(row)), row) for row in table.rows), "id_number")
        twice(table, ((_name_key(row), row) for row in nameless), "name")

    def take(self, row: Row) -> None:
        """Decide on one row: fault it, or say what becomes of it."""
        known = self._who(row)
        if known:
            self.met.append((row, known))
        person, shown = self._person(row, known)
        group = self._group(row, known)
        if not row.good:
            return
        present = known.present(self.today) if known else None
        roll = self._wanted(row, present, group)
        if present is None:
            kind = NEW
            standing = self.standings[row.values["standing"]]
            shown = {
                **shown,
                "branch": ["", self.branches.label(row.values["branch"])],
                "standing": ["", standing],
            }
            self._enter(row, known, roll)
        else:
            kind, fields = self._compare(row, present, roll)
            kind, shown = (CHANGED if shown and kind == UNCHANGED else kind), {**shown, **fields}
        if kind != UNCHANGED:
            self._check(row, known, roll)
        if not row.good:
            return
        self._keep(known, person, present, roll, kind)
        self.plan.changes.append(Change(row.sheet, row.number, kind, row.values["name"], shown))

    def _who(self, row: Row) -> Known | None:
        number, identity = row.values["number"], row.values["id_number"]
        if number is not None:
            known = self.known.by_id.get(number)
            if known is None or not self._may_see(known):
                self.table.fault(row, "number", _("没有这个编号，或不在您的管理范围内；新党员请留空"))
                return None
            return known
        for column in ("id_number", "phone"):
            if isinstance(row.values[column], Masked):
                self.table.fault(row, column, _("完整的号码；带 * 的只能和人员编号一起填"))
        if isinstance(identity, IdNumber):
            known = self.known.by_fingerprint.get(self.prints[id(row)])
            present = known.present(self.today) if known else None
            if present and not self._within(present.branch):
                self.table.fault(row, "id_number", _("此人已在别处的名册上，请先由那里转出"))
                return None
            if known and not present and not may_admit_known(self.by, known):
                self.table.fault(
                    row, "id_number", _("此人不住在本支部的辖区，也登记在别处，请由组织部办理。")
                )
                return None
            return known
        if row.values["name"] in self.names.get(row.values["branch"], ()):
            self.table.fault(row, "name", _("这个支部已有同名党员，请填人员编号或身份号码"))
        return None

    def _within(self, branch: int) -> bool:
        return self.within is None or branch in self.within

    def _may_see(self, known: Known) -> bool:
        present = known.present(self.today)
        kept = [present] if present else known.memberships
        return self.within is None or any(self._within(one.branch) for one in kept)

    def _person(self, row: Row, known: Known | None) -> tuple[dict, dict]:
        """What changes in the person (all of it when new), and how the preview shows it."""
        values = row.values
        wanted = {name: values[name] for name in PLAIN if values[name] is not None}
        identity = values["id_number"]
        if isinstance(identity, IdNumber):
            holder = self.known.by_fingerprint.get(self.prints[id(row)])
            if known and holder and holder is not known:
                self.table.fault(row, "id_number", _("这个号码已登记在另一个人名下"))
            if known is None or known.id_fingerprint != self.prints[id(row)]:
                self._must_agree(row, identity)
                wanted.setdefault("sex", identity.sex)
                wanted.setdefault("born_on", identity.born_on)
        if known is None:
            return {**wanted, "id_number": identity, "phone": values["phone"]}, {}
        changed = {name: value for name, value in wanted.items() if value != getattr(known, name)}
        shown = {name: [_word(name, getattr(known, name)), _word(name, changed[name])] for name in changed}
        for column in ("id_number", "phone"):
            self._sensitive(row, known, column, changed, shown)
        return changed, shown

    def _must_agree(self, row: Row, identity: IdNumber) -> None:
        sex, born_on = row.values["sex"], row.values["born_on"]
        if sex in {Sex.MALE, Sex.FEMALE} and sex != identity.sex:
            self.table.fault(row, "sex", _("与身份号码一致：%(sex)s") % {"sex": _word("sex", identity.sex)})
        if born_on and born_on != identity.born_on:
            self.table.fault(row, "born_on", _("与身份号码一致：%(day)s") % {"day": identity.born_on})

    def _sensitive(self, row: Row, known: Known, column: str, changed: dict, shown: dict) -> None:
        """ID number and phone: compared by fingerprint or, when masked, by mask; shown only masked."""
        value = row.values[column]
        if value is None:
            return
        if isinstance(value, Masked):
            if value != self.masks[known.pk][0 if column == "id_number" else 1]:
                self.table.fault(row, column, _("与登记的号码不符；要改请填完整的号码"))
            return
        plain = value.number if isinstance(value, IdNumber) else value
        kept = known.id_fingerprint if column == "id_number" else known.phone_fingerprint
        if fingerprint(plain) != kept:
            changed[column] = value
            masked = masked_id_number(plain) if column == "id_number" else masked_phone(plain)
            shown[column] = [_("（已登记）") if kept else "", masked]

    def _group(self, row: Row, known: Known | None) -> int | None:
        name, branch = row.values["group"], row.values["branch"]
        if name is None or branch is None:
            return None
        present = known.present(self.today) if known else None
        if present and present.group and name == f"#{present.group}":
            return present.group
        if (branch, name) not in self.groups:
            self.table.fault(row, "group", _("这个支部没有这个党小组"))
            return None
        return self.groups[branch, name]

    def _wanted(self, row: Row, present: Membership | None, group: int | None) -> Roll:
        values = row.values
        full_since, since, until = values["full_since"], values["since"], values["until"]
        if present:
            same_branch = present.branch == values["branch"]
            group = present.group if group is None and same_branch else group
            if values["standing"] == present.standing:
                full_since = full_since or present.full_since
            until = until or present.until
        return Roll(
            values["branch"], group, values["standing"], values["joined_on"], full_since, since, until
        )

    def _enter(self, row: Row, known: Known | None, roll: Roll) -> None:
        since = roll.since
        if since is None:
            self.table.fault(row, "since", _("新党员必填"))
            return
        for other in known.memberships if known else ():
            if other.until is None or other.until > since:
                day = said(other.until or other.since)
                self.table.fault(
                    row, "since", _("原来的组织关系到 %(day)s 才结束，要在那以后") % {"day": day}
                )
                return

    def _compare(self, row: Row, present: Membership, roll: Roll) -> tuple[str, dict]:
        """What becomes of the present membership, and the preview's fields."""
        moved = (roll.branch, roll.group, roll.standing) != (present.branch, present.group, present.standing)
        given = roll.since if roll.since != present.since else None
        fields = {
            name: [self._roll_word(name, getattr(present, name)), self._roll_word(name, getattr(roll, name))]
            for name in ("branch", "group", "standing", "joined_on", "full_since", "until")
            if getattr(present, name) != getattr(roll, name)
        }
        if moved:
            promoted = roll.standing == Standing.FULL != present.standing
            roll.since = given or (roll.full_since if promoted else None) or self.today
            fields["since"] = [said(present.since), said(roll.since)]
            self._may_move(row, present, roll)
        else:
            if given:
                self.table.fault(
                    row,
                    "since",
                    _("现为 %(day)s；只有支部、小组或类别变动时才填新的日期") % {"day": present.since},
                )
            roll.since = present.since
        if not fields:
            return UNCHANGED, {}
        return (ENDED if roll.until != present.until else CHANGED), fields

    def _may_move(self, row: Row, present: Membership, roll: Roll) -> None:
        if roll.since < present.since or (present.until and roll.since >= present.until):
            self.table.fault(row, "since", _("不早于进入现支部的日期 %(day)s") % {"day": said(present.since)})
        if roll.until != present.until:
            self.table.fault(row, "until", _("不能和支部、小组或类别的变动填在一行"))
        if present.standing == Standing.FULL != roll.standing:
            self.table.fault(row, "standing", _("正式党员不能改为预备党员"))

    def _roll_word(self, name: str, value) -> str:
        if name == "branch":
            return self.branches.label(value)
        if name == "standing":
            return self.standings[value]
        if name == "group":
            found = (word for (_branch, word), pk in self.groups.items() if pk == value and word[:1] != "#")
            return next(found, f"#{value}") if value else ""
        return said(value)

    def _check(self, row: Row, known: Known | None, roll: Roll) -> None:
        """What must hold of a row that changes something."""
        fault = self.table.fault
        if roll.standing == Standing.FULL and roll.full_since is None:
            fault(row, "full_since", _("正式党员必填"))
        if roll.standing != Standing.FULL and roll.full_since is not None:
            fault(row, "full_since", _("预备党员留空"))
        if roll.full_since and roll.full_since < roll.joined_on:
            fault(row, "full_since", _("不早于入党日期 %(day)s") % {"day": said(roll.joined_on)})
        if roll.joined_on > self.today:
            fault(row, "joined_on", _("不晚于今天"))
        born_on = row.values["born_on"] or (known.born_on if known else None) or _born_on(row)
        if born_on and _years_before(roll.joined_on, 18) < born_on:
            fault(row, "joined_on", _("入党时须年满 18 岁，出生于 %(day)s") % {"day": said(born_on)})
        self._check_days(row, roll)

    def _check_days(self, row: Row, roll: Roll) -> None:
        branch = self.branches.by_id[roll.branch]
        if roll.since and roll.since < branch.valid_from:
            self.table.fault(row, "since", _("这个支部 %(day)s 才设立") % {"day": said(branch.valid_from)})
        if roll.until and roll.since and roll.until <= roll.since:
            self.table.fault(row, "until", _("晚于进入本支部的日期 %(day)s") % {"day": said(roll.since)})

    def _keep(
        self, known: Known | None, person: dict, present: Membership | None, roll: Roll, kind: str
    ) -> None:
        """Note what is to be written."""
        plan = self.plan
        if known is None:
            plan.new_people.append(person)
            plan.new_rolls.append((-len(plan.new_people), roll))
            return
        if person:
            plan.people.append((known.pk, person))
        if present is None:
            plan.new_rolls.append((known.pk, roll))
        elif kind != UNCHANGED:
            self._keep_roll(present, roll)

    def _keep_roll(self, present: Membership, roll: Roll) -> None:
        if roll.since != present.since:
            self.plan.rolls.append((present.pk, {"valid_to": roll.since.isoformat()}))
            self.plan.new_rolls.append((present.person, roll))
            return
        wanted = dict(zip(ROLL_COLUMNS, roll.values(), strict=True))
        before = Roll(
            present.branch,
            present.group,
            present.standing,
            present.joined_on,
            present.full_since,
            present.since,
            present.until,
        )
        differs = {
            column: value
            for (column, value), old in zip(wanted.items(), before.values(), strict=True)
            if value != old
        }
        if differs:
            self.plan.rolls.append((present.pk, differs))


ROLL_COLUMNS = ("branch_id", "group_id", "standing", "joined_on", "full_since", "valid_from", "valid_to")


def _is_masked(row: Row) -> bool:
    return isinstance(row.values["id_number"], Masked) or isinstance(row.values["phone"], Masked)


def _name_key(row: Row) -> tuple | None:
    name, branch = row.values["name"], row.values["branch"]
    return (name, branch) if name and branch else None


def _word(name: str, value) -> str:
    if value is None:
        return ""
    if name == "sex":
        return of_label(Sex(value).label)
    return of_label(Education(value).label) if name == "education" else said(value)


def _born_on(row: Row) -> date | None:
    identity = row.values["id_number"]
    return identity.born_on if isinstance(identity, IdNumber) else None


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
