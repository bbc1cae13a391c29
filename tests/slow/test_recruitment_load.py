"""Five thousand applicants: lists open at once; a bulk step, its undo and its publication take seconds.

pytest -m slow tests/slow/test_recruitment_load.py
"""

import time

import pytest
from django.urls import reverse

from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.models import Applicant
from tests.cadres.recruiting import Recruiting

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
MANY = 5000


def took(what) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def test_five_thousand(enter, record_property):
    place = Recruiting().registered(1)
    Applicant.objects.bulk_create(
        (
            Applicant(
                round=place.round,
                place=place.place,
                number=number,
                code_fingerprint=f"x{number}",
                name=f"某{number}",
                pinyin=f"mou{number}",
                initials="m",
                step=place.round.step,
            )
            for number in range(2, MANY + 1)
        ),
        batch_size=500,
    )
    client, url = enter(place.officer), reverse("recruitment_applicants", args=[place.round.pk])
    client.get(url)
    seconds = {"list": took(lambda: client.get(url)), "found": took(lambda: client.get(f"{url}?q=mou49"))}
    commands.undo_batch(by=place.officer, batch=place.rule(place.people()))
    seconds["ruled"] = took(lambda: place.rule(place.people()))
    seconds["published"] = took(place.publish)
    assert Applicant.objects.filter(step="written", standing="in").count() == MANY
    for name, value in seconds.items():
        record_property(name, f"{value:.2f}")
    assert max(seconds["list"], seconds["found"]) < 1
    assert max(seconds["ruled"], seconds["published"]) < 20
