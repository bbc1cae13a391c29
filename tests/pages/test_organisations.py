"""Pages of organisations: who sees them, what stands there, a constant number of queries."""

import time
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.organisations import commands
from jiceng.organisations.commands.reorganisation import execute
from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.organisations.forms.fields import PersonField
from jiceng.organisations.models import (
    Lineage,
    Organisation,
    PartyMembership,
    Placement,
    Reorganisation,
    Residence,
)
from jiceng.organisations.queries.unit import instruments
from tests import factories
from tests.organisations.county import START, county, officer, organisation, person
from tests.organisations.test_reorganisation import planned

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def place():
    place = county()
    for number in range(4):
        place.members(place.branches[number], place.old[number], full=4)
    return place


@pytest.fixture
def head(place):
    return officer(place.department, PostKind.LEADER)


def test_tree_shows_both_lines_and_what_serves_a_committee(place, head, enter):
    page = enter(head).get(reverse("organisations")).content.decode()
    assert "城西街道办事处" in page
    assert "城西街道党总支" in page
    below = enter(head).get(reverse("organisation_below", args=[place.streets[0].pk])).content.decode()
    assert "第1居民委员会" in below
    assert "第1居民委党支部" in below


def test_tree_of_one_line(place, head, enter):
    page = enter(head).get(reverse("organisations"), {"line": "party"}).content.decode()
    assert "城西街道党总支" in page
    assert "城西街道办事处" not in page


def test_tree_search_by_initials(place, head, enter):
    page = enter(head).get(reverse("organisations"), {"q": "cxjdbsc"}).content.decode()
    assert "城西街道办事处" in page
    assert "城东街道办事处" not in page


@pytest.mark.parametrize("asked", ["叶晓红", "yxh", "yexiaohong"])
def test_who_holds_a_post_is_found_by_name_though_on_no_roll(place, head, enter, asked):
    post = factories.make_post(place.streets[0])
    factories.make_term(post, factories.make_person("叶晓红"))
    client = enter(head)
    found = client.get(reverse("search"), {"q": asked}).content.decode()
    assert "任职人员" in found
    assert str(post) in found
    assert reverse("organisation_posts", args=[place.streets[0].pk]) in found
    before = client.get(reverse("search"), {"q": asked, "as_of": "1990-01-01"}).content.decode()
    assert str(post) not in before


def test_tree_of_a_past_day(place, head, enter):
    before = (START - timedelta(days=1)).isoformat()
    page = enter(head).get(reverse("organisations"), {"as_of": before}).content.decode()
    assert "城西街道办事处" not in page


def test_tree_has_a_constant_number_of_queries(place, head, enter, django_assert_num_queries):
    client = enter(head)
    url = reverse("organisation_below", args=[place.streets[0].pk])
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
    for number in range(3):
        organisation(Kind.OLD_RESIDENTS_COMMITTEE, f"新{number}", places={Line.RESIDENTS: place.streets[0]})
    with django_assert_num_queries(9):
        client.get(url)


def test_unit_page_says_what_is_wrong_and_what_to_do(place, head, enter):
    page = enter(head).get(reverse("organisation", args=[place.branches[0].pk])).content.decode()
    assert "没有书记" in page
    assert reverse("organisation_posts", args=[place.branches[0].pk]) in page
    assert "嫩江镇党委" in page


def test_each_kind_of_unit_has_a_page(place, head, enter):
    execute(by=None, reorganisation=planned(place, on=DAY))
    for one in Organisation.objects.all():
        for day in (START, DAY):
            answer = enter(head).get(reverse("organisation", args=[one.pk]), {"as_of": day.isoformat()})
            assert answer.status_code == 200, one


def test_members_are_seen_in_scope_only(place, enter):
    secretary = officer(place.branches[0], PostKind.SECRETARY)
    page = enter(secretary).get(reverse("members")).content.decode()
    mine = PartyMembership.objects.filter(branch=place.branches[0]).first().person.name
    theirs = PartyMembership.objects.filter(branch=place.branches[1]).first().person.name
    assert f">{mine}<" in page
    assert f">{theirs}<" not in page


