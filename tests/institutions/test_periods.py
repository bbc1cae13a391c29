"""Recurrence across year ends, leap days, holidays, terms that begin or end in the middle."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiceng.institutions.enums import CALENDAR
from jiceng.institutions.periods import (
    Rule,
    Span,
    add_months,
    calendar_spans,
    event_span,
    since_last_span,
    term_span,
    within,
)
from jiceng.kernel.working_days import add_working_days, is_published, is_working_day

days = st.dates(date(2004, 1, 1), date(2030, 12, 31))
calendars = st.sampled_from(CALENDAR)


@given(calendars, days, st.integers(0, 800), st.sampled_from([0, -3, 15]), st.booleans())
def test_spans_are_in_order_and_never_overlap(rhythm, since, length, due_days, working):
    spans = calendar_spans(Rule(rhythm, due_days, working), since, since + timedelta(days=length))
    for one, other in zip(spans, spans[1:], strict=False):
        assert one.closes == other.opens
    for span in spans:
        assert span.opens <= span.due < span.closes
        assert since <= span.opens < since + timedelta(days=length)


@given(calendars, days)
def test_each_day_lies_in_exactly_one_period(rhythm, day):
    spans = calendar_spans(Rule(rhythm), day - timedelta(days=400), day + timedelta(days=2))
    assert sum(span.opens <= day < span.closes for span in spans) == 1


@given(calendars, days, days)
def test_two_looks_give_what_one_gives(rhythm, a, b):
    start, end = min(a, b), max(a, b)
    middle = start + (end - start) / 2
    rule = Rule(rhythm)
    assert calendar_spans(rule, start, end) == [
        *calendar_spans(rule, start, middle),
        *calendar_spans(rule, middle, end),
    ]


def test_a_quarter_ends_with_the_year():
    assert calendar_spans(Rule("quarter"), date(2026, 10, 1), date(2027, 1, 1)) == [
        Span(date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1))
    ]


def test_accounts_of_a_quarter_are_due_in_the_next():
    rule = Rule("quarter", due_days=15)
    assert calendar_spans(rule, date(2026, 4, 1), date(2026, 4, 2)) == [
        Span(date(2026, 4, 1), date(2026, 4, 15), date(2026, 7, 1))
    ]


def test_a_part_of_the_year():
    rule = Rule("year", window_until="01-31")
    assert calendar_spans(rule, date(2026, 1, 1), date(2027, 1, 1)) == [
        Span(date(2026, 1, 1), date(2026, 1, 31), date(2027, 1, 1))
    ]
    rule = Rule("year", window_from="11-01", window_until="01-15")
    assert calendar_spans(rule, date(2026, 1, 1), date(2027, 1, 1)) == [
        Span(date(2026, 11, 1), date(2027, 1, 15), date(2027, 1, 16))
    ]


def test_leap_days():
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    rule = Rule("year", window_until="02-29")
    assert calendar_spans(rule, date(2027, 1, 1), date(2028, 2, 1))[0].due == date(2027, 2, 28)
    assert calendar_spans(rule, date(2027, 1, 1), date(2028, 2, 1))[1].due == date(2028, 2, 29)


def test_working_days_know_holidays_and_the_weekends_worked_for_them():
    assert is_working_day(date(2026, 2, 14))  # a Saturday worked for the Spring Festival
    assert not is_working_day(date(2026, 10, 1))
    assert add_working_days(date(2026, 9, 30), 1) > date(2026, 10, 5)
    assert not is_published(2035)
    assert is_working_day(date(2035, 11, 21))
    assert not is_working_day(date(2035, 10, 1))


@given(days, st.integers(1, 30))
def test_working_days_there_and_back(day, count):
    there = add_working_days(day, count)
    assert is_working_day(there)
    passed = (there - day).days
    assert sum(is_working_day(day + timedelta(days=n)) for n in range(1, passed + 1)) == count


@pytest.mark.parametrize(
    ("begins", "ends", "owes"),
    [
        (date(2026, 1, 1), None, True),
        (date(2026, 5, 15), None, True),  # before the middle of April to June
        (date(2026, 5, 17), None, False),
        (date(2026, 1, 1), date(2026, 6, 30), False),  # gone on the due day
        (date(2026, 1, 1), date(2026, 7, 1), True),
    ],
)
def test_who_comes_or_goes_in_the_middle(begins, ends, owes):
    span = Span(date(2026, 4, 1), date(2026, 6, 30), date(2026, 7, 1))
    mine = within(span, begins, ends)
    assert (mine is not None) == owes
    if mine:
        assert mine.opens == max(span.opens, begins)


def test_an_event_is_answered_in_working_days():
    span = event_span(Rule("event", due_days=2, due_working=True), date(2026, 9, 30))
    assert span.due == add_working_days(date(2026, 9, 30), 2)
    assert span.closes is None


def test_a_term():
    assert term_span(Rule("term", due_days=10), date(2026, 10, 1), None).due == date(2026, 10, 11)
    whole = term_span(Rule("term"), date(2026, 10, 1), date(2031, 10, 1))
    assert (whole.due, whole.closes) == (date(2031, 9, 30), date(2031, 10, 1))
    assert term_span(Rule("term", interval_months=36), date(2015, 3, 1), None).due == date(2018, 2, 28)


def test_since_the_last_time():
    rule = Rule("since_last", interval_months=6)
    assert since_last_span(rule, None, date(2026, 1, 1)).due == date(2026, 7, 1)
    span = since_last_span(rule, date(2026, 8, 31), date(2026, 1, 1))
    assert (span.opens, span.due) == (date(2026, 9, 1), date(2027, 2, 28))
