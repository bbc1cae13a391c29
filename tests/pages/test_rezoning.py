"""Each page of re-zoning: who may see it and what stands there."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.kernel import frontpage
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Reorganisation
from jiceng.rezoning import commands
from jiceng.rezoning.commands.approval import Reasons
from jiceng.rezoning.commands.participation import Words
from jiceng.rezoning.commands.plans import Origin
from jiceng.rezoning.models import Draft, Plan, Project, Remark
from jiceng.rezoning.queries.problem import problem_of
from jiceng.zoning.plan import Plan as ZoningPlan
from tests.factories import make_account_with_post, make_organisation
from tests.rezoning.county import accounts, old_county
from tests.rezoning.town import wishes

pytestmark = pytest.mark.django_db


def send(client, url, follow=False, **fields):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **fields}, follow=follow)


@pytest.fixture
def made(db):
    county = old_county(members_each=1)
    project = commands.begin_project(
        by=None,
        title="城区区划",
        body=county["town"],
        units_as_of=today(),
        wishes=wishes(k_low=17, k_high=17),
    )
    commands.load_present(by=None, project=project)
    project.refresh_from_db()
    problem = problem_of(project)
    plans = [
        commands.keep_plan(
            by=None,
            project=project,
            plan=ZoningPlan.of(problem, [unit // size for unit in range(problem.n)]),
            title=f"每{size}个",
            origin=Origin(),
        )
        for size in (1, 3)
    ]
    return {**county, **accounts(county), "project": project, "plans": plans}


def published(made, **fields):
    plan = made["plans"][0]
    days = {"opens_on": today(), "closes_on": today() + timedelta(days=15)}
    return commands.publish(by=None, plan=plan, explanation="少跨铁路。\n党员相当。", **days, **fields)


PAGES = (
    "rezoning_project",
    "rezoning_units",
    "rezoning_wishes",
    "rezoning_locks",
    "rezoning_neighbours",
    "rezoning_compare",
    "rezoning_trades",
    "rezoning_consultation",
    "rezoning_approval",
    "rezoning_adoption",
    "rezoning_result",
)


def test_every_page_of_a_project_opens_for_the_town_and_not_for_a_neighbour(made, client, enter):
    published(made)
    other = make_organisation("双山镇党委", Kind.TOWN_PARTY_COMMITTEE, under=made["county"])
    neighbour = make_account_with_post(other, PostKind.SECRETARY)
    for name in PAGES:
        url = reverse(name, args=[made["project"].pk])
        assert enter(made["officer"]).get(url).status_code == 200, name
        assert enter(neighbour).get(url).status_code == 404, name
    assert "城区区划" in enter(made["officer"]).get(reverse("rezoning_projects")).content.decode()
    assert "城区区划" not in enter(neighbour).get(reverse("rezoning_projects")).content.decode()


def test_the_map_draws_every_unit_and_says_what_is_wrong(made, enter):
    url = reverse("rezoning_project", args=[made["project"].pk])
    page = enter(made["secretary"]).get(url, {"plan": 2, "layer": "households"}).content.decode()
    assert page.count('class="unit" d=') == 51
    assert "不合要求" in page
    assert "户" in page


def test_a_project_begins_loads_and_shows_its_units(made, enter):
    client = enter(made["officer"])
    answer = send(
        client,
        reverse("rezoning_begin"),
        title="新一轮",
        body=made["town"].pk,
        units_as_of=today().isoformat(),
        preset="law_2026",
    )
    project = Project.objects.get(title="新一轮")
    assert answer.url == reverse("rezoning_units", args=[project.pk])
    assert (project.k_low, project.norms["households"]) == (None, [1000, 3000])
    send(client, reverse("rezoning_load_present", args=[project.pk]))
    assert project.units.count() == 51
    assert project.units.first().source_id


def test_a_file_with_faults_is_checked_before_anything_is_loaded(made, enter):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.rezoning.town import collection, feature, square

    client = enter(made["officer"])
    project = commands.begin_project(
        by=None, title="文件", body=made["town"], units_as_of=today(), wishes=wishes(k_low=1, k_high=1)
    )
    broken = collection(feature("a", square(0, 0)), feature("a", square(1, 0), name="乙"))
    upload = reverse("rezoning_upload", args=[project.pk])
    answer = send(client, upload, units=SimpleUploadedFile("x.geojson", broken))
    page = client.get(answer.url).content.decode()
    assert "重复" in page
    send(client, answer.url, **{"repair.1.key": "edit", "value.1.key": "b"})
    intake = project.intakes.get()
    send(client, reverse("rezoning_intake_load", args=[intake.pk]))
    assert sorted(project.units.values_list("key", flat=True)) == ["a", "b"]
    bad = send(client, upload, units=SimpleUploadedFile("x.geojson", b"{"))
    assert bad.status_code == 422
    assert "第1行" in bad.content.decode()


def test_hand_edits_answer_with_scores_at_once(made, enter):
    client = enter(made["officer"])
    send(client, reverse("rezoning_open_desk", args=[made["plans"][0].pk]))
    draft = Draft.objects.get()
    url = reverse("rezoning_desk", args=[draft.pk])
    assert "移到" in client.get(url).content.decode()
    to = made["plans"][0].assignment["02"]
    step = {"verb": "move", "cursor": 0, "units": "01", "to": to}
    answer = client.post(url, step, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert answer.json()["moved"]["01"][0] == to
    assert answer.json()["gone"] == [made["plans"][0].assignment["01"]]
    again = client.post(url, step, headers={"Accept": "application/json"})
    assert again.status_code == 409
    assert again.json()["cursor"] == 1
    plain = client.post(url, {"verb": "undo", "cursor": 1})
    assert plain.status_code == 302
    client.post(url, {"verb": "redo", "cursor": 0})
    send(client, reverse("rezoning_desk_save", args=[draft.pk]), title="手改")
    kept = Plan.objects.get(title="手改")
    assert (kept.parent, kept.author, kept.k) == (made["plans"][0], made["officer"], 50)


def test_why_here_names_the_runner_up(made, enter):
    url = reverse("rezoning_why", args=[made["plans"][0].pk])
    page = enter(made["officer"]).get(url, {"unit": "01"}).content.decode()
    assert "换到相邻社区会怎样" in page


def test_residents_need_no_account(made, client):
    shown = published(made)
    url = reverse("rezoning_public", args=[shown.slug])
    page = client.get(url, {"home": "01"}).content.decode()
    assert "划入" in page
    assert "少跨铁路" in page
    refused = send(client, url, stance="object", pin="whole")
    assert refused.status_code == 422
    marked = send(client, url, stance="object", text="机密★一年", pin="boundary", unit="01", other_unit="08")
    assert marked.status_code == 422
    assert "密级标志" in marked.content.decode()
    answer = send(client, url, stance="object", text="铁路", pin="boundary", unit="01", other_unit="08")
    assert answer.status_code == 302
    assert Remark.objects.get().other_unit.key == "08"
    assert client.get(reverse("rezoning_public", args=["0000000000"])).status_code == 404


def test_remarks_are_answered_on_the_page(made, enter, client):
    shown = published(made)
    said = commands.remark(by=None, consultation=shown, words=Words("object", "太远"))
    url = reverse("rezoning_answer", args=[said.pk])
    send(enter(made["secretary"]), url, outcome="noted", text="已记下。")
    client.logout()
    page = client.get(reverse("rezoning_public", args=[shown.slug])).content.decode()
    assert "已记下。" in page


def test_propose_approve_preview_execute_and_take_back(made, enter):
    project, plan = made["project"], made["plans"][0]
    send(
        enter(made["secretary"]),
        reverse("rezoning_propose", args=[project.pk]),
        plan=plan.pk,
        proposer=made["town"].pk,
        doubts_reason="试点，另行报告。",
    )
    approval = project.approvals.get()
    approve = reverse("rezoning_approve", args=[approval.pk])
    assert send(enter(made["secretary"]), approve).status_code == 403
    send(enter(made["leader"]), approve, number="嫩政发〔2026〕8号", issued_on=today().isoformat())
    project.refresh_from_db()
    assert project.state == "approved"
    client = enter(made["department"])
    adoption = reverse("rezoning_adoption", args=[project.pk])
    ends = [one.pk for pair in made["streets"].values() for one in pair]
    send(client, adoption, effective_on=today().isoformat(), working_committee="城区街道党工委", ends=ends)
    page = client.get(adoption).content.decode()
    assert "设立" in page
    assert "不能执行" not in page
    assert "第1—60项" in page
    key = re.search(r"section=([^&]+)&amp;page=2", page)[1]
    more = client.get(adoption, {"section": key, "page": 2}).content.decode()
    assert f'id="{key}" open' in more
    assert "第61—" in more
    send(client, reverse("rezoning_execute", args=[approval.adoption.pk]))
    project.refresh_from_db()
    assert project.state == "executed"
    result = client.get(reverse("rezoning_result", args=[project.pk])).content.decode()
    assert "51/51" in result
    assert "51 → 51" in result
    for title in ("各辖区户数", "各辖区正式党员"):
        assert title in result
    send(client, reverse("rezoning_reverse", args=[approval.adoption.pk]), why="演练")
    project.refresh_from_db()
    assert project.state == "approved"


def test_the_list_asks_as_often_for_three_projects_as_for_one(made, enter, django_assert_num_queries):
    client, url = enter(made["officer"]), reverse("rezoning_projects")
    client.get(url)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for title in ("二", "三"):
        commands.begin_project(
            by=None, title=title, body=made["town"], units_as_of=today(), wishes=wishes(k_low=1, k_high=1)
        )
    with django_assert_num_queries(len(one)):
        client.get(url)


def adopted(made):
    """The first plan approved, and the orders that carry it out."""
    approval = commands.propose(
        by=None, plan=made["plans"][0], proposer=made["town"], reasons=Reasons(doubts="试点")
    )
    commands.approve(by=None, approval=approval, number="嫩政发〔2026〕8号", issued_on=today())
    ends = [one.pk for pair in made["streets"].values() for one in pair]
    return commands.plan_adoption(
        by=None, approval=approval, effective_on=today(), working_committee="城区街道党工委", ends=ends
    )


def test_a_project_follows_its_reorganisation_wherever_it_is_carried_out(made, enter):
    project, adoption = made["project"], adopted(made)
    client, pk = enter(made["department"]), adoption.reorganisation_id
    for name, state, fields in (
        ("reorganisation_execute", "executed", {}),
        ("reorganisation_reverse", "approved", {"why": "演练"}),
    ):
        send(client, reverse(name, args=[pk]), **fields)
        project.refresh_from_db()
        assert project.state == state


def test_orders_that_others_replace_cannot_be_carried_out(made):
    first = adopted(made)
    again = commands.plan_adoption(
        by=None, approval=first.approval, effective_on=today(), working_committee="城东街道党工委", ends=[]
    )
    assert list(Reorganisation.objects.all()) == [again.reorganisation]


def test_nothing_can_be_changed_on_a_past_day(made, enter):
    client, past = enter(made["secretary"]), {"as_of": (today() - timedelta(days=9)).isoformat()}
    draft = commands.open_desk(by=made["secretary"], plan=made["plans"][0])
    project, plan = made["project"], made["plans"][0]
    for url, word in (
        (reverse("rezoning_project", args=[project.pk]), "手工调整"),
        (reverse("rezoning_desk", args=[draft.pk]), 'id="desk"'),
        (reverse("rezoning_names", args=[plan.pk]), '<button class="button main">保存'),
    ):
        assert word in client.get(url).content.decode()
        page = client.get(url, past).content.decode()
        assert "不随所选的" in page
        assert "单元的数据是" in page
        assert word not in page or '<button class="button main" disabled>手工调整' in page


def test_each_field_of_a_name_stands_with_its_label(made, enter):
    page = enter(made["secretary"]).get(reverse("rezoning_names", args=[made["plans"][1].pk]))
    assert page.content.decode().count('<div class="field">') == 3 * 17


def test_a_pinned_unit_is_put_where_others_are_not_under_a_number(made, enter):
    client, url = enter(made["secretary"]), reverse("rezoning_locks", args=[made["project"].pk])
    send(client, url, kind="fixed", units=["01"], label="1")
    page = client.get(url).content.decode()
    assert "与第一居民委员会同一个" in page
    send(client, url, kind="fixed", units=["02"], label="1")
    assert "第二居民委员会与第一居民委员会同在一个指定的社区" in client.get(url).content.decode()
    made["project"].refresh_from_db()
    assert made["project"].locks == {"fixed": {"01": "1", "02": "1"}}


def test_the_demonstration_offers_its_barriers_and_their_lack_is_said(made, enter, settings):
    client = enter(made["officer"])
    project = commands.begin_project(
        by=None, title="再来", body=made["town"], units_as_of=today(), wishes=wishes(k_low=17, k_high=17)
    )
    url, load = (reverse(name, args=[project.pk]) for name in ("rezoning_units", "rezoning_load_present"))
    assert "载入本系统带有的" not in client.get(url).content.decode()
    send(client, load)
    assert "没有登记河流" in client.get(url).content.decode()
    settings.DEMONSTRATION = True
    assert "载入本系统带有的" in client.get(url).content.decode()
    send(client, load, offered="on")
    assert project.barriers.count() == 3
    assert "没有登记河流" not in client.get(url).content.decode()


def test_before_it_is_proposed_a_plan_shows_its_scores_and_faults(made, enter):
    url = reverse("rezoning_approval", args=[made["project"].pk])
    page = enter(made["secretary"]).get(url).content.decode()
    assert "没有公示过" in page
    assert "户数不均" in page
    refused = send(
        enter(made["secretary"]),
        reverse("rezoning_propose", args=[made["project"].pk]),
        plan=made["plans"][1].pk,
        proposer=made["town"].pk,
    )
    assert refused.status_code == 422
    assert "仍要提请，请写明理由" in refused.content.decode()


def test_moving_a_unit_to_where_it_is_says_so(made, enter):
    draft = commands.open_desk(by=made["officer"], plan=made["plans"][1])
    label = made["plans"][1].assignment["01"]
    answer = enter(made["officer"]).post(
        reverse("rezoning_desk", args=[draft.pk]),
        {"verb": "move", "cursor": 0, "units": "01", "to": label},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 409
    assert "已经在这个社区" in answer.json()["refusal"]


def test_names_are_read_and_not_asked_once_a_plan_is_proposed(made, enter):
    plan = made["plans"][0]
    commands.propose(by=None, plan=plan, proposer=made["town"], reasons=Reasons(doubts="试点"))
    page = enter(made["secretary"]).get(reverse("rezoning_names", args=[plan.pk])).content.decode()
    assert "不再改动" in page
    assert "<input" not in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_what_waits_for_ones_own_decision_comes_first(made, enter):
    commands.propose(by=None, plan=made["plans"][0], proposer=made["town"], reasons=Reasons(doubts="试点"))
    found = frontpage.cards(seen_by=made["leader"], as_of=today())
    assert str(found[0].title) == "待批准的区划方案"
    assert len(found) > 1


def test_pinned_remarks_are_drawn_for_staff_and_residents(made, enter, client):
    shown = published(made)
    commands.remark(by=None, consultation=shown, words=Words("object", "太远", pin="unit", unit="03"))
    staff = enter(made["officer"]).get(reverse("rezoning_consultation", args=[made["project"].pk]))
    assert 'class="pin objects" role="img"' in staff.content.decode()
    client.logout()
    public = client.get(reverse("rezoning_public", args=[shown.slug])).content.decode()
    assert 'class="pin objects" role="img"' in public
    assert 'id="say-place"' in public
