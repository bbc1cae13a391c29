"""Ways around "GET only reads"."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from jiceng.kernel.reading import ReadingNeverWrites, WroteWhileReading


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1; DELETE FROM kernel_submission",
        "SELECT * INTO stolen FROM people_person",
        "select id into temp stolen from people_person",
        'WITH x AS (UPDATE ONLY "kernel_job" SET title = 1 RETURNING id) SELECT * FROM x',
        "WITH x AS (UPDATE kernel_job AS j SET title = 1 RETURNING id) SELECT * FROM x",
        "WITH x AS (DELETE/**/FROM kernel_job RETURNING id) SELECT * FROM x",
        "SELECT setval('kernel_job_id_seq', 1)",
        "SELECT nextval('kernel_job_id_seq')",
        "SELECT pg_terminate_backend(1)",
        "ROLLBACK; DELETE FROM kernel_job",
        "SELECT lo_unlink(1)",
    ],
)
def test_a_write_behind_a_select_is_stopped(statement):
    def view(request):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    with pytest.raises(WroteWhileReading):
        ReadingNeverWrites(view)(RequestFactory().get("/"))


@pytest.mark.django_db
def test_values_may_say_anything():
    """What people search for is a value, not a statement."""

    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", ["; DELETE FROM x -- INTO y /* nextval( */"])
        return HttpResponse("read")

    assert ReadingNeverWrites(view)(RequestFactory().get("/")).content == b"read"
