"""Somebody is put in reserve for a post, looked at each year, taken out with the reason; norms in versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.cadres.commands.norms import close_version
from jiceng.cadres.enums_development import Gone, Readiness, Source
from jiceng.cadres.models import DevelopmentNorm, Reserve, ReserveReview
from jiceng.cadres.rules import may_set_norms
from jiceng.cadres.rules_development import may_keep_reserve, may_keep_reserve_of
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Post, Term
from jiceng.people.models import Person


@dataclass(frozen=True)
class Standing:
    """Where somebody comes from, how ready they are, and why they are put in reserve."""

    source: str = Source.CADRE
    readiness: str = Readiness.ONE_YEAR
    why: str = ""


@dataclass(frozen=True)
class NewReserve:
    """Somebody for a post."""

    post: Post
    person: Person
    standing: Standing


@transaction.atomic
def put_in_reserve(*, by, post: Post, person: Person, standing: Standing, on: date | None = None) -> Reserve:
    """Refused: whoever holds the post, whoever is in reserve already, oneself, a day to come."""
    must(by, may_keep_reserve_of, post, _("无权管理这个职务的后备干部。"))
    day = on or today()
    Person.objects.select_for_update().get(pk=person.pk)
    _must_be_possible(by, post, person, standing, day)
    row = Reserve.objects.create(
        post=post,
        person=person,
        source=standing.source,
        readiness=standing.readiness,
        why=standing.why.strip()[:300],
        valid_from=day,
    )
    after = {"post": post.pk, "person": person.pk, "readiness": row.readiness, "on": day}
    record(by=by, verb="cadres.put_in_reserve", target=row, why=row.why, after=after)
    return row


def _must_be_possible(by, post: Post, person: Person, standing: Standing, day: date) -> None:
    if by is not None and by.person_id == person.pk:
        raise ImpossibleError(_("不能把自己列为后备。"))
    if not standing.why.strip():
        raise ImpossibleError(_("请写入库理由。"))
    if day > today():
        raise ImpossibleError(_("入库日期不能晚于今天。"))
    if post.valid_from > day or (post.valid_to and post.valid_to <= day):
        raise ImpossibleError(_("这个职务在%(day)s不存在。") % {"day": day.isoformat()})
    if Term.objects.on(day).filter(post=post, person=person).exists():
        raise ImpossibleError(_("%(name)s正担任这个职务。") % {"name": person.name})
    _leave_what_ended(by, person, day)
    other = Reserve.objects.filter(person=person).exclude(valid_to__lte=day).select_related("post").first()
    if other is not None:
        words = {"name": person.name, "post": str(other.post)}
        raise ImpossibleError(_("%(name)s已是%(post)s的后备，一人只列一处。") % words)


def _leave_what_ended(by, person: Person, day: date) -> None:
    """A place in reserve for a post that has ended, or that the person has taken up, ends by itself."""
    row = Reserve.objects.filter(person=person, valid_to=None).select_related("post").first()
    if row is None:
        return
    term = Term.objects.filter(post=row.post_id, person=person, valid_from__gt=row.valid_from).first()
    if term is not None and term.valid_from <= day:
        _end(by, row, Gone.APPOINTED, _("已任此职"), term.valid_from)
    elif row.post.valid_to is not None and row.valid_from < row.post.valid_to <= day:
        _end(by, row, Gone.OTHER, _("职务已撤销"), row.post.valid_to)


def _end(by, row: Reserve, gone: str, why: str, day: date) -> None:
    row.valid_to, row.gone, row.gone_why = day, gone, why.strip()[:300]
    row.save(update_fields=["valid_to", "gone", "gone_why"])
    record(by=by, verb="cadres.leave_reserve", target=row, why=row.gone_why, after={"gone": gone, "on": day})


def _locked(by, reserve: Reserve) -> Reserve:
    row = (
        Reserve.objects.select_for_update(of=("self",))
        .select_related("post__organisation")
        .get(pk=reserve.pk)
    )
    must(by, may_keep_reserve_of, row.post, _("无权管理这个职务的后备干部。"))
    if by is not None and by.person_id == row.person_id:
        raise ImpossibleError(_("不能办理本人的后备。"))
    if row.valid_to is not None:
        raise ImpossibleError(_("已经出库。"))
    return row


@transaction.atomic
def leave_reserve(*, by, reserve: Reserve, gone: str, why: str, on: date | None = None) -> Reserve:
    """Out of the reserve, with the reason; the row stays."""
    row, day = _locked(by, reserve), on or today()
    if not why.strip():
        raise ImpossibleError(_("请写出库理由。"))
    if not row.valid_from < day <= today():
        raise ImpossibleError(_("出库日期须在入库之后，且不晚于今天。"))
    _end(by, row, gone, why, day)
    return row


@transaction.atomic
def review_reserve(
    *, by, reserve: Reserve, readiness: str, note: str, on: date | None = None
) -> ReserveReview:
    """The review of the year of the day, held once."""
    row, day = _locked(by, reserve), on or today()
    if not note.strip():
        raise ImpossibleError(_("请写审核意见。"))
    if not row.valid_from <= day <= today():
        raise ImpossibleError(_("审核日期须在入库之后，且不晚于今天。"))
    if row.reviews.filter(year=day.year).exists():
        raise ImpossibleError(_("%(year)d年已经审核过。") % {"year": day.year})
    made = ReserveReview.objects.create(
        reserve=row, year=day.year, on=day, readiness=readiness, note=note.strip()[:500], reviewed_by=by
    )
    record(by=by, verb="cadres.review_reserve", target=made, why=made.note, after={"readiness": readiness})
    return made


@transaction.atomic
def take_over_reserve(*, by, rows: Iterable[NewReserve], on: date | None = None) -> list[Reserve]:
    """Many at once, all or none; one entry in the record."""
    must(by, may_keep_reserve, None, _("无权管理后备干部。"))
    wanted, day = list(rows), on or today()
    if len({one.person.pk for one in wanted}) != len(wanted):
        raise ImpossibleError(_("名单中有人出现了两次。"))
    if by is not None:
        return [
            put_in_reserve(by=by, post=one.post, person=one.person, standing=one.standing, on=day)
            for one in wanted
        ]
    made = Reserve.objects.bulk_create(
        Reserve(post=one.post, person=one.person, valid_from=day, **vars(one.standing)) for one in wanted
    )
    if made:
        record(by=by, verb="cadres.put_in_reserve", target=made[0], after={"people": len(made), "on": day})
    return made


@transaction.atomic
def set_development_norm(*, by, norm: str, value: int, on: date, why: str) -> DevelopmentNorm:
    must(by, may_set_norms, None, _("只有组织部可以规定后备和培训标准。"))
    if not why.strip():
        raise ImpossibleError(_("请写依据和理由。"))
    before = close_version(DevelopmentNorm.objects.filter(norm=norm), on)
    row = DevelopmentNorm.objects.create(norm=norm, value=value, why=why.strip()[:300], valid_from=on)
    after = {"norm": norm, "value": value, "on": on}
    record(by=by, verb="cadres.set_development_norm", target=row, why=row.why, before=before, after=after)
    return row
