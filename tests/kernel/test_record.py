"""The record is a chain: whatever is changed in it, `verify` names the first broken link."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from jiceng.kernel import append_only
from jiceng.kernel.models import ChainHead, Entry
from jiceng.kernel.record import canonical, digest, record, verify
from tests.factories import make_account, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def unguarded():
    """As somebody would be who owns the database and takes the triggers away."""
    append_only.lift(connection)
    yield
    append_only.guard(connection)


def write(times=6):
    account, target = make_account(), make_organisation("铁东社区")
    for number in range(1, times + 1):
        with transaction.atomic():
            record(
                by=account,
                verb="rename",
                target=target,
                why=f"第{number}次",
                before={"n": 0},
                after={"n": number},
            )
    return account


def rehash(start):
    """Make every link right again from `start` on, head included."""
    previous = Entry.objects.get(sequence=start - 1).hash if start > 1 else ""
    for entry in Entry.objects.filter(sequence__gte=start).order_by("sequence"):
        entry.previous_hash = previous
        entry.hash = previous = digest(previous + entry.body, entry.algorithm)
        entry.save()


def test_an_entry_says_who_what_when_why_and_stands_in_the_chain():
    account = write(2)
    last, first = Entry.objects.all()
    assert (first.sequence, last.sequence) == (1, 2)
    assert last.previous_hash == first.hash
    assert (last.by_id, last.by_name) == (account.pk, account.person.name)
    assert (last.verb, last.target_kind, last.target_name) == (
        "rename",
        "organisations.organisation",
        "铁东社区",
    )
    assert '"why":"第2次"' in last.body
    assert '"after":{"n":2}' in last.body


def test_a_whole_chain_is_proved():
    write(6)
    assert verify() == verify()
    assert verify().ok
    assert verify().entries == 6


def test_an_empty_record_is_whole():
    assert verify().ok
    assert verify().entries == 0


def test_recording_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        record(by=None, verb="nothing", target=make_organisation())
    assert not Entry.objects.exists()


@pytest.mark.parametrize("change", [{"verb": "other"}, {"body": "{}"}, {"hash": "0" * 64}])
def test_the_database_refuses_to_change_an_entry(change):
    write(2)
    with pytest.raises(DatabaseError, match=append_only.SENTENCE), transaction.atomic():
        Entry.objects.filter(sequence=1).update(**change)
    assert verify().ok


def test_the_database_refuses_to_delete_an_entry():
    write(2)
    with pytest.raises(DatabaseError, match=append_only.SENTENCE), transaction.atomic():
        Entry.objects.all().delete()
    assert Entry.objects.count() == 2


def test_postgresql_refuses_to_truncate():
    if connection.vendor != "postgresql":
        pytest.skip("database: only PostgreSQL knows TRUNCATE")
    with (
        pytest.raises(DatabaseError, match=append_only.SENTENCE),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE kernel_entry")


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
@pytest.mark.usefixtures("unguarded")
class TestTampering:
    @pytest.fixture(autouse=True)
    def chain(self, algorithm):
        with override_settings(AUDIT_ALGORITHM=algorithm):
            write(6)
            assert verify().ok
            yield

    def test_an_edited_body_is_named(self):
        entry = Entry.objects.get(sequence=3)
        Entry.objects.filter(sequence=3).update(body=entry.body.replace("第3次", "别的"))
        assert (verify().fault, verify().sequence) == ("hash", 3)

    def test_an_edited_body_with_its_own_hash_made_right_breaks_the_next_link(self):
        entry = Entry.objects.get(sequence=3)
        body = entry.body.replace("第3次", "别的")
        Entry.objects.filter(sequence=3).update(
            body=body, hash=digest(entry.previous_hash + body, entry.algorithm)
        )
        assert (verify().fault, verify().sequence) == ("previous_hash", 4)

    def test_an_edited_column_is_named(self):
        Entry.objects.filter(sequence=2).update(by_name="别人")
        assert (verify().fault, verify().sequence) == ("columns", 2)

    def test_a_deleted_entry_is_named(self):
        Entry.objects.filter(sequence=4).delete()
        assert (verify().fault, verify().sequence) == ("missing", 4)

    def test_two_entries_that_changed_places_are_named(self):
        Entry.objects.filter(sequence=2).update(sequence=100)
        Entry.objects.filter(sequence=3).update(sequence=2)
        Entry.objects.filter(sequence=100).update(sequence=3)
        assert (verify().fault, verify().sequence) == ("previous_hash", 2)

    def test_a_cut_tail_is_named(self):
        Entry.objects.filter(sequence__gte=5).delete()
        assert (verify().fault, verify().sequence) == ("tail", 5)

    def test_an_added_entry_is_named(self):
        last = Entry.objects.get(sequence=6)
        last.sequence, last.previous_hash = 7, last.hash
        last.body = last.body.replace('"sequence":6', '"sequence":7')
        last.hash = digest(last.previous_hash + last.body, last.algorithm)
        last.save(force_insert=True)
        assert (verify().fault, verify().sequence) == ("tail", 8)

    def test_rewriting_all_from_an_entry_on_is_caught_by_the_head(self):
        entry = Entry.objects.get(sequence=2)
        Entry.objects.filter(sequence=2).update(body=entry.body.replace("第2次", "别的"))
        rehash(2)
        assert (verify().fault, verify().sequence) == ("tail", 7)

    def test_a_head_kept_elsewhere_unmasks_a_rewriting_with_the_head(self):
        """Who rewrites the head as well is caught by the head that stands in every backup and printed report."""
        kept = (6, ChainHead.objects.get().hash)
        entry = Entry.objects.get(sequence=2)
        Entry.objects.filter(sequence=2).update(body=entry.body.replace("第2次", "别的"))
        rehash(2)
        ChainHead.objects.update(hash=Entry.objects.get(sequence=6).hash)
        assert verify().ok
        assert (verify(known=kept).fault, verify(known=kept).sequence) == ("known", 6)


def test_a_site_may_change_its_algorithm():
    write(2)
    with override_settings(AUDIT_ALGORITHM="sm3"):
        write(2)
    assert [entry.algorithm for entry in Entry.objects.order_by("sequence")] == [
        "sha256",
        "sha256",
        "sm3",
        "sm3",
    ]
    assert verify().ok


def test_sm3_gives_the_value_of_the_standard():
    """GB/T 32905-2016, annex A.1: the message abc."""
    assert digest("abc", "sm3") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_an_unknown_algorithm_is_an_error():
    with pytest.raises(ValueError, match="md5"):
        digest("abc", "md5")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(max_size=5), values, max_size=5))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_canonical_text_does_not_depend_on_order(value):
    shuffled = dict(reversed(value.items()))
    assert canonical(value) == canonical(shuffled)
