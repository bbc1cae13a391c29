"""The county chooses or alters the norms of representation: a new version with author, reason and day."""

from dataclasses import asdict, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.institutions.rules import may_keep_institutions
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.meetings.kinds.norms import Seats, shipped_on
from jiceng.meetings.models import RepresentationNorm
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def set_representation(
    *, by, seats: Seats, on: date, why: str, knowingly: bool = False
) -> RepresentationNorm:
    """`seats` holds from `on`, and ends the version before on that day; one that had not begun yet gives way. Numbers
    outside the law of the day are refused unless `knowingly`."""
    must(by, may_keep_institutions, None, _("无权规定代表名额。"))
    _must_be_possible(seats, why)
    if on < today():
        raise ImpossibleError({"on": _("新规定不能从过去的日子起算：以前的名册已经按当时的规定核对。")})
    law = shipped_on(on).binding
    if law and law.broken_by(seats) and not knowingly:
        values = {"text": seats.text, "law": law.source}
        raise ImpossibleError({"knowingly": _("“%(text)s”与法律规定不一致（%(law)s）。") % values})
    before = _end_version(on)
    row = RepresentationNorm.objects.create(
        valid_from=on,
        pack=seats.key,
        name=seats.name[:60],
        source=seats.source.strip()[:200],
        households_least=seats.households_least,
        households_most=seats.households_most,
        percent_least=seats.percent_least,
        percent_most=seats.percent_most,
        women_num=seats.women.num,
        women_den=seats.women.den,
        absences=seats.absences,
        author=by,
        why=why.strip()[:300],
    )
    after = {**asdict(replace(seats, absences_source="")), "on": on}
    record(by=by, verb="meetings.set_representation", target=row, why=row.why, before=before, after=after)
    return row


def _must_be_possible(seats: Seats, why: str) -> None:
    if bool(seats.households_most) == bool(seats.percent_most):
        raise ImpossibleError(_("每多少户一名，或户数的百分之几，两种只填一种。"))
    if seats.households_most and not 0 < seats.households_least <= seats.households_most:
        raise ImpossibleError({"households_least": _("起点须大于零，且不超过终点。")})
    if seats.percent_most and not 0 < seats.percent_least <= seats.percent_most <= 100:
        raise ImpossibleError({"percent_least": _("起点须大于零，且不超过终点；终点不超过一百。")})
    if seats.absences < 1:
        raise ImpossibleError({"absences": _("缺席次数至少一次。")})
    if not seats.source.strip() or not why.strip():
        raise ImpossibleError(_("请写明依据和理由。"))


def _end_version(on: date) -> dict | None:
    """What was to begin later gives way: nobody relied on it yet, and the record keeps it."""
    row = RepresentationNorm.objects.select_for_update().filter(valid_to=None).first()
    if row is None:
        return None
    before = {"from": row.valid_from, "pack": row.pack, "why": row.why}
    if row.valid_from > today():
        began = row.valid_from
        row.delete()
        row = RepresentationNorm.objects.select_for_update().filter(valid_to=began).first()
    if row and row.valid_from >= on:
        raise ImpossibleError({"on": _("今天起施行的规定已经有了，最早从明天起改。")})
    if row:
        row.valid_to = on
        row.save(update_fields=["valid_to"])
    return before
