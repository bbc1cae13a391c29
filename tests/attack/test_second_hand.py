"""Drawing people into one's own roll, and granting power: nobody does either alone (threat 16)."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jiceng.kernel.access import Refused, provider
from jiceng.kernel.pages import today
from jiceng.organisations import commands
from jiceng.organisations.commands.reorganisation import blockers, execute, plan_reorganisation
from jiceng.organisations.commands.reorganisation import reverse as reverse_it
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import AskedAct, Residence, Term
from jiceng.organisations.rules.roles import ROLES
from jiceng.organisations.rules.second_hand import POWERS, is_powerful
from jiceng.people.enums import Right as PeopleRight
from tests import factories
from tests.access.world import build

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 1)


@pytest.fixture
def county():
    return factories.make_county()


def director(committee):
    return factories.make_account_with_post(committee, PostKind.DIRECTOR)


def home_of(person) -> int | None:
    return Residence.objects.on(today()).filter(person=person).values_list("territory", flat=True).first()


def test_a_keeper_draws_nobody_out_of_another_roll(county):
    """The attack: settle a stranger into one's own territory, then look at their ID number."""
    keeper, victim = director(county["first_committee"]), factories.make_resident(county["second"]).person
    with pytest.raises(Refused):
        commands.settle(by=keeper, person=victim, territory=county["first"], on=ON)
    asked = commands.settle_or_ask(by=keeper, person=victim, territory=county["first"], on=ON)
    assert isinstance(asked, AskedAct)
    assert home_of(victim) == county["second"].pk
    assert not provider().sees_person(keeper, victim, PeopleRight.UNMASK)
    for stranger in (keeper, factories.make_account(), director(county["first_committee"])):
        with pytest.raises(Refused):
            commands.agree(by=stranger, act=asked)


@pytest.mark.parametrize("known", ["member", "official", "account"])
def test_who_lives_nowhere_but_is_known_elsewhere_is_not_free(county, known):
    keeper, victim = director(county["first_committee"]), factories.make_person()
    if known == "member":
        factories.make_member(county["second_branch"], victim)
    elif known == "official":
        factories.make_term(factories.make_post(county["county"]), victim)
    else:
        factories.make_account(person=victim)
    with pytest.raises(Refused):
        commands.settle(by=keeper, person=victim, territory=county["first"], on=ON)
    assert isinstance(
        commands.settle_or_ask(by=keeper, person=victim, territory=county["first"], on=ON), AskedAct
    )


def test_who_is_new_or_lives_in_reach_is_entered_at_once(county):
    keeper, new = director(county["first_committee"]), factories.make_person()
    assert isinstance(
        commands.settle_or_ask(by=keeper, person=new, territory=county["first"], on=ON), Residence
    )
    town = factories.make_account_with_post(county["town"], PostKind.OFFICER)
    moved = commands.settle_or_ask(by=town, person=new, territory=county["second"], on=date(2026, 2, 1))
    assert moved.territory_id == county["second"].pk


def test_the_roll_that_lets_go_agrees_and_the_person_moves(county):
    keeper, giver = director(county["first_committee"]), director(county["second_committee"])
    person = factories.make_resident(county["second"]).person
    asked = commands.settle_or_ask(
        by=keeper, person=person, territory=county["first"], on=ON, address="1号楼"
    )
    commands.agree(by=giver, act=asked)
    assert home_of(person) == county["first"].pk
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by) == ("agreed", giver)
    with pytest.raises(commands.ImpossibleError):
        commands.agree(by=giver, act=asked)


def test_the_person_may_agree_the_party_roll_where_there_is_no_home(county):
    keeper = director(county["first_committee"])
    own = factories.make_account()
    act = commands.settle_or_ask(by=keeper, person=own.person, territory=county["first"], on=ON)
    commands.agree(by=own, act=act)
    assert home_of(own.person) == county["first"].pk
    member = factories.make_member(county["second_branch"]).person
    act = commands.settle_or_ask(by=keeper, person=member, territory=county["first"], on=ON)
    commands.agree(by=factories.make_account_with_post(county["second_branch"]), act=act)
    assert home_of(member) == county["first"].pk


