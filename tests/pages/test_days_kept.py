"""Whoever looks at another day keeps it from page to page: each way to a page that follows the day carries it."""

import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from jiceng.kernel.pages import today
from tests.access import matrix, objects, world
from tests.pages.days import Trail

pytestmark = pytest.mark.django_db
# So many kinds of accounts open each page: what one may do leads elsewhere than what another may.
EYES = 3


def eyes(row: dict[str, str]) -> list[str]:
    """Accounts that may open the page, as far apart as they stand in the file."""
    may = [subject for subject in world.SUBJECTS if row[subject][0] == "+"]
    return may if len(may) <= EYES else [may[0], may[len(may) // 2], may[-1]]


def opened(county: world.World, client: Client, day: str):
    """Path and text of each page, as each of its accounts, on the day; every request is taken back."""
    reviewed = matrix.rows()
    for address in matrix.addresses():
        for subject in eyes(reviewed.get((address.name, "GET"), dict.fromkeys(world.SUBJECTS, "-"))):
            wanted, account = set(address.arguments), county.accounts[subject]
            about = objects.arguments(address.name, wanted, county, subject, "own") if wanted else {}
            path = reverse(address.name, kwargs=about)
            with transaction.atomic():
                if account is not None:
                    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
                answer = client.get(path, {"as_of": day})
                transaction.set_rollback(True)
            if answer.streaming:
                answer.getvalue()  # read to the end, which shuts the file behind it
            client.cookies.clear()
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield path, answer.content.decode()


@pytest.mark.walk
@pytest.mark.timeout(600)
@pytest.mark.parametrize("days", [-1, 1], ids=["yesterday", "tomorrow"])
def test_every_way_to_a_page_that_follows_the_day_carries_it(days, caplog):
    """Yesterday is only looked at; tomorrow has everything that the objects have, and what can be done with it."""
    caplog.set_level(logging.CRITICAL, logger="django.request")
    objects.load()
    trail, day = Trail(), (today() + timedelta(days=days)).isoformat()
    for path, text in opened(world.build(), matrix.Asker(raise_request_exception=False), day):
        trail.read(path, text)
    assert not trail.lost(), "these lose the day:\n" + "\n".join(trail.lost())
    assert len(trail.following) > 60
