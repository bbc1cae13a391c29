"""What the orders mean on the day: what ends, what takes its place, and where every member goes. Reads only."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from jiceng.organisations.commands.reorganisation.changes import Chain, Ref
from jiceng.organisations.commands.reorganisation.orders import (
    WORKING_COMMITTEE,
    CommunityOrder,
    Orders,
    parse,
)
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, Line, Standing
from jiceng.organisations.models import (
    Organisation,
    PartyMembership,
    Placement,
    Reorganisation,
    Residence,
    TerritoryFigures,
)
from jiceng.organisations.rules.forms import lawful_form

SERVING = (*BRANCHES, Kind.RESIDENTS_COMMITTEE)
WORKING = Ref(WORKING_COMMITTEE)
BRANCH_WORDS = {
    Kind.PARTY_BRANCH: "党支部",
    Kind.PARTY_GENERAL_BRANCH: "党总支",
    Kind.PARTY_COMMITTEE: "党委",
}


@dataclass(frozen=True)
class MemberMove:
    """A membership of an ending branch and where it goes: a key, a branch that stays (id), or neither."""

    membership: PartyMembership
    community: str = ""
    branch: int | None = None
    warning: str = ""


@dataclass
class NewCommunity:
    """A community to be, with its committee and branch, and the numbers it begins with."""

    order: CommunityOrder
    predecessors: list[Organisation]
    code: str = ""
    full_members: int = 0
    probationary_members: int = 0
    counts: dict[int, TerritoryFigures] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.order.key

    @property
    def community(self) -> Ref:
        return Ref(f"community:{self.key}")

    @property
    def committee(self) -> Ref:
        return Ref(f"committee:{self.key}")

    @property
    def branch(self) -> Ref:
        return Ref(f"branch:{self.key}")

    @property
    def form(self) -> Kind:
        return Kind(self.order.form) if self.order.form else lawful_form(self.full_members)

    @property
    def committee_name(self) -> str:
        return self.order.committee_name or f"{self.order.name}居民委员会"

    @property
    def branch_name(self) -> str:
        return self.order.branch_name or f"{self.order.name}{BRANCH_WORDS[self.form]}"

    @property
    def households(self) -> int:
        return sum(count.households for count in self.counts.values())

    @property
    def residents(self) -> int:
        return sum(count.residents for count in self.counts.values())

    @property
    def venue_area_m2(self) -> int:
        """Of the venue chosen, or of all predecessors when none is."""
        chosen = self.counts.values() if self.order.venue is None else [self.counts.get(self.order.venue)]
        return sum(count.venue_area_m2 for count in chosen if count)


@dataclass
class Design:
    """The reorganisation, thought through on its day."""

    orders: Orders
    day: date
    instrument: int
    known: dict[int, Organisation]
    ending: dict[int, Organisation] = field(default_factory=dict)
    key_of: dict[int, str] = field(default_factory=dict)
    communities: dict[str, NewCommunity] = field(default_factory=dict)
    member_moves: list[MemberMove] = field(default_factory=list)
    placements: dict[tuple[int, str], Placement] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    reorganisation: int | None = None

    def name(self, target: int | Ref | None) -> str:
        """The name of what is there or will be."""
        if isinstance(target, Ref):
            if target == WORKING:
                return self.orders.working_committee_name
            sort, key = target.name.split(":", 1)
            one = self.communities[key]
            return {
                "community": one.order.name,
                "committee": one.committee_name,
                "branch": one.branch_name,
            }[sort]
        return self.known[target].name if target in self.known else ""

    @property
    def party_top(self) -> Ref | int | None:
        return WORKING if self.orders.working_committee_name else self.orders.party_superior

    def heir(self, organisation: int, line: str) -> Ref | int | None:
        """What leads on `line` in place of an organisation that ends."""
        key = self.key_of.get(organisation)
        if key is None:
            return self.party_top if line == Line.PARTY else self.orders.town
        one = self.communities[key]
        return one.branch if line == Line.PARTY else one.committee

    @cached_property
    def overrides(self) -> dict[tuple[int, str], Ref | int]:
        found: dict[tuple[int, str], Ref | int] = {}
        for order in self.orders.placements:
            superior: Ref | int
            if isinstance(order.superior, int):
                superior = order.superior
            elif order.superior == WORKING_COMMITTEE:
                superior = WORKING
            else:
                one = self.communities[order.superior]
                superior = one.branch if order.line == Line.PARTY else one.committee
            found[order.organisation, order.line] = superior
        return found

    def superior(self, link: int | Ref, line: str) -> Ref | int | None:
        """Who stands above on the line afterwards."""
        if isinstance(link, Ref):
            if link == WORKING:
                return self.orders.town
            sort, key = link.name.split(":", 1)
            if sort == "branch":
                return self.party_top
            return self.orders.town if sort == "committee" else self.communities[key].committee
        if (link, line) in self.overrides:
            return self.overrides[link, line]
        placement = self.placements.get((link, line))
        above = placement.superior_id if placement else None
        return self.heir(above, line) if above in self.ending else above

    def chain(self, link: int | Ref, line: str) -> Chain:
        """The path on the line afterwards, from the top."""
        links: list[int | Ref] = []
        while link is not None:
            if link in links:
                raise RecursionError(f"a circle of superiors at {link}")
            links.append(link)
            link = self.superior(link, line)  # type: ignore[assignment]  # None ends the loop
        return Chain(tuple(reversed(links)))


def draw(reorganisation: Reorganisation) -> Design:
    """Read everything that the orders touch on the effective day. Raises ImpossibleError when they are not well
    formed; what does not fit the county is gathered in `faults`."""
    orders = parse(reorganisation.orders)
    day = reorganisation.effective_on
    named = {
        orders.town,
        *orders.ends,
        *(old for one in orders.communities for old in one.predecessors),
        *(one.organisation for one in orders.placements),
        *(one.superior for one in orders.placements if isinstance(one.superior, int)),
    }
    if orders.party_superior:
        named.add(orders.party_superior)
    design = Design(orders, day, reorganisation.instrument_id, Organisation.objects.in_bulk(named))
    design.reorganisation = reorganisation.pk
    _must_stand(design, named)
    _find_endings(design)
    _plan_communities(design)
    _read_placements(design)
    _send_members(design)
    return design


def _must_stand(design: Design, named: set[int]) -> None:
    day = design.day
    for pk in sorted(named):
        one = design.known.get(pk)
        if one is None:
            design.faults.append(_("没有编号为%(number)d的组织。") % {"number": pk})
        elif one.valid_from > day or (one.valid_to is not None and one.valid_to <= day):
            design.faults.append(
                _("“%(name)s”在%(day)s不存在。") % {"name": one.name, "day": day.isoformat()}
            )
    for order in design.orders.communities:
        for pk in order.predecessors:
            if pk in design.known and design.known[pk].kind not in TERRITORIES:
                design.faults.append(
                    _("“%(name)s”不是居民委或社区，不能作为前身。") % {"name": design.known[pk].name}
                )


def _find_endings(design: Design) -> None:
    """Predecessors, what serves them, groups of the branches that end, and what the orders name."""
    for order in design.orders.communities:
        for pk in order.predecessors:
            if pk in design.known:
                design.ending[pk], design.key_of[pk] = design.known[pk], order.key
    for pk in design.orders.ends:
        if pk in design.known:
            design.ending[pk] = design.known[pk]
    serving = Organisation.objects.on(design.day).filter(
        territory_id__in=list(design.key_of), kind__in=SERVING
    )
    for one in serving:
        design.ending[one.pk] = design.known[one.pk] = one
        design.key_of[one.pk] = design.key_of[one.territory_id]
    branches = [pk for pk, one in design.ending.items() if one.kind in BRANCHES]
    groups = Organisation.objects.on(design.day).filter(
        Q(pk__in=_groups_placed(branches, design.day)) | Q(pk__in=_groups_on_rolls(branches, design.day)),
        kind=Kind.PARTY_GROUP,
    )
    for one in groups:
        design.ending[one.pk] = design.known[one.pk] = one


def _groups_placed(branches: list[int], day: date):
    return Placement.objects.on(day).filter(superior_id__in=branches).values("organisation_id")


def _groups_on_rolls(branches: list[int], day: date):
    rows = PartyMembership.objects.on(day).filter(branch_id__in=branches, group__isnull=False)
    return rows.values("group_id")


def _plan_communities(design: Design) -> None:
    taken = set(
        Organisation.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=design.day))
        .exclude(code="")
        .exclude(pk__in=list(design.ending))
        .values_list("code", flat=True)
    )
    counts = {
        count.organisation_id: count
        for count in TerritoryFigures.objects.on(design.day).filter(organisation_id__in=list(design.key_of))
    }
    temporary = 901
    for order in design.orders.communities:
        olds = [design.known[pk] for pk in order.predecessors if pk in design.known]
        code = order.code
        if code in taken and code:
            design.faults.append(_("代码%(code)s已由其他组织使用。") % {"code": code})
        if not code:
            prefix = next((old.code[:9] for old in olds if len(old.code) == 12), "")
            while prefix and f"{prefix}{temporary}" in taken:
                temporary += 1
            code = f"{prefix}{temporary}" if prefix else ""
        if code:
            taken.add(code)
        mine = {old.pk: counts[old.pk] for old in olds if old.pk in counts}
        design.communities[order.key] = NewCommunity(order, olds, code, counts=mine)


def _read_placements(design: Design) -> None:
    rows = Placement.objects.on(design.day).select_related("organisation")
    for placement in rows:
        design.placements[placement.organisation_id, placement.line] = placement
        design.known.setdefault(placement.organisation_id, placement.organisation)


def _send_members(design: Design) -> None:
    """Members of branches that end go to the branch of the community of their home (B5)."""
    ending = list(design.ending)
    rows = (
        PartyMembership.objects.on(design.day)
        .filter(Q(branch_id__in=ending) | Q(group_id__in=ending))
        .select_related("person", "branch")
        .order_by("branch_id", "person__pinyin", "id")
    )
    homes = dict(
        Residence.objects.on(design.day)
        .filter(person_id__in=rows.order_by().values("person_id"))
        .values_list("person_id", "territory_id")
    )
    elsewhere = set(homes.values()) - set(design.key_of)
    staying = Organisation.objects.on(design.day).filter(kind__in=BRANCHES, territory_id__in=elsewhere)
    branch_of = {one.territory_id: one for one in staying if one.pk not in design.ending}
    design.known |= {one.pk: one for one in branch_of.values()}
    design.member_moves = [_send(design, row, homes.get(row.person_id), branch_of) for row in rows]
    numbers = Counter(
        (move.community, move.membership.standing) for move in design.member_moves if move.community
    )
    for key, one in design.communities.items():
        one.full_members = numbers[key, Standing.FULL]
        one.probationary_members = numbers[key, Standing.PROBATIONARY]


def _send(
    design: Design, row: PartyMembership, home: int | None, branch_of: dict[int, Organisation]
) -> MemberMove:
    if row.branch_id not in design.ending:
        return MemberMove(row, branch=row.branch_id)
    if home in design.key_of:
        return MemberMove(row, design.key_of[home])
    if home in branch_of:
        return MemberMove(row, branch=branch_of[home].pk, warning=_("住在本次调整范围之外。"))
    return MemberMove(
        row,
        design.key_of.get(row.branch_id, ""),
        warning=_("没有本地住址，随原支部划入。"),
    )
