"""Where one can go: each app registers its entries at start, so that siblings stay strangers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse
from rules import Predicate

from jiceng.kernel.access import signed_in

# The order of tasks; an app that is not installed simply has no entry.
TODAY, DUTIES, MEETINGS, RESPONSIBILITY, ORGANISATIONS, REZONING = 10, 20, 30, 40, 50, 60
CADRES, RESOURCES, SERVICE, APPRAISAL, DOCUMENTS = 70, 80, 90, 100, 110
INSTITUTIONS, PEOPLE, ADMINISTRATION = 115, 120, 130


@dataclass(frozen=True)
class Sub:
    """An entry of the second level, shown under its open area."""

    label: str
    url_name: str
    rule: Predicate = signed_in


@dataclass(frozen=True)
class Entry:
    """An area of the site; `icon` is a name of heroicons, `rule` says who is shown it."""

    label: str
    url_name: str
    icon: str = "square-2-stack"
    rule: Predicate = signed_in
    order: int = ADMINISTRATION
    sub: tuple[Sub, ...] = field(default=())


@dataclass(frozen=True)
class Link:
    """What the shell draws."""

    label: str
    url: str
    icon: str
    active: bool
    sub: tuple["Link", ...] = ()


@dataclass(frozen=True)
class Seat:
    """Where an account works: the unit, its line and the post."""

    unit: str
    url: str = ""
    post: str = ""
    line: str = ""


_entries: dict[str, Entry] = {}
_account_entries: dict[str, Entry] = {}
_seat_of: list[Callable] = []


def register(entry: Entry) -> None:
    _entries[entry.url_name] = entry


def register_account(entry: Entry) -> None:
    """An entry of the account's own menu (my page, log-in safety)."""
    _account_entries[entry.url_name] = entry


def register_seat(seat_of: Callable) -> None:
    """`seat_of(account, as_of) -> Seat | None`, known further up."""
    _seat_of[:] = [seat_of]


def seat(account, as_of) -> Seat | None:
    return _seat_of[0](account, as_of) if _seat_of and signed_in.test(account) else None


def within(path: str, url: str) -> bool:
    """Whether `path` lies in the area that begins at `url`; the front page contains only itself."""
    return path == url or (url.count("/") > 1 and path.startswith(url))


def links(account, path: str) -> list[Link]:
    """The areas that the account may use, in the order of tasks; the one with the longest fitting address is
    active."""
    allowed = [e for e in sorted(_entries.values(), key=lambda e: e.order) if e.rule.test(account)]
    return _drawn(allowed, account, path)


def account_links(account, path: str) -> list[Link]:
    return _drawn([e for e in _account_entries.values() if e.rule.test(account)], account, path)


def all_links(account) -> list[Link]:
    """Every page that stands in a menu and may be used, both levels: for the palette."""
    found = []
    for link in [*links(account, ""), *account_links(account, "")]:
        found.append(link)
    for entry in sorted(_entries.values(), key=lambda e: e.order):
        if entry.rule.test(account):
            found += [
                Link(sub.label, reverse(sub.url_name), entry.icon, False)
                for sub in entry.sub
                if sub.rule.test(account)
            ]
    return found


def _drawn(entries: list[Entry], account, path: str) -> list[Link]:
    urls = {e.url_name: reverse(e.url_name) for e in entries}
    subs = {e.url_name: [(s, reverse(s.url_name)) for s in e.sub] for e in entries}
    fitting = [url for url in urls.values() if within(path, url)]
    fitting += [url for rows in subs.values() for _, url in rows if within(path, url)]
    best = max(fitting, key=len, default=None)
    drawn = []
    for entry in entries:
        url = urls[entry.url_name]
        active = best is not None and (best == url or any(best == u for _, u in subs[entry.url_name]))
        below = (
            tuple(Link(s.label, u, "", u == best) for s, u in subs[entry.url_name] if s.rule.test(account))
            if active
            else ()
        )
        drawn.append(Link(entry.label, url, entry.icon, active, below))
    return drawn
