"""What needs a second hand, and whose hand that is.

Moving somebody onto one's own residents' roll opens their file, so nobody is drawn out of another roll without a
word from there: from who keeps it, or from the person. A post that can grant, supervise or open accounts is filled
by two (threat 16: nobody grants themselves, or each other alone, more rights).
"""

from django.db.models import Exists, OuterRef, Q

from jiceng.kernel.access import signed_in
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Right
from jiceng.organisations.models import AskedAct, Organisation, PartyMembership, Post, Residence, Term
from jiceng.organisations.rules.roles import role_of
from jiceng.organisations.rules.scope import holdings, in_scope
from jiceng.people.enums import Right as PeopleRight
from jiceng.people.models import Account, Person

POWERS = frozenset(
    {
        Right.APPOINT,
        Right.COUNTERSIGN,
        Right.EXECUTE_REORGANISATION,
        PeopleRight.KEEP_ACCOUNTS,
        PeopleRight.RELEASE_LOCKS,
        PeopleRight.SEE_RECORD,
    }
)


def is_powerful(post: Post) -> bool:
    """Whether who holds the post could grant rights, open accounts or supervise the record."""
    role = role_of(post.kind, post.organisation.kind)
    return role is not None and bool(role.rights & POWERS)


def _standing(model, day):
    """Rows of the person that hold on the day or later."""
    return model.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def is_free(person: Person) -> bool:
    """On no roll, in no post, without an account: nobody else knows them."""
    day = today()
    known = any(
        _standing(model, day).filter(person=person).exists() for model in (Residence, PartyMembership, Term)
    )
    return not known and not Account.objects.filter(person=person).exists()


def may_take_in(account, person: Person) -> bool:
    """Whether the keeper of a residents' roll may enter the person without asking: free, or living in the reach."""
    homes = _standing(Residence, today()).filter(person=person)
    if not homes.exists():
        return is_free(person)
    return not homes.exclude(territory__in=in_scope(account, Right.KEEP_RESIDENTS_ROLL)).exists()


def may_admit(account, person: Person) -> bool:
    """Whether the keeper of a party roll may enter the person: free, living where a branch of the reach works, known
    from its rolls of earlier days; who keeps the roll of the whole county may enter anybody."""
    keeps = [holding for holding in holdings(account) if Right.KEEP_PARTY_ROLL in holding.role.rights]
    if any(holding.role.county_wide for holding in keeps) or is_free(person):
        return True
    branches = in_scope(account, Right.KEEP_PARTY_ROLL)
    if PartyMembership.objects.filter(person=person, branch__in=branches).exists():
        return True
    places = Organisation.objects.filter(pk__in=branches.order_by().values("territory"))
    near = in_scope(account, Right.SEE_RESIDENTS_ROLL) | places
    homes = _standing(Residence, today()).filter(person=person)
    return homes.filter(territory__in=near.order_by().values("pk")).exists()


def answerable(account) -> Q:
    """The open acts on which this account's hand counts, as a filter on AskedAct."""
    if not signed_in.test(account):
        return Q(pk__in=[])
    day = today()

    def rows(model):
        return model.objects.on(day).filter(person=OuterRef("person"))

    homes, members, terms = rows(Residence), rows(PartyMembership), rows(Term)
    hand = Q(person_id=account.person_id) if account.person_id else Q(pk__in=[])
    hand |= Q(Exists(homes.filter(territory__in=in_scope(account, Right.KEEP_RESIDENTS_ROLL))))
    hand |= ~Q(Exists(homes)) & Q(Exists(members.filter(branch__in=in_scope(account, Right.KEEP_PARTY_ROLL))))
    hand |= ~Q(Exists(homes) | Exists(members)) & Q(
        Exists(terms.filter(post__organisation__in=in_scope(account, Right.APPOINT)))
    )
    moves = Q(kind="settle") & hand
    posts = Q(kind="appoint", post__organisation__in=in_scope(account, Right.COUNTERSIGN))
    posts &= ~Q(person_id=account.person_id)
    return (moves | posts) & Q(state=AskedAct.State.OPEN) & ~Q(asked_by=account)


def may_answer(account, act: AskedAct) -> bool:
    return AskedAct.objects.filter(answerable(account), pk=act.pk).exists()
