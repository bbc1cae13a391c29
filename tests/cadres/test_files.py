"""Files: opened once, changed by request and another's decision, read by whom it concerns; the register out and in."""

import contextlib
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.cadres import commands, paper, roster
from jiceng.cadres.commands import Asked, NewDiscipline, NewFile
from jiceng.cadres.enums import Grade, Rank, Section, Status
from jiceng.cadres.models import Discipline, Employment, FileChange, Kin, PostRequirement, Schooling
from jiceng.cadres.queries import files as queries
from jiceng.cadres.queries.kinship import avoidances
from jiceng.cadres.queries.people import described
from jiceng.cadres.queries.requirements import known_of, shortfalls
from jiceng.cadres.tables import Cadres
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.commands import ImpossibleError, appoint, end_term
from jiceng.organisations.enums import PostKind
from jiceng.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)
SCHOOL = {"level": 20, "mode": "in_service", "school": "黑河学院", "finished_on": date(2026, 6, 30)}


class Place:
    def __init__(self):
        self.county = factories.make_county()
        post = factories.make_account_with_post
        self.head = post(self.county["department"], PostKind.LEADER)
        self.officer = post(self.county["department"], PostKind.OFFICER)
        self.keeper = post(self.county["street"], PostKind.OFFICER)
        self.secretary = post(self.county["first_branch"])
        self.neighbour = post(self.county["second_branch"])
        self.file = factories.make_cadre(self.secretary.person, level=30)

    def ask(self, by=None, section=Section.SCHOOLING, values=None, row=None):
        asked = Asked(section, values or SCHOOL, "新近毕业", row)
        return commands.ask_change(by=by or self.keeper, file=self.file, asked=asked)


@pytest.fixture
def place(db):
    return Place()


def test_a_change_stands_in_the_file_once_another_has_granted_it(place):
    change = place.ask()
    assert Schooling.objects.count() == 1
    commands.grant_change(by=place.officer, change=change)
    assert set(Schooling.objects.values_list("level", flat=True)) == {20, 30}
    with pytest.raises(ImpossibleError):
        commands.grant_change(by=place.head, change=change)


def test_nobody_decides_on_the_own_request_nor_on_the_own_file(place):
    change = place.ask(by=place.officer)
    with pytest.raises(ImpossibleError):
        commands.grant_change(by=place.officer, change=change)
    with pytest.raises(Refused):
        commands.grant_change(by=place.keeper, change=change)
    place.file = factories.make_cadre(place.head.person)
    with pytest.raises(ImpossibleError):
        commands.grant_change(by=place.head, change=place.ask(by=place.officer))


