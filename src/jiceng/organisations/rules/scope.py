"""What an account holds today, and where: posts, terms and deputy access turned into rights and scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from jiceng.kernel.access import HeldRole
from jiceng.kernel.pages import today
from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import Line, Right
from jiceng.organisations.models import (
    Deputyship,
    Organisation,
    PartyMembership,
    Placement,
    Residence,
    Term,
)
from jiceng.organisations.rules.roles import PartyMember, Role, role_of


@dataclass(frozen=True)
class Holding:
    """One role held in one organisation, with the places on the lines along which it reaches down."""

    role: type[Role]
    organisation: Organisation
    paths: tuple[tuple[str, str], ...]
    deputy: bool = False


def step(organisation_id: int) -> str:
    """An organisation's own link of a path: ten digits."""
    return f"{organisation_id:010d}"


def after(path: str) -> str:
    """The least text behind every path of the subtree; the paths are digits, so any collation agrees."""
    return f"{int(path) + 1:0{len(path)}d}"


def below(path: str, prefix: str = "") -> Q:
    """Rows in the subtree of `path`, itself included."""
    return Q(**{f"{prefix}path__gte": path, f"{prefix}path__lt": after(path)})


def holdings(account) -> tuple[Holding, ...]:
    """The roles of the account today; read once a request, since an account object lives that long."""
    if account is None or not account.is_authenticated or not account.is_active or not account.person_id:
        return ()
    cached = getattr(account, "_holdings", None)
    if cached is None or cached[0] != today():
        cached = account._holdings = (today(), _read_holdings(account, today()))
    return cached[1]


def _read_holdings(account, day: date) -> tuple[Holding, ...]:
    own = Q(person_id=account.person_id)
    acting = Q(deputyships__person_id=account.person_id) & holds_on(day, "deputyships__")
    terms = list(
        Term.objects.on(day)
        .filter(own | acting)
        .filter(holds_on(day, "post__"))
        .filter(holds_on(day, "post__organisation__"))
        .select_related("post__organisation")
        .distinct()
    )
    placed = _paths({term.post.organisation_id for term in terms}, day)
    found = []
    for term in terms:
        organisation = term.post.organisation
        role = role_of(term.post.kind, organisation.kind)
        if role:
            paths = tuple(pair for pair in placed.get(organisation.pk, ()) if pair[0] in role.lines)
            found.append(Holding(role, organisation, paths, term.person_id != account.person_id))
    membership = PartyMembership.objects.on(day).filter(own).select_related("branch").first()
    if membership:
        found.append(Holding(PartyMember, membership.branch, ()))
    return tuple(found)


def _paths(organisations: set[int], day: date) -> dict[int, list[tuple[str, str]]]:
    placed: dict[int, list[tuple[str, str]]] = {}
    rows = Placement.objects.on(day).filter(organisation_id__in=organisations)
    for organisation_id, line, path in rows.values_list("organisation_id", "line", "path"):
        placed.setdefault(organisation_id, []).append((line, path))
    return placed


def permissions(account) -> frozenset[str]:
    return frozenset().union(*(holding.role.rights for holding in holdings(account)))


def scope(seen_by, right: str, as_of: date | None = None, *, at_home: tuple[type[Role], ...] = ()) -> Q:
    """Which organisations `right` reaches for this account, as a filter on Organisation.

    `seen_by=None` is the system itself: everything. Reach follows the line of the role as it stood on `as_of`
    (default today); a role named in `at_home` reaches no further than the organisation of the post.
    """
    if seen_by is None:
        return Q()
    day = as_of or today()
    if reaches_all(seen_by, right, at_home=at_home):
        return Q()
    held = [holding for holding in holdings(seen_by) if right in holding.role.rights]
    reach = Q(pk__in=[])
    for holding in held:
        reach |= Q(pk=holding.organisation.pk)
        for line, path in () if holding.role in at_home else holding.paths:
            places = Placement.objects.on(day).filter(below(path), line=line, organisation=OuterRef("pk"))
            reach |= Q(Exists(places))
    return reach


def reaches_all(seen_by, right: str, *, at_home: tuple[type[Role], ...] = ()) -> bool:
    """Whether `right` reaches every organisation of the county for this account."""
    return seen_by is None or any(
        right in holding.role.rights and holding.role.county_wide and holding.role not in at_home
        for holding in holdings(seen_by)
    )


def in_scope(seen_by, right: str, as_of: date | None = None) -> QuerySet[Organisation]:
    """The organisations that `right` reaches."""
    return Organisation.objects.filter(scope(seen_by, right, as_of))


def reaches(account, right: str, organisation: Organisation) -> bool:
    """Whether the account holds `right` over this organisation today."""
    if reaches_all(account, right):
        return True
    return in_scope(account, right).filter(pk=organisation.pk).exists()


