"""Who may do what. A right is a word; what gives it (a post, for its term) is known further up.

`organisations` registers itself as the provider at start: the kernel knows no domain word. Every view names
its rule with `@page(rule)`; a test walks all addresses and fails on one that does not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Protocol
from urllib.parse import urlsplit

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import Resolver404, resolve
from django_htmx.http import HttpResponseClientRedirect

from jiceng.kernel.pages import written_day


@dataclass(frozen=True)
class HeldRole:
    """One role of an account in words: what it is, what it may do, where, and until which day (None: open)."""

    name: str
    sentence: str
    where: str
    until: date | None = None
    acting_for: str = ""

    @property
    def until_text(self) -> str:
        return written_day(self.until) if self.until else ""


class Provider(Protocol):
    """What `organisations` answers for the kernel."""

    def permissions(self, account) -> frozenset[str]:
        """The rights that the account holds today, through posts, their terms and deputy access."""

    def sees_person(self, account, person, permission: str) -> bool:
        """Whether the person lies in the scope that `permission` gives the account today."""

    def keeps_roll(self, account, person=None) -> bool:
        """Whether the account keeps a roll, and with a person: one that the person stands on today."""

    def seen_people(self, account) -> Q:
        """Whom the account may see today, as a filter on Person: the rolls in its scope, and itself."""

    def held_roles(self, account) -> tuple[HeldRole, ...]:
        """The roles of today in words."""

    def facts_of(self, account) -> Iterable[tuple[str, str, str]]:
        """What is held about the person behind the account, of all days: topic, item, content."""

    def posts_of(self, people: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """Posts held today, in words, by person id; one query however many people."""


_provider: Provider | None = None


def register_provider(provider: Provider) -> None:
    global _provider  # one provider a process, set at start
    _provider = provider


def provider() -> Provider:
    if _provider is None:
        raise RuntimeError("no provider of rights is registered")
    return _provider


class Refused(PermissionDenied):
    """The rule that said no, with a sentence for the person."""


@rules.predicate
def anyone(account) -> bool:
    """Public: residents need no account."""
    return True


@rules.predicate
def signed_in(account) -> bool:
    return bool(account and account.is_authenticated and account.is_active)


def holds(permission: str) -> rules.Predicate:
    """The account holds `permission` somewhere; scope comes with the query."""

    def check(account) -> bool:
        return signed_in(account) and permission in provider().permissions(account)

    return rules.predicate(check, name=f"holds:{permission}")


def must(by, rule: rules.Predicate, target=None, sentence: str = "") -> None:
    """Ask the rule; raise Refused (answered as 403 with the sentence) when it says no. `by=None` is the system
    itself (console, demo, worker)."""
    if by is not None and not rule.test(by, target):
        raise Refused(sentence or rule.name)


def page(rule: rules.Predicate) -> Callable:
    """Name the rule of a view. No account where one is needed: to the log-in page; a rule that says no: 403."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if rule.test(request.user):
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return _to_log_in(request)
            raise Refused(rule.name)

        guarded.rule = rule
        return guarded

    return decorate


def opens(account, address: str) -> bool:
    """Whether the page at an address of this site is for the account at all: nobody is led to a page that then
    refuses. Which rows it sees there is the page's own question."""
    path = urlsplit(address)
    if path.netloc or not path.path:
        return True
    try:
        view = resolve(path.path).func
    except Resolver404:
        return False
    rule = getattr(view, "rule", anyone)
    return bool(rule.test(account))


def _to_log_in(request):
    """To the log-in page and back again; a part of a page asked for by htmx sends the whole page there."""
    if request.htmx:
        return HttpResponseClientRedirect(redirect_to_login(request.htmx.current_url_abs_path or "/").url)
    return redirect_to_login(request.get_full_path())
