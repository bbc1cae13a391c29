"""Wages: due by term and standard, paid by batch, owed by month; what was paid is never reckoned anew."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from rustpy_xlsxwriter import write_worksheet

from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry as RecordEntry
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.resources import commands
from jiceng.resources.commands import ImpossibleError, PaidFacts, PayFacts
from jiceng.resources.models import PayBatch, Payment
from jiceng.resources.pay import Held, Rate, due, month_of, months, next_month
from jiceng.resources.queries.wages import card, lines, month_sheet, overview, own
from tests import factories
from tests.resources.place import Place, key

START = date(2026, 1, 1)
MARCH = date(2026, 3, 1)
AS_OF = date(2026, 4, 1)
kinds = st.sampled_from(["secretary", "director", "worker"])
days = st.dates(date(2025, 1, 1), date(2025, 12, 31))
pay_rates = st.builds(Rate, kinds, days, st.decimals(0, 9000, places=2), st.decimals(0, 500, places=2))


@given(kind=kinds, month=days, start=days, cut=days, end=days, rates=st.lists(pay_rates, max_size=5))
def test_a_month_is_paid_by_its_days(kind, month, start, cut, end, rates):
    start, cut, end = sorted((start, cut, end))
    whole = due(month, [Held(kind, start, end)], rates)
    parts = [Held(kind, *span) for span in ((start, cut), (cut, end)) if span[0] < span[1]]
    assert due(month, parts, rates) == whole, "a term in two pieces is one"
    best = max((one.monthly for one in rates if one.kind == kind), default=Decimal(0))
    assert 0 <= whole <= best
    assert due(month, [Held(kind, next_month(month))], rates) == 0
    open_ended = due(month, [Held(kind, date(2024, 1, 1))], rates)
    assert whole <= open_ended
    known = [one for one in rates if one.kind == kind and one.valid_from <= month_of(month)]
    later = [one for one in rates if month_of(month) < one.valid_from < next_month(month)]
    if known and not later:
        assert open_ended == max(known, key=lambda one: one.valid_from).monthly


def test_two_posts_bear_the_higher_pay_and_one_supplement():
    rates = [
        Rate("secretary", START, Decimal(2800), Decimal(300)),
        Rate("director", START, Decimal(2500), Decimal(200)),
    ]
    both = [Held("secretary", START), Held("director", START), Held("worker", START)]
    assert due(MARCH, both, rates) == 3100
    assert due(MARCH, [*both[:1], Held("director", date(2026, 3, 17))], rates) == Decimal("2945.16")
    assert list(months(date(2026, 1, 20), AS_OF)) == [START, date(2026, 2, 1), MARCH]
    assert list(months(date(2026, 1, 20), AS_OF - timedelta(days=1))) == [START, date(2026, 2, 1)]


@pytest.fixture
def place(db):
    made = Place()
    made.officer = factories.make_account_with_post(made.county["town"], PostKind.OFFICER)
    standard(made, "worker", 2000)
    made.hand = made.worker.person
    return made


def standard(place, kind, monthly, on=START, both=0):
    facts = PayFacts(kind, Decimal(monthly), Decimal(both), "county", "嫩发〔2026〕5号")
    return commands.set_pay(by=place.clerk, on=on, facts=facts)


def pay(place, amounts, month=MARCH, by=None, paid_on=AS_OF):
    return commands.pay_month(
        by=by or place.officer,
        community=place.first,
        facts=PaidFacts(month, paid_on, "town"),
        amounts=amounts,
    )


def line_of(place, as_of=AS_OF):
    found = [one for one in lines(None, as_of) if one.person_id == place.hand.pk]
    return found[0]


def test_owed_until_paid_and_paid_stays_paid(place):
    one = line_of(place)
    assert (one.due, one.paid, one.owed, len(one.behind)) == (6000, 0, 6000, 3)
    batch = pay(place, {place.hand.pk: Decimal("1500.50")})
    one = line_of(place)
    assert (one.paid, one.owed, one.months[MARCH]) == (
        Decimal("1500.50"),
        Decimal("4499.50"),
        (2000, Decimal("1500.50")),
    )
    assert line_of(place, AS_OF - timedelta(days=1)).paid == 0, "before the day it was paid"
    with pytest.raises(ImpossibleError, match="还欠499.50元"):
        pay(place, {place.hand.pk: Decimal(500)})
    standard(place, "worker", 1000, on=MARCH)
    one = line_of(place)
    assert (one.due, one.paid, one.owed, one.over) == (5000, Decimal("1500.50"), 4000, Decimal("500.50"))
    standard(place, "worker", 2400, on=START)
    standard(place, "worker", 2400, on=MARCH)
    assert line_of(place).months[MARCH] == (2400, Decimal("1500.50"))
    commands.annul_pay(by=place.officer, batch=batch, why="登记错了人")
    assert line_of(place).paid == 0
    with pytest.raises(ImpossibleError, match="已经作废"):
        commands.annul_pay(by=place.officer, batch=batch, why="再一次")
    body = RecordEntry.objects.get(verb="resources.pay_month").body
    assert place.hand.name not in body, "single amounts and names stay out of the record"


def test_who_pays_and_who_sees(place):
    for account in (place.secretary, place.director, place.leader, place.worker):
        with pytest.raises(Refused):
            pay(place, {place.hand.pk: Decimal(1)}, by=account)
        with pytest.raises(Refused):
            commands.set_pay(
                by=account, on=START, facts=PayFacts("worker", Decimal(1), Decimal(0), "own", "试")
            )
    stranger = factories.make_person()
    for amounts, sentence in (
        ({stranger.pk: Decimal(1)}, "没有应发工资"),
        ({}, "至少填一个人"),
        ({place.hand.pk: Decimal(-1)}, "不能多发"),
    ):
        with pytest.raises(ImpossibleError, match=sentence):
            pay(place, amounts)
    with pytest.raises(ImpossibleError, match="还没到"):
        pay(place, {place.hand.pk: Decimal(1)}, month=next_month(today()))
    assert [one.owed for one in overview(seen_by=place.leader, as_of=AS_OF)] == [6000, 0]
    assert [one.name for one in overview(seen_by=place.secretary, as_of=AS_OF)] == ["铁东社区"]
    assert [one.owed for one in overview(seen_by=place.neighbour, as_of=AS_OF)] == [0]
    assert card(seen_by=place.secretary, as_of=AS_OF).count == 1
    assert card(seen_by=place.neighbour, as_of=AS_OF) is None
    assert [one.owed for one in own(place.hand, AS_OF)] == [6000]
    assert own(stranger, AS_OF) == []
    batch = pay(place, {place.hand.pk: Decimal(1)})
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(batch=batch, person=place.hand, amount=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PayBatch.objects.filter(pk=batch.pk).update(month=date(2026, 3, 2))


def test_a_month_on_the_pages_by_hand_and_by_sheet(place, enter):
    second = factories.make_account_with_post(place.county["first_committee"], PostKind.WORKER).person
    address = reverse("pay_month", args=[place.first.pk, 2026, 3])
    assert enter(place.secretary).get(address).status_code == 403
    asked = enter(place.officer)
    out = asked.get(address + "?export=xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(out)).get_sheet_by_index(0).to_python()
    assert sorted(row[1] for row in rows[1:]) == sorted([place.hand.name, second.name])
    file = io.BytesIO()
    record = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    for one in record:
        one["实发"] = 1234.5 if one["姓名"] == second.name else 2500
    write_worksheet(record, file)
    wrong = asked.post(address, key(file=SimpleUploadedFile("w.xlsx", file.getvalue())))
    assert wrong.status_code == 422
    assert "不多于还欠的2000" in wrong.content.decode()
    for one in record:
        one["实发"] = 1234.5 if one["姓名"] == second.name else 0
    file = io.BytesIO()
    write_worksheet(record, file)
    read = asked.post(address, key(file=SimpleUploadedFile("w.xlsx", file.getvalue())))
    assert read.context["form"].fields[f"amount_{second.pk}"].initial == Decimal("1234.5")
    assert not PayBatch.objects.exists()
    fields = key(paid_on=AS_OF.isoformat(), payer="town", **{f"amount_{second.pk}": "1234.50"})
    assert asked.post(address, {**fields, f"amount_{second.pk}": "2000.01"}).status_code == 422
    assert asked.post(address, fields).status_code == 302
    assert asked.post(address, fields).status_code == 302, "the same key twice is one batch"
    batch = PayBatch.objects.get()
    assert {one.owed for one in month_sheet(place.first, MARCH)} == {2000, Decimal("765.50")}
    mine = enter(place.worker).get(reverse("my_pay")).content.decode()
    assert "2,000.00" in mine
    assert "1,234.50" not in mine
    for account, status in ((place.worker, 403), (place.neighbour, 404)):
        assert enter(account).get(reverse("community_wages", args=[place.first.pk])).status_code == status
        assert enter(account).get(reverse("pay_batch", args=[batch.pk])).status_code == status
    page = enter(place.secretary).get(f"{reverse('wages')}?as_of={AS_OF.isoformat()}").content.decode()
    assert "拖欠3个月" in page
    annul = reverse("pay_batch", args=[batch.pk])
    assert enter(place.secretary).post(annul, key(why="试")).status_code == 404
    assert enter(place.officer).post(annul, key(why="登记错了")).status_code == 302
    fields = key(
        kind="director", on=START.isoformat(), monthly="2500", both="300", payer="county", basis="试"
    )
    assert enter(place.clerk).post(reverse("pay_standard_new"), fields).status_code == 302
    assert "2,500.00" in enter(place.worker).get(reverse("pay_standards")).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_wages_ask_the_same_whatever_the_number(place, enter, many, django_assert_num_queries):
    for _number in range(many - 1):
        factories.make_account_with_post(place.county["first_committee"], PostKind.WORKER)
    asked = enter(place.leader)
    for name, args, count in (("wages", [], 11), ("community_wages", [place.first.pk], 12)):
        asked.get(reverse(name, args=args))
        with django_assert_num_queries(count):
            asked.get(reverse(name, args=args))
