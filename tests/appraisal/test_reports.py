"""A report is drafted from the records, finished by its writer alone, sent, and its figures stay."""

from datetime import date

import pytest

from jiceng.appraisal import commands
from jiceng.appraisal.models import WorkReport
from jiceng.appraisal.norms import OWN, norms
from jiceng.appraisal.queries.appraisals import year_of
from jiceng.appraisal.queries.drafting import draft_of
from jiceng.appraisal.queries.facts import facts_of, records_of
from jiceng.appraisal.rules import seen_reports
from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.institutions.commands.evidence import annul, attest
from jiceng.institutions.models import Evidence, Freshness
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.appraisal.hall import Hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return Hall(members=3, representatives=2, units=1)


@pytest.fixture
def kept(hall):
    """The institutions hold since the start of the year, and two meetings were held."""
    load_library(by=None)
    Freshness.objects.update_or_create(pk=1, defaults={"since": date(today().year, 1, 1)})
    refresh()
    for number, present in ((1, 6), (2, 9)):
        source = factories.make_person(f"会议{number}")
        attest(
            kind="meeting.members",
            organisation=hall.branch,
            on=today(),
            source=source,
            entitled=10,
            present=present,
            marks=("minutes",),
        )
    return hall


def test_the_draft_counts_what_was_done_and_names_what_was_not(kept):
    report = commands.begin_report(by=kept.secretary, community=kept.community)
    found = facts_of(report, as_of=today())
    meetings = next(one for one in found.done if one.kind == "meeting.members")
    assert (meetings.count, meetings.share) == (2, 75)
    assert records_of(report, today()).filter(kind="meeting.members").count() == 2
    assert "党员大会2次，到会率75%。" in report.text
    owed = sum(one.owed for one in found.kept)
    assert owed == sum(one.in_time + one.late + one.missed + one.excused for one in found.kept) + _open(found)
    assert found.missing
    assert found.missing[0].title in report.text
    assert [
        line for line in report.text.splitlines() if line.startswith(("一、", "二、", "三、", "四、"))
    ] == [
        "一、上年度问题整改",
        "二、履行职责",
        "三、存在的问题",
        "四、下一步打算",
    ]


def _open(found) -> int:
    """Duties due today that can still be done in time are owed, and neither done nor missed."""
    return sum(one.owed - one.in_time - one.late - one.missed - one.excused for one in found.kept)


def test_annulled_evidence_counts_no_more_until_the_report_is_sent(kept):
    report = kept.report(kept.secretary)
    source = Evidence.objects.filter(kind="meeting.members").first()
    commands.send_report(by=kept.secretary, report=report)
    report.refresh_from_db()
    before = facts_of(report, as_of=today())
    annul(source=factories.Person.objects.get(pk=source.source_id), why="记错了")
    assert facts_of(report, as_of=today()) == before
    recalled = commands.recall_report(by=kept.secretary, report=report, why="数字要改")
    assert (
        next(one for one in facts_of(recalled, as_of=today()).done if one.kind == "meeting.members").count
        == 1
    )


def test_only_the_holder_writes_and_nobody_reads_a_draft(hall):
    report = hall.report(hall.secretary)
    for account in (hall.director, hall.street, hall.neighbour, hall.members[0]):
        with pytest.raises(Refused):
            commands.write_report(by=account, report=report, text="别人写的")
        assert not seen_reports(seen_by=account).filter(pk=report.pk).exists()
    with pytest.raises(Refused):
        commands.begin_report(by=hall.members[0], community=hall.community)
    with pytest.raises(Refused):
        commands.begin_report(by=hall.neighbour, community=hall.community)
    assert commands.begin_report(by=hall.secretary, community=hall.community) == report
    commands.send_report(by=hall.secretary, report=report)
    assert seen_reports(seen_by=hall.street).filter(pk=report.pk).exists()
    assert not seen_reports(seen_by=hall.neighbour).filter(pk=report.pk).exists()
    assert not seen_reports(seen_by=hall.members[0]).filter(pk=report.pk).exists(), "not called yet"
    hall.called()
    assert not seen_reports(seen_by=hall.members[0]).filter(pk=report.pk).exists(), "no meeting was taken"


def test_a_report_keeps_to_its_length_and_bears_no_secret(hall):
    report = hall.report(hall.secretary)
    with pytest.raises(ImpossibleError, match="最多3000字，现有3001字"):
        commands.write_report(by=hall.secretary, report=report, text="字" * 3001)
    with pytest.raises(ImpossibleError):
        commands.write_report(by=hall.secretary, report=report, text="秘密★1年")
    commands.write_report(by=hall.secretary, report=report, text=" ")
    with pytest.raises(ImpossibleError, match="空的"):
        commands.send_report(by=hall.secretary, report=report)
    assert not Evidence.objects.filter(kind="work_report.yearly").exists()


def test_sending_is_evidence_for_each_post_held_and_recalling_annuls_it(hall):
    both = factories.make_post(hall.county["second_committee"], PostKind.DIRECTOR)
    factories.make_term(both, hall.neighbour.person)
    report = commands.begin_report(by=hall.neighbour, community=hall.county["second"])
    commands.write_report(by=hall.neighbour, report=report, text="一肩挑")
    commands.send_report(by=hall.neighbour, report=report)
    standing = Evidence.objects.filter(kind="work_report.yearly", annulled_at=None)
    assert {(one.organisation, one.person) for one in standing} == {
        (hall.county["second_branch"], hall.neighbour.person),
        (hall.county["second_committee"], hall.neighbour.person),
    }
    with pytest.raises(ImpossibleError, match="已经送达"):
        commands.send_report(by=hall.neighbour, report=report)
    commands.recall_report(by=hall.neighbour, report=report, why="补写一段")
    assert not standing.all().exists()
    assert WorkReport.objects.get().facts == {}


def test_the_county_chooses_its_own_length(hall, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / OWN).write_text("longest_report: 10\n", encoding="utf-8")
    assert norms().longest_report == 10
    report = commands.begin_report(by=hall.secretary, community=hall.community)
    assert len(report.text) <= 10
    assert "存在的问题" in draft_of(report, as_of=today())


def test_until_the_end_of_march_the_year_before_is_reported():
    assert [year_of(date(2027, month, 1)) for month in (1, 3, 4, 12)] == [2026, 2026, 2027, 2027]
