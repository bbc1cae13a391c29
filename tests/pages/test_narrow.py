"""Main pages on a phone in the dark and at a desk by day: nothing is wider than the screen, axe finds no serious
fault, the console says nothing. `tests/slow/test_walk.py` does the same with every page of the demonstration."""

import pytest
from django.urls import reverse

from tests.access import objects
from tests.access.world import build
from tests.pages.walk import faults

pytestmark = [
    pytest.mark.walk,
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(240),
]
MAIN = (
    *("today", "organisations", "organisation", "members", "checks", "rezoning_project", "meeting"),
    *("document_draft", "edition", "duties", "contact_points", "matter"),
)


def test_main_pages_fit_and_shut_nobody_out(browse, axe):
    objects.load()
    world = build()
    office = world.accounts["OrganisationDepartment"]
    page, said = browse("/", as_account=office), []
    for name in MAIN:
        wanted = "upper" if name == "document_draft" else "own"
        arguments = {}
        if name in {"organisation", "rezoning_project", "meeting", "document_draft", "edition", "matter"}:
            arguments = objects.arguments(name, {"pk"}, world, "OrganisationDepartment", wanted)
        answer = page.goto(reverse(name, kwargs=arguments))
        assert answer.status == 200, name
        said += faults(page, axe)
    assert not said, "\n".join(said)
