"""A text put before people passage by passage: who may speak, answers, versions, differences, the end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.documents import commands
from jiceng.documents.commands import ImpossibleError, NewConsultation, Said
from jiceng.documents.models import ConsultedText, TextRemark
from jiceng.documents.passages import compared, pieces
from jiceng.documents.queries import consultation as queries
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from tests.documents.place import Place

PLAN = """一、总体要求
用三年时间，使每个社区有够用的场所。
二、主要任务
（一）建设场所。每百户不少于三十平方米。
（二）配强队伍。公开招聘社区工作者。"""


@pytest.fixture
def place(db):
    return Place()


def asked(place, document=None, **changed):
    usual = {
        "kind": "plan",
        "title": "社区建设三年规划（征求意见稿）",
        "text": PLAN,
        "opens_on": today(),
        "closes_on": today() + timedelta(days=5),
        "units": (place.town, place.department),
    }
    new = NewConsultation(**{**usual, **changed})
    return commands.consult(by=None, organisation=place.county, new=new, document=document)


def said(row, number, **changed):
    key = queries.reading(row).spoken[number].passage.key
    return Said(**{"wish": "change", "text": "三十平方米不够", "passage": key, **changed})


def test_passage_by_passage_with_an_answer_to_each(place):
    row = asked(place)
    with pytest.raises(Refused):
        commands.say(by=place.other_officer, consulted=row, said=said(row, 3), unit=place.town)
    mine = commands.say(by=place.town_officer, consulted=row, said=said(row, 3), unit=place.town)
    resident = commands.say(by=None, consulted=row, said=said(row, 1, signed="李大爷"), address="10.0.0.1")
    staff = commands.say(by=place.clerk, consulted=row, said=said(row, 4), unit=place.department)
    assert [one.voice for one in (mine, resident, staff)] == ["unit", "resident", "department"]
    assert resident.origin
    assert "10.0.0.1" not in resident.origin
    with pytest.raises(Refused):
        commands.answer_remark(by=place.town_officer, remark=mine, outcome="adopted", text="好")
    commands.answer_remark(by=place.clerk, remark=mine, outcome="adopted", text="改为四十")
    commands.answer_remark(by=place.clerk, remark=resident, outcome="partly", text="写明时间")
    with pytest.raises(ImpossibleError, match="已经答复"):
        commands.answer_remark(by=place.clerk, remark=mine, outcome="kept", text="不改")
    assert queries.shares(row).percent == 100
    with pytest.raises(ImpossibleError, match="还有1条意见没有答复"):
        commands.close_consultation(by=place.clerk, consulted=row)
    commands.answer_remark(by=place.clerk, remark=staff, outcome="kept", text="已有规定")
    assert queries.shares(row).percent == 67
    with pytest.raises(ImpossibleError, match="提前结束要写明理由"):
        commands.close_consultation(by=place.clerk, consulted=row)
    row = commands.close_consultation(by=place.clerk, consulted=row, reason="各方已无意见")
    with pytest.raises(ImpossibleError, match="已经办结"):
        commands.say(by=None, consulted=row, said=said(row, 1))


def test_a_new_version_keeps_remarks_at_their_passages(place):
    row = asked(place)
    remark = commands.say(by=None, consulted=row, said=said(row, 3))
    gone = commands.say(by=None, consulted=row, said=said(row, 1))
    text = PLAN.replace("三十", "四十").replace("用三年时间，使每个社区有够用的场所。\n", "")
    text = text.replace("（二）配强", "（二）办好服务。老人助餐。\n（三）配强")
    commands.revise_text(by=place.clerk, consulted=row, text=text, why="采纳第1条")
    read = queries.reading(row)
    assert read.version == 2
    at = next(one for one in read.spoken if one.remarks)
    assert "四十平方米" in at.passage.text
    assert (at.remarks, sum(one.remarks for one in read.spoken)) == (1, 1)
    assert [key for key, _text in queries.spoken_about(row)] == [gone.passage.key, remark.passage.key]
    ((_version, rows),) = queries.changes(row)
    assert [one.how for one in rows] == ["gone", "changed", "new", "changed"]
    assert ("del", "三") in [(bit.how, bit.text) for bit in rows[1].bits]
    with pytest.raises(ImpossibleError, match="没有变化"):
        commands.revise_text(by=place.clerk, consulted=row, text=text, why="又改")
    with pytest.raises(ImpossibleError, match="已经改了"):
        commands.say(by=None, consulted=row, said=Said("ask", "何时？", passage=gone.passage.key))


def test_only_those_asked_when_it_is_not_public(place):
    with pytest.raises(ImpossibleError, match="哪些单位"):
        asked(place, public=False, units=())
    row = asked(place, public=False, units=(place.town,))
    with pytest.raises(ImpossibleError, match="不向居民"):
        commands.say(by=None, consulted=row, said=said(row, 1))
    with pytest.raises(Refused):
        commands.say(by=place.other_officer, consulted=row, said=said(row, 1), unit=place.other_town)
    assert not queries.texts(seen_by=place.other_officer).exists()
    commands.say_nothing(by=place.town_officer, asked=row.asked.get())
    with pytest.raises(ImpossibleError, match="已经回复"):
        commands.say_nothing(by=place.town_officer, asked=row.asked.get())


def test_floods_and_days_are_held_off(place):
    row = asked(place)
    for _number in range(10):
        commands.say(by=None, consulted=row, said=Said("support", "好"), address="10.0.0.1")
    with pytest.raises(ImpossibleError, match="过一小时再来"):
        commands.say(by=None, consulted=row, said=Said("support", "好"), address="10.0.0.1")
    commands.say(by=None, consulted=row, said=Said("support", "好"), address="10.0.0.2")
    later = asked(place, opens_on=today() + timedelta(days=1))
    with pytest.raises(ImpossibleError, match="不在征求意见的期间"):
        commands.say(by=None, consulted=later, said=Said("support", "好"))
    with pytest.raises(ImpossibleError, match="不得进入本系统"):
        asked(place, text="机密★1年\n正文")


def test_what_must_always_hold_is_held_by_the_database(place):
    row = asked(place)
    remark = commands.say(by=None, consulted=row, said=Said("support", "好"))
    for changes in ({"text": ""}, {"voice": "unit"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TextRemark.objects.filter(pk=remark.pk).update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsultedText.objects.filter(pk=row.pk).update(closes_on=today() - timedelta(days=9))


LINES = st.lists(
    st.sampled_from(["一、甲。", "乙段说场所。", "乙段说房屋。", "丙，丁。", "戊己庚辛。"]), max_size=7
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, LINES)
def test_keys_are_unique_and_both_texts_are_in_the_difference(before, after):
    old = pieces("\n".join(before))
    new = pieces("\n".join(after), old, len(old) + 1)
    assert [one.text for one in new] == after
    assert len({one.key for one in new}) == len(new)
    rows = compared(old, new)
    written = ["".join(bit.text for bit in one.bits if bit.how != "del") for one in rows if one.how != "gone"]
    assert written == after
    kept = {one.key for one in new}
    gone = [one.bits[0].text for one in rows if one.how == "gone"]
    assert sorted(gone) == sorted(one.text for one in old if one.key not in kept)
