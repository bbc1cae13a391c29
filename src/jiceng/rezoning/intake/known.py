"""Units from a file are the county's own organisations where their codes, or else their names, say so."""

from collections import Counter
from collections.abc import Iterable

from jiceng.organisations.models import Organisation


def sources_of(rows: Iterable[dict], organisations: list[Organisation]) -> dict[str, Organisation]:
    """Row key → organisation. A row is matched by its code, by a key that is a code, or by a name that only one of
    the organisations and one row bear; no organisation twice."""
    live = [row for row in rows if not row.get("dropped")]
    codes = {one.code: one for one in organisations if one.code}
    names, borne = Counter(one.name for one in organisations), Counter(row["name"] for row in live)
    by_name = {one.name: one for one in organisations if names[one.name] == 1}
    found: dict[str, Organisation] = {}
    for row in live:
        one = codes.get(row.get("code") or "") or codes.get(row["key"])
        if one is None and borne[row["name"]] == 1:
            one = by_name.get(row["name"])
        if one is not None and one not in found.values():
            found[row["key"]] = one
    return found
