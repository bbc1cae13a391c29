"""A county with an account for each role, and for each role a unit of its own, a neighbour's and an upper one."""

from dataclasses import dataclass, field

from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.organisations.models import Organisation, PartyMembership, Post, Residence, Term
from jiceng.organisations.rules.roles import ROLES, Role
from jiceng.people.models import Account, Person
from tests import factories

POSITIONS = ("own", "neighbour", "upper", "none")
STRANGERS = ("anonymous", "no_post")
SUBJECTS = (*STRANGERS, *(role.__name__ for role in ROLES))


@dataclass
class Place:
    """What stands in one unit. `organisation` is the unit on the role's line (branch, committee, street, ...),
    `above` the street or town that leads it."""

    organisation: Organisation
    territory: Organisation
    branch: Organisation
    member: PartyMembership
    resident: Residence
    post: Post
    term: Term
    account: Account
    party: bool
    above: Organisation
    town: Organisation

    @property
    def on_line(self) -> Person:
        """Somebody on the roll of the role's line: a member for the party line, a resident for the other."""
        return self.member.person if self.party else self.resident.person


@dataclass
class World:
    county: Organisation
    accounts: dict[str, Account | None]
    places: dict[tuple[str, str], Place]
    extra: dict[str, object] = field(default_factory=dict)

    def place(self, subject: str, position: str) -> Place:
        """The place that `position` (own, neighbour, upper) means for a role; strangers look at an own unit."""
        return self.places[("BranchSecretary" if subject in STRANGERS else subject, position)]


@dataclass
class Area:
    """A community with all that belongs to it."""

    committee: Organisation
    territory: Organisation
    branch: Organisation
    unit: Organisation
    town: Organisation
    street: Organisation


def _area(name: str, town: Organisation, street: Organisation) -> Area:
    committee = factories.make_organisation(f"{name}社区居民委员会", Kind.RESIDENTS_COMMITTEE, under=town)
    territory = factories.make_organisation(f"{name}社区", Kind.COMMUNITY, under=committee)
    committee.territory = territory
    committee.save()
    branch = factories.make_branch(territory, under=street)
    factories.make_figures(territory)
    unit = factories.make_organisation(f"{name}小学", Kind.RESIDENT_UNIT, under=territory)
    return Area(committee, territory, branch, unit, town, street)


def _place(area: Area, organisation: Organisation, party: bool) -> Place:
    """Rows of this area; the post, term and account belong to `organisation`."""
    post = factories.make_post(organisation, PostKind.PUBLICITY_MEMBER, title=f"{area.territory.name}{party}")
    account = factories.make_account()
    return Place(
        organisation=organisation,
        territory=area.territory,
        branch=area.branch,
        member=factories.make_member(area.branch),
        resident=factories.make_resident(area.territory),
        post=post,
        term=factories.make_term(post, account.person),
        account=account,
        party=party,
        above=area.street if party else area.town,
        town=area.town,
    )


