"""Reading never writes: GET and HEAD run where only SELECT comes through."""

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from jiceng.kernel.models import Submission
from jiceng.kernel.reading import ReadingNeverWrites, WroteWhileReading
from tests.factories import make_account_with_post, make_county
from tests.taste.addresses import addresses

pytestmark = pytest.mark.django_db


def test_the_guard_stands_inside_sessions_and_logins():
    """Sessions and log-in protection keep their books outside it; every view runs inside."""
    order = settings.MIDDLEWARE
    guard = order.index("jiceng.kernel.reading.ReadingNeverWrites")
    assert guard > order.index("django.contrib.sessions.middleware.SessionMiddleware")
    assert set(order[guard + 1 :]) <= {"axes.middleware.AxesMiddleware"}


def write(request):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_submission")
    return HttpResponse("written")


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_that_writes_while_reading_is_stopped(method):
    request = getattr(RequestFactory(), method)("/")
    with pytest.raises(WroteWhileReading):
        ReadingNeverWrites(write)(request)


@pytest.mark.parametrize(
    "statement",
    [
        "WITH gone AS (DELETE FROM kernel_submission RETURNING id) SELECT * FROM gone",
        "with x as (select 1) delete from kernel_submission",
        "/* a note */ DELETE FROM kernel_submission",
        "PRAGMA writable_schema = 1",
        "EXPLAIN ANALYZE DELETE FROM kernel_submission",
    ],
)
def test_a_write_in_disguise_is_stopped(statement):
    def view(request):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    with pytest.raises(WroteWhileReading):
        ReadingNeverWrites(view)(RequestFactory().get("/"))


def test_a_page_may_read_and_a_form_may_write():
    def read(request):
        return HttpResponse(Submission.objects.count())

    assert ReadingNeverWrites(read)(RequestFactory().get("/")).status_code == 200
    assert ReadingNeverWrites(write)(RequestFactory().post("/")).content == b"written"


def readable() -> list[str]:
    """Addresses that can be asked for without knowing a row."""
    found = []
    for name, _pattern, _view in addresses():
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return found


@pytest.mark.parametrize("address", readable())
def test_each_page_without_a_row_only_reads(client, address):
    """As nobody and as the organisation department: any answer is right, but none may have tried to write."""
    county = make_county()
    client.get(address)
    client.force_login(
        make_account_with_post(county["department"], "leader"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert client.get(address).status_code in {200, 302, 403, 404, 405}
