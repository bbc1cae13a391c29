"""What posts require and what the county aims at: a new version ends the one before on its day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.cadres.models import CompositionTarget, PostRequirement
from jiceng.cadres.rules import may_set_norms
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.kernel.validity import DatedQuerySet
from jiceng.organisations.commands import ImpossibleError


@dataclass(frozen=True)
class Bounds:
    """At least, at most; one may be missing."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None


def close_version(rows: DatedQuerySet, on: date) -> dict | None:
    """End the open version on the day; what began that very day gives way. Versions go forward only."""
    row = rows.select_for_update().filter(valid_to=None).first()
    if row is None:
        return None
    if on < row.valid_from:
        raise ImpossibleError(
            _("已有%(day)s起的规定，新规定不能更早。") % {"day": row.valid_from.isoformat()}
        )
    before = {"from": row.valid_from, "why": row.why}
    if on == row.valid_from:
        row.delete()
    else:
        row.valid_to = on
        row.save(update_fields=["valid_to"])
    return before


@transaction.atomic
def set_target(*, by, measure: str, bounds: Bounds, on: date, why: str) -> CompositionTarget:
    must(by, may_set_norms, None, _("只有组织部可以规定结构目标。"))
    if bounds.at_least is None and bounds.at_most is None:
        raise ImpossibleError(_("请写不低于或不高于。"))
    if bounds.at_least is not None and bounds.at_most is not None and bounds.at_least > bounds.at_most:
        raise ImpossibleError(_("不低于的数不能大于不高于的数。"))
    if not why.strip():
        raise ImpossibleError(_("请写依据和理由。"))
    before = close_version(CompositionTarget.objects.filter(measure=measure), on)
    row = CompositionTarget.objects.create(
        measure=measure, **vars(bounds), why=why.strip()[:300], valid_from=on
    )
    after = {"measure": measure, **vars(bounds), "on": on}
    record(by=by, verb="cadres.set_target", target=row, why=why, before=before, after=after)
    return row


@transaction.atomic
def set_requirement(*, by, requirement: PostRequirement) -> PostRequirement:
    """`requirement` is a new row, not saved yet: of a post, or of a kind of post in a kind of organisation."""
    must(by, may_set_norms, None, _("只有组织部可以规定任职条件。"))
    new = requirement
    if not new.why.strip():
        raise ImpossibleError(_("请写依据和理由。"))
    if new.party_years and not new.party_member:
        raise ImpossibleError(_("规定党龄时须同时要求中共党员。"))
    if bool(new.post_id) == bool(new.post_kind and new.organisation_kind):
        raise ImpossibleError(_("任职条件须针对一个职务，或一类组织的一类职务。"))
    same = (
        {"post": new.post}
        if new.post_id
        else {"post": None, "post_kind": new.post_kind, "organisation_kind": new.organisation_kind}
    )
    before = close_version(PostRequirement.objects.filter(**same), new.valid_from)
    new.save()
    record(
        by=by,
        verb="cadres.set_requirement",
        target=new,
        why=new.why,
        before=before,
        after={"on": new.valid_from},
    )
    return new
