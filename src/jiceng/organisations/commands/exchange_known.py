"""What the database knows of the people in a table, read in sets."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from jiceng.kernel.bulk import chunks
from jiceng.kernel.pages import today
from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import Kind, Line
from jiceng.organisations.models import PartyMembership, Placement
from jiceng.organisations.rules.second_hand import may_admit
from jiceng.people.identity import masked_id_number, masked_phone
from jiceng.people.models import Person

PERSON = ("pk", "name", "sex", "born_on", "education", "id_fingerprint", "phone_fingerprint")
MEMBERSHIP = (
    "pk",
    "person_id",
    "branch_id",
    "group_id",
    "standing",
    "joined_on",
    "full_since",
    "valid_from",
    "valid_to",
)


@dataclass(slots=True)
class Membership:
    """One row of the party roll as it stands."""

    pk: int
    person: int
    branch: int
    group: int | None
    standing: str
    joined_on: date
    full_since: date | None
    since: date
    until: date | None


@dataclass(slots=True)
class Known:
    """One person as they stand: what can be compared without deciphering, and all their memberships by day."""

    pk: int
    name: str
    sex: int
    born_on: date | None
    education: int | None
    id_fingerprint: str
    phone_fingerprint: str
    memberships: list[Membership] = field(default_factory=list)

    def present(self, day: date) -> Membership | None:
        """The membership that is open or ends only after `day`."""
        last = self.memberships[-1] if self.memberships else None
        return last if last and (last.until is None or last.until > day) else None


class KnownPeople:
    """The people whom a table may mean, by number and by fingerprint of the ID number."""

    def __init__(self, numbers: Iterable[int], fingerprints: Iterable[str]):
        self.by_id: dict[int, Known] = {}
        for part in chunks(numbers):
            self._take(Person.objects.filter(pk__in=part))
        for part in chunks(fingerprints):
            self._take(Person.objects.filter(id_fingerprint__in=part))
        self.by_fingerprint = {known.id_fingerprint: known for known in self.by_id.values()}
        self.by_fingerprint.pop("", None)
        for part in chunks(self.by_id):
            rows = PartyMembership.objects.filter(person_id__in=part).order_by("valid_from")
            for values in rows.values_list(*MEMBERSHIP):
                self.by_id[values[1]].memberships.append(Membership(*values))

    def _take(self, rows) -> None:
        for values in rows.values_list(*PERSON):
            self.by_id.setdefault(values[0], Known(*values))


def masks(people: Iterable[int]) -> dict[int, tuple[str, str]]:
    """ID number and phone of people as they are shown, deciphered only here."""
    found = {}
    for part in chunks(people):
        rows = Person.objects.filter(pk__in=part).values_list("pk", "id_number", "phone")
        for pk, number, phone in rows:
            found[pk] = (masked_id_number(number), masked_phone(phone))
    return found


def groups() -> dict[tuple[int, str], int]:
    """The party groups of today: by branch and name, and by branch and # with their number."""
    rows = Placement.objects.on(today()).filter(line=Line.PARTY, organisation__kind=Kind.PARTY_GROUP)
    found = {}
    for branch, name, pk in rows.values_list("superior_id", "organisation__name", "organisation_id"):
        found[branch, name] = found[branch, f"#{pk}"] = pk
    return found


def names_on_rolls(branches: Iterable[int]) -> dict[int, set[str]]:
    """The names on the roll of each branch today."""
    found: dict[int, set[str]] = defaultdict(set)
    for part in chunks(branches):
        rows = PartyMembership.objects.filter(holds_on(today()), branch_id__in=part)
        for branch, name in rows.values_list("branch_id", "person__name"):
            found[branch].add(name)
    return found


def may_admit_known(by, known: Known) -> bool:
    """Whether a person of no roll may be entered by who imports, without asking anybody else."""
    return by is None or may_admit(by, Person.objects.get(pk=known.pk))
