"""The county of the demonstration: the same for the same seed, and as the report has it."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from jiceng.cadres.queries.composition import composition
from jiceng.console import demo
from jiceng.console.account import first_accounts
from jiceng.console.demo import build, invented
from jiceng.console.demo.after import carry_through
from jiceng.console.demo.cadres import keep_files
from jiceng.console.demo.county import county
from jiceng.console.demo.invented import Inventor
from jiceng.console.demo.staff import COMMITTEE, REPORTED_ON
from jiceng.console.figures import gather
from jiceng.kernel import pages
from jiceng.kernel.record import verify
from jiceng.organisations.enums import BRANCHES
from jiceng.organisations.models import Organisation, PartyMembership, Residence, Term, TerritoryFigures
from jiceng.organisations.queries.checks import findings
from jiceng.people.enums import Sex
from jiceng.people.identity import read_id_number, read_phone
from jiceng.people.models import Account
from jiceng.rezoning.commands import take_back
from jiceng.rezoning.models import Adoption, Answer, Approval, Consultation

pytestmark = pytest.mark.django_db


def test_same_seed_same_county_other_seed_other_people():
    assert county(7) == county(7)
    assert county(7).members != county(8).members


def test_everybody_has_a_lawful_number_of_their_own():
    spec = county(build.SEED)
    numbers = {member.person.id_number for member in spec.members}
    assert len(numbers) == 589
    for member in spec.members:
        read = read_id_number(member.person.id_number)
        assert (read.sex, read.born_on) == (member.person.sex, member.person.born_on)
        assert read_phone(member.person.phone) == member.person.phone


def test_nobody_joined_before_eighteen():
    for member in county(build.SEED).members:
        assert member.joined_on.year - member.person.born_on.year >= 18


def test_the_county_stands_just_before_the_reorganisation():
    build.build()
    assert Organisation.objects.filter(kind="old_residents_committee", valid_to=None).count() == 51
    assert Organisation.objects.filter(kind="community").count() == 0
    assert sum(TerritoryFigures.objects.values_list("households", flat=True)) == 34_000
    assert PartyMembership.objects.filter(standing="full").count() == 565
    assert PartyMembership.objects.count() == Residence.objects.count() == 589
    assert verify().ok


def test_one_account_for_each_role_with_a_password_that_opens():
    build.build()
    accounts = {account.username: account for account in Account.objects.all()}
    assert set(accounts) == {row.account for row in build.accounts(county(build.SEED))}
    assert accounts["zuzhibu"].check_password(build.PASSWORD)


def test_a_county_that_stands_is_never_overwritten():
    build.build()
    with pytest.raises(build.AlreadyInUse):
        build.build()


def test_the_mark_stands_before_the_county_can_be_seen(monkeypatch, settings, tmp_path):
    """A kill at any moment leaves no invented county without its banner; what fails leaves no banner."""
    settings.DATA_DIR, seen = tmp_path, []

    def built(seed, progress):
        seen.append(pages.is_demonstration())
        if len(seen) == 1:
            raise KeyboardInterrupt
        return {}

    monkeypatch.setattr(build, "build", built)
    with pytest.raises(KeyboardInterrupt):
        demo._build(1, after=False, year=False, quiet=True)
    assert (seen, pages.is_demonstration()) == ([True], False)
    demo._build(1, after=False, year=False, quiet=True)
    assert (seen, pages.is_demonstration()) == ([True, True], True)
    first_accounts()
    assert not pages.is_demonstration(), "a mark that a kill left does not stay with real people"


def test_check_digit_agrees_with_the_standard():
    assert invented.check_digit("11010519491231002") == "X"
    assert Inventor(1).person() == Inventor(1).person()


def test_after_the_reorganisation_seventeen_communities_with_one_branch_each():
    known = build.build()
    with transaction.atomic():
        done = carry_through(known, build.SEED, lambda _text: None)
        day = date.fromisoformat(done["effective_on"])
        keep_files(day, build.SEED, lambda _text: None)
    before, after = gather(day - timedelta(days=1)), gather(day)
    assert (before["residents_committees_old"], before["communities"]) == (51, 0)
    assert (after["residents_committees_old"], after["communities"]) == (0, 17)
    assert after["communities_with_exactly_one_branch"] == 17
    assert (
        after["members_outside_their_community_branch"]
        == 0
        < before["members_outside_their_community_branch"]
    )
    for figures in (before, after):
        assert (figures["households"], figures["full_members"]) == (34_000, 565)
    assert after["audit_chain_ok"]
    consultation, approval = Consultation.objects.get(), Approval.objects.get()
    said = [one.at.date() for one in consultation.remarks.all()]
    answered = [one.at.date() for one in Answer.objects.all()]
    assert consultation.opens_on <= min(said)
    assert (
        max(said)
        <= consultation.closes_on
        < min(answered)
        <= max(answered)
        < approval.instrument.issued_on
        < day
    )
    assert after["reorganised_on"] == [day.isoformat()]
    cadres_are_as_the_report_has_them(after)


REPORT = {
    "secretaries_and_directors": 34,
    "sd_college_or_above": 16,
    "sd_secondary_or_above": 26,
    "other_cadres": 85,
    "others_secondary_or_above": 69,
    "deputy_bureau_rank": 4,
    "reserve_coverage": 1.0,
}


def cadres_are_as_the_report_has_them(figures):
    assert {key: figures[key] for key in REPORT} == REPORT
    for days in (0, 60, 150):
        as_of = REPORTED_ON + timedelta(days=days)
        found = composition(seen_by=None, as_of=as_of)
        averages = found.average_age(), found.average_age("secretaries")
        assert [round(one) for one in averages] == [34, 32]
    assert (found.count("secretaries"), found.count("directors")) == (17, 17)
    assert found.count("leads", "status_civil_servant") == 34
    assert found.count("leads", "rank_20") + found.count("leads", "rank_30") == 34
    assert [round(found.share("leads", key)) for key in ("college", "secondary")] == [47, 76]
    assert round(found.share("others", "secondary")) == 81


def test_after_the_reorganisation_each_secretary_stands_on_the_roll_of_the_branch():
    known = build.build()
    carry_through(known, build.SEED, lambda _text: None)
    branches = Organisation.objects.filter(kind__in=BRANCHES, valid_to=None)
    assert branches.count() == 17
    for branch in branches:
        secretary = Term.objects.get(post__organisation=branch, post__kind="secretary", valid_to=None).person
        assert PartyMembership.objects.filter(person=secretary, branch=branch, valid_to=None).exists()


def test_after_the_reorganisation_committees_are_lawful_but_for_a_few_honest_gaps():
    known = build.build()
    carry_through(known, build.SEED, lambda _text: None)
    found = findings(seen_by=None, as_of=date.today())
    assert sorted(one.check.key for one in found if one.light == "late") == ["A05", "A05"]
    for committee in Organisation.objects.filter(kind="residents_committee", valid_to=None):
        sitting = Term.objects.filter(post__organisation=committee, post__kind__in=COMMITTEE, valid_to=None)
        assert sitting.count() in {5, 7}
        assert sitting.filter(person__sex=Sex.FEMALE).exists()
        assert sitting.values("person").distinct().count() == sitting.count()


def test_what_was_carried_through_can_be_taken_back():
    known = build.build()
    before = gather(date(2026, 9, 1))
    carry_through(known, build.SEED, lambda _text: None)
    take_back(by=Account.objects.get(username="shuji"), adoption=Adoption.objects.get(), why="试撤回")
    now = gather(date.today())
    assert (now["residents_committees_old"], now["communities"]) == (51, 0)
    same = ("households", "full_members", "members_outside_their_community_branch")
    assert [now[key] for key in same] == [before[key] for key in same]
    assert verify().ok