def test_the_rolls_are_separate(place, enter):
    director = officer(place.old[0], PostKind.DIRECTOR)
    one = Residence.objects.filter(territory=place.old[0]).first().person
    client = enter(director)
    assert client.get(reverse("members")).status_code == 403
    assert one.name in client.get(reverse("residents")).content.decode()
    page = client.get(reverse("person", args=[one.pk])).content.decode()
    assert "中央街1号" in page
    assert "党员组织关系" not in page
    stranger = Residence.objects.filter(territory=place.old[1]).first().person
    assert client.get(reverse("person", args=[stranger.pk])).status_code == 404


def post(client, view: str, /, *args, **data):
    return client.post(reverse(view, args=args), {"submission_key": uuid4(), **data})


class TestForms:
    def test_found(self, place, head, enter):
        data = {
            "kind": Kind.PARTY_GROUP,
            "name": "第一党小组",
            "on": "2026-01-01",
            "party_superior": place.branches[0].pk,
        }
        answer = post(enter(head), "organisation_found", **data)
        assert answer.status_code == 302
        assert Organisation.objects.get(name="第一党小组").placements.get().superior == place.branches[0]

    def test_what_the_state_forbids_is_said_in_the_form(self, place, head, enter):
        answer = post(
            enter(head), "organisation_abolish", place.branches[0].pk, on="2026-01-01", why="人数不足"
        )
        assert answer.status_code == 422
        assert "4名党员" in answer.content.decode()

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("organisation_rename", {"name": "中央支部"}),
            ("organisation_succeed", {"kind": Kind.PARTY_GENERAL_BRANCH, "name": "中央党总支"}),
            ("post_create", {"kind": "secretary", "places": "1"}),
        ],
    )
    def test_changes_of_a_branch(self, place, head, enter, name, data):
        answer = post(enter(head), name, place.branches[0].pk, on="2026-01-01", **data)
        assert answer.status_code == 302, answer.content.decode()

    def test_merge(self, place, head, enter):
        answer = post(
            enter(head),
            "organisation_merge",
            place.branches[0].pk,
            on="2026-01-01",
            into=place.branches[1].pk,
        )
        assert answer.status_code == 302
        assert PartyMembership.objects.on(date(2026, 1, 1)).filter(branch=place.branches[1]).count() == 8

    def test_split_sends_the_ticked_to_the_second(self, place, head, enter):
        one = PartyMembership.objects.filter(branch=place.branches[0]).first().person
        answer = post(
            enter(head),
            "organisation_split",
            place.branches[0].pk,
            on="2026-01-01",
            first=place.branches[1].pk,
            second=place.branches[2].pk,
            people=[one.pk],
        )
        assert answer.status_code == 302, answer.content.decode()
        rows = PartyMembership.objects.on(date(2026, 1, 1))
        assert rows.get(person=one).branch == place.branches[2]
        assert rows.filter(branch=place.branches[1]).count() == 7

    def test_changing_the_form_keeps_members_and_posts(self, place, head):
        secretary = officer(place.branches[0], PostKind.SECRETARY).person
        new = commands.change_form(
            by=head, organisation=place.branches[0], kind=Kind.PARTY_GENERAL_BRANCH, name="甲党总支", on=DAY
        )
        assert PartyMembership.objects.on(DAY).filter(branch=new).count() == 4
        assert secretary.terms.on(DAY).get().post.organisation == new
        assert new.territory == place.old[0]

    def test_a_member_from_admission_to_the_end(self, place, enter):
        client, newcomer = enter(officer(place.branches[0], PostKind.SECRETARY)), person("吴一心")
        answer = post(client, "member_admit", place.branches[0].pk, person="吴一心", on="2024-01-01")
        assert answer.status_code == 302
        row = PartyMembership.objects.get(person=newcomer)
        assert post(client, "member_full", row.pk, on="2025-01-01").status_code == 302
        row = PartyMembership.objects.on(DAY).get(person=newcomer)
        assert post(client, "member_end", row.pk, on="2026-01-01", why="迁出").status_code == 302
        assert not PartyMembership.objects.on(DAY).filter(person=newcomer)

    def test_appoint_and_end(self, place, head, enter):
        post_row = commands.create_post(
            by=None, organisation=place.branches[0], kind=PostKind.SECRETARY, on=START
        )
        one = person("郑书记")
        assert (
            post(enter(head), "appoint", post_row.pk, person=str(one.pk), on="2026-01-01").status_code == 302
        )
        term = one.terms.get()
        assert post(enter(head), "term_end", term.pk, on="2026-05-01").status_code == 302
        assert (
            "郑书记"
            in enter(head).get(reverse("organisation_posts", args=[place.branches[0].pk])).content.decode()
        )

    def test_of_several_with_one_name_the_form_says_which(self, place, enter):
        """Numbers with what tells them apart, of those whom the asker sees; the others are only counted."""
        secretary = officer(place.branches[0], PostKind.SECRETARY)
        mine = PartyMembership.objects.filter(branch=place.branches[0]).first().person
        person(mine.name)
        field = PersonField("")
        field.seen_by = secretary
        with pytest.raises(ValidationError) as refused:
            field.clean(mine.name)
        said = refused.value.messages[0]
        assert f"{mine.pk}号（" in said
        assert place.branches[0].name in said
        assert "另有1位不在您的名册里" in said
        assert field.clean(str(mine.pk)) == mine

    def test_settle_and_count(self, place, head, enter):
        director = officer(place.old[0], PostKind.DIRECTOR)
        one = person("王居民")
        assert (
            post(enter(director), "settle", place.old[0].pk, person="王居民", on="2026-01-01").status_code
            == 302
        )
        assert Residence.objects.get(person=one).territory == place.old[0]
        data = {"households": "900", "residents": "2000", "venue_area_m2": "10", "on": "2026-01-01"}
        assert post(enter(head), "territory_count", place.old[0].pk, **data).status_code == 302

    def test_move(self, place, head, enter):
        data = {"line": "party", "superior": place.general_branches[1].pk, "on": "2026-01-01"}
        assert post(enter(head), "organisation_move", place.branches[0].pk, **data).status_code == 302

    def test_a_neighbour_is_not_found(self, place, enter):
        secretary = officer(place.branches[0], PostKind.SECRETARY)
        assert enter(secretary).get(reverse("member_admit", args=[place.branches[1].pk])).status_code == 404


