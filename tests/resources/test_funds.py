"""Money: a balance nobody types, four eyes, corrections by a counter-entry, accounts that residents read."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jiceng.institutions.models import Evidence
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.commands.reorganisation import execute
from jiceng.organisations.commands.reorganisation import reverse as take_back
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Organisation
from jiceng.resources import commands, ledger
from jiceng.resources.commands import ImpossibleError, LineFacts, VoucherFacts
from jiceng.resources.ledger import Booked
from jiceng.resources.models import BudgetLine, FundAccount, Voucher
from jiceng.resources.queries.funds import booked, read_table, stands, waiting_card
from tests import factories
from tests.organisations.county import county
from tests.organisations.test_reorganisation import DAY, planned
from tests.resources.place import Place, key

days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
vouchers = st.builds(
    Booked, st.sampled_from([None, 1, 2]), st.booleans(), st.decimals(-9999, 9999, places=2), days
)


@given(rows=st.lists(vouchers, max_size=12))
def test_quarters_add_up_to_all_that_happened(rows):
    there = Decimal(0)
    for year in (2025, 2026):
        for quarter in (1, 2, 3, 4):
            found = ledger.quarter_account(rows, year, quarter)
            assert found.opening == there
            there += sum(found.received.values()) - sum(found.spent.values())
            assert found.closing == there
            first, last = ledger.span(year, quarter)
            assert ledger.quarter_of(first) == ledger.quarter_of(last) == (year, quarter)
            assert ledger.quarter_of(last + timedelta(days=1)) != (year, quarter)
    assert there == ledger.received(rows) - ledger.spent(rows)


LAST = ledger.span(*ledger.quarter_of(today()))[0] - timedelta(days=1)  # of the quarter before
YEAR, QUARTER = ledger.quarter_of(LAST)
SINCE = ledger.span(YEAR, QUARTER)[0]


@pytest.fixture
def place(db):
    made = Place()
    post = factories.make_account_with_post
    made.officer = post(made.county["town"], PostKind.OFFICER)
    made.people = [post(made.county["first_committee"], PostKind.REPRESENTATIVE) for _one in range(3)]
    facts = LineFacts(YEAR, "办公经费", "county", SINCE, Decimal(10_000))
    made.line = commands.plan_line(by=made.officer, community=made.first, facts=facts)
    return made


def noted(place, amount, direction="spending", on=SINCE, by=None, line=None):
    facts = VoucherFacts(direction, on, Decimal(amount), "买煤", "县煤炭公司", "居委会会议", line)
    return commands.record_voucher(by=by or place.worker, community=place.first, facts=facts)


def agreed(place, *args, **what):
    return commands.decide_voucher(by=place.director, voucher=noted(place, *args, **what), agree=True)


def stand(place, as_of):
    rows = Organisation.objects.filter(pk=place.first.pk)
    return stands(rows.extra(select={"name_then": "name"}), as_of)[0]  # the name alone


def test_money_counts_once_another_approves(place):
    first = noted(place, 6000, "receipt", line=place.line)
    assert stand(place, LAST).there == 0
    with pytest.raises(Refused):
        commands.decide_voucher(by=place.worker, voucher=first, agree=True)
    own = noted(place, 1, by=place.director)
    with pytest.raises(ImpossibleError, match="不能自己审批"):
        commands.decide_voucher(by=place.director, voucher=own, agree=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.filter(pk=own.pk).update(approved_by=place.director)
    assert waiting_card(seen_by=place.secretary, as_of=today()).count == 2
    assert waiting_card(seen_by=place.neighbour, as_of=today()) is None
    commands.decide_voucher(by=place.secretary, voucher=own, agree=False, why="没有发票")
    commands.decide_voucher(by=place.director, voucher=first, agree=True)
    with pytest.raises(ImpossibleError, match="余额6,000.00元，不够"):
        agreed(place, "6000.01")
    spent = agreed(place, "1500.50", line=place.line)
    found = stand(place, LAST)
    assert (found.there, found.received, found.spent) == (Decimal("4499.50"), 6000, Decimal("1500.50"))
    assert (found.lines[0].missing, found.overdue) == (4000, 4000)
    assert stand(place, SINCE - timedelta(days=1)).there == 0
    counter = commands.counter_voucher(by=place.worker, voucher=spent, why="付错了户头")
    with pytest.raises(ImpossibleError, match="已经冲销"):
        commands.counter_voucher(by=place.worker, voucher=spent, why="再一次")
    commands.decide_voucher(by=place.secretary, voucher=counter, agree=True)
    assert ledger.balance(booked(place.first), today()) == 6000
    assert stand(place, LAST).there == Decimal("4499.50"), "the day before it was countered stays as it was"
    with pytest.raises(ImpossibleError, match="已有收支"):
        commands.drop_line(by=place.officer, line=place.line, why="试")


def test_who_may_do_what(place):
    for account in (place.neighbour, place.leader, place.people[0], place.secretary):
        with pytest.raises(Refused):
            noted(place, 1, by=account)
    for account in (place.secretary, place.director, place.worker):
        with pytest.raises(Refused):
            commands.plan_line(
                by=account, community=place.first, facts=LineFacts(YEAR, "x", "own", LAST, Decimal(1))
            )
    facts = VoucherFacts("receipt", LAST, Decimal(1), "试", "试", "试", place.line)
    with pytest.raises(ImpossibleError, match="不属于这个社区"):
        commands.record_voucher(by=None, community=place.second, facts=facts)
    with pytest.raises(ImpossibleError, match="同来源"):
        commands.plan_line(
            by=None, community=place.first, facts=LineFacts(YEAR, "办公经费", "county", LAST, Decimal(1))
        )


def test_an_account_is_generated_signed_and_posted_without_names(place, enter, client):
    agreed(place, 6000, "receipt", line=place.line)
    waiting = noted(place, 500)
    draw = {"by": place.director, "community": place.first, "year": YEAR, "quarter": QUARTER}
    with pytest.raises(ImpossibleError, match="还有1笔"):
        commands.draw_up_account(**draw)
    commands.decide_voucher(by=place.secretary, voucher=waiting, agree=True)
    with pytest.raises(ImpossibleError, match="结束后"):
        commands.draw_up_account(**{**draw, "year": today().year + 1})
    new = reverse("fund_account_new", args=[place.first.pk])
    assert enter(place.director).post(new, key(quarter=f"{YEAR}-{QUARTER}")).status_code == 302
    row = FundAccount.objects.get()
    table = read_table(row)
    assert (table["opening"], table["closing"]) == (0, 5500)
    assert [(one.purpose, one.received, one.spent) for one in table["rows"]] == [
        ("办公经费", 6000, 0),
        ("预算外", 0, 500),
    ]
    with pytest.raises(ImpossibleError, match="已经编制"):
        noted(place, 5)
    page = reverse("fund_account", args=[row.pk])
    assert enter(place.director).post(page, key()).status_code == 422
    for one in place.people[:2]:
        assert enter(one).post(page, key()).status_code == 302
    assert enter(place.people[0]).post(page, key()).status_code == 404, "signed already"
    assert enter(place.neighbour).get(page).status_code == 404
    with pytest.raises(Refused):
        commands.sign_account(by=place.worker, account=row)
    public = reverse("open_account", args=[row.slug])
    assert client.get(public).status_code == 404
    assert enter(place.director).post(page, key()).status_code == 302
    client.logout()
    told = client.get(public).content.decode()
    assert "6,000.00" in told
    assert "2名监督人员签字" in told
    for name in (place.people[0].person.name, place.worker.person.name, "县煤炭公司"):
        assert name not in told
    assert "铁东社区" in client.get(reverse("open_accounts")).content.decode()
    evidence = Evidence.objects.get(kind="openness.accounts")
    assert evidence.organisation == place.county["first_committee"]
    assert set(evidence.marks.values_list("mark", flat=True)) == {"supervisors", "board"}
    with pytest.raises(ImpossibleError, match="已经公布"):
        commands.sign_account(by=place.people[2], account=row)


def test_pages(place, enter):
    line = reverse("budget_line_new", args=[place.first.pk])
    fields = key(
        year=today().year, purpose="取暖费", source="town", amount="3000", due_on=today().isoformat()
    )
    assert enter(place.officer).post(line, fields).status_code == 302
    drop = reverse("budget_line_drop", args=[BudgetLine.objects.get(purpose="取暖费").pk])
    new = reverse("voucher_new", args=[place.first.pk])
    fields = key(
        direction="receipt",
        on=today().isoformat(),
        amount="0",
        purpose="拨款",
        payee="县财政局",
        decided="县里",
    )
    assert enter(place.worker).post(new, fields).status_code == 422
    assert enter(place.worker).post(new, {**fields, "amount": "800"}).status_code == 302
    row = Voucher.objects.get()
    page = reverse("voucher", args=[row.pk])
    assert enter(place.worker).post(page, key(agree="yes")).status_code == 404
    assert enter(place.secretary).post(page, key(agree="no")).status_code == 422
    assert enter(place.secretary).post(page, key(agree="yes")).status_code == 302
    assert enter(place.worker).post(page, key(why="记错")).status_code == 302
    assert enter(place.neighbour).get(page).status_code == 404
    assert enter(place.officer).post(drop, key(why="并入办公经费")).status_code == 302
    overview = enter(place.leader).get(reverse("funds")).content.decode()
    assert "没有预算" in overview
    assert "铁西社区" not in enter(place.secretary).get(reverse("funds")).content.decode()
    own = enter(place.secretary).get(reverse("community_funds", args=[place.first.pk])).content.decode()
    assert "冲销：拨款" in own
    assert enter(place.people[0]).get(reverse("fund_accounts")).status_code == 200


def test_money_moves_with_the_community_and_comes_back(db):
    place = county()
    for old, amount in ((place.old[0], 100), (place.old[1], 50)):
        facts = LineFacts(DAY.year, "办公经费", "county", DAY, Decimal(300))
        line = BudgetLine.objects.create(community=old, **vars(facts))
        facts = VoucherFacts(
            "receipt", DAY - timedelta(days=9), Decimal(amount), "拨款", "县里", "县里", line
        )
        row = commands.record_voucher(by=None, community=old, facts=facts)
        commands.decide_voucher(by=None, voucher=row, agree=True)
    before = list(BudgetLine.objects.values()), list(Voucher.objects.values())
    reorganisation = planned(place)
    execute(by=None, reorganisation=reorganisation)
    east = Organisation.objects.get(name="邮政社区")
    assert ledger.balance(booked(east), DAY) == 150
    assert ledger.balance(booked(place.old[0]), DAY) == 0
    assert ledger.balance(booked(place.old[0]), DAY - timedelta(days=1)) == 100
    assert BudgetLine.objects.get(community=east).amount == 450
    take_back(by=None, reorganisation=reorganisation, why="试")
    assert (list(BudgetLine.objects.values()), list(Voucher.objects.values())) == before
