"""Two rows of one community (one leader) never share a day: kept by the database, whoever asks."""

from collections.abc import Iterator

from jiceng.kernel import apart

TABLES = (("responsibility_contactpoint", "community_id"), ("responsibility_liaison", "leader_id"))


def guards(vendor: str) -> Iterator[str]:
    """The statements that set the guard."""
    for table, column in TABLES:
        yield from apart.guards(vendor, table, column)


def lifts(vendor: str) -> Iterator[str]:
    for table, _column in TABLES:
        yield from apart.lifts(vendor, table)
