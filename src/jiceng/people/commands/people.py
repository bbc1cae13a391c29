"""Entering and correcting people: one human being is one row, found again by the ID number's fingerprint."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction

from jiceng.kernel.access import must, signed_in
from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.pinyin import initials_of_name, spelled_name
from jiceng.kernel.record import record
from jiceng.kernel.sentences import sentence as _
from jiceng.people.enums import Education, Sex
from jiceng.people.identity import read_id_number, read_phone
from jiceng.people.models import Account, Person
from jiceng.people.rules import may_correct

FIELDS = ("name", "sex", "born_on", "education", "id_number", "phone")
SECRET = frozenset({"id_number", "phone"})
CHUNK = 2000


def prepare_person(row: dict) -> Person:
    """An unsaved Person with pinyin, initials, fingerprints, and sex and birth date told by the ID number.

    `row` has `name` and, if known, `sex`, `born_on`, `education`, `id_number`, `phone`, `is_invented`; values may
    be enum values, dates or text that is already clean. Touches no database. ValidationError by field.
    """
    faults: dict[str, object] = {}
    person = Person(is_invented=bool(row.get("is_invented")))
    person.name = "".join(str(row.get("name") or "").split()) if row.get("name") else ""
    if not 1 < len(person.name) <= 60:
        faults["name"] = _("姓名应为2到60个字。")
    person.pinyin, person.initials = spelled_name(person.name)[:120], initials_of_name(person.name)[:20]
    person.sex = Sex(row.get("sex") or Sex.UNKNOWN)
    person.born_on = row.get("born_on") or None
    person.education = Education(row["education"]) if row.get("education") else None
    _read_identity(person, str(row.get("id_number") or ""), faults)
    _read_phone(person, str(row.get("phone") or ""), faults)
    if faults:
        raise ValidationError(faults)
    return person


def _read_identity(person: Person, text: str, faults: dict) -> None:
    if not text.strip():
        return
    try:
        told = read_id_number(text)
    except ValidationError as fault:
        faults["id_number"] = fault
        return
    if person.born_on and person.born_on != told.born_on:
        faults["born_on"] = _("出生日期与身份证号不一致，请核对。")
    if person.sex in {Sex.MALE, Sex.FEMALE} and person.sex != told.sex:
        faults["sex"] = _("性别与身份证号不一致，请核对。")
    person.id_number, person.id_fingerprint = told.number, fingerprint(told.number)
    person.born_on, person.sex = told.born_on, told.sex


def _read_phone(person: Person, text: str, faults: dict) -> None:
    if not text.strip():
        return
    try:
        person.phone = read_phone(text)
    except ValidationError as fault:
        faults["phone"] = fault
        return
    person.phone_fingerprint = fingerprint(person.phone)


@transaction.atomic
def enter_person(*, by: Account | None, **row) -> Person:
    """Enter somebody, or give back the person whose ID number this is, untouched. Fields as for prepare_person.

    Whoever keeps a roll asks its own rule before; here `by` only has to be signed in.
    """
    must(by, signed_in)
    person = prepare_person(row)
    known = _known([person]).get(person.id_fingerprint)
    if known:
        return known
    person.save()
    record(by=by, verb="enter_person", target=person, after=_shown(person))
    return person


@transaction.atomic
def correct_person(*, by: Account | None, person: Person, why: str = "", **changes) -> Person:
    """Change what was written wrongly. Asking for what already stands there changes and records nothing.

    Refused unless `by` keeps a roll that the person stands on; ValidationError when the ID number is another's.
    """
    must(by, may_correct, person, _("这个人不在您的工作范围内。"))
    old = Person.objects.select_for_update().get(pk=person.pk)
    row = {name: getattr(old, name) for name in FIELDS} | {"is_invented": old.is_invented}
    if "id_number" in changes and changes["id_number"] != old.id_number:
        row |= {"sex": None, "born_on": None}  # told by the new number, unless given with it
    new = prepare_person(row | changes)
    other = _known([new]).get(new.id_fingerprint)
    if other and other.pk != old.pk:
        raise ValidationError({"id_number": _("这个身份证号已经登记在另一个人名下。")})
    changed = [name for name in FIELDS if getattr(new, name) != getattr(old, name)]
    if not changed:
        return old
    new.pk = old.pk
    new.save()
    record(
        by=by,
        verb="correct_person",
        target=new,
        why=why,
        before=_shown(old, changed),
        after=_shown(new, changed),
    )
    return new


@transaction.atomic
def enter_people(*, by: Account | None, people: Iterable[Person], why: str = "") -> list[Person]:
    """Save many prepared people (see prepare_person) in a few statements, with one entry of the record.

    Gives back saved rows in the same order; somebody whose ID number is known, here or in the database, comes
    back as the one row there is. `by` as for enter_person.
    """
    must(by, signed_in)
    entered: list[Person] = []
    fresh = 0
    for chunk in _chunks(people):
        known = _known(chunk)
        new = []
        for person in chunk:
            if person.id_fingerprint not in known:
                new.append(person)
                if person.id_fingerprint:
                    known[person.id_fingerprint] = person
        Person.objects.bulk_create(new, batch_size=CHUNK)
        fresh += len(new)
        entered += [known.get(person.id_fingerprint, person) for person in chunk]
    if fresh:
        record(by=by, verb="enter_people", target=entered[0], why=why, after={"count": fresh})
    return entered


def _chunks(people: Iterable[Person]) -> Iterator[list[Person]]:
    source = iter(people)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _known(people: list[Person]) -> dict[str, Person]:
    """Who of these is on record already, by fingerprint."""
    prints = [person.id_fingerprint for person in people if person.id_fingerprint]
    rows = Person.objects.filter(id_fingerprint__in=prints) if prints else ()
    return {row.id_fingerprint: row for row in rows}


def _shown(person: Person, names: Iterable[str] = FIELDS) -> dict[str, object]:
    """What may stand in the record: secrets only masked."""
    values: dict[str, object] = {}
    for name in names:
        value = getattr(person, f"masked_{name}") if name in SECRET else getattr(person, name)
        values[name] = value.isoformat() if isinstance(value, date) else value
    return values
