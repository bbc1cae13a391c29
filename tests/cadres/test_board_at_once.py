"""Two clerks at one board at once: the one who is second reads a sentence, and what the first did stays."""

import pytest
from django.urls import reverse

from jiceng.cadres import commands
from jiceng.cadres.board_seen import seen_of
from jiceng.cadres.commands import Wanted
from jiceng.cadres.models import BoardPost
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from tests.cadres.board import Board
from tests.cadres.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
MEANWHILE = "另一位同志已经改动"


@pytest.fixture
def place():
    made = Board()
    made.open()
    return made


def put(place, by, who, post):
    """As from a page that each has open, with what it shows."""
    seen = seen_of(place.board)
    return lambda: commands.put(by=by, row=who, post=post, seen=seen)


def test_the_same_person_is_moved_by_two_at_once(place):
    row, posts = place.row(place.heads[0]), [place.post(PostKind.DIRECTOR, key) for key in ("c1", "c2")]
    said = at_once(
        [put(place, by, row, one) for by, one in zip((place.clerk, place.second), posts, strict=True)]
    )
    assert said[0] == ""
    assert MEANWHILE in said[1]
    assert place.row(place.heads[0]).residents_post in posts
    assert BoardPost.objects.filter(residents_holder__isnull=False).count() == 1


def test_the_same_place_is_filled_by_two_at_once(place):
    post = place.post(PostKind.DIRECTOR)
    rows = [place.row(one) for one in place.heads[:2]]
    said = at_once(
        [put(place, by, one, post) for by, one in zip((place.clerk, place.second), rows, strict=True)]
    )
    assert said[0] == ""
    assert MEANWHILE in said[1]
    holders = [one for one in map(place.row, place.heads[:2]) if one.residents_post_id == post.pk]
    assert len(holders) == 1
    assert holders[0].outcome == "retain"


def test_what_was_settled_meanwhile_is_not_unsaid_by_an_old_page(place):
    seen, row, post = seen_of(place.board), place.row(place.heads[0]), place.post(PostKind.DIRECTOR)
    place.put(place.heads[0], PostKind.DIRECTOR)
    for act in (
        lambda: commands.let_go(by=place.second, rows=[row], leaving="retired", seen=seen),
        lambda: commands.unsettle(by=place.second, rows=[row], seen=seen),
        lambda: commands.take_off(by=place.second, post=post, seen=seen),
        lambda: commands.leave_open(by=place.second, post=post, opening="recruit", seen=seen),
    ):
        with pytest.raises(ImpossibleError, match=MEANWHILE):
            act()
    assert place.row(place.heads[0]).residents_post == post


def test_a_sheet_that_was_previewed_takes_nobody_from_where_they_were_put_meanwhile(place):
    row, post = place.row(place.heads[0]), place.post(PostKind.DIRECTOR)
    wanted = Wanted(row.pk, "leave", (), "retired", held=())
    place.put(place.heads[0], PostKind.DIRECTOR)
    with pytest.raises(ImpossibleError, match=MEANWHILE):
        commands.take_over_choices(by=place.second, board=place.board, wanted=[wanted])
    assert place.row(place.heads[0]).residents_post == post


def test_the_pages_carry_what_they_show(place, enter):
    client, row = enter(place.second), place.row(place.heads[0])
    first, second = place.post(PostKind.DIRECTOR), place.post(PostKind.DIRECTOR, "c2")
    old = seen_of(place.board)
    assert f'value="{old}"' in client.get(reverse("restructuring", args=[place.board.pk])).content.decode()
    place.put(place.heads[0], PostKind.DIRECTOR)
    key = {"submission_key": "9b2f4d9e-52d8-4cf6-8b8c-2b3a4b2c1d10", "seen": old}
    dropped = client.post(
        reverse("restructuring_place", args=[place.board.pk]),
        {**key, "person": row.pk, "post": second.pk},
        follow=True,
    )
    assert MEANWHILE in dropped.content.decode()
    for name, pk, data in (
        ("restructuring_person", row.pk, {"leaving": "retired"}),
        ("restructuring_post", first.pk, {"person": ""}),
        ("restructuring_post", second.pk, {"person": row.pk}),
    ):
        key["submission_key"] = f"{key['submission_key'][:-2]}{pk:02d}"[:34] + name[-2:].encode().hex()[:2]
        page = client.post(reverse(name, args=[pk]), {**key, **data})
        assert (page.status_code, MEANWHILE in page.content.decode()) == (422, True)
    leave = client.post(reverse("restructuring_leave"), {**key, "pk": [row.pk], "leaving": "retired"})
    assert MEANWHILE in leave.content.decode()
    assert place.row(place.heads[0]).residents_post == first
