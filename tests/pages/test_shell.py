"""The frame around every page, and the gallery of what pages are made of."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_gallery_shows_every_component(client):
    page = client.get(reverse("gallery"))
    text = page.content.decode()
    assert page.status_code == 200
    for part in ("page-header", "figures", "light late", "badge", "empty", "notice", "timeline", "facts", "plot"):
        assert part in text
    assert "style=" not in text
    assert "&lt;a" not in text, "what is in a block is HTML already"


def test_residents_see_the_public_page_without_account(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "portal/welcome.html" in [t.name for t in page.templates]
