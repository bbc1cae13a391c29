"""Writing a checked plan: members in sets, organisations through their commands; each gives back how to undo it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from jiceng.kernel import bulk
from jiceng.kernel.crypt import fingerprint, seal
from jiceng.kernel.pinyin import initials_of_name, spelled_name
from jiceng.kernel.record import record
from jiceng.kernel.sentences import sentence as _
from jiceng.kernel.xlsx.tables import Fault, Row
from jiceng.organisations.commands.bulk import found_many
from jiceng.organisations.commands.exchange_members import ROLL_COLUMNS, MemberPlan
from jiceng.organisations.commands.exchange_organisations import DEEDS, Deed, OrganisationPlan
from jiceng.organisations.commands.exchange_undo import Watched, changed_rows, created_rows
from jiceng.organisations.commands.structure import abolish, enter_instrument, place, rename
from jiceng.organisations.commands.territory import count_territory
from jiceng.organisations.commands.timing import ImpossibleError
from jiceng.organisations.enums import Line
from jiceng.organisations.models import Instrument, Organisation, PartyMembership
from jiceng.people.enums import Sex
from jiceng.people.identity import IdNumber
from jiceng.people.models import Person

PERSON_COLUMNS = (
    "id",
    "name",
    "pinyin",
    "initials",
    "sex",
    "born_on",
    "education",
    "id_number",
    "id_fingerprint",
    "phone",
    "phone_fingerprint",
    "is_invented",
)


class RowsFaultError(Exception):
    """Rows that could not be written after all; nothing was."""

    def __init__(self, faults: list[Fault]):
        super().__init__(faults[0].expected)
        self.faults = faults


def person_values(wanted: dict) -> dict:
    """The columns that the database keeps for some fields of a person: pinyin, seals and fingerprints made."""
    found: dict[str, object] = {}
    for name, value in wanted.items():
        if name in {"id_number", "phone"}:
            plain = value.number if isinstance(value, IdNumber) else value or ""
            found[name] = seal(plain) if plain else ""
            found["id_fingerprint" if name == "id_number" else "phone_fingerprint"] = fingerprint(plain)
        elif name == "name":
            found |= {
                "name": value,
                "pinyin": spelled_name(value)[:120],
                "initials": initials_of_name(value)[:20],
            }
        elif name == "born_on":
            found[name] = value.isoformat()
        else:
            found[name] = int(value)
    return found


@dataclass
class Prepared:
    """A plan of members as the database will keep it. A person is a primary key, or minus one minus the place in
    `fresh`; plain JSON, so that a checked batch can wait for its import."""

    fresh: list[list]
    people: list[list]
    new_rolls: list[list]
    rolls: list[list]


def prepare_members(plan: MemberPlan) -> Prepared:
    """Pinyin, seals and fingerprints: the costly part, done before the write lock is taken."""
    blank = {"sex": int(Sex.UNKNOWN), "born_on": None, "education": None}
    fresh = []
    for wanted in plan.new_people:
        values = {**blank, **person_values(wanted)}
        fresh.append([*(values[column] for column in PERSON_COLUMNS[1:-1]), False])
    return Prepared(
        fresh,
        [[pk, person_values(wanted)] for pk, wanted in plan.people],
        [[person, *roll.values()] for person, roll in plan.new_rolls],
        [list(pair) for pair in plan.rolls],
    )


def write_members(ready: Prepared) -> dict:
    """Insert and change people and their place on the roll. Inside a transaction. Returns the undo."""
    keys = list(bulk.reserve(Person, len(ready.fresh)))
    people = [(key, *values) for key, values in zip(keys, ready.fresh, strict=True)]
    numbers = bulk.reserve(PartyMembership, len(ready.new_rolls))
    rolls = [
        (number, keys[-person - 1] if person < 0 else person, *values)
        for number, (person, *values) in zip(numbers, ready.new_rolls, strict=True)
    ]
    columns = ("id", "person_id", *ROLL_COLUMNS)
    undo = {
        "changed": {**changed_rows(Person, ready.people), **changed_rows(PartyMembership, ready.rolls)},
        "created": {
            **created_rows(Person, PERSON_COLUMNS, people),
            **created_rows(PartyMembership, columns, rolls),
        },
        "removed": {},
    }
    _change(Person, ready.people)
    _change(PartyMembership, ready.rolls)
    bulk.insert(Person, PERSON_COLUMNS, people)
    bulk.insert(PartyMembership, columns, rolls)
    return undo


def _change(model, rows: list[list]) -> None:
    by_columns = defaultdict(list)
    for pk, values in rows:
        by_columns[tuple(values)].append((*values.values(), pk))
    for columns, changed in by_columns.items():
        bulk.change(model, columns, changed)


def write_organisations(plan: OrganisationPlan, *, by, why: str) -> dict:
    """Found, rename, place, count and abolish, each by its own command. Inside a transaction. Raises
    RowsFaultError with everything that a command refused; returns the undo."""
    watched = Watched()
    instruments = _instruments(plan, by)
    _found(plan, by, why, instruments)
    faults: list[Fault] = []
    ends = []
    for deed in plan.deeds:
        steps = dict.fromkeys(DEEDS[column] for column in deed.values)
        for step in steps:
            if step == "abolish":
                ends.append(deed)
            else:
                _try(faults, deed.row, plan, WRITERS[step], deed, by, why, instruments)
    _abolish(faults, ends, plan, by, why, instruments)
    if faults:
        raise RowsFaultError(faults)
    return watched.undo()


def _instruments(plan: OrganisationPlan, by) -> dict[str, Instrument]:
    found = {}
    for row in plan.table.rows:
        number, issued_on = row.values["instrument"], row.values["issued_on"]
        if number and number not in found:
            known = Instrument.objects.filter(number=number).first()
            found[number] = known or enter_instrument(by=by, number=number, issued_on=issued_on)
    return found


def _found(plan: OrganisationPlan, by, why: str, instruments: dict[str, Instrument]) -> None:
    try:
        with transaction.atomic():
            made = found_many(by=by, rows=[new for _row, new in plan.founded], why=why)
    except (ImpossibleError, IntegrityError) as error:
        words = _("代码或辖区与已有的组织重复") if isinstance(error, IntegrityError) else error.messages[0]
        raise RowsFaultError([Fault("", 0, "", "", words)]) from error
    for organisation, (row, _new) in zip(made, plan.founded, strict=True):
        basis = instruments.get(row.values["instrument"])
        if basis:
            Organisation.objects.filter(pk=organisation.pk).update(founded_by=basis)


def _try(faults: list[Fault], row: Row, plan: OrganisationPlan, writer, deed: Deed, *arguments) -> bool:
    try:
        with transaction.atomic():
            writer(deed, Organisation.objects.get(pk=deed.organisation), plan, *arguments)
    except ImpossibleError as error:
        faults.append(Fault(row.sheet, row.number, "", row.values["name"], error.messages[0]))
        return False
    except IntegrityError:
        faults.append(Fault(row.sheet, row.number, "", row.values["name"], _("与已有的组织重复")))
        return False
    return True


def _abolish(faults: list[Fault], ends: list[Deed], plan, by, why: str, instruments: dict) -> None:
    """From below upward: what failed because something still hung on it is tried again after the others."""
    while ends:
        refused: list[Fault] = []
        left = [deed for deed in ends if not _try(refused, deed.row, plan, _end, deed, by, why, instruments)]
        if len(left) == len(ends):
            faults.extend(refused)
            return
        ends = left


def _end(deed: Deed, organisation: Organisation, plan, by, why: str, instruments: dict) -> None:
    basis = _basis(deed, organisation, instruments)
    abolish(by=by, organisation=organisation, on=deed.values["until"], instrument=basis, why=why)


def _basis(deed: Deed, organisation: Organisation, instruments: dict) -> Instrument | None:
    """The document of this change; the one that founded the organisation stands in the row only as it was."""
    basis = instruments.get(deed.row.values["instrument"])
    return None if basis is None or basis.pk == organisation.founded_by_id else basis


def _rename(deed: Deed, organisation: Organisation, plan, by, why: str, instruments: dict) -> None:
    rename(
        by=by,
        organisation=organisation,
        name=deed.values.get("name", organisation.name),
        short_name=deed.values.get("short_name", organisation.short_name),
        on=deed.on,
        instrument=_basis(deed, organisation, instruments),
        why=why,
    )


def _named(plan: OrganisationPlan, value: int | str) -> Organisation:
    if isinstance(value, int):
        return Organisation.objects.get(pk=value)
    new = next(new for _row, new in plan.founded if new.ref == value)
    return Organisation.objects.get(kind=new.kind, name=new.name, code=new.code, valid_from=new.on)


def _place(deed: Deed, organisation: Organisation, plan, by, why: str, instruments: dict) -> None:
    for line, column in ((Line.RESIDENTS, "residents_superior"), (Line.PARTY, "party_superior")):
        if column in deed.values:
            place(
                by=by,
                organisation=organisation,
                line=line,
                superior=_named(plan, deed.values[column]),
                on=deed.on,
                instrument=_basis(deed, organisation, instruments),
                why=why,
            )


def _count(deed: Deed, organisation: Organisation, plan, by, why: str, instruments: dict) -> None:
    count_territory(
        by=by,
        territory=organisation,
        on=deed.on,
        households=deed.counts["households"],
        residents=deed.counts["residents"],
        venue_area_m2=deed.counts["venue_area"] or 0,
        source=_("表格导入"),
        why=why,
    )


def _correct(deed: Deed, organisation: Organisation, plan, by, why: str, instruments: dict) -> None:
    """Codes, and what was not known before; these are no events with a day."""
    values = {column: deed.values[column] for column in ("code", "credit_code") if column in deed.values}
    if "territory" in deed.values:
        values["territory_id"] = _named(plan, deed.values["territory"]).pk
    if "instrument" in deed.values:
        values["founded_by_id"] = instruments[deed.values["instrument"]].pk
    before = {column: getattr(organisation, column) for column in values}
    Organisation.objects.filter(pk=organisation.pk).update(**values)
    record(by=by, verb="organisations.correct", target=organisation, why=why, before=before, after=values)


WRITERS = {"rename": _rename, "place": _place, "count": _count, "correct": _correct}
