"""What was exported comes back unchanged, whatever stands there."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from python_calamine import CalamineWorkbook

from jiceng.kernel.access import Refused
from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.kernel.sentences import read
from jiceng.organisations.commands import exchange_export
from jiceng.organisations.commands.exchange import ImpossibleError
from jiceng.organisations.enums import BatchKind, Kind, Standing
from jiceng.organisations.models import Organisation, PartyMembership
from jiceng.people.enums import Education, Sex
from tests import factories
from tests.exchange.files import checked, identity, officer, street_officer

pytestmark = pytest.mark.django_db

WORDS = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("=+-@'<&>·（）AZ9 "),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() == text and text not in {"示例"})
DAYS = st.dates(date(1940, 1, 1), date(2026, 1, 1))
PEOPLE = st.fixed_dictionaries(
    {
        "name": WORDS,
        "sex": st.sampled_from(Sex),
        "born_on": st.none() | DAYS,
        "education": st.none() | st.sampled_from(Education),
        "phone": st.sampled_from(["", "13812345678", "0456-7521234"]),
        "has_number": st.booleans(),
        "full": st.booleans(),
        "joined_on": DAYS,
        "days": st.integers(0, 4000),
    }
)


def make(county, number: int, fields: dict) -> PartyMembership:
    fields = dict(fields)
    has_number, full = fields.pop("has_number"), fields.pop("full")
    joined_on, since = fields.pop("joined_on"), date(2010, 1, 1) + timedelta(fields.pop("days"))
    if has_number:
        fields["id_number"] = identity(number)
        fields["id_fingerprint"] = fingerprint(identity(number))
    if fields["phone"]:
        fields["phone_fingerprint"] = fingerprint(fields["phone"])
    person = factories.make_person(**fields)
    return factories.make_member(
        county["first_branch" if number % 2 else "second_branch"],
        person,
        standing=Standing.FULL if full else Standing.PROBATIONARY,
        joined_on=joined_on,
        valid_from=since,
        **({"full_since": joined_on} if full else {}),
    )


class RoundTrip(TestCase):
    """hypothesis' own TestCase, so that each example runs in a transaction of its own."""

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(PEOPLE, min_size=1, max_size=8), st.booleans())
    def test_members(self, people, in_full):
        county = factories.make_county()
        by = officer(county)
        for number, fields in enumerate(people, 1):
            make(county, number, fields)
        data = exchange_export.export_members(by=by, as_of=today(), in_full=in_full, why="核对")
        batch = checked(by, data)
        assert batch.state == "ready", batch.faults
        assert batch.counts["unchanged"] == batch.counts["rows"] == len(people)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(WORDS, st.sampled_from(Kind), st.booleans()), max_size=6))
    def test_organisations(self, extra):
        county = factories.make_county()
        by = officer(county)
        for number, (name, kind, has_code) in enumerate(extra):
            factories.make_organisation(
                name, kind, under=county["town"], code=f"2311210010{number:02d}" if has_code else ""
            )
        data = exchange_export.export_organisations(by=by, as_of=today())
        batch = checked(by, data, BatchKind.ORGANISATIONS)
        assert batch.state == "ready", batch.faults
        assert batch.counts["unchanged"] == batch.counts["rows"] == Organisation.objects.count()


@pytest.fixture
def county():
    return factories.make_county()


def first_rows(data: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def test_numbers_leave_masked_and_in_full_only_with_right_and_reason(county):
    make(
        county,
        1,
        {
            "name": "王小明",
            "sex": Sex.MALE,
            "born_on": None,
            "education": None,
            "phone": "13812345678",
            "has_number": True,
            "full": True,
            "joined_on": date(2000, 1, 1),
            "days": 1,
        },
    )
    by = officer(county)
    row = dict(zip(*first_rows(exchange_export.export_members(by=by, as_of=today())), strict=True))
    assert (row["公民身份号码"], row["手机"]) == (f"231121********{identity(1)[-4:]}", "138****5678")
    assert not Entry.objects.filter(verb="organisations.export").exists()
    with pytest.raises(ImpossibleError):
        exchange_export.export_members(by=by, as_of=today(), in_full=True, why=" ")
    row = dict(
        zip(
            *first_rows(exchange_export.export_members(by=by, as_of=today(), in_full=True, why="年报")),
            strict=True,
        )
    )
    assert row["公民身份号码"] == identity(1)
    entry = Entry.objects.get(verb="organisations.export")
    assert '"count":1' in entry.body
    assert "年报" in entry.body
    seer = factories.make_account_with_post(county["street"], "officer")  # sees the roll, may not unmask
    with pytest.raises(Refused):
        exchange_export.export_members(by=seer, as_of=today(), in_full=True, why="年报")


def test_long_lists_are_recorded(county):
    for _number in range(201):
        factories.make_member(county["first_branch"])
    exchange_export.export_members(by=officer(county), as_of=today())
    assert '"count":201' in Entry.objects.get(verb="organisations.export").body


def test_template_offers_the_units_in_scope_and_its_example_is_skipped(county):
    by = street_officer(county)
    data = exchange_export.template(by=by, kind=BatchKind.MEMBERS)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["党员", "填写说明", "选项"]
    offered = {cell for row in book.get_sheet_by_name("选项").to_python() for cell in row}
    assert {"铁东社区党支部", "铁西社区党支部", "正式党员"} <= offered
    batch = checked(by, data)
    assert [read(fault["expected"]) for fault in batch.faults] == ["表头下面没有数据"]
