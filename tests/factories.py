"""Rows for tests: plain functions, real rows, only what the test names differs from the usual.

Rows are made directly, not by commands: a test of a query must not fail because a command changed.
"""

from datetime import date
from itertools import count

from jiceng.cadres.enums import Mode, Rank, Status
from jiceng.cadres.models import CadreFile, CompositionTarget, Employment, Reserve, Schooling
from jiceng.kernel.pinyin import initials, initials_of_name, spelled, spelled_name
from jiceng.organisations.commands.timing import overlaps
from jiceng.organisations.enums import Kind, Line, PostKind, Standing
from jiceng.organisations.models import (
    Instrument,
    Organisation,
    OrganisationName,
    PartyMembership,
    Placement,
    Post,
    Residence,
    Term,
    TerritoryFigures,
)
from jiceng.people.enums import Education, Sex
from jiceng.people.models import Account, Person

LONG_AGO = date(2010, 1, 1)
PASSWORD = "a long password of 1 test"
_number = count(1)


def make_instrument(number="", **fields) -> Instrument:
    number = number or f"嫩发〔2026〕{next(_number)}号"
    return Instrument.objects.create(number=number, **{"issued_on": LONG_AGO, **fields})


def make_organisation(
    name="", kind=Kind.COMMUNITY, *, under=None, line=Line.RESIDENTS, **fields
) -> Organisation:
    """An organisation with its name of the time, placed below `under` on `line` when given."""
    name = name or f"第{next(_number)}社区"
    fields = {"valid_from": LONG_AGO, **fields}
    organisation = Organisation.objects.create(
        name=name, kind=kind, pinyin=spelled(name), initials=initials(name), **fields
    )
    valid = {"valid_from": organisation.valid_from, "valid_to": organisation.valid_to}
    OrganisationName.objects.create(
        organisation=organisation, name=name, short_name=organisation.short_name, **valid
    )
    if under is not None:
        place(organisation, under, line)
    return organisation


def place(organisation, superior=None, line=Line.RESIDENTS, *, valid_from=None, valid_to=None) -> Placement:
    """Put an organisation below another (or at the top) on a line; the superior gets a place if it has none."""
    above = None
    if superior is not None:
        above = Placement.objects.filter(organisation=superior, line=line, valid_to=None).first()
        above = above or place(superior, None, line)
    return Placement.objects.create(
        organisation=organisation,
        line=line,
        superior=superior,
        path=(above.path if above else "") + f"{organisation.pk:010d}",
        depth=above.depth + 1 if above else 0,
        valid_from=valid_from or organisation.valid_from,
        valid_to=valid_to,
    )


def make_branch(territory, *, under=None, kind=Kind.PARTY_BRANCH, **fields) -> Organisation:
    """The party organisation of a community, on the party line below `under`."""
    name = fields.pop("name", f"{territory.name}党支部")
    return make_organisation(name, kind, under=under, line=Line.PARTY, territory=territory, **fields)


def make_figures(territory, *, households=2000, residents=5000, **fields) -> TerritoryFigures:
    fields = {"valid_from": territory.valid_from, **fields}
    return TerritoryFigures.objects.create(
        organisation=territory, households=households, residents=residents, **fields
    )


def make_person(name="", **fields) -> Person:
    name = name or f"王试{next(_number)}"
    fields = {"sex": Sex.FEMALE, "born_on": date(1975, 5, 17), "education": Education.COLLEGE, **fields}
    return Person.objects.create(
        name=name, pinyin=spelled_name(name), initials=initials_of_name(name), is_invented=True, **fields
    )


def make_member(branch, person=None, *, standing=Standing.FULL, **fields) -> PartyMembership:
    """A person on the roll of a branch."""
    fields = {"valid_from": LONG_AGO, "joined_on": date(2001, 7, 1), **fields}
    if standing == Standing.FULL:
        fields.setdefault("full_since", date(2002, 7, 1))
    return PartyMembership.objects.create(
        person=person or make_person(), branch=branch, standing=standing, **fields
    )


