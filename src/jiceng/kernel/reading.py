"""Reading never writes: GET and HEAD run under a database wrapper that lets only SELECT through."""

import re

from django.core.exceptions import BadRequest
from django.db import connection

READS = ("SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "SHOW")
# Values never stand in the text (Django passes them apart), so a word of writing in it is a write: behind a common
# table expression, a second statement, SELECT ... INTO a new table, or a function that moves a sequence or a lock.
DISGUISED = re.compile(
    r"\b(INSERT\s+INTO|UPDATE\s+(ONLY\s+)?\S+\s+((AS\s+)?\S+\s+)?SET|DELETE\s+FROM|MERGE\s+INTO|INTO\s+(TEMP|UNLOGGED)"
    r"|(next|set)val\s*\(|lo_\w+\s*\(|pg_\w*(lock|terminate|cancel|reload)\w*\s*\()|/\*|--|;\s*\S|^SELECT\b[^'\"]*\bINTO\b",
    re.IGNORECASE,
)


class WroteWhileReading(RuntimeError):
    """A page that only reads tried to write; the statement is the message."""


def only_select(execute, sql, params, many, context):
    start = sql.lstrip(" (\n")[:10].upper()
    if start.startswith(READS) and not DISGUISED.search(sql):
        return execute(sql, params, many, context)
    raise WroteWhileReading(sql[:200])


class WholeText:
    """A null character in an address is an attack or an accident: no database keeps one, and no page asks for one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("null character")
        return self.get_response(request)


class ReadingNeverWrites:
    """Innermost middleware, so that sessions and log-in protection outside it may keep their books."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        with connection.execute_wrapper(only_select):
            return self.get_response(request)
