"""Entering, correcting, entering many, and showing one number in full."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.organisations.enums import PostKind
from jiceng.people.commands import correct_person, enter_people, enter_person, prepare_person, unmask
from jiceng.people.enums import Sex
from jiceng.people.models import Person
from tests.factories import make_account, make_account_with_post, make_county, make_member, make_resident
from tests.people.numbers import id_number

pytestmark = pytest.mark.django_db
NUMBER = id_number(date(1972, 3, 4))


def test_prepare_fills_what_the_number_tells():
    person = prepare_person({"name": "曾 秀英", "id_number": NUMBER.lower(), "phone": "138 0000 0001"})
    assert (person.name, person.pinyin, person.initials) == ("曾秀英", "zengxiuying", "zxy")
    assert (person.born_on, person.sex) == (date(1972, 3, 4), Sex.FEMALE)
    assert len(person.id_fingerprint) == len(person.phone_fingerprint) == 64
    assert person.pk is None


def test_prepare_names_every_fault_at_its_field():
    with pytest.raises(ValidationError) as fault:
        prepare_person(
            {"name": "", "id_number": NUMBER, "phone": "1", "sex": Sex.MALE, "born_on": date(1980, 1, 1)}
        )
    assert set(fault.value.message_dict) == {"name", "phone", "sex", "born_on"}


def test_the_same_id_number_is_the_same_person():
    first = enter_person(by=None, name="王秀英", id_number=NUMBER)
    again = enter_person(by=None, name="王秀英", id_number=NUMBER)
    assert first.pk == again.pk
    assert Entry.objects.filter(verb="enter_person").count() == 1


def test_the_record_keeps_no_plain_number():
    person = enter_person(by=None, name="王秀英", id_number=NUMBER, phone="13800000001")
    correct_person(by=None, person=person, phone="13900000002", why="换号")
    bodies = "".join(Entry.objects.values_list("body", flat=True))
    assert NUMBER not in bodies
    assert "13800000001" not in bodies
    assert "139****0002" in bodies


def test_the_tables_hold_no_plain_number():
    enter_person(by=None, name="王秀英", id_number=NUMBER, phone="13800000001")
    enter_people(by=None, people=[prepare_person({"name": "李四海", "phone": "13800000001"})])
    with connection.cursor() as cursor:
        dumped = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            dumped += [str(row) for row in cursor.fetchall()]
    dump = "\n".join(dumped)
    assert "王秀英" in dump
    assert NUMBER not in dump
    assert "13800000001" not in dump
    assert Person.objects.get(name="王秀英").id_number == NUMBER


def test_equal_numbers_look_different_at_rest():
    enter_person(by=None, name="王秀英", phone="13800000001")
    enter_person(by=None, name="李四海", phone="13800000001")
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT phone FROM people_person")
        assert len(cursor.fetchall()) == 2


def test_correcting_to_what_stands_there_does_nothing():
    person = enter_person(by=None, name="王秀英", id_number=NUMBER)
    correct_person(by=None, person=person, name="王秀英")
    assert not Entry.objects.filter(verb="correct_person").exists()


def test_correcting_says_before_and_after():
    person = enter_person(by=None, name="王秀英", id_number=NUMBER)
    other = id_number(date(1973, 3, 4), male=True)
    changed = correct_person(by=None, person=person, id_number=other, why="登记有误")
    assert (changed.pk, changed.born_on, changed.sex) == (person.pk, date(1973, 3, 4), Sex.MALE)
    body = Entry.objects.get(verb="correct_person").body
    assert "1972-03-04" in body
    assert "1973-03-04" in body


def test_nobody_takes_anothers_number():
    enter_person(by=None, name="王秀英", id_number=NUMBER)
    other = enter_person(by=None, name="李四海", id_number=id_number(date(1980, 1, 2)))
    with pytest.raises(ValidationError) as fault:
        correct_person(by=None, person=other, id_number=NUMBER)
    assert "id_number" in fault.value.message_dict


def test_only_people_in_scope_are_corrected():
    county = make_county()
    secretary = make_account_with_post(county["first_branch"])
    own, foreign = make_member(county["first_branch"]).person, make_member(county["second_branch"]).person
    assert correct_person(by=secretary, person=own, phone="13800000001").masked_phone == "138****0001"
    with pytest.raises(Refused):
        correct_person(by=secretary, person=foreign, phone="13800000001")


def test_many_at_once_keep_order_and_stay_single():
    known = enter_person(by=None, name="王秀英", id_number=NUMBER)
    rows = [
        {"name": "李四海", "id_number": id_number(date(1980, 1, 2))},
        {"name": "王秀英", "id_number": NUMBER},
        {"name": "李四海", "id_number": id_number(date(1980, 1, 2))},
        {"name": "赵无号"},
        {"name": "赵无号"},
    ]
    people = enter_people(by=None, people=(prepare_person(row) for row in rows))
    assert [person.name for person in people] == ["李四海", "王秀英", "李四海", "赵无号", "赵无号"]
    assert people[1].pk == known.pk
    assert people[0].pk == people[2].pk
    assert people[3].pk != people[4].pk
    assert all(person.pk for person in people)
    assert Person.objects.count() == 4
    assert Entry.objects.filter(verb="enter_people").count() == 1


def test_unmasking_needs_right_scope_and_reason_and_is_recorded():
    county = make_county()
    secretary = make_account_with_post(county["first_branch"])
    worker = make_account_with_post(county["first_committee"], PostKind.WORKER)
    member = make_member(
        county["first_branch"], enter_person(by=None, name="王秀英", id_number=NUMBER)
    ).person
    with pytest.raises(Refused):
        unmask(by=worker, person=member, field="id_number", why="核对党员档案")
    with pytest.raises(Refused):
        unmask(
            by=secretary, person=make_member(county["second_branch"]).person, field="phone", why="核对档案"
        )
    with pytest.raises(ValidationError):
        unmask(by=secretary, person=member, field="id_number", why="看看")
    with pytest.raises(ValidationError):
        unmask(by=secretary, person=member, field="name", why="核对党员档案")
    assert not Entry.objects.filter(verb="unmask").exists()
    assert unmask(by=secretary, person=member, field="id_number", why="核对党员档案") == NUMBER
    entry = Entry.objects.get(verb="unmask")
    assert (entry.by_id, entry.target_id) == (secretary.pk, str(member.pk))
    assert "核对党员档案" in entry.body
    assert NUMBER not in entry.body


def test_the_two_rolls_are_separate_spheres():
    """A residents' committee's director sees residents; that somebody is a party member opens nothing."""
    county = make_county()
    director = make_account_with_post(county["first_committee"], PostKind.DIRECTOR)
    resident = make_resident(county["first"]).person
    member = make_member(county["first_branch"]).person
    assert unmask(by=director, person=resident, field="phone", why="联系困难居民") == ""
    with pytest.raises(Refused):
        unmask(by=director, person=member, field="phone", why="联系困难居民")


def test_without_a_post_nobody_is_seen():
    with pytest.raises(Refused):
        correct_person(by=make_account(), person=make_account().person, phone="13800000001")