def test_a_refusal_has_a_reason_and_who_asked_may_withdraw(county):
    keeper, giver = director(county["first_committee"]), director(county["second_committee"])
    person = factories.make_resident(county["second"]).person
    first = commands.settle_or_ask(by=keeper, person=person, territory=county["first"], on=ON)
    with pytest.raises(commands.ImpossibleError):
        commands.settle_or_ask(by=keeper, person=person, territory=county["first"], on=ON)
    commands.refuse(by=giver, act=first, why="本人没有搬家")
    second = commands.settle_or_ask(by=keeper, person=person, territory=county["first"], on=ON)
    with pytest.raises(Refused):
        commands.withdraw(by=giver, act=second)
    commands.withdraw(by=keeper, act=second)
    assert home_of(person) == county["second"].pk


def test_who_lost_the_right_meanwhile_gets_nothing(county):
    keeper, giver = director(county["first_committee"]), director(county["second_committee"])
    person = factories.make_resident(county["second"]).person
    act = commands.settle_or_ask(by=keeper, person=person, territory=county["first"], on=ON)
    Term.objects.filter(person=keeper.person).update(valid_to=today())
    with pytest.raises(commands.ImpossibleError):
        commands.agree(by=giver, act=act)
    assert home_of(person) == county["second"].pk


