"""Reading never writes: GET and HEAD run under a database wrapper that lets only SELECT through."""

import re

from django.db import connection

READS = ("SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "SHOW")
# A common table expression can carry a write on either database.
DISGUISED = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE\s+INTO)\b", re.IGNORECASE)


class WroteWhileReading(RuntimeError):
    """A page that only reads tried to write; the statement is the message."""


def only_select(execute, sql, params, many, context):
    start = sql.lstrip(" (\n")[:10].upper()
    if start.startswith(READS) and not (start.startswith("WITH") and DISGUISED.search(sql)):
        return execute(sql, params, many, context)
    raise WroteWhileReading(sql[:200])


class ReadingNeverWrites:
    """Innermost middleware, so that sessions and log-in protection outside it may keep their books."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        with connection.execute_wrapper(only_select):
            return self.get_response(request)
