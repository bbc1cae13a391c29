"""What nobody should have to remember, on the front page: certificates that run out, the reserve's yearly review."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.cadres.enums import Right
from jiceng.cadres.models import CadreFile
from jiceng.cadres.queries.files import ending
from jiceng.cadres.queries.reserve import reserves
from jiceng.cadres.rules import files_of, may_keep_files
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.words import strung

SHOWN, MOST = 5, 500
REVIEWED_FROM, LATE_FROM = 10, 12  # months of the year in which the review is urged


def certificates_card(*, seen_by, as_of: date) -> Card | None:
    """One's own certificates, and for whoever keeps files those of everybody in reach; the first to end first."""
    own = Q(file__person=seen_by.person_id) if seen_by.person_id else Q(pk__in=[])
    rows = ending(as_of).filter(own)
    if may_keep_files.test(seen_by):
        reach = CadreFile.objects.filter(files_of(seen_by, Right.KEEP_FILES)).values("pk")
        rows = ending(as_of).filter(own | Q(file__in=reach))
    found = list(rows.select_related("file__person").order_by("expires_on", "pk")[:MOST])
    if not found:
        return None
    shown = [
        Row(
            one.name
            if one.file.person_id == seen_by.person_id
            else strung((one.file.person.name, one.name), "："),
            reverse("cadre", args=[one.file_id]),
            "late" if one.expires_on < as_of else "soon",
            _("有效期至%(day)s") % {"day": one.expires_on.isoformat()},
            _("换证后申请变更档案。"),
        )
        for one in found[:SHOWN]
    ]
    url = reverse("cadre_own")
    if any(one.file.person_id != seen_by.person_id for one in found):
        url = f"{reverse('cadres')}?certificate=ending"
    return Card(_("证书到期"), shown, len(found), url, shown[0].light)


def reviews_card(*, seen_by, as_of: date) -> Card | None:
    """In the last quarter, how many in reserve have not been reviewed this year."""
    if as_of.month < REVIEWED_FROM:
        return None
    many = reserves(seen_by=seen_by, as_of=as_of).filter(reviewed=False).count()
    if not many:
        return None
    light = "late" if as_of.month >= LATE_FROM else "soon"
    url = f"{reverse('reserves')}?reviewed=no"
    title = ngettext("%(count)d人本年还没有审核", "%(count)d人本年还没有审核", many) % {"count": many}
    return Card(_("后备干部年度审核"), [Row(title, url, light)], many, url, light)