def test_the_database_too_keeps_asking_and_granting_apart(place):
    change = place.ask(by=place.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        FileChange.objects.filter(pk=change.pk).update(
            state="granted", decided_by=place.officer, decided_at=change.asked_at
        )


def test_the_person_asks_for_a_correction_and_sees_the_answer(place):
    change = place.ask(by=place.secretary)
    assert change.by_person
    with pytest.raises(ImpossibleError):
        commands.decline_change(by=place.head, change=change, answer=" ")
    declined = commands.decline_change(by=place.head, change=change, answer="须有毕业证")
    assert (declined.state, declined.answer) == ("declined", "须有毕业证")
    with pytest.raises(Refused):
        place.ask(by=place.neighbour)


def test_one_open_request_for_a_row_and_none_for_another_file(place):
    row = Schooling.objects.get()
    place.ask(row=row.pk)
    with pytest.raises(ImpossibleError):
        place.ask(row=row.pk)
    other = factories.make_schooling(factories.make_cadre())
    with pytest.raises(ImpossibleError):
        place.ask(row=other.pk)


def test_what_cannot_be_is_refused_when_it_is_asked(place):
    place.file.results.create(year=2025, grade=Grade.COMPETENT)
    with pytest.raises(ImpossibleError):
        place.ask(section=Section.RESULT, values={"year": 2025, "grade": Grade.EXCELLENT})
    wrong = {"name": "证书", "issued_on": date(2026, 1, 1), "expires_on": date(2025, 1, 1)}
    with pytest.raises(ImpossibleError):
        place.ask(section=Section.CERTIFICATE, values=wrong)


@pytest.mark.parametrize("days", [(1, 2, 3), (3, 1, 2), (2, 3, 1), (3, 2, 1)])
def test_employments_lie_apart_whatever_the_order_in_which_they_are_granted(place, days):
    for number in days:
        values = {"status": "civil_servant", "rank": number * 10, "valid_from": date(2020 + number, 1, 1)}
        change = place.ask(section=Section.EMPLOYMENT, values=values)
        commands.grant_change(by=place.officer, change=change)
    found = list(Employment.objects.order_by("valid_from").values_list("valid_from__year", "valid_to__year"))
    assert found == [(2010, 2021), (2021, 2022), (2022, 2023), (2023, None)]


def test_two_employments_on_one_day_are_refused_by_the_database(place):
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.create(
            file=place.file, status="contract", valid_from=date(2015, 1, 1), valid_to=date(2016, 1, 1)
        )


def test_two_terms_of_one_person_in_one_post_are_refused_by_the_database(place):
    term = place.secretary.person.terms.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_term(term.post, term.person, valid_from=date(2012, 1, 1), valid_to=date(2013, 1, 1))


def test_a_proof_is_kept_by_its_hash_and_a_program_is_refused(place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    asked = Asked(Section.SCHOOLING, SCHOOL, "毕业")
    paper_ = SimpleUploadedFile("毕业证.pdf", b"%PDF-1.4")
    change = commands.ask_change(by=place.keeper, file=place.file, asked=asked, proofs=[paper_])
    assert (change.proofs.get().name, change.proofs.get().size) == ("毕业证.pdf", 8)
    for name, content, sentence in (
        ("x.html", b"<script>", "不是可以上传的文件"),
        ("毕业证.pdf", b"MZ\x90\x00", "内容和文件类型不符"),
        ("毕业证.docx", b"PK\x03\x04broken", "已损坏"),
        ("毕业证.pdf", b"", "是空的"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            commands.ask_change(
                by=place.keeper, file=place.file, asked=asked, proofs=[SimpleUploadedFile(name, content)]
            )
    assert place.file.changes.count() == 1, "nothing is asked without its proof"


def test_disciplinary_measures_have_a_right_of_their_own_and_are_sealed(place):
    new = NewDiscipline("warning", "县纪委", DAY, grounds="迟报材料")
    with pytest.raises(Refused):
        commands.enter_discipline(by=place.keeper, file=place.file, new=new)
    row = commands.enter_discipline(by=place.head, file=place.file, new=new)
    assert Discipline.objects.get().grounds == "迟报材料"
    with connection.cursor() as cursor:
        cursor.execute("SELECT grounds FROM cadres_discipline WHERE id = %s", [row.pk])
        assert "迟报材料" not in cursor.fetchone()[0]


def test_files_are_opened_once(place):
    new = NewFile(place.secretary.person, Status.CIVIL_SERVANT, DAY)
    with pytest.raises(ImpossibleError):
        commands.open_files(by=place.head, files=[new], on=DAY)
    with pytest.raises(Refused):
        commands.open_files(
            by=place.keeper, files=[NewFile(factories.make_person(), "contract", DAY)], on=DAY
        )


def test_the_street_reaches_its_own_and_a_secretary_none(place):
    found = queries.files(seen_by=place.keeper, as_of=DAY)
    assert [one.pk for one in found] == [place.file.pk]
    assert not queries.files(seen_by=place.secretary, as_of=DAY).exists()
    assert queries.file_or_404(place.file.pk, seen_by=place.secretary, as_of=DAY).level == 30


def test_the_form_of_appointment_bears_what_the_file_says(place):
    place.file.honours.create(title="优秀社区干部", on=date(2024, 7, 1))
    commands.enter_discipline(
        by=None, file=place.file, new=NewDiscipline("warning", "县纪委", date(2023, 5, 1), grounds="迟报材料")
    )

    def told(**more):
        tables = Document(BytesIO(paper.form_of(place.file, DAY, **more))).tables
        return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)

    text = told()
    assert "县纪委" not in text, "a right of its own"
    seen = told(with_disciplines=True)
    assert "2023.05　受警告处分（县纪委）\n2024.07　优秀社区干部" in seen
    assert "迟报材料" not in seen
    for word in (place.secretary.person.name, "优秀社区干部", "大学专科", "书记"):
        assert word in text


def exported(rf, account) -> bytes:
    request = rf.get("/", {"export": "xlsx"})
    request.user = account
    return Cadres(request, queries.files(seen_by=account, as_of=today())).file().content


def test_the_register_comes_back_as_it_went_out_and_changes_nothing(place, rf):
    wishes, same, faults = roster.read_roster([exported(rf, place.head)], seen_by=place.head, may_open=True)
    assert (wishes, same, faults) == ([], 1, [])


def test_a_changed_register_asks_and_opens_all_or_nothing(place, rf):
    other = place.neighbour.person
    wishes = [
        roster.Wish(
            place.file.person_id,
            place.file.person.name,
            place.file.pk,
            {Section.EMPLOYMENT: {"status": "civil_servant", "rank": Rank.DEPUTY_BUREAU, "valid_from": DAY}},
        ),
        roster.Wish(
            other.pk,
            other.name,
            None,
            {
                "employment": {"status": "elected", "rank": None, "valid_from": DAY},
                "basics": {"work_began_on": None, "native_place": "嫩江"},
                "schooling": {
                    "level": 60,
                    "mode": "full_time",
                    "school": "",
                    "finished_on": date(1995, 7, 1),
                },
            },
        ),
    ]
    back = roster.opened(roster.sealed(wishes))
    assert commands.take_over_roster(by=place.head, wishes=back) == (1, 1)
    with pytest.raises(ImpossibleError):
        commands.take_over_roster(by=place.head, wishes=back)
    assert FileChange.objects.count() == 1
    assert commands.grant_changes(by=place.officer, changes=FileChange.objects.all()) == 1
    assert Employment.objects.on(DAY).get(file=place.file).rank == Rank.DEPUTY_BUREAU


def test_kin_in_one_body_or_one_under_the_other_are_found(place):
    kin = factories.make_person("王亲属")
    factories.make_term(factories.make_post(place.county["first_committee"], PostKind.DIRECTOR), kin)
    Kin.objects.create(file=place.file, relation="spouse", name=kin.name, person=kin)
    beside = avoidances(DAY)
    assert [(one.person, one.other, one.below) for one in beside] == [(place.secretary.person, kin, False)]
    Kin.objects.all().delete()
    Kin.objects.create(file=place.file, relation="parent", name="王上级", person=place.keeper.person)
    assert [one.below for one in avoidances(DAY, [place.keeper.person_id])] == [True]
    Kin.objects.update(relation="other")
    assert avoidances(DAY) == []


def test_what_somebody_lacks_for_a_post_is_told_in_words(place):
    asked = PostRequirement(
        rank_at_least=20, education_at_least=20, age_at_most=40, party_member=True, party_years=1
    )
    rows = described(Person.objects.filter(pk=place.secretary.person_id), DAY)
    known = known_of(rows, DAY)[place.secretary.person_id]
    assert len(shortfalls(asked, known, DAY)) == 4
    factories.make_member(place.county["first_branch"], place.secretary.person, full_since=date(2025, 10, 2))
    known = known_of(rows, DAY)[place.secretary.person_id]
    assert any("1" in words for words in shortfalls(asked, known, DAY))
    assert not any("党龄" in words for words in shortfalls(asked, known, date(2026, 10, 2)))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.integers(1, 5)), min_size=3, max_size=8)
)
def test_terms_in_a_post_never_overlap_whatever_the_order_of_commands(acts, db):
    """Appointed for a time or ended early, in any order: on no day does the one place have two, or one person twice."""
    with transaction.atomic():
        post = factories.make_post(factories.make_organisation())
        people = [factories.make_person() for _number in range(3)]
        for who, start, length in acts:
            on, until = date(2020 + start, 1, 1), date(2020 + start + length, 1, 1)
            with contextlib.suppress(ImpossibleError):
                appoint(by=None, post=post, person=people[who], on=on, until=until)
            if length == 1 and (term := post.terms.order_by("pk").first()):
                with contextlib.suppress(ImpossibleError):
                    end_term(by=None, term=term, on=date(2020 + start, 7, 1))
        spans = sorted(post.terms.values_list("valid_from", "valid_to"))
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        transaction.set_rollback(True)


