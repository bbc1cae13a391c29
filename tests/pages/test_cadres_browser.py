"""The pages of cadres on a phone in the dark and at a desk by day: nothing is too wide, axe finds no serious fault."""

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
LISTS = (
    *("composition", "composition_people", "composition_targets", "cadre_posts", "post_requirements"),
    *("post_requirement_new", "cadres", "cadres_import", "cadre_changes"),
    *("reserve_board", "reserves", "reserves_import", "retirements", "development_norms"),
    *("trainings", "training_needs", "training_enrol", "training_plan_new"),
)
ONE = (
    *("cadre", "cadre_change", "reserve_post", "reserve_new", "reserve", "reserve_review"),
    *("training_plan", "training_new", "training", "training_results", "training_close"),
    *("training_release", "tour_proposal", "tour_proposal_adopt"),
)


def test_pages_of_cadres_fit_and_shut_nobody_out(browse, axe):
    objects.load()
    world = build()
    office = world.accounts["OrganisationDepartment"]
    for name in ("training_release", "tour_proposal", "reserve"):  # so that lists have a row
        objects.arguments(name, {"pk"}, world, "OrganisationDepartment", "own")
    page, said = browse("/", as_account=office), []
    for name in LISTS:
        assert page.goto(reverse(name)).status == 200, name
        said += faults(page, axe)
    for name in ONE:
        arguments = objects.arguments(name, {"pk"}, world, "OrganisationDepartment", "own")
        assert page.goto(reverse(name, kwargs=arguments)).status == 200, name
        said += faults(page, axe)
    assert not said, "\n".join(said)
