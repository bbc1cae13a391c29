"""Party members from a table: faults, preview, all or nothing, undo."""

from datetime import date

import pytest

from jiceng.kernel.access import Refused
from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.models import Entry
from jiceng.kernel.record import verify
from jiceng.kernel.sentences import read
from jiceng.organisations.commands import exchange, transfer_member
from jiceng.organisations.models import ImportBatch, PartyMembership
from jiceng.people.models import Person
from tests import factories
from tests.exchange.files import (
    applied,
    checked,
    faults,
    identity,
    member,
    officer,
    second_street,
    sheet,
    street_officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return factories.make_county()


def test_new_members_stand_on_the_roll(county):
    by = officer(county)
    rows = [
        member(公民身份号码=identity(1), 手机="13812345678"),
        member(姓名="曾丽", 党员类别="预备党员", 转正日期=None),
    ]
    batch = applied(by, sheet(rows))
    assert batch.state == "applied"
    assert {key: batch.counts[key] for key in ("new", "changed", "unchanged", "ended")} == {
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "ended": 0,
    }
    wang = Person.objects.get(name="王小明")
    assert (wang.id_number, wang.phone, wang.born_on) == (identity(1), "13812345678", date(1970, 1, 1))
    assert (wang.id_fingerprint, wang.pinyin, wang.initials) == (
        fingerprint(identity(1)),
        "wangxiaoming",
        "wxm",
    )
    assert Person.objects.get(name="曾丽").pinyin == "zengli"
    membership = PartyMembership.objects.get(person=wang)
    assert (membership.branch, membership.standing, membership.valid_from) == (
        county["first_branch"],
        "full",
        date(2015, 3, 1),
    )
    entry = Entry.objects.get(verb="organisations.apply_import")
    assert identity(1) not in entry.body
    assert verify().ok


def test_nothing_is_written_before_the_import(county):
    before = Person.objects.count()
    by = officer(county)
    batch = checked(by, sheet([member()]))
    assert batch.state == "ready"
    assert Person.objects.count() == before + 1  # the officer
    assert PartyMembership.objects.count() == 0


def test_all_faults_at_once_with_place_value_and_expectation(county):
    rows = [
        member(),
        member(姓名=None),
        member(姓名="李一", 党支部="没有的支部"),
        member(姓名="李二", 入党日期="去年", 党员类别="群众"),
        member(姓名="李三", 公民身份号码="231121197001010019"),
        member(姓名="李四", 转正日期=None),
        member(姓名="李五", 进入本支部日期="2009-12-31"),
        member(姓名="李六", 入党日期="2001-07-01", 出生日期="1990-01-01"),
        member(姓名="李\x07七"),
        member(姓名="李八", 公民身份号码=231121197001010019.0),
        member(姓名="=1+1", 手机="123"),
    ]
    by = officer(county)
    batch = checked(by, sheet(rows))
    assert batch.state == "faulty"
    assert faults(batch) == [
        (3, "姓名", ""),
        (4, "党支部", "没有的支部"),
        (5, "党员类别", "群众"),
        (5, "入党日期", "去年"),
        (6, "公民身份号码", "231121197001010019"),
        (7, "转正日期", ""),
        (8, "进入本支部日期", "2009-12-31"),
        (9, "入党日期", "2001-07-01"),
        (10, "姓名", "李⟨U+0007⟩七"),
        (11, "公民身份号码", "2.3112119700101E+17"),
        (12, "手机", "123"),
    ]
    assert all(fault["expected"] for fault in batch.faults)
    assert exchange.faults_of(batch).exists()
    assert PartyMembership.objects.count() == 0
    with pytest.raises(exchange.ImpossibleError):
        exchange.apply_import(by=by, batch=batch)


def test_a_person_named_twice_is_named_with_the_earlier_row(county):
    known = factories.make_member(county["first_branch"]).person
    rows = [
        member(姓名="赵一", 公民身份号码=identity(1)),
        member(姓名="赵二", 公民身份号码=identity(1)),
        member(姓名="赵三"),
        member(姓名="赵三"),
        member(姓名=known.name),
    ]
    batch = checked(officer(county), sheet(rows))
    assert faults(batch) == [
        (3, "公民身份号码", identity(1)),
        (5, "姓名", "赵三"),
        (6, "姓名", known.name),
    ]
    assert "第 2 行" in read(batch.faults[0]["expected"])


def test_rows_outside_the_importers_scope_are_faults(county):
    _street, far = second_street(county)
    stranger = factories.make_member(far, factories.make_person("远人"))
    person = stranger.person
    person.id_number, person.id_fingerprint = identity(7), fingerprint(identity(7))
    person.save()
    rows = [
        member(姓名="近人"),
        member(姓名="赵一", 党支部=far.name),
        member(姓名="远人", 人员编号=person.pk),
        member(姓名="远人", 公民身份号码=identity(7)),
    ]
    batch = checked(street_officer(county), sheet(rows))
    assert [(row, column) for row, column, _value in faults(batch)] == [
        (3, "党支部"),
        (4, "人员编号"),
        (5, "公民身份号码"),
    ]


def test_a_number_does_not_draw_a_person_from_elsewhere_onto_a_roll(county):
    _street, far = second_street(county)

    def known(name, number, home):
        person = factories.make_person(
            name, id_number=identity(number), id_fingerprint=fingerprint(identity(number))
        )
        factories.make_resident(home, person)
        return person

    known("远人", 7, far.territory)
    near = known("近人", 8, county["first"])
    rows = [member(姓名="远人", 公民身份号码=identity(7)), member(姓名="近人", 公民身份号码=identity(8))]
    batch = checked(street_officer(county), sheet(rows))
    assert [(row, column) for row, column, _value in faults(batch)] == [(2, "公民身份号码")]
    applied(officer(county), sheet(rows))
    assert PartyMembership.objects.filter(person=near, branch=county["first_branch"]).exists()


def test_transfer_promotion_and_leaving_begin_new_facts(county):
    by = officer(county)
    mover = factories.make_member(county["first_branch"])
    riser = factories.make_member(county["first_branch"], standing="probationary")
    leaver = factories.make_member(county["first_branch"])
    plain = {"转正日期": "2002-07-01", "进入本支部日期": None}
    rows = [
        member(
            人员编号=mover.person_id,
            姓名="改了名",
            **{**plain, "党支部": "铁西社区党支部", "进入本支部日期": "2026-01-05"},
        ),
        member(人员编号=riser.person_id, 姓名=riser.person.name, **{**plain, "转正日期": "2025-07-01"}),
        member(人员编号=leaver.person_id, 姓名=leaver.person.name, 离开日期="2026-02-01", **plain),
    ]
    batch = applied(by, sheet(rows))
    assert (batch.counts["changed"], batch.counts["ended"]) == (2, 1)
    mover.refresh_from_db()
    assert mover.valid_to == date(2026, 1, 5)
    moved = PartyMembership.objects.get(person=mover.person_id, valid_to=None)
    assert (moved.branch, moved.valid_from, moved.person.name) == (
        county["second_branch"],
        date(2026, 1, 5),
        "改了名",
    )
    risen = PartyMembership.objects.get(person=riser.person_id, valid_to=None)
    assert (risen.standing, risen.full_since, risen.valid_from) == (
        "full",
        date(2025, 7, 1),
        date(2025, 7, 1),
    )
    leaver.refresh_from_db()
    assert leaver.valid_to == date(2026, 2, 1)


def test_undo_takes_everything_back(county):
    by = officer(county)
    mover = factories.make_member(county["first_branch"])
    kept = list(PartyMembership.objects.values()), list(Person.objects.order_by("pk").values())
    rows = [
        member(姓名="新人", 公民身份号码=identity(3), 手机="13812345678"),
        member(
            人员编号=mover.person_id,
            姓名="改了名",
            党支部="铁西社区党支部",
            手机="13912345678",
            进入本支部日期="2026-01-05",
        ),
    ]
    batch = applied(by, sheet(rows))
    exchange.undo_import(by=by, batch=batch, why="传错了")
    assert (list(PartyMembership.objects.values()), list(Person.objects.order_by("pk").values())) == kept
    assert ImportBatch.objects.get().state == "undone"
    exchange.undo_import(by=by, batch=batch, why="再点一次")
    assert verify().ok


def test_undo_names_what_came_later(county):
    by = officer(county)
    batch = applied(by, sheet([member(姓名="新人甲"), member(姓名="新人乙")]))
    factories.make_resident(county["first"], Person.objects.get(name="新人甲"))
    PartyMembership.objects.filter(person__name="新人乙").update(valid_to=date(2026, 3, 1))
    with pytest.raises(exchange.BlockedError) as blocked:
        exchange.undo_import(by=by, batch=batch, why="试试")
    assert len(blocked.value.messages) == 2
    assert "新人乙" in blocked.value.messages[0]
    assert "新人甲" in blocked.value.messages[1]
    assert PartyMembership.objects.count() == 2


def test_applying_twice_writes_once(county):
    by = officer(county)
    batch = applied(by, sheet([member()]))
    exchange.apply_import(by=by, batch=batch)
    exchange.apply_import(by=by, batch=ImportBatch.objects.get())
    assert PartyMembership.objects.count() == 1


def test_what_changed_since_the_preview_is_not_written(county):
    by = officer(county)
    known = factories.make_member(county["first_branch"])
    batch = checked(
        by,
        sheet(
            [
                member(
                    人员编号=known.person_id,
                    姓名=known.person.name,
                    进入本支部日期="2026-01-05",
                    党支部="铁西社区党支部",
                )
            ]
        ),
    )
    transfer_member(by=None, person=known.person, to=county["second_branch"], on=date(2026, 1, 4))
    with pytest.raises(exchange.ChangedSincePreviewError):
        exchange.apply_import(by=by, batch=batch)
    assert not PartyMembership.objects.filter(valid_from=date(2026, 1, 5)).exists()


def test_what_others_wrote_elsewhere_does_not_matter(county):
    by = officer(county)
    batch = checked(by, sheet([member()]))
    other = factories.make_member(county["first_branch"])
    transfer_member(by=None, person=other.person, to=county["second_branch"], on=date(2026, 1, 4))
    assert exchange.apply_import(by=by, batch=batch).state == "applied"


def test_right_over_the_roll_is_needed(county):
    by = factories.make_account_with_post(county["town"], "officer")  # keeps residents, imports nothing
    with pytest.raises(Refused):
        checked(by, sheet([member()]))
    assert not ImportBatch.objects.exists()