class TestReorganisation:
    def test_preview_execute_compare_and_take_back(self, place, head, enter):
        one, client = planned(place, on=DAY), enter(head)
        url = reverse("reorganisation", args=[one.pk])
        preview = client.get(url).content.decode()
        assert "邮政社区" in preview
        assert reverse("reorganisation_execute", args=[one.pk]) in preview
        assert post(client, "reorganisation_execute", one.pk).status_code == 302
        done = client.get(url).content.decode()
        assert "<strong>4</strong>" in done
        assert "2/2" in done
        assert post(client, "reorganisation_reverse", one.pk).status_code == 422
        assert post(client, "reorganisation_reverse", one.pk, why="再议").status_code == 302
        one.refresh_from_db()
        assert one.state == Reorganisation.State.REVERSED
        assert client.get(url).status_code == 200
        assert one.title in client.get(reverse("reorganisations")).content.decode()

    def test_the_county_page_shows_before_and_after(self, place, head, enter):
        client, url = enter(head), reverse("organisation", args=[place.committee.pk])
        assert "前后对比" not in client.get(url).content.decode()
        execute(by=None, reorganisation=planned(place, on=DAY))
        page = client.get(url).content.decode()
        assert "前后对比" in page
        assert "<strong>4</strong>" in page
        eve = (DAY - timedelta(days=1)).isoformat()
        assert "前后对比" not in client.get(url, {"as_of": eve}).content.decode()

    def test_conflicts_stand_first_and_nothing_happens(self, place, head, enter):
        one, client = planned(place, on=DAY), enter(head)
        commands.admit_member(by=None, person=person("周新"), branch=place.branches[0], on=DAY)
        page = client.get(reverse("reorganisation", args=[one.pk])).content.decode()
        assert "共1处冲突" in page
        answer = post(client, "reorganisation_execute", one.pk)
        assert answer.status_code == 422
        assert Organisation.objects.filter(kind=Kind.COMMUNITY).count() == 0

    def test_objects_are_listed_when_asked_for(self, place, head, enter):
        """The page says how many of each; nobody scrolls through all of them to reach what is next."""
        one, client = planned(place, on=DAY), enter(head)
        url = reverse("reorganisation", args=[one.pk])
        unasked = client.get(url).context
        assert {row.note != "" for row in unasked["rows"]} <= {True}
        everything = sum(number for group in unasked["groups"] for _action, number in group.cells)
        listed, page = [], 1
        while page:
            asked = client.get(url, {"action": "all", "page": page}).context
            listed += asked["rows"]
            page = asked["next_page"]
        assert len(listed) == everything > len(unasked["rows"])
        execute(by=None, reorganisation=one)
        assert client.get(url).context["rows"] == []
        group = next(group for group in client.get(url).context["groups"] if dict(group.cells)["end"])
        ended = client.get(url, {"participant": group.name, "action": "end"}).context["rows"]
        assert {(row.participant, row.action) for row in ended} == {(group.name, "end")}
        assert len(ended) == dict(group.cells)["end"]

    def test_persons_that_block_the_way_back_open_on_the_day(self, place, head, enter):
        one, client = execute(by=None, reorganisation=planned(place, on=date(2003, 5, 1))), enter(head)
        branch = Organisation.objects.get(name="邮政社区党支部")
        late = person("孙晚")
        commands.admit_member(by=None, person=late, branch=branch, on=DAY)
        day = (today() - timedelta(days=1)).isoformat()
        page = client.get(reverse("reorganisation", args=[one.pk]), {"as_of": day}).content.decode()
        assert f'href="{reverse("person", args=[late.pk])}?as_of={day}"' in page

    def test_what_blocks_the_way_back_is_listed(self, place, head, enter):
        one, client = execute(by=None, reorganisation=planned(place, on=date(2003, 5, 1))), enter(head)
        branch = Organisation.objects.get(name="邮政社区党支部")
        commands.admit_member(by=None, person=person("孙晚"), branch=branch, on=DAY)
        page = client.get(reverse("reorganisation", args=[one.pk])).content.decode()
        assert "孙晚" in page
        assert reverse("reorganisation_reverse", args=[one.pk]) not in page

    def test_town_secretaries_do_not_execute(self, place, enter):
        one = planned(place, on=DAY)
        client = enter(officer(place.town, PostKind.SECRETARY))
        assert client.get(reverse("reorganisation", args=[one.pk])).status_code == 403


@pytest.mark.parametrize("name", ["organisation_list", "lineage", "checks", "members"])
def test_lists(place, head, enter, name):
    execute(by=None, reorganisation=planned(place, on=date(2003, 5, 1)))
    client = enter(head)
    assert client.get(reverse(name)).status_code == 200
    town = client.get(reverse(name), {"organisation": place.town.pk, "view": "counts"})
    assert town.status_code == 200
    assert client.get(reverse(name), {"organisation": "9999999"}).status_code in {200, 404}


def test_a_document_that_rebuilt_a_county_is_found_at_once():
    """Its rows are added up, not multiplied: two hundred of each way would be hundreds of thousands of millions."""
    paper = factories.make_instrument()
    units = [factories.make_organisation(founded_by=paper) for _ in range(200)]
    for unit in units:
        unit.names.update(instrument=paper)
        factories.place(unit)
    Placement.objects.update(instrument=paper)
    rows = [
        Lineage(predecessor=units[0], successor=one, kind="split", on=one.valid_from, instrument=paper)
        for one in units[1:]
    ]
    Lineage.objects.bulk_create(rows)
    began = time.monotonic()
    assert instruments(units[1]) == [paper]
    assert time.monotonic() - began < 2