def build() -> World:
    """Town A with communities 1 and 2, town B with community 3, each under a street on the party line."""
    county = factories.make_organisation("嫩江县委", Kind.COUNTY_COMMITTEE)
    department = factories.make_organisation(
        "县委组织部", Kind.ORGANISATION_DEPARTMENT, under=county, line=Line.PARTY
    )
    bureaus = [
        factories.make_organisation(name, Kind.DEPARTMENT, under=county, line=Line.PARTY)
        for name in ("县财政局", "县教育局")
    ]
    towns, streets = [], []
    for letter in "甲乙":
        town = factories.make_organisation(f"{letter}镇党委", Kind.TOWN_PARTY_COMMITTEE, under=county)
        factories.place(town, county, Line.PARTY)
        towns.append(town)
        streets.append(
            factories.make_organisation(
                f"{letter}街道党工委", Kind.STREET_WORKING_COMMITTEE, under=town, line=Line.PARTY
            )
        )
    areas = [
        _area("铁东", towns[0], streets[0]),
        _area("铁西", towns[0], streets[0]),
        _area("城北", towns[1], streets[1]),
    ]
    desks = {
        "CountyLeader": (county, PostKind.SECRETARY),
        "OrganisationDepartment": (department, PostKind.LEADER),
        "Bureau": (bureaus[0], PostKind.LEADER),
        "TownSecretary": (towns[0], PostKind.SECRETARY),
        "TownOfficer": (towns[0], PostKind.OFFICER),
        "StreetSecretary": (streets[0], PostKind.SECRETARY),
        "StreetOfficer": (streets[0], PostKind.OFFICER),
        "BranchSecretary": (areas[0].branch, PostKind.SECRETARY),
        "CommunityDirector": (areas[0].committee, PostKind.DIRECTOR),
        "CommunityWorker": (areas[0].committee, PostKind.WORKER),
        "Representative": (areas[0].committee, PostKind.REPRESENTATIVE),
        "UnitContact": (areas[0].unit, PostKind.CONTACT),
        "SystemAdministrator": (department, PostKind.SYSTEM_ADMINISTRATOR),
        "SecurityAdministrator": (department, PostKind.SECURITY_ADMINISTRATOR),
        "Auditor": (department, PostKind.AUDITOR),
    }
    accounts: dict[str, Account | None] = {"anonymous": None, "no_post": factories.make_account("no_post")}
    for name, (organisation, kind) in desks.items():
        accounts[name] = factories.make_account_with_post(organisation, kind, username=name.lower())
    accounts["PartyMember"] = factories.make_account("partymember")
    factories.make_member(areas[0].branch, accounts["PartyMember"].person)
    world = World(county, accounts, {})
    places: dict[tuple, Place] = {}
    bodies = Bodies(county, bureaus, towns, streets, areas)

    def kept(area: Area, organisation: Organisation, party: bool) -> Place:
        key = (area.territory.pk, organisation.pk, party)
        if key not in places:
            places[key] = _place(area, organisation, party)
        return places[key]

    for role in ROLES:
        for position, (area, organisation) in _positions(role, bodies).items():
            world.places[(role.__name__, position)] = kept(area, organisation, Line.PARTY in role.lines)
    return world


@dataclass
class Bodies:
    """What the positions choose from."""

    county: Organisation
    bureaus: list[Organisation]
    towns: list[Organisation]
    streets: list[Organisation]
    areas: list[Area]


def _positions(role: type[Role], bodies: Bodies) -> dict[str, tuple[Area, Organisation]]:
    """Neighbour: the next community for whoever works in one, the other town for everybody above. The rows of
    `upper` besides the organisation itself are those of the other town: nobody's subordinate."""
    name = role.__name__
    county, towns, streets, areas = bodies.county, bodies.towns, bodies.streets, bodies.areas
    party = name in {"BranchSecretary", "StreetSecretary", "StreetOfficer", "PartyMember"}
    if name in {"StreetSecretary", "StreetOfficer", "TownSecretary", "TownOfficer"}:
        own, next_door = (streets[0], streets[1]) if party else (towns[0], towns[1])
        return {"own": (areas[0], own), "neighbour": (areas[2], next_door), "upper": (areas[2], county)}
    first, second, upper = areas[0], areas[1], streets[0] if party else towns[0]
    if name in {"BranchSecretary", "PartyMember"}:
        return {
            "own": (first, first.branch),
            "neighbour": (second, second.branch),
            "upper": (areas[2], upper),
        }
    if name in {"CommunityDirector", "CommunityWorker", "Representative"}:
        own, next_door = first.committee, second.committee
        return {"own": (first, own), "neighbour": (second, next_door), "upper": (areas[2], upper)}
    if name == "Bureau":
        own, next_door = bodies.bureaus
        return {"own": (first, own), "neighbour": (second, next_door), "upper": (areas[2], county)}
    if name == "UnitContact":
        return {"own": (first, first.unit), "neighbour": (second, second.unit), "upper": (areas[2], upper)}
    return {
        "own": (first, first.committee),
        "neighbour": (areas[2], areas[2].branch),
        "upper": (areas[2], county),
    }
