"""Reading the reviewed file, walking the addresses, asking the site."""

import copy
import csv
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import Client, override_settings
from django.test.client import ClientHandler
from django.urls import URLPattern, get_resolver, reverse

from jiceng.organisations.rules.scope import holdings
from jiceng.people.sessions import SessionStore
from tests.access import objects
from tests.access.world import POSITIONS, STRANGERS, SUBJECTS, World

FILE = Path(__file__).with_name("matrix.csv")
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Address:
    """One address of the site."""

    name: str
    route: str
    arguments: frozenset[str]
    callback: object

    @property
    def rule(self) -> str:
        return getattr(getattr(self.callback, "rule", None), "name", "")

    @property
    def app(self) -> str:
        return self.callback.__module__.split(".")[1]


def addresses(patterns=None, prefix: str = "") -> list[Address]:
    """Every address, whether named or not."""
    found = []
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            names = frozenset(entry.pattern.converters) | frozenset(
                getattr(getattr(entry.pattern, "regex", None), "groupindex", {})
            )
            found.append(Address(entry.name or route, route, names, entry.callback))
        else:
            found += addresses(entry.url_patterns, route)
    return found


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """The reviewed file by (url, method)."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {(row["url"], row["method"]): row for row in csv.DictReader(file)}


class Asker(Client):
    """A client that gives the answer as it comes. The one of Django also copies every context of every template."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))


ACCOUNT = "tests.access.account"
WHOLE = settings.MIDDLEWARE
# What stands between the account and the view, without what finds out whose account it is.
INNER = (
    "tests.access.matrix.known_account",
    "django.middleware.locale.LocaleMiddleware",
    "jiceng.kernel.answers.MethodInWords",
    *WHOLE[WHOLE.index("django.contrib.messages.middleware.MessageMiddleware") :],
)


def known_account(get_response):
    """Middleware in the place of session and log-in: the account is handed in."""

    def middleware(request):
        request.session = SessionStore()
        request.user = request.META[ACCOUNT]
        return get_response(request)

    return middleware


def inside() -> ClientHandler:
    """A handler whose middleware begins behind the log-in."""
    handler = ClientHandler()
    with override_settings(MIDDLEWARE=INNER):
        handler.load_middleware()
    return handler


class Visitor:
    """Asks one address as one subject and says in a letter what came of it.

    The first who is let in is shown the whole page; of the others only the answer counts, and no page is drawn. What an
    account holds is read once and kept until objects are made: every request is taken back, so nothing else
    can change it. Each request has an account object of its own, as on the site. Whoever has been let in to an address
    went through the log-in as on the site; those after them are known at the door.
    """

    def __init__(self, world: World):
        self.world = world
        self.known: dict[int, object] = {}
        self.shown: set[str] = set()
        self.clients = {}
        for subject, account in world.accounts.items():
            client = Asker(raise_request_exception=False)
            if account is not None:
                client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
            self.clients[subject] = client
        self.inside = Asker(raise_request_exception=False)
        self.inside.handler = inside()

    @contextmanager
    def acquainted(self):
        """While this lasts, accounts are known by their number."""
        read = ModelBackend.get_user

        def known(backend, pk):
            pk = int(pk)
            if pk not in self.known:
                account = read(backend, pk)
                holdings(account)
                self.known[pk] = account
            return copy.copy(self.known[pk])

        draw = Template.render

        def drawn(template, context=None, request=None):
            found = request.resolver_match if request else None
            known = found and f"{request.method} {found.url_name}" in self.shown
            return "" if known else draw(template, context, request)

        with patch.object(ModelBackend, "get_user", known), patch.object(Template, "render", drawn):
            yield self

    def _ask(self, address: Address, method: str, subject: str, url: str):
        data = {"submission_key": str(uuid.uuid4())} if method == "POST" else {}
        account = self.world.accounts[subject]
        if account is None or f"{method} {address.name}" not in self.shown:
            return getattr(self.clients[subject], method.lower())(url, data)
        known = ModelBackend().get_user(account.pk)
        return getattr(self.inside, method.lower())(url, data, **{ACCOUNT: known})

    def observed(self, address: Address, method: str, subject: str) -> str:
        """One letter, or four (own, neighbour, upper, none) for an address with arguments. Whom the rule itself turns
        away, and who asks by a method that the address does not have, is asked once: the view never sees which object
        it was."""
        if not address.arguments:
            return self._letter(address, method, subject, "")
        first = self._letter(address, method, subject, POSITIONS[0])
        allowed = address.callback.rule.test(self.world.accounts[subject] or AnonymousUser())
        if first == "x" or not allowed:
            return first * len(POSITIONS)
        return first + "".join(self._letter(address, method, subject, position) for position in POSITIONS[1:])

    def _letter(self, address: Address, method: str, subject: str, position: str) -> str:
        url = reverse(address.name, kwargs=self._arguments(address, subject, position) if position else {})
        with transaction.atomic():
            response = self._ask(address, method, subject, url)
            transaction.set_rollback(True)
        if response.streaming:
            response.getvalue()  # read to the end, which shuts the file behind it
        said = letter(response)
        if said == "+":
            self.shown.add(f"{method} {address.name}")
        return said

    def _arguments(self, address: Address, subject: str, position: str) -> dict:
        """What the position means; what accounts hold is read anew after something was made."""

        def watched(execute, sql, *rest):
            if sql.startswith(("INSERT", "UPDATE", "DELETE")):
                self.known.clear()
            return execute(sql, *rest)

        with connection.execute_wrapper(watched):
            return objects.arguments(address.name, set(address.arguments), self.world, subject, position)

    def row(self, address: Address, method: str) -> dict[str, str]:
        return {subject: self.observed(address, method, subject) for subject in SUBJECTS}

    def sample(self, address: Address, method: str, reviewed: dict) -> dict[str, str]:
        """For a method without a row: nobody, somebody without a post, and all roles that the other method lets past
        its rule; enough to see that the address has no such method."""
        seen = {
            subject: self._letter(address, method, subject, self._first(address)) for subject in STRANGERS
        }
        for other in METHODS:
            for subject, cell in reviewed.get((address.name, other), {}).items():
                if subject in SUBJECTS and cell.startswith(("+", "0")):
                    seen[subject] = self._letter(address, method, subject, self._first(address))
        return seen

    @staticmethod
    def _first(address: Address) -> str:
        return POSITIONS[0] if address.arguments else ""


def letter(response) -> str:
    """+ let in; - refused (403); 0 not there (404); L to the log-in page; x no such method; ! the server broke."""
    status = response.status_code
    if status == 302 and "/log-in/" in response.headers.get("Location", ""):
        return "L"
    known = {403: "-", 404: "0", 405: "x"}
    return known.get(status, "!" if status >= 500 else "+")
