"""Open recruitment from the notice to the contract: what each step lets through and what it refuses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction

from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.commands.recruitment import NewContract, NewPlace, NewRound
from jiceng.cadres.models import (
    Applicant,
    ApplicantFile,
    EmploymentContract,
    RecruitmentRound,
    RoundStep,
)
from jiceng.cadres.queries import recruitment as queries
from jiceng.cadres.queries.applicants import way_of
from jiceng.documents.filling import faults_of
from jiceng.documents.standards import shipped, standard
from jiceng.institutions.models import Evidence
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.kernel.record import verify
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Term
from jiceng.people.models import Person
from tests import factories
from tests.cadres.recruiting import ONE, Recruiting

pytestmark = pytest.mark.django_db


def test_from_notice_to_contract():
    place = Recruiting().whole()
    first, second, third = place.people()
    # 60:40 of (90, 80), (80, 85), (70, 90)
    assert [one.total for one in (first, second, third)] == [Decimal(86), Decimal(82), Decimal(78)]
    assert [one.standing for one in (first, second, third)] == ["in", "waiting", "waiting"]
    new = NewContract(today(), "2026-1")
    contract = commands.sign_contract(by=place.head, applicant=first, new=new)
    term = Term.objects.get(pk=contract.term_id)
    assert (term.person.name, term.post_id) == (first.name, place.post.pk)
    assert contract.probation_until.year == today().year + 1
    assert contract.ends_on.year == today().year + 3
    assert Evidence.objects.get(kind="cadres.recruited").person == term.person
    commands.close_round(by=place.officer, round_=place.round)
    assert verify().ok


def test_the_defaults_are_those_of_the_domain_and_a_round_changes_them():
    row = Recruiting(open_ratio=5).round
    asked = (row.weights, row.open_ratio, row.interview_ratio, row.pass_mark, row.age_at_most)
    assert asked == ((60, 40), 5, 3, 60, 35)
    assert (row.publicity_days, row.probation_months, row.term_years) == (7, 12, 3)
    assert Recruiting(written_weight=50, without=("health",)).round.weights == (50, 50)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecruitmentRound.objects.filter(pk=row.pk).update(written_weight=70)


def test_only_who_recruits_draws_up_and_a_neighbour_sees_nothing():
    place = Recruiting()
    new = NewRound("镇里招聘", today(), today() + ONE)
    with pytest.raises(Refused):
        commands.open_round(by=place.secretary, organisation=place.county["county"], new=new)
    with pytest.raises(Refused):
        commands.open_round(by=place.town_officer, organisation=place.county["county"], new=new)
    town = commands.open_round(by=place.town_officer, organisation=place.county["town"], new=new)
    assert list(queries.rounds(seen_by=place.town_officer)) == [town]
    assert queries.rounds(seen_by=place.head).count() == 2
    assert not queries.rounds(seen_by=place.secretary).exists()


def test_registration_asks_what_the_notice_asks():
    place = Recruiting()
    with pytest.raises(ImpossibleError):
        place.apply()
    place.announce()
    new = place.somebody()
    applicant, code = commands.apply_for(place=place.place, new=new)
    assert code not in str(vars(applicant))
    with pytest.raises(ValidationError):
        commands.apply_for(place=place.place, new=new)
    old = place.inventor.person(youngest=40, oldest=50, on=today())
    with pytest.raises(ValidationError) as told:
        commands.apply_for(place=place.place, new=type(new)(old.name, old.id_number, old.phone, 20))
    assert "id_number" in told.value.message_dict
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone FROM cadres_applicant")
        row = cursor.fetchone()
    assert new.id_number not in row
    assert new.phone not in row
    told = Entry.objects.filter(verb="cadres.apply_for").get()
    assert new.name not in told.body


def test_registration_from_one_address_is_held_off():
    place = Recruiting().announce()
    for _one in range(20):
        commands.apply_for(place=place.place, new=place.somebody(), address="10.0.0.1")
    with pytest.raises(ImpossibleError):
        commands.apply_for(place=place.place, new=place.somebody(), address="10.0.0.1")
    commands.apply_for(place=place.place, new=place.somebody(), address="10.0.0.2")


def test_who_withdraws_while_one_may_register_may_apply_anew():
    place = Recruiting().announce()
    new = place.somebody()
    commands.withdraw_application(applicant=commands.apply_for(place=place.place, new=new)[0])
    assert commands.apply_for(place=place.place, new=new)[0].number == 2


def test_lists_and_notice_are_filled_from_the_round():
    place = Recruiting().registered(3).passing().seated()
    values = standard("recruitment_rooms").values(seen_by=place.head, pk=place.round.pk)
    assert [(row["考场"], row["座位"]) for row in values["名单"]] == [("第一考场", str(n)) for n in (1, 2, 3)]
    assert {row["准考证号"] for row in values["名单"]} == {one.ticket for one in place.people()}
    place.written(90, 80, 70).passing()
    values = standard("recruitment_interview").values(seen_by=place.head, pk=place.round.pk)
    assert [row["笔试"] for row in values["名单"]] == ["90.00", "80.00", "70.00"]
    place.interviewed(80, 85, 90).publish().passing().passing()
    one = standard("recruitment_publicity")
    values = one.values(seen_by=place.head, pk=place.round.pk)
    assert [row["总成绩"] for row in values["名单"]] == ["86"]
    assert one.values(seen_by=place.town_officer, pk=place.round.pk) is None
    for key in ("recruitment_notice", "recruitment_rooms", "recruitment_interview", "recruitment_publicity"):
        assert not faults_of(shipped(key), standard(key).fields)


def test_a_place_asks_for_education_and_party():
    place = Recruiting()
    asked = NewPlace(factories.make_post(place.county["second_committee"]), 1, 30, True)
    second = commands.add_place(by=place.officer, round_=place.round, new=asked)
    place.announce()
    with pytest.raises(ValidationError) as told:
        commands.apply_for(place=second, new=place.somebody(education=60))
    assert set(told.value.message_dict) == {"education", "party_member"}
    commands.apply_for(place=second, new=place.somebody(education=30, party_member=True))


def test_nothing_is_published_while_somebody_is_not_reviewed_and_the_reason_reaches_the_applicant():
    place = Recruiting().registered(4)
    first, *rest = place.people()
    with pytest.raises(ImpossibleError):
        place.rule([first], passed=False, why=" ")
    place.rule([first], passed=False, why="没有毕业证")
    with pytest.raises(ImpossibleError):
        place.publish()
    place.rule(rest)
    first.refresh_from_db()
    assert first.standing == "in"
    place.publish()
    first.refresh_from_db()
    assert (first.standing, first.out_at, first.out_why) == ("out", "qualification", "没有毕业证")
    assert any("没有毕业证" in event.body for event in way_of(first))
    assert {one.step for one in place.people(standing="in")} == {"written"}


def test_a_batch_is_undone_until_it_is_published():
    place = Recruiting().registered(3)
    batch = place.rule(place.people())
    with pytest.raises(ImpossibleError):
        place.rule(place.people()[:1], passed=False, why="重复")
    commands.undo_batch(by=place.officer, batch=batch)
    with pytest.raises(ImpossibleError):
        commands.undo_batch(by=place.officer, batch=batch)
    again = place.rule(place.people())
    place.publish()
    with pytest.raises(ImpossibleError):
        commands.undo_batch(by=place.officer, batch=again)


def test_a_ratio_not_reached_is_decided_by_a_person():
    place = Recruiting(places=2, open_ratio=5).registered(6).passing()
    assert [(one.counted, one.wanted) for one in queries.short_places(place.round)] == [(6, 10)]
    with pytest.raises(ImpossibleError):
        place.seated()
    decide = {"by": place.officer, "place": place.place}
    with pytest.raises(ImpossibleError):
        commands.decide_ratio(**decide, decision="lower", places=2, why="不够")
    with pytest.raises(ImpossibleError):
        commands.decide_ratio(**decide, decision="go_on", why="")
    made = commands.decide_ratio(**decide, decision="lower", places=1, why="报名不足，核减一人")
    assert (made.places_before, made.places_after) == (2, 1)
    assert place.seated().people()[0].ticket
    with pytest.raises(ImpossibleError):
        commands.decide_ratio(**decide, decision="go_on", why="已够")


def test_a_cancelled_place_tells_its_applicants_why():
    place = Recruiting(open_ratio=5).registered(2).passing()
    commands.decide_ratio(by=place.officer, place=place.place, decision="cancel", why="报名太少")
    assert {one.out_why for one in place.people()} == {"岗位取消：报名太少"}


def test_a_gap_goes_to_the_next_in_the_list_through_health_background_and_publicity():
    place = Recruiting().registered(3).passing().written(90, 80, 70).passing().interviewed(80, 85, 90)
    place.publish()
    first, second, _third = place.people()
    with pytest.raises(ImpossibleError):
        commands.fill_gap(by=place.officer, place=place.place, why="没有空额")
    place.rule([first], passed=False, why="体检不合格")
    assert "体检不合格" not in Entry.objects.filter(verb="cadres.rule").latest("sequence").body
    place.publish()
    commands.fill_gap(by=place.officer, place=place.place, why="第一名体检不合格")
    second.refresh_from_db()
    assert (second.standing, second.step, place.round.step) == ("in", "health", "background")
    place.rule([second], step="health")
    second.refresh_from_db()
    assert second.step == "background"
    place.rule([second])
    place.publish()
    with pytest.raises(ImpossibleError):
        place.publish()
    place.age_publicity()
    place.publish()
    second.refresh_from_db()
    assert commands.sign_contract(by=place.head, applicant=second, new=NewContract(today()))


def test_a_gap_before_the_interview_is_filled_too():
    place = Recruiting().registered(5).passing().written(90, 80, 70, 65, 65)
    place.rule(place.people(standing="in")[:1], passed=False, why="证件不符")
    commands.withdraw_application(applicant=place.people(standing="in")[1])
    chosen = commands.fill_gap(by=place.officer, place=place.place, why="两人空缺")
    assert [one.number for one in chosen] == [4, 5]


def test_appeals_have_a_deadline_and_bring_an_applicant_back():
    place = Recruiting().registered(4)
    first, *rest = place.people()
    place.rule([first], passed=False, why="没有毕业证")
    place.rule(rest)
    with pytest.raises(ImpossibleError):
        commands.make_appeal(applicant=first, step="qualification", text="还没公布")
    place.publish()
    first.refresh_from_db()
    appeal = commands.make_appeal(applicant=first, step="qualification", text="毕业证已补")
    with pytest.raises(ImpossibleError):
        commands.make_appeal(applicant=first, step="qualification", text="再说一次")
    commands.answer_appeal(by=place.officer, appeal=appeal, upheld=True, answer="补交属实")
    first.refresh_from_db()
    assert (first.standing, first.step, first.out_why) == ("in", "written", "")
    RoundStep.objects.filter(round=place.round, step="qualification").update(appeal_until=today() - ONE)
    with pytest.raises(ImpossibleError):
        commands.make_appeal(applicant=rest[0], step="qualification", text="晚了")


def test_publicity_lasts_its_days_and_an_upheld_objection_ends_it():
    place = Recruiting().registered(3).passing().written(90, 80, 70).passing().interviewed(80, 85, 90)
    place.publish().passing().passing()
    first = place.people(standing="in")[0]
    with pytest.raises(ImpossibleError):
        place.publish()
    with pytest.raises(ImpossibleError):
        commands.object_to(applicant=first, text="学历不实", contact=" ")
    made = commands.object_to(applicant=first, text="学历不实", contact="王某 13800000000")
    place.age_publicity()
    with pytest.raises(ImpossibleError):
        place.publish()
    commands.answer_appeal(by=place.officer, appeal=made, upheld=True, answer="查实")
    first.refresh_from_db()
    assert (first.standing, first.out_why) == ("out", "公示异议成立：查实")


def test_probation_not_passed_ends_the_term_and_leaves_a_gap():
    place = Recruiting().whole()
    contract = commands.sign_contract(
        by=place.head, applicant=place.people()[0], new=NewContract(today() - 30 * ONE)
    )
    done = commands.end_probation(by=place.head, contract=contract, passed=False, on=today(), why="不称职")
    assert done.probation == "failed"
    assert Term.objects.get(pk=contract.term_id).valid_to == today()
    assert commands.fill_gap(by=place.officer, place=place.place, why="试用不合格")[0].rank == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        EmploymentContract.objects.update(probation_why="")


def test_personal_data_goes_after_the_term(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    place = Recruiting().announce()
    (one,) = place.apply()
    upload = SimpleUploadedFile("毕业证.pdf", b"%PDF-1.4 x")
    commands.add_file(applicant=one, upload=upload)
    Applicant.objects.filter(pk=one.pk).update(ticket="202600100001", room="第一考场", seat=1)
    commands.cancel_round(by=place.officer, round_=place.round, why="机构改革")
    with pytest.raises(ImpossibleError):
        commands.forget_applicants(by=place.officer, round_=place.round)
    RecruitmentRound.objects.update(closed_on=today() - timedelta(days=366))
    kept = list(tmp_path.rglob("*.pdf"))
    with django_capture_on_commit_callbacks(execute=True):
        assert commands.forget_due() == 1
    one.refresh_from_db()
    assert (one.name, one.id_number, one.phone, one.born_on) == ("（已删除）", "", "", None)
    assert (one.ticket, one.room, one.seat) == ("", "", None), "it stands beside the name on published lists"
    assert kept
    assert not list(tmp_path.rglob("*.pdf"))
    assert not ApplicantFile.objects.exists()
    assert commands.forget_due() == 0
    assert not Person.objects.filter(name=one.name).exists()


def test_days_move_only_before_the_result():
    place = Recruiting().announce()
    step = place.round.steps.get(step="written")
    with pytest.raises(ImpossibleError):
        commands.change_step(
            by=place.officer, step=step, opens_on=date(2027, 1, 2), closes_on=date(2027, 1, 3), why=""
        )
    commands.change_step(
        by=place.officer, step=step, opens_on=date(2027, 1, 2), closes_on=date(2027, 1, 3), why="考场未定"
    )
    with pytest.raises(ImpossibleError):
        commands.cancel_round(by=place.officer, round_=place.round, why=" ")
