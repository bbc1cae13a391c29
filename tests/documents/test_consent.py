"""Consent holds for the words it was given to; an end is never put off by a later one; nothing is issued ahead of its
day."""

from datetime import date, timedelta

import pytest

from jiceng.documents import commands
from jiceng.documents.commands import ImpossibleError
from jiceng.documents.models import Document
from jiceng.kernel.pages import today
from tests.documents.place import DAY, TEXT, Place

pytestmark = pytest.mark.django_db
WHY = "补充附则"


@pytest.fixture
def place():
    return Place()


def agreed_and_signed(place, *units):
    row = commands.submit(by=None, document=place.draft(countersigners=units))
    row = commands.review(by=None, document=row)
    for one in row.countersignatures.all():
        commands.agree(by=None, countersignature=one)
    row.refresh_from_db()
    return commands.sign(by=place.leader, document=row, on=DAY)


def changed(place, row, *units):
    words = place.words(text=TEXT + "\n附则。", countersigners=units)
    return commands.revise(by=place.second_clerk, document=row, words=words, why=WHY)


def test_who_is_named_after_the_signature_is_asked_before_the_next(place):
    row = changed(place, place.signed(), place.town)
    assert row.state == "countersign"
    with pytest.raises(ImpossibleError, match="会签"):
        commands.sign(by=place.leader, document=row)
    row = commands.agree(by=place.town_secretary, countersignature=row.countersignatures.get())
    row = commands.sign(by=place.leader, document=row)
    assert commands.issue(by=None, document=row).number == 1


def test_consent_to_the_old_words_is_none_to_the_new(place):
    row = changed(place, agreed_and_signed(place, place.town, place.other_town), place.town, place.other_town)
    assert row.state == "countersign"
    assert list(row.countersignatures.values_list("agreed_at", flat=True)) == [None, None]
    told = [(one.step, one.version) for one in row.handlings.all()]
    assert told[-3:] == [("countersigned", 1), ("signed", 1), ("reopened", 2)]


def test_signing_looks_at_the_consent_itself(place):
    """Whatever way the document came to the signer."""
    row = commands.submit(by=None, document=place.draft(countersigners=(place.town,)))
    row = commands.review(by=None, document=row)
    Document.objects.filter(pk=row.pk).update(state="signing")
    with pytest.raises(ImpossibleError, match="嫩江镇党委还没有会签"):
        commands.sign(by=place.leader, document=row)


def test_what_has_expired_is_not_brought_back_by_repealing_it(place):
    row = commands.issue(by=None, document=place.signed(), on=DAY, until=DAY + timedelta(3))
    with pytest.raises(ImpossibleError, match="期满失效"):
        commands.repeal(by=place.leader, document=row, on=DAY + timedelta(20), why="过时")
    row = commands.repeal(by=place.leader, document=row, on=DAY + timedelta(1), why="过时")
    assert (row.valid_to, row.ending) == (DAY + timedelta(1), "repealed")


def test_what_has_expired_is_not_brought_back_by_its_successor(place):
    old = commands.issue(by=None, document=place.signed(), on=DAY, until=DAY + timedelta(3))
    new = commands.issue(by=None, document=place.signed(), on=DAY, in_force=DAY + timedelta(20))
    old = commands.replace(by=place.leader, document=old, successor=new, why="新文件")
    assert (old.valid_to, old.replaced_by) == (DAY + timedelta(3), new)
    assert list(Document.objects.on(DAY + timedelta(10))) == []


def test_no_number_is_taken_for_a_day_to_come(place):
    row = place.signed(on=date(2026, 1, 5))
    with pytest.raises(ImpossibleError, match="印发日期不能晚于今天"):
        commands.issue(by=place.clerk, document=row, on=today() + timedelta(400))
    row.refresh_from_db()
    assert (row.state, row.number) == ("signed", None)
    assert commands.issue(by=place.clerk, document=row, on=max(today(), row.signed_on)).number == 1