class PostsGiveRights:
    """The provider that `organisations` registers with the kernel: rights come from posts."""

    def permissions(self, account) -> frozenset[str]:
        return permissions(account)

    def sees_person(self, account, person, permission: str) -> bool:
        """Through the roll of the line on which the right is held: party roll and residents' roll stay apart."""
        lines = {
            line
            for holding in holdings(account)
            if permission in holding.role.rights
            for line in holding.role.lines
        }
        reach = in_scope(account, permission)
        if (
            Line.PARTY in lines
            and PartyMembership.objects.on(today()).filter(person=person, branch__in=reach).exists()
        ):
            return True
        return (
            Line.RESIDENTS in lines
            and Residence.objects.on(today()).filter(person=person, territory__in=reach).exists()
        )

    def keeps_roll(self, account, person=None) -> bool:
        keeping = {Right.KEEP_PARTY_ROLL, Right.KEEP_RESIDENTS_ROLL} & permissions(account)
        if person is None:
            return bool(keeping)
        return any(_on_roll(account, person, right) for right in keeping)

    def seen_people(self, account) -> Q:
        """Members of the branches whose roll the account may see, residents of the territories likewise, oneself."""
        day = today()
        roll = PartyMembership.objects.on(day).filter(branch__in=in_scope(account, Right.SEE_PARTY_ROLL))
        homes = Residence.objects.on(day).filter(territory__in=in_scope(account, Right.SEE_RESIDENTS_ROLL))
        mine = Q(pk=account.person_id) if account.person_id else Q(pk__in=[])
        rights = permissions(account)
        if Right.SEE_PARTY_ROLL in rights:
            mine |= Q(Exists(roll.filter(person=OuterRef("pk"))))
        if Right.SEE_RESIDENTS_ROLL in rights:
            mine |= Q(Exists(homes.filter(person=OuterRef("pk"))))
        return mine

    def held_roles(self, account) -> tuple[HeldRole, ...]:
        day = today()
        own = Term.objects.on(day).filter(holds_on(day, "post__"), holds_on(day, "post__organisation__"))
        held = [
            _in_words(term.post, term.valid_to)
            for term in own.filter(person_id=account.person_id).select_related("post__organisation")
        ]
        acting = Deputyship.objects.on(day).filter(
            holds_on(day, "term__"), holds_on(day, "term__post__"), person_id=account.person_id
        )
        held += [
            _in_words(deputy.term.post, deputy.valid_to, str(deputy.term.person))
            for deputy in acting.select_related("term__post__organisation", "term__person")
        ]
        membership = PartyMembership.objects.on(day).filter(person_id=account.person_id)
        held += [
            HeldRole(str(PartyMember.name), str(PartyMember.sentence), str(row.branch), row.valid_to)
            for row in membership.select_related("branch")
        ]
        return tuple(held)

    def facts_of(self, account) -> Iterable[tuple[str, str, str]]:
        person = account.person_id
        memberships = PartyMembership.objects.filter(person_id=person).select_related("branch")
        for row in memberships.order_by("valid_from"):
            yield gettext("党员组织关系"), str(row.branch), f"{row.get_standing_display()} {_span(row)}"
        for home in Residence.objects.filter(person_id=person).select_related("territory"):
            yield gettext("居住"), str(home.territory), f"{home.address} {_span(home)}".strip()
        for term in Term.objects.filter(person_id=person).select_related("post__organisation"):
            yield gettext("任职"), str(term.post), _span(term)
        for deputy in Deputyship.objects.filter(person_id=person).select_related("term__post__organisation"):
            yield gettext("代理"), str(deputy.term.post), f"{deputy.why} {_span(deputy)}"

    def posts_of(self, people: Iterable[int]) -> dict[int, tuple[str, ...]]:
        day = today()
        found: dict[int, tuple[str, ...]] = {}
        terms = Term.objects.on(day).filter(holds_on(day, "post__"), person_id__in=list(people))
        for term in terms.select_related("post__organisation").order_by("post_id"):
            found[term.person_id] = (*found.get(term.person_id, ()), str(term.post))
        return found


def _on_roll(account, person, right: Right) -> bool:
    """The party roll is opened by the right over the party roll only, the residents' by theirs."""
    reach = in_scope(account, right)
    if right == Right.KEEP_PARTY_ROLL:
        return PartyMembership.objects.on(today()).filter(person=person, branch__in=reach).exists()
    return Residence.objects.on(today()).filter(person=person, territory__in=reach).exists()


def _span(row) -> str:
    return f"{row.valid_from:%Y-%m-%d} – {row.valid_to or ''}".rstrip()


def _in_words(post, until: date | None, acting_for: str = "") -> HeldRole:
    """A post that carries no role is named all the same: it gives no rights."""
    role = role_of(post.kind, post.organisation.kind)
    return HeldRole(
        name=str(role.name) if role else post.title or post.get_kind_display(),
        sentence=str(role.sentence) if role else "",
        where=str(post.organisation),
        until=until,
        acting_for=acting_for,
    )
