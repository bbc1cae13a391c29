"""A post never has more people on a day than it has places: kept by the database, whoever writes."""

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Term
from tests import factories

DAYS = [date(2026, month, 1) for month in range(1, 7)]


def post_of(places):
    return factories.make_post(factories.make_organisation(), PostKind.COMMITTEE_MEMBER, places=places)


def term(post, first, last=None):
    person = factories.make_person()
    until = DAYS[last] if last is not None else None
    return Term(post=post, person=person, valid_from=DAYS[first], valid_to=until)


@pytest.mark.django_db
def test_one_too_many_on_any_day_is_refused():
    post = post_of(2)
    Term.objects.bulk_create([term(post, 0, 2), term(post, 1, 3), term(post, 2, 4), term(post, 3, 5)])
    for first, last in ((1, 2), (0, None), (2, 3), (0, 5)):
        with pytest.raises(IntegrityError), transaction.atomic():
            term(post, first, last).save()
    term(post, 4).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(post=post, valid_to=DAYS[2]).update(valid_to=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.bulk_create([term(post, 5), term(post, 5)])
    other = term(post_of(1), 1, 2)
    other.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=other.pk).update(post=post)
    Term.objects.filter(pk=other.pk).update(post=post, valid_from=DAYS[0], valid_to=DAYS[1])


SPANS = st.tuples(st.integers(0, 5), st.one_of(st.none(), st.integers(1, 5))).filter(
    lambda span: span[1] is None or span[0] < span[1]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.integers(1, 3), spans=st.lists(SPANS, max_size=9))
def test_what_the_database_lets_through_is_what_one_counts_day_by_day(places, spans, db):
    with transaction.atomic():
        post, let = post_of(places), []
        for first, last in spans:
            wanted = [*let, (first, 99 if last is None else last)]
            most = max(sum(begin <= day < end for begin, end in wanted) for day in range(7))
            if most <= places:
                term(post, first, last).save()
                let = wanted
            else:
                with pytest.raises(IntegrityError), transaction.atomic():
                    term(post, first, last).save()
        assert post.terms.count() == len(let)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_without_a_lock_do_not_both_get_the_last_place():
    post, said = post_of(1), []
    ready, rows = threading.Barrier(4), [term(post, 0) for _one in range(4)]

    def work(row):
        ready.wait(timeout=20)
        try:
            with transaction.atomic():
                row.save()
            said.append("")
        except IntegrityError as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(row,)) for row in rows]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    assert post.terms.count() == 1
    assert sorted(said)[0] == ""
    assert all("places" in one for one in sorted(said)[1:]), said
