"""What a page of the board showed when it was opened, so that nothing settled meanwhile is unsaid without being seen.

Written as `.post-person.post-person…` by number, short enough for a hidden field; empty for who looked at nothing.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from jiceng.cadres.models import BoardPerson, BoardPost, Restructuring
from jiceng.cadres.models.restructuring import WITH_PLACE
from jiceng.organisations.commands import ImpossibleError

PAIR = re.compile(r"\.(\d{1,12})-(\d{1,12})")


def seen_of(board: Restructuring) -> str:
    """Who has which post now."""
    rows = board.people.filter(outcome__in=WITH_PLACE).order_by()
    return written(rows.values_list("party_post", "residents_post", "pk"))


def written(rows: Iterable[tuple[int | None, int | None, int]]) -> str:
    pairs = sorted((post, pk) for *posts, pk in rows for post in posts if post)
    return "".join(f".{post}-{pk}" for post, pk in pairs) or "."


def must_be_as_seen(seen: str, *, rows: Iterable[BoardPerson] = (), post: BoardPost | None = None) -> None:
    """Refused when a person has other posts by now than was shown, or the post somebody else. Read afresh, under the
    lock."""
    if not seen:
        return
    then = {(int(one), int(who)) for one, who in PAIR.findall(seen)}
    for row in rows:
        now = {pk for pk in (row.party_post_id, row.residents_post_id) if pk}
        if now != {one for one, who in then if who == row.pk}:
            raise ImpossibleError(
                _("%(name)s的去向，另一位同志已经改动，请刷新页面再定。") % {"name": row.person.name}
            )
    if post is not None:
        holders = BoardPerson.objects.filter(party_post=post) | BoardPerson.objects.filter(
            residents_post=post
        )
        if set(holders.values_list("pk", flat=True)) != {who for one, who in then if one == post.pk}:
            raise ImpossibleError(_("%(post)s的人选，另一位同志已经改动，请刷新页面再定。") % {"post": post})