def test_the_database_knows_that_it_takes_two(county):
    keeper = director(county["first_committee"])
    person = factories.make_resident(county["second"]).person
    act = commands.settle_or_ask(by=keeper, person=person, territory=county["first"], on=ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedAct.objects.filter(pk=act.pk).update(state="agreed", answered_by=keeper)


def test_a_branch_draws_no_stranger_onto_its_roll(county):
    """The same attack on the party roll: only who lives where the branch works, or is known to nobody else."""
    secretary = factories.make_account_with_post(county["first_branch"])
    stranger = factories.make_resident(county["second"]).person
    with pytest.raises(Refused):
        commands.admit_member(by=secretary, person=stranger, branch=county["first_branch"], on=ON)
    neighbour = factories.make_resident(county["first"]).person
    assert commands.admit_member(by=secretary, person=neighbour, branch=county["first_branch"], on=ON)
    officer = factories.make_account_with_post(county["department"], PostKind.OFFICER)
    assert commands.admit_member(by=officer, person=stranger, branch=county["first_branch"], on=ON)


def test_counting_through_the_numbers_tells_no_names(county, enter):
    keeper, victim = director(county["first_committee"]), factories.make_resident(county["second"]).person
    client = enter(keeper)
    form = {"person": str(victim.pk), "on": "2026-01-01", "submission_key": str(uuid.uuid4())}
    answer = client.post(reverse("settle", args=[county["first"].pk]), form)
    assert answer.status_code == 422
    assert victim.name not in answer.content.decode()


def test_nobody_grants_power_alone():
    """Role × grant: whoever may appoint to a post that grants or supervises only asks; a second hand decides."""
    world = build()
    kinds = {pair for role in ROLES for pair in role.posts if role.rights & POWERS}
    places = {one.kind: one for one in (place.organisation for place in world.places.values())}
    places[world.county.kind] = world.county
    tried = 0
    for name, account in world.accounts.items():
        for kind, where in kinds:
            department = world.accounts["OrganisationDepartment"].person.terms.first().post.organisation
            organisation = places.get(where) or (department if department.kind == where else None)
            if account is None or organisation is None:
                continue
            post = factories.make_post(organisation, kind, title=f"{name}{kind}")
            friend = factories.make_person()
            assert is_powerful(post)
            with pytest.raises(Refused):
                commands.appoint(by=account, post=post, person=friend, on=today())
            try:
                act = commands.appoint_or_ask(by=account, post=post, person=friend, on=today())
            except Refused:
                continue
            tried += 1
            with pytest.raises(Refused):
                commands.agree(by=account, act=act)
            assert not Term.objects.filter(person=friend).exists()
    assert tried >= 5


def test_a_second_hand_of_the_county_completes_the_appointment():
    world = build()
    officer, leader = world.accounts["OrganisationDepartment"], world.accounts["CountyLeader"]
    friend = factories.make_account()
    town = world.places["TownSecretary", "own"].organisation
    post = factories.make_post(town, PostKind.DEPUTY_SECRETARY)
    act = commands.appoint_or_ask(by=officer, post=post, person=friend.person, on=today(), why="换届")
    for hand in ("TownSecretary", "SystemAdministrator", "Auditor", "StreetSecretary"):
        with pytest.raises(Refused):
            commands.agree(by=world.accounts[hand], act=act)
    with pytest.raises(Refused):
        commands.agree(by=friend, act=act)
    commands.agree(by=leader, act=act)
    assert Term.objects.get(person=friend.person, post=post).valid_from == today()


def test_nobody_lends_somebody_elses_powers():
    """Who appoints may not name a friend deputy of the auditor; the auditor may."""
    world = build()
    officer, auditor = world.accounts["OrganisationDepartment"], world.accounts["Auditor"]
    term = auditor.person.terms.get()
    wish = {"term": term, "person": factories.make_person(), "on": today(), "why": "出差"}
    until = date(today().year + 1, 1, 1) if today().month < 12 else date(today().year + 1, 6, 1)
    from jiceng.organisations.commands.deputies import name_deputy

    with pytest.raises(Refused):
        name_deputy(by=officer, until=until, **wish)
    term.person = auditor.person
    with pytest.raises(Refused):  # an auditor holds no right to name deputies either
        name_deputy(by=auditor, until=until, **wish)


def test_from_the_form_to_the_second_hand(county, enter):
    """Through the pages: asked, seen by the other side on its front page and list, agreed."""
    keeper, giver = director(county["first_committee"]), director(county["second_committee"])
    person = factories.make_resident(county["second"], factories.make_person("李迁入")).person
    form = {"person": person.name, "on": "2026-01-01", "submission_key": str(uuid.uuid4())}
    answer = enter(keeper).post(reverse("settle", args=[county["first"].pk]), form, follow=True)
    assert "等另一方同意" in answer.content.decode()
    act = AskedAct.objects.get()
    client = enter(giver)
    assert "李迁入" in client.get("/").content.decode()
    listed = client.get(reverse("asked_acts")).content.decode()
    assert reverse("asked_act_agree", args=[act.pk]) in listed
    client.post(reverse("asked_act_agree", args=[act.pk]), {"submission_key": str(uuid.uuid4())})
    assert home_of(person) == county["first"].pk
    assert "已同意" in enter(keeper).get(reverse("asked_acts")).content.decode()


def test_orders_that_grant_power_are_carried_out_by_another_hand():
    """The way around: name the street's secretary in the orders of a reorganisation, and execute them oneself."""
    world = build()
    officer, leader = world.accounts["OrganisationDepartment"], world.accounts["CountyLeader"]
    place = world.places["TownSecretary", "own"]
    friend = factories.make_person()
    planned = plan_reorganisation(
        by=officer,
        key=uuid.uuid4(),
        title="组织调整",
        effective_on=ON,
        instrument=factories.make_instrument(),
        orders={
            "version": 1,
            "town": place.town.pk,
            "street_working_committee": {
                "name": "新街道党工委",
                "holders": [{"post": "secretary", "person": friend.pk}],
            },
            "communities": [{"key": "a", "name": "新社区", "predecessors": [place.territory.pk]}],
        },
    )
    Term.objects.all().filter(valid_from__gte=ON).delete()
    with pytest.raises(Refused):
        execute(by=officer, reorganisation=planned)
    done = execute(by=leader, reorganisation=planned)
    term = Term.objects.get(person=friend)
    assert str(term.post.organisation) == "新街道党工委"
    assert blockers(done) == []
    reverse_it(by=leader, reorganisation=done, why="试撤回")
    assert not Term.objects.filter(person=friend).exists()
