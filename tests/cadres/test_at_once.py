"""Two clerks at once: a post of one place takes one, a person stands in reserve once; the other reads a sentence."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from jiceng.cadres import commands
from jiceng.cadres.commands import Standing
from jiceng.cadres.models import Reserve
from jiceng.organisations.commands import ImpossibleError, appoint
from jiceng.organisations.enums import PostKind
from tests import factories

DAY = date(2026, 10, 1)
CLERKS = 4


def at_once(acts: list[Callable]) -> list[str]:
    """What each was refused with, empty for who came through."""
    said: list[str] = []
    ready = threading.Barrier(len(acts))

    def work(act):
        try:
            ready.wait(timeout=20)
            act()
            said.append("")
        except ImpossibleError as refusal:
            said.append("；".join(refusal.messages))
        except Exception as fault:  # told by the test
            said.append(f"fault: {fault!r}")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    return sorted(said)


@pytest.mark.django_db(transaction=True)
def test_a_post_of_one_place_takes_one_of_several_appointed_at_once():
    post = factories.make_post(factories.make_organisation(), PostKind.DIRECTOR)
    people = [factories.make_person() for _number in range(CLERKS)]
    said = at_once([lambda one=one: appoint(by=None, post=post, person=one, on=DAY) for one in people])
    assert post.terms.count() == 1
    assert said[0] == ""
    assert all("只有1个职数" in sentence for sentence in said[1:]), said


@pytest.mark.django_db(transaction=True)
def test_a_person_put_in_reserve_at_once_for_several_posts_stands_in_one():
    county = factories.make_county()
    posts = [
        factories.make_post(county["first_committee"], PostKind.COMMITTEE_MEMBER, title=str(number))
        for number in range(CLERKS)
    ]
    person, standing = factories.make_person(), Standing(why="推荐")
    said = at_once(
        [
            lambda post=post: commands.put_in_reserve(
                by=None, post=post, person=person, standing=standing, on=DAY
            )
            for post in posts
        ]
    )
    assert Reserve.objects.count() == 1
    assert said[0] == ""
    assert all("一人只列一处" in sentence for sentence in said[1:]), said
