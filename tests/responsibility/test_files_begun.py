"""A sealed file begun by its keepers, with facts and reason, for a matter of any colour."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Begun, ImpossibleError, NewMatter
from jiceng.responsibility.models import CaseFile
from tests import factories
from tests.responsibility.place import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    place = Place()
    place.boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    return place


def supervised(place, lead=None, days_ago=0):
    start = today() - timedelta(days=days_ago)
    lead = lead or place.county["first_branch"]
    new = NewMatter("修路灯", "都亮", "urgent", place.county["department"], lead, start)
    return commands.register_matter(by=None, new=new, on=start)


def begun(place, **fields) -> Begun:
    given = {"person": place.secretary.person, "facts": "谎报已经修好。", "why": "群众举报属实", **fields}
    return Begun(**given)


def test_the_keepers_begin_a_file_and_the_person_is_heard_before_anything_is_decided(place):
    matter = supervised(place)
    for wrong in (place.clerk, place.secretary, place.neighbour):
        with pytest.raises(Refused):
            commands.begin_file(by=wrong, matter=matter, begun=begun(place))
    for fields in ({"facts": " "}, {"why": " "}, {"person": place.neighbour.person}):
        with pytest.raises(ImpossibleError):
            commands.begin_file(by=place.boss, matter=matter, begun=begun(place, **fields))
    file = commands.begin_file(by=place.boss, matter=matter, begun=begun(place))
    assert (file.state, file.person, file.opened_on) == ("open", place.secretary.person, today())
    assert "群众举报属实" in file.facts
    assert "群众举报属实" in Entry.objects.get(verb="responsibility.begin_file").body
    step = commands.begin_step(by=place.boss, file=file, rung="talk")
    with pytest.raises(ImpossibleError, match="本人还没有陈述"):
        commands.decide_step(by=place.boss, step=step, ruling=commands.Ruling("谈话"))


def test_two_reds_later_propose_no_second_file_of_the_round(place):
    matter = supervised(place, days_ago=30)
    commands.begin_file(by=place.boss, matter=matter, begun=begun(place))
    commands.note_reds(on=matter.due_on + timedelta(days=1))
    commands.urge_matter(by=None, matter=matter, on=matter.due_on + timedelta(days=1))
    commands.note_reds()
    assert matter.reds.count() == 2
    assert CaseFile.objects.count() == 1
    with pytest.raises(ImpossibleError, match="已经有卷宗"):
        commands.begin_file(by=place.boss, matter=matter, begun=begun(place))


def test_whoever_could_be_asked_begins_none_and_learns_of_none(place, enter):
    deputy = factories.make_account_with_post(place.county["county"], PostKind.DEPUTY_SECRETARY)
    matter = supervised(place, lead=place.county["county"])
    with pytest.raises(ImpossibleError, match="回避"):
        commands.begin_file(by=place.boss, matter=matter, begun=begun(place, person=deputy.person))
    client, page = enter(place.boss), reverse("matter", args=[matter.pk])
    url = reverse("case_file_begin", args=[matter.pk])
    assert url not in client.get(page).content.decode()
    assert client.get(url).status_code == 404


def test_the_page_of_a_matter_leads_keepers_to_the_form_and_then_to_the_file(place, enter):
    matter = supervised(place)
    page, url = reverse("matter", args=[matter.pk]), reverse("case_file_begin", args=[matter.pk])
    assert url not in enter(place.clerk).get(page).content.decode()
    client = enter(place.boss)
    assert url in client.get(page).content.decode()
    fields = {"submission_key": str(uuid.uuid4()), "facts": "谎报", "why": ""}
    fields["person"] = place.secretary.person_id
    assert client.post(url, fields).status_code == 422
    answer = client.post(url, fields | {"submission_key": str(uuid.uuid4()), "why": "举报属实"})
    file = CaseFile.objects.get()
    assert answer.url == reverse("case_file", args=[file.pk])
    assert reverse("case_file", args=[file.pk]) in client.get(page).content.decode()
    assert client.get(url).url == answer.url
    assert reverse("case_file", args=[file.pk]) not in enter(place.secretary).get(page).content.decode()
