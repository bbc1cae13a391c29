"""Keys against doubling, attacked: two at once, another account's, another form's, none; and no POST lacks one."""

import logging
import threading
import uuid

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from jiceng.kernel.models import ChainHead, Entry, Submission
from jiceng.kernel.record import record, verify
from tests import factories
from tests.access import matrix

BACKEND = "django.contrib.auth.backends.ModelBackend"
# POST addresses without a key, each with why doubling does no harm.
UNKEYED = {
    "log_in": "opens a session; again opens another one",
    "verify": "a code is used up by itself",
    "log_out": "done twice is done once",
    "language": "sets a preference; the same again changes nothing",
    "set_language": "sets a preference in a cookie",
    "view_save": "the same name again replaces the view; the database keeps one of a name",
    "view_remove": "what is gone is not there a second time (404)",
    "set_theme": "sets a preference in a cookie",
    "job_stop": "asking to stop twice asks once",
    "unmask": "each look is an entry of its own, on purpose",
    "record_export": "each file taken away is an entry of its own, on purpose",
    "job_file": "each file taken away is an entry of its own, on purpose",
    "export_members": "each file taken away is an entry of its own, on purpose",
    "export_organisations": "each file taken away is an entry of its own, on purpose",
    "attendance_note": "somebody is here or is not, however often it is said",
    "item_lock": "a lock of one's own is only prolonged",
    "item_save": "the same text on the same version is one save",
    "edition_check": "looks at a text and keeps nothing",
    "document_verify": "compares a file with what was filed and keeps nothing",
    "recruitments_public": "looks for the page of a code and keeps nothing",
    "rezoning_desk": "each step names the place on the desk at which it was made; a second one is stale",
}


def keyed(view) -> bool:
    """Whether `once` stands anywhere among the view's decorators."""
    while view is not None:
        if getattr(view, "counts_once", False):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def listens(address, clients) -> bool:
    """Whether the address does anything with a POST, for whoever may open it at all."""
    given = {"pk": 1, "page": 1, "number": 1, "field": "phone"}
    url = reverse(address.name, kwargs={name: given.get(name, "nothing") for name in address.arguments})
    answers = {client.post(url).status_code for client in clients}
    assert answers - {403}, f"nobody tried may open {address.name}"
    return bool(answers - {403, 405})


@pytest.mark.django_db
def test_every_form_carries_a_key_or_a_reason(caplog):
    """An address that answers POST with anything but 405 must use `once` or stand on the list above."""
    caplog.set_level(logging.CRITICAL, logger="django.request")
    county = factories.make_county()
    posts = [
        ("department", kind)
        for kind in ("leader", "system_administrator", "security_administrator", "auditor")
    ]
    posts += [
        ("county", "secretary"),
        ("town", "officer"),
        ("street", "secretary"),
        ("first_committee", "worker"),
    ]
    clients = [entered(factories.make_account_with_post(county[place], kind)) for place, kind in posts]
    bare = [address for address in matrix.addresses() if not keyed(address.callback)]
    assert set(UNKEYED) <= {address.name for address in bare}, "listed, but carries a key"
    listening = [one.name for one in bare if one.name not in UNKEYED and listens(one, clients)]
    assert not listening, "POST without a key"


def sent(client, key) -> object:
    return client.post(reverse("record_check"), {"submission_key": key})


@pytest.fixture
def auditor():
    county = factories.make_county()
    return factories.make_account_with_post(county["department"], "auditor")


def entered(account) -> Client:
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "1", "\0", "x" * 5000])
def test_without_a_key_nothing_happens(auditor, key):
    assert sent(entered(auditor), key).status_code == 400
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_somebody_elses_key_is_refused(auditor):
    other = factories.make_account()
    key = uuid.uuid4()
    Submission.objects.create(key=key, account_id=other.pk, view="record_check", answer="/secret/")
    answer = sent(entered(auditor), str(key))
    assert answer.status_code == 409
    assert "secret" not in str(answer.headers)


@pytest.mark.django_db
def test_a_key_of_another_form_is_refused(auditor):
    key = uuid.uuid4()
    Submission.objects.create(key=key, account_id=auditor.pk, view="password", answer="/people/me/")
    assert sent(entered(auditor), str(key)).status_code == 409


@pytest.mark.django_db
def test_a_replay_after_log_out_does_nothing(auditor):
    client, key = entered(auditor), str(uuid.uuid4())
    assert sent(client, key).status_code == 302
    entries = Entry.objects.count()
    client.logout()
    assert "/log-in/" in sent(client, key)["Location"]
    assert sent(entered(auditor), key)["Location"].startswith("/kernel/jobs/")
    assert Entry.objects.count() == entries
    assert Submission.objects.count() == 1


def together(*acts) -> list:
    """Run the acts at the same moment, each on a connection of its own; what came of each."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            gate.wait(timeout=20)
            outcomes[place] = act()
        except Exception as error:  # what went wrong is the outcome
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_moment_counts_once():
    account = factories.make_account()
    clients, key = [entered(account) for _number in range(4)], str(uuid.uuid4())
    form = {"submission_key": key, "password": factories.PASSWORD}
    before = Entry.objects.filter(verb="end_sessions").count()
    answers = together(*(lambda one=one: one.post(reverse("second_factor"), form) for one in clients))
    assert [getattr(answer, "status_code", answer) for answer in answers] == [302] * 4
    assert Submission.objects.filter(key=key).count() == 1
    assert Entry.objects.filter(verb="end_sessions").count() == before


@pytest.mark.django_db(transaction=True)
def test_first_writers_at_the_same_moment_make_no_fork():
    """Also when the chain has no head yet: nobody fails, nobody writes beside the chain."""
    ChainHead.objects.all().delete()
    account = factories.make_account()

    def write():
        for _number in range(5):
            with transaction.atomic():
                record(by=None, verb="log_in", target=account)
        return "written"

    assert together(*[write] * 4) == ["written"] * 4
    assert Entry.objects.count() == 20
    assert verify().ok