def test_a_relative_is_linked_to_a_person_so_that_avoidance_finds_the_pair(place):
    kin = factories.make_person("王亲属")
    factories.make_term(factories.make_post(place.county["first_committee"], PostKind.DIRECTOR), kin)
    values = {"relation": "spouse", "name": kin.name, "person": kin}
    for wrong, word in (
        (values | {"name": "王别人"}, "姓名不同"),
        (values | {"person": place.file.person}, "本人"),
    ):
        with pytest.raises(ImpossibleError, match=word):
            place.ask(section=Section.KIN, values=wrong)
    commands.grant_change(by=place.officer, change=place.ask(section=Section.KIN, values=values))
    assert Kin.objects.get().person == kin
    assert [(one.person, one.other) for one in avoidances(DAY)] == [(place.secretary.person, kin)]


def test_a_file_is_found_by_name_without_walking_all_people(place):
    person = place.file.person
    for text in (person.name, person.initials):
        found = queries.find(seen_by=place.head, text=text, as_of=DAY, limit=20)
        assert [hit.label for hit in found] == [person.name]
    if connection.vendor != "sqlite":
        return
    with CaptureQueriesContext(connection) as asked:
        queries.find(seen_by=place.head, text=person.name, as_of=DAY, limit=20)
    sql = next(one["sql"] for one in asked.captured_queries if "LIKE" in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql)
        assert not [row[3] for row in cursor.fetchall() if row[3].startswith("SCAN people_person")]
