"""Hostile addresses: whatever stands behind the question mark, the server never breaks."""

import base64
import json
import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jiceng.kernel.pages import today
from jiceng.rezoning.models import Consultation
from jiceng.rezoning.registers import open_consultations
from tests import factories
from tests.access import matrix, objects
from tests.access.objects_rezoning import consulted
from tests.access.world import build

objects.load()
NUMBERS = (
    "organisation",
    "open",
    "page",
    "plan",
    "from",
    "left",
    "right",
    "unit",
    "home",
    "sort",
    "layer",
    "line",
)


def forged(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


HOSTILE = [
    {"as_of": "0001-01-01", "first": "0001-01-01", "last": "9999-12-31", "after": forged([None, 2**70])},
    {"as_of": "9999-12-31", "after": forged([{"a": 1}, 1]), **dict.fromkeys(NUMBERS, 2**70)},
    {"as_of": "2026-02-30", "before": forged(["\0", "x"]), **dict.fromkeys(NUMBERS, "9" * 5000)},
    {"q": "'\"<script>%_\\", "after": forged([2**70, 1]), **dict.fromkeys(NUMBERS, "²")},
    {"q": "\0", "kind": "\0", "state": "\0", **dict.fromkeys(NUMBERS, "\0")},
]


@pytest.mark.walk
@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_no_query_breaks_a_page(caplog):
    caplog.set_level(logging.CRITICAL, logger="django.request")
    world, broken = build(), []
    for role in ("OrganisationDepartment", "Auditor"):
        client = Client(raise_request_exception=False)
        client.force_login(world.accounts[role], backend="django.contrib.auth.backends.ModelBackend")
        for address in matrix.addresses():
            if address.name.startswith("record") != (role == "Auditor"):
                continue
            kwargs = {}
            if address.arguments:
                kwargs = objects.arguments(address.name, set(address.arguments), world, role, "own")
            for query in HOSTILE:
                response = client.get(reverse(address.name, kwargs=kwargs), query)
                if response.streaming:
                    response.getvalue()  # read to the end, which shuts the file behind it
                if response.status_code >= 500:
                    broken.append((address.name, str(query)[:60], repr(response.exc_info[1])[:150]))
    assert not broken, "\n".join(map(str, broken))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wish", ["today", "nowhere", "//evil.example/", "https://evil.example", "javascript:alert(1)"]
)
def test_log_in_leads_only_to_pages_of_this_site(client, wish):
    account = factories.make_account()
    answer = client.post(
        f"{reverse('log_in')}?next={wish}", {"username": account.username, "password": factories.PASSWORD}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.django_db
def test_what_opens_later_is_not_told_to_residents(client):
    """?as_of= looks at other days, but tomorrow's consultation is nobody's business today."""
    world = build()
    consulted(world, world.place("TownSecretary", "own"))
    Consultation.objects.update(opens_on=today() + timedelta(days=3))
    assert open_consultations(as_of=today() + timedelta(days=5)) is None
