"""What waits on the front page, and what the palette finds."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.search import Hit
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation
from jiceng.service.queries.cases import LIGHTS, cases, glimpse, in_hand

SHOWN = 5


def in_hand_card(*, seen_by, as_of: date) -> Card | None:
    """Requests in the hands of the account's units, and those offered to them, the nearest day first."""
    rows = list(in_hand(seen_by, as_of)[: SHOWN + 1])
    if not rows:
        return None
    drawn = [
        Row(
            f"{one.kind_name}　{glimpse(one.text)}",
            reverse("case", args=[one.pk]),
            LIGHTS[one.light][0],
            str(LIGHTS[one.light][1]),
            _("%(number)s，%(day)s到期") % {"number": one.number, "day": one.due.isoformat()},
        )
        for one in rows[:SHOWN]
    ]
    count = in_hand(seen_by, as_of).order_by().count() if len(rows) > SHOWN else len(rows)
    tones = {LIGHTS[one.light][0] for one in rows}
    tone = "late" if "late" in tones else "soon" if tones & {"soon", "none"} else ""
    return Card(_("居民诉求"), drawn, count, reverse("cases"), tone)


def public_card(*, as_of: date) -> Card | None:
    """The door for residents, where there is a community: ask, and look up."""
    if not Organisation.objects.on(as_of).filter(kind__in=TERRITORIES).exists():
        return None
    action = (_("提一件事、查进展"), reverse("service_places"))
    return Card(_("找社区办事"), action=action)


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    """By the number of a request."""
    digits = "".join(one for one in text if one.isascii() and one.isdigit())
    if not digits or len(digits) > 9:
        return []
    rows = cases(seen_by=seen_by, as_of=as_of).filter(serial=int(digits)).order_by("-year")[:limit]
    return [
        Hit(
            one.number,
            reverse("case", args=[one.pk]),
            f"{one.kind_name}　{one.now.community}",
            "chat-bubble-left-right",
        )
        for one in rows
    ]
