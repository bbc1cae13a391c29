"""The ladder: proposed by rule, decided by people after the person was heard, sealed; and the plan of inspections."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from jiceng.documents import commands as documents
from jiceng.documents.models import Document
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import ImpossibleError, NewItem, NewMatter, Ruling
from jiceng.responsibility.models import CaseFile, CaseStep, CheckItem, Matter
from tests import factories
from tests.responsibility.place import Place

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def place():
    place = Place()
    place.boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    return place


def second_red(place) -> CaseFile:
    start = today() - timedelta(days=30)
    new = NewMatter(
        "修路灯", "都亮", "urgent", place.county["department"], place.county["first_branch"], start
    )
    row = commands.register_matter(by=None, new=new, on=start)
    commands.note_reds(on=row.due_on + ONE)
    assert not CaseFile.objects.exists()
    commands.urge_matter(by=None, matter=row, on=row.due_on + ONE)
    commands.note_reds()
    commands.note_reds()
    return CaseFile.objects.get()


def issued_document(place) -> Document:
    """A notice of the county committee, from draft to issue."""
    county = place.county["county"]
    series = documents.open_series(by=None, organisation=county, code="嫩发", on=date(2020, 1, 1))
    words = documents.Words(
        kind="notice",
        title="关于对有关责任人诫勉的通知",
        text="经研究，予以诫勉。",
        main=(documents.Addressee("县直各单位"),),
    )
    row = documents.draft(by=None, organisation=county, series=series, words=words)
    row = documents.review(by=None, document=documents.submit(by=None, document=row))
    row = documents.sign(by=None, document=row, on=today(), signer="王建国")
    return documents.issue(by=None, document=row, on=today())


def posted(client, url, **data):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data})


def test_two_reds_propose_and_only_people_decide(place):
    file = second_red(place)
    assert (file.state, file.person) == ("proposed", place.secretary.person)
    assert "2" in str(file.pk) or file.facts
    for wrong in (place.clerk, place.secretary, place.leaders[0], place.neighbour):
        with pytest.raises(Refused):
            commands.open_file(by=wrong, file=file, why="x")
    file = commands.open_file(by=place.boss, file=file, why="两次红灯")
    step = commands.begin_step(by=place.boss, file=file, rung="admonish")
    with pytest.raises(ImpossibleError, match="本人还没有陈述"):
        commands.decide_step(by=place.boss, step=step, ruling=Ruling("诫勉"))
    for wrong in (place.boss, place.neighbour):
        with pytest.raises(Refused):
            commands.give_statement(by=wrong, step=step, text="x")
    commands.give_statement(by=place.secretary, step=step, text="配件迟到")
    commands.set_hearing(by=place.boss, step=step, on=today(), note="当面听取")
    for wrong in (place.secretary, place.clerk, place.leaders[0]):
        with pytest.raises(Refused):
            commands.decide_step(by=wrong, step=step, ruling=Ruling("诫勉"))
    step = commands.decide_step(by=place.boss, step=step, ruling=Ruling("诫勉", number="嫩发〔2026〕40号"))
    commands.serve_step(by=place.boss, step=step)
    assert commands.drop_file(by=place.boss, file=file, why="整改到位").state == "closed"


def test_who_let_the_day_pass_was_heard_enough_and_dropping_needs_a_reason(place):
    file = second_red(place)
    with pytest.raises(ImpossibleError, match="理由"):
        commands.drop_file(by=place.boss, file=file, why=" ")
    commands.open_file(by=place.boss, file=file, why="两次红灯")
    step = commands.begin_step(by=None, file=file, rung="talk")
    commands.decide_step(by=place.boss, step=step, ruling=Ruling("谈话提醒"), on=step.answer_by + ONE)
    with pytest.raises(ImpossibleError, match="已经用过"):
        commands.begin_step(by=None, file=file, rung="talk")


def test_a_file_is_sealed(place, enter):
    file = second_red(place)
    url = f"/responsibility/file/{file.pk}/"
    for stranger in (place.clerk, place.leaders[0], place.neighbour, place.secretary):
        assert enter(stranger).get(url).status_code == 404
    page = enter(place.boss).get(url).content.decode()
    assert place.secretary.person.name in page
    assert posted(enter(place.boss), f"{url}open/", why="两次红灯").status_code == 302
    assert enter(place.secretary).get(url).status_code == 200  # about oneself
    commands.name_reader(by=place.boss, file=file, account=place.clerk)
    assert enter(place.clerk).get(url).status_code == 200
    assert posted(enter(place.clerk), f"{url}end/", why="x").status_code == 404
    said = Entry.objects.filter(target_kind="responsibility.casefile")
    assert said.exists()
    assert not [
        one for one in said if place.secretary.person.name in one.body.replace(str(place.secretary), "")
    ]
    register = enter(place.neighbour).get("/responsibility/files/").content.decode()
    assert url not in register


def test_the_plan_merges_the_same_kind_and_refuses_what_is_off_it(place):
    office, civil = place.county["department"], place.officers[0].person.terms.get().post.organisation
    year, month = today().year, today().month
    planned = commands.plan_check(
        by=place.clerk, unit=office, year=year, new=NewItem("消防", "安全", month, month)
    )
    same = NewItem("燃气", "安全", 1, 12, (civil,))
    planned = commands.plan_check(by=place.clerk, unit=office, year=year, new=same)
    assert (planned.title, planned.month_from, planned.month_to) == ("消防、燃气", 1, 12)
    assert set(planned.units.all()) == {office, civil}
    assert CheckItem.objects.count() == 1
    with pytest.raises(ImpossibleError, match="不得进行"):
        commands.hold_check(by=place.clerk, item=planned, community=place.first, found="好")
    commands.adopt_check_plan(by=place.clerk, plan=planned.plan)
    with pytest.raises(ImpossibleError, match="已经通过"):
        commands.plan_check(by=place.clerk, unit=office, year=year, new=NewItem("卫生", "环境", 1, 2))
    commands.hold_check(by=place.clerk, item=planned, community=place.first, found="好")
    with pytest.raises(ImpossibleError, match="不再重复"):
        commands.hold_check(by=place.clerk, item=planned, community=place.first, found="又查")
    off = today().replace(year=year - 1, day=1)
    with pytest.raises(ImpossibleError, match="不得进行"):
        commands.hold_check(by=place.clerk, item=planned, community=place.second, found="好", on=off)
    with pytest.raises(Refused):
        commands.hold_check(by=place.secretary, item=planned, community=place.second, found="好")


def test_inspections_that_grow_together_become_one_and_a_draft_can_be_mended(place):
    office, year = place.county["department"], today().year

    def plan(title, first, last, field="环境"):
        return commands.plan_check(
            by=place.clerk, unit=office, year=year, new=NewItem(title, field, first, last)
        )

    plan("垃圾", 2, 3)
    plan("污水", 6, 8)
    plan("消防", 2, 3, "安全")
    whole = plan("河道", 3, 6)
    assert (whole.title, whole.month_from, whole.month_to) == ("污水、垃圾、河道", 2, 8)
    assert CheckItem.objects.count() == 2
    with pytest.raises(Refused):
        commands.drop_check(by=place.secretary, item=whole)
    commands.drop_check(by=place.clerk, item=whole)
    left = CheckItem.objects.get()
    commands.adopt_check_plan(by=place.clerk, plan=left.plan)
    with pytest.raises(ImpossibleError, match="不能再改"):
        commands.drop_check(by=place.clerk, item=left)


def test_an_arranged_hearing_is_waited_for(place):
    file = commands.open_file(by=place.boss, file=second_red(place), why="两次红灯")
    step = commands.begin_step(by=None, file=file, rung="talk")
    with pytest.raises(ImpossibleError, match="不能早于今天"):
        commands.invite_to_hearing(by=place.boss, step=step, on=today() - ONE, place="三楼")
    with pytest.raises(Refused):
        commands.invite_to_hearing(by=place.clerk, step=step, on=today(), place="三楼")
    commands.invite_to_hearing(by=place.boss, step=step, on=today() + 3 * ONE, place="上午九点，三楼")
    commands.give_statement(by=place.secretary, step=step, text="配件迟到")
    with pytest.raises(ImpossibleError, match="之前不能决定"):
        commands.decide_step(by=place.boss, step=step, ruling=Ruling("谈话提醒"))
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStep.objects.update(decided_on=today(), decision="x", decided_by_name="x")
    commands.set_hearing(by=place.boss, step=step, on=today(), note="提前来了，当面听取")
    commands.decide_step(by=place.boss, step=step, ruling=Ruling("谈话提醒"))


def test_the_decision_links_its_document_and_only_whoever_may_read_it_gets_the_link(place, enter):
    paper = issued_document(place)
    file = commands.open_file(by=place.boss, file=second_red(place), why="两次红灯")
    step = commands.begin_step(by=None, file=file, rung="admonish")
    commands.give_statement(by=place.secretary, step=step, text="配件迟到")
    boss, url = enter(place.boss), f"/responsibility/file-step/{step.pk}/decide/"
    assert paper.title in boss.get(url).content.decode()
    assert posted(boss, url, text="诫勉", document=paper.pk).status_code == 302
    step.refresh_from_db()
    assert (step.document, step.number) == (paper, paper.number_text)
    page, link = f"/responsibility/file/{file.pk}/", f"/documents/{paper.pk}/"
    assert link in boss.get(page).content.decode()
    said = enter(place.secretary).get(page).content.decode()
    assert paper.number_text in said
    assert link not in said


def red_twice(place, unit) -> Matter:
    start = today() - timedelta(days=30)
    new = NewMatter("修路灯", "都亮", "urgent", place.county["department"], unit, start)
    row = commands.register_matter(by=None, new=new, on=start)
    commands.urge_matter(by=None, matter=row, on=row.due_on + ONE)
    return row


def test_a_second_red_without_a_head_names_who_stood_in_or_was_there_last(place):
    unit = factories.make_branch(factories.make_organisation("三社区"))
    deputy = factories.make_account_with_post(unit, PostKind.DEPUTY_SECRETARY)
    red_twice(place, unit)
    commands.note_reds()
    assert CaseFile.objects.get().person == deputy.person


def test_a_second_red_is_not_lost_with_a_vacant_post(place):
    unit = factories.make_branch(factories.make_organisation("三社区"))
    post = factories.make_post(unit, PostKind.SECRETARY)
    row = red_twice(place, unit)
    commands.note_reds()
    assert row.reds.count() == 2
    assert not CaseFile.objects.exists()
    left = factories.make_term(
        post, valid_from=today() - timedelta(days=40), valid_to=today() - timedelta(days=26)
    )
    commands.note_reds()
    commands.note_reds()
    file = CaseFile.objects.get()
    assert file.person == left.person
    assert "空缺" in file.facts


def test_a_keeper_has_no_hand_in_the_own_file(place, enter):
    unit = place.county["county"]
    own = factories.make_account_with_post(unit, PostKind.DEPUTY_SECRETARY)
    place.secretary = own
    file = second_red(place)
    CaseFile.objects.filter(pk=file.pk).update(person=own.person)
    file.refresh_from_db()
    url = f"/responsibility/file/{file.pk}/"
    assert enter(own).get(url).status_code == 404, "a proposal is not shown to whom it is about"
    assert url not in enter(own).get("/").content.decode()
    file = commands.open_file(by=place.boss, file=file, why="两次红灯")
    assert enter(own).get(url).status_code == 200
    with pytest.raises(Refused, match="回避"):
        commands.begin_step(by=own, file=file, rung="talk")
    step = commands.begin_step(by=place.boss, file=file, rung="talk")
    for attempt in (
        lambda: commands.name_reader(by=own, file=file, account=place.clerk),
        lambda: commands.invite_to_hearing(by=own, step=step, on=today(), place="三楼"),
        lambda: commands.set_hearing(by=own, step=step, on=today(), note="听了自己"),
        lambda: commands.drop_file(by=own, file=file, why="没有问题"),
    ):
        with pytest.raises(Refused, match="回避"):
            attempt()
    assert posted(enter(own), f"{url}step/", rung="inquiry").status_code == 404
    commands.give_statement(by=own, step=step, text="配件迟到")
    commands.decide_step(by=place.boss, step=step, ruling=Ruling("谈话提醒"))
    with pytest.raises(Refused, match="回避"):
        commands.serve_step(by=own, step=step)


def test_each_rung_says_who_decides_and_whoever_is_named_to_reads_and_is_told(place, enter):
    file = commands.open_file(by=place.boss, file=second_red(place), why="两次红灯")
    decider = factories.make_account_with_post(place.county["county"], PostKind.LEADER)
    with pytest.raises(ImpossibleError, match="不能决定"):
        commands.begin_step(by=place.boss, file=file, rung="admonish", decider=decider)
    url = f"/responsibility/file/{file.pk}/"
    boss = enter(place.boss)
    assert "县委书记" in boss.get(f"{url}step/").content.decode()
    assert posted(boss, f"{url}step/", rung="talk", decider=decider.pk).status_code == 302
    assert "由谁决定" in boss.get(url).content.decode()
    client = enter(decider)
    assert f'href="{url}"' in client.get("/").content.decode()
    step = CaseStep.objects.get()
    commands.give_statement(by=place.secretary, step=step, text="配件迟到")
    decide = f"/responsibility/file-step/{step.pk}/decide/"
    assert posted(client, decide, text="谈话提醒").status_code == 302
    assert f'href="{url}"' not in client.get("/").content.decode()


def test_what_is_to_be_mended_is_asked_of_the_person_and_handed_in(place, enter):
    file = commands.open_file(by=place.boss, file=second_red(place), why="两次红灯")
    step = commands.begin_step(by=place.boss, file=file, rung="criticism")
    url = f"/responsibility/file/{file.pk}/"
    mine = enter(place.secretary)
    assert "请您陈述" in mine.get("/").content.decode()
    commands.give_statement(by=place.secretary, step=step, text="配件迟到")
    assert f'href="{url}"' not in mine.get("/").content.decode()
    due = today() + 10 * ONE
    commands.decide_step(by=place.boss, step=step, ruling=Ruling("通报批评", mend_by=due))
    assert f"书面检查和整改，{due.isoformat()}到期" in enter(place.secretary).get("/").content.decode()
    with pytest.raises(ImpossibleError, match="整改期限"):
        commands.drop_file(by=place.boss, file=file, why="结案")
    with pytest.raises(Refused):
        commands.hand_in_review(by=place.boss, step=step, text="替他写")
    answer = posted(
        enter(place.secretary), f"/responsibility/file-step/{step.pk}/state/", text="路灯都修好了"
    )
    assert answer.status_code == 302
    with pytest.raises(ImpossibleError, match="没有要提交"):
        commands.hand_in_review(by=place.secretary, step=step, text="再写")
    assert "路灯都修好了" in enter(place.boss).get(url).content.decode()
    assert "已作出决定" in enter(place.secretary).get("/").content.decode()
    assert commands.drop_file(by=place.boss, file=file, why="整改到位").state == "closed"


def test_the_files_are_found(place, enter):
    page = enter(place.boss).get("/responsibility/").content.decode()
    assert '/responsibility/files/"' in page
    assert '/responsibility/files/"' not in enter(place.clerk).get("/responsibility/").content.decode()
