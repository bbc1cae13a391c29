"""Where an examiner comes in: on the front page, since the frame of every page asks the database nothing more."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.cadres.models import Examiner
from jiceng.kernel.frontpage import Card, Row


def examiner_card(*, seen_by, as_of: date) -> Card | None:
    """The rounds in which the account's person examines."""
    rows = Examiner.objects.filter(person=seen_by.person_id).select_related("round").order_by("-pk")
    titles = list(dict.fromkeys(one.round.title for one in rows))
    if not titles:
        return None
    url = reverse("own_interviews")
    return Card(_("我的面试"), [Row(one, url) for one in titles[:5]], len(titles), url)
