"""Numbers of a series: without gap, without double, by year, not more than last year."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from jiceng.documents import commands
from jiceng.documents.commands import ImpossibleError
from jiceng.documents.models import Counter, Document
from tests.documents.place import DAY, Place


def numbers(series) -> list[tuple[int, int]]:
    return list(
        Document.objects.filter(series=series)
        .exclude(number=None)
        .order_by("year", "number")
        .values_list("year", "number")
    )


@pytest.mark.django_db
def test_each_year_and_series_begins_with_one():
    place = Place()
    other = commands.open_series(by=None, organisation=place.county, code="嫩办发")
    place.issued(date(2025, 12, 31))
    place.issued(date(2025, 12, 31))
    place.issued()
    row = commands.draft(by=None, organisation=place.county, series=other, words=place.words())
    row = commands.review(by=None, document=commands.submit(by=None, document=row))
    row = commands.issue(by=None, document=commands.sign(by=None, document=row, on=DAY, signer="王"), on=DAY)
    assert numbers(place.series) == [(2025, 1), (2025, 2), (2026, 1)]
    assert row.number_text == "嫩办发〔2026〕1号"
    with pytest.raises(ImpossibleError, match="已经有机关在用"):
        commands.open_series(by=None, organisation=place.town, code="嫩发")


@pytest.mark.django_db
def test_a_failed_issue_takes_no_number():
    place = Place()
    row = place.signed()
    with transaction.atomic():
        commands.issue(by=None, document=row, on=DAY)
        transaction.set_rollback(True)
    assert not Counter.objects.filter(last__gt=0).exists()
    assert commands.issue(by=None, document=row, on=DAY).number == 1


@pytest.mark.django_db
def test_more_than_last_year_needs_a_reason():
    place = Place()
    place.issued(date(2025, 5, 5))
    place.issued()
    with pytest.raises(ImpossibleError, match="上年的1件"):
        place.issued()
    assert place.issued(count_reason="机构改革").number == 2


@pytest.mark.django_db(transaction=True)
def test_twenty_issued_at_once_by_four_threads():
    place = Place()
    rows = [place.signed() for _one in range(20)]
    faults: list[Exception] = []

    def work(part):
        try:
            for row in part:
                commands.issue(by=None, document=row, on=DAY)
        except Exception as error:  # told by the test
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(rows[number::4],)) for number in range(4)]
    [one.start() for one in threads]
    [one.join() for one in threads]
    assert not faults
    assert numbers(place.series) == [(2026, number) for number in range(1, 21)]


@pytest.mark.django_db
@settings(max_examples=10, deadline=None)
@given(years=st.lists(st.sampled_from([2024, 2025, 2026]), min_size=1, max_size=6))
def test_any_order_of_years_leaves_no_gap(years):
    with transaction.atomic():
        place = Place()
        for year in years:
            place.issued(date(year, 3, 1), count_reason="有据")
        found = numbers(place.series)
        expected = [(y, n) for y in sorted(set(years)) for n in range(1, years.count(y) + 1)]
        transaction.set_rollback(True)
    assert found == expected