def make_resident(territory, person=None, **fields) -> Residence:
    fields = {"valid_from": LONG_AGO, **fields}
    return Residence.objects.create(person=person or make_person(), territory=territory, **fields)


def make_post(organisation, kind=PostKind.SECRETARY, **fields) -> Post:
    return Post.objects.create(organisation=organisation, kind=kind, **{"valid_from": LONG_AGO, **fields})


def make_term(post, person=None, **fields) -> Term:
    """A post that is full gets a place more."""
    made = Term(post=post, person=person or make_person(), **{"valid_from": LONG_AGO, **fields})
    beside = post.terms.filter(overlaps(made.valid_from, made.valid_to)).count()
    if beside >= post.places:
        post.places = beside + 1
        post.save(update_fields=["places"])
    made.save()
    return made


def make_cadre(
    person=None, *, status=Status.CIVIL_SERVANT, rank=Rank.SECTION, level=None, **fields
) -> CadreFile:
    """A file with one employment, and one education when a level is given."""
    file = CadreFile.objects.create(person=person or make_person(), **{"opened_on": LONG_AGO, **fields})
    Employment.objects.create(file=file, status=status, rank=rank, valid_from=LONG_AGO)
    if level is not None:
        make_schooling(file, level)
    return file


def make_schooling(file, level=Education.COLLEGE, **fields) -> Schooling:
    fields = {"mode": Mode.FULL_TIME, "finished_on": date(1998, 7, 1), **fields}
    return Schooling.objects.create(file=file, level=level, **fields)


def make_target(measure, **fields) -> CompositionTarget:
    return CompositionTarget.objects.create(measure=measure, why="试", **{"valid_from": LONG_AGO, **fields})


def make_reserve(post, person=None, **fields) -> Reserve:
    fields = {"source": "cadre", "readiness": "now", "why": "试", "valid_from": LONG_AGO, **fields}
    return Reserve.objects.create(post=post, person=person or make_person(), **fields)


def make_account(username="", *, person=None, **fields) -> Account:
    """An account that can log in with PASSWORD and holds no right."""
    account = Account(username=username or f"test{next(_number)}", person=person or make_person(), **fields)
    account.set_password(PASSWORD)
    account.save()
    return account


def make_account_with_post(organisation, kind=PostKind.SECRETARY, **fields) -> Account:
    """An account whose person holds a post in the organisation today; rights follow from the pair of kinds."""
    account = make_account(**fields)
    post = Post.objects.filter(organisation=organisation, kind=kind, title="", valid_to=None).first()
    make_term(post or make_post(organisation, kind), account.person)
    return account


def make_county() -> dict[str, Organisation]:
    """The smallest county with both lines: county, department, town, street, two communities with branches."""
    county = make_organisation("嫩江县委", Kind.COUNTY_COMMITTEE)
    department = make_organisation("县委组织部", Kind.ORGANISATION_DEPARTMENT, under=county, line=Line.PARTY)
    town = make_organisation("嫩江镇党委", Kind.TOWN_PARTY_COMMITTEE, under=county)
    place(town, county, Line.PARTY)
    street = make_organisation("城区街道党工委", Kind.STREET_WORKING_COMMITTEE, under=town, line=Line.PARTY)
    made = {"county": county, "department": department, "town": town, "street": street}
    for key, name in (("first", "铁东社区"), ("second", "铁西社区")):
        committee = make_organisation(f"{name}居民委员会", Kind.RESIDENTS_COMMITTEE, under=town)
        made[key] = committee.territory = make_organisation(name, Kind.COMMUNITY, under=committee)
        committee.save()
        made[f"{key}_committee"] = committee
        made[f"{key}_branch"] = make_branch(made[key], under=street)
        make_figures(made[key])
    return made
