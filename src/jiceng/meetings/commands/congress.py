"""Representatives and who sent them, absences decided by a person, petitions to convene."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import annul, attest
from jiceng.institutions.models import Evidence
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of, record
from jiceng.meetings.enums import PetitionBase
from jiceng.meetings.models import AbsenceReview, Meeting, Petition, PetitionSupport, RepresentativeSeat
from jiceng.meetings.queries.congress import (
    absences,
    absences_of,
    base_count,
    congresses,
    group_seats,
    households_of,
    is_in_base,
    representatives,
    signed_for,
    standing,
)
from jiceng.meetings.queries.norms import norms_on
from jiceng.meetings.queries.registers import territory_of
from jiceng.meetings.rules import may_convene, may_hand_in, may_keep
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.queries.unit import resident_units
from jiceng.people.models import Person


@transaction.atomic
def seat_representative(
    *, by, term: Term, group: str = "", households: int = 0, unit: Organisation | None = None
) -> RepresentativeSeat:
    """By which group of households, or which resident unit, the representative was sent. How many households a group
    has is asked once: its other seats know it, and a new number holds for all of them."""
    organisation = term.post.organisation
    must(by, may_keep, organisation, _("无权维护这份代表名册。"))
    group = group.strip()[:60]
    if bool(group) == (unit is not None):
        raise ImpossibleError({"group": _("请填选举小组，或选派出代表的单位，只填一种。")})
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if unit is None:
        households = _checked_households(term, group, households)
        others = group_seats(organisation, today()).filter(group=group).exclude(term=term)
        others.exclude(households=households).update(households=households)
    elif not _is_resident(unit, organisation):
        raise ImpossibleError({"unit": _("这个单位不在本社区。")})
    seat, _is_new = RepresentativeSeat.objects.update_or_create(
        term=term, defaults={"group": group, "households": 0 if unit else households, "unit": unit}
    )
    after = {"group": seat.group, "households": seat.households, "unit": str(unit or "")}
    record(by=by, verb="meetings.seat_representative", target=seat, after=after)
    return seat


def _is_resident(unit: Organisation, organisation: Organisation) -> bool:
    area = territory_of(organisation)
    return area is not None and unit in resident_units(area, as_of=today())


def _checked_households(term: Term, group: str, given: int) -> int:
    """The households of the group, within the norm of the day for as many as would represent it, and with the other
    groups within those of the community."""
    organisation, norms = term.post.organisation, norms_on(today())
    mine = group_seats(organisation, today()).exclude(term=term)
    others = {one["group"]: one["known"] for one in mine.values("group").annotate(known=Max("households"))}
    households = given or others.pop(group, 0)
    others.pop(group, None)
    if not households:
        raise ImpossibleError({"households": _("请填这个小组的户数；同组的其他代表以后不用再填。")})
    seats = mine.filter(group=group).count() + 1
    _least, most = norms.seats(households)
    values = {"group": group, "households": households, "text": norms.representation.text, "most": most}
    if seats > most:
        values["seats"] = seats
        said = _("%(group)s%(households)d户，%(text)s，最多%(most)d名代表，这是第%(seats)d名。")
        raise ImpossibleError({"households": said % values})
    total, whole = households + sum(others.values()), households_of(organisation, today())
    if whole and total > whole:
        said = _("各小组合计%(total)d户，超过社区登记的%(whole)d户。")
        raise ImpossibleError({"households": said % {"total": total, "whole": whole}})
    return households


@transaction.atomic
def confirm_representatives(*, by, organisation: Organisation) -> None:
    """The roll as it stands is complete; within the norm it counts as lawful."""
    must(by, may_keep, organisation, _("无权维护这份代表名册。"))
    found = standing(organisation, today())
    if not found.count:
        raise ImpossibleError(_("还没有居民代表。"))
    target = Term.objects.filter(pk=found.first).get()
    attest(
        kind="roll.representatives",
        organisation=organisation,
        on=today(),
        source=target,
        source_url=reverse("representatives", args=[organisation.pk]),
        marks={"roll", *(["norm"] if found.lawful else [])},
        subject=f"roll:{today().isoformat()}",
    )
    record(by=by, verb="meetings.confirm_representatives", target=organisation, after={"count": found.count})


@transaction.atomic
def review_absences(
    *, by, term: Term, year: int, decision: str, statement: str = "", ends_seat: bool = False
) -> AbsenceReview:
    """What a person decides about too many absences; nothing happens by itself, the seat is ended where posts are
    kept. `statement`: what the representative said to it, which the clause asks to hear."""
    must(by, may_convene, term.post.organisation, _("无权审议代表资格。"))
    count = absences_of(term, year)
    if count < norms_on(today()).absences:
        raise ImpossibleError(_("缺席次数不够，不需要审议。"))
    if not decision.strip():
        raise ImpossibleError(_("请写明怎样处理。"))
    if AbsenceReview.objects.filter(term=term, year=year).exists():
        raise ImpossibleError(_("今年已经审议过。"))
    row = AbsenceReview.objects.create(
        term=term,
        year=year,
        absences=count,
        decision=decision.strip()[:300],
        statement=statement.strip()[:500],
        ends_seat=ends_seat,
        decided_by=by,
        decided_on=today(),
    )
    attest(
        kind="seat.reviewed",
        organisation=term.post.organisation,
        on=today(),
        person=term.person,
        source=row,
        source_url=reverse("representatives", args=[term.post.organisation_id]),
        marks=["decision", *(["statement"] if row.statement else [])],
        subject=_absent_in(term.pk, year),
    )
    record(by=by, verb="meetings.review_absences", target=row, after={"absences": count})
    return row


@transaction.atomic
def begin_petition(*, by, organisation: Organisation, kind: str, title: str, base: str) -> Petition:
    """Ask that a meeting be called; how many must sign is counted from the registers of the day."""
    must(by, may_hand_in, organisation, _("无权在这里提议召集会议。"))
    if not title.strip() or base not in PetitionBase.values:
        raise ImpossibleError(_("请填提议事项和联名范围。"))
    norms = norms_on(today())
    share = norms.petitions.get(kind, {}).get(base)
    if share is None:
        raise ImpossibleError(_("这个范围不能提议召集这种会议。"))
    count = base_count(organisation, base, today())
    if not count:
        raise ImpossibleError(_("名册上没有人，无法计算联名人数。"))
    row = Petition.objects.create(
        organisation=organisation,
        kind=kind,
        title=title.strip()[:120],
        base=base,
        base_count=count,
        num=share.num,
        den=share.den,
        source=norms.petitions_source[:200],
        begun_on=today(),
    )
    record(by=by, verb="meetings.begin_petition", target=row, after={"base": base, "count": count})
    return row


@transaction.atomic
def sign_petition(*, by, petition: Petition, person: Person) -> Petition:
    """Once a person, of the base only; with the last name that is needed the petition is filed and becomes
    evidence: the meeting must be called."""
    if by is not None and by.person_id != person.pk:
        must(by, may_keep, petition.organisation, _("只能由本人联名，或由记录人代为登记。"))
    row = Petition.objects.select_for_update().get(pk=petition.pk)
    if row.filed_on:
        raise ImpossibleError(_("人数已够，已经提交。"))
    if not is_in_base(row, person, today()):
        raise ImpossibleError(_("%(name)s不在联名范围内。") % {"name": person})
    if row.supports.filter(person=person).exists():
        raise ImpossibleError(_("%(name)s已经联名。") % {"name": person})
    if signed_for(row, person, today()):
        raise ImpossibleError(_("同一户或同一小组已经有人联名，只算一次。"))
    PetitionSupport.objects.create(petition=row, person=person, on=today())
    count = row.supports.count()
    if count * row.den >= row.num * row.base_count:
        row.filed_on = today()
        row.save(update_fields=["filed_on"])
        attest(
            kind="petition.filed",
            organisation=row.organisation,
            on=row.filed_on,
            entitled=row.base_count,
            present=count,
            source=row,
            source_url=reverse("petition", args=[row.pk]),
            marks=["list"],
            subject=f"{kind_of(row)}:{row.pk}",
        )
    record(by=by, verb="meetings.sign_petition", target=row, after={"count": count})
    return row


def settle_petitions(meeting: Meeting) -> None:
    """Part of closing a meeting: the petitions that asked for one of its kind are answered by it."""
    waiting = Petition.objects.select_for_update().filter(
        organisation=meeting.organisation_id, kind=meeting.kind, meeting=None, filed_on__lte=meeting.day
    )
    for row in waiting:
        row.meeting = meeting
        row.save(update_fields=["meeting"])
        attest(
            kind="petition.answered",
            organisation=meeting.organisation,
            on=meeting.day,
            source=meeting,
            source_url=reverse("meeting", args=[meeting.pk]),
            subject=f"{kind_of(row)}:{row.pk}",
        )


def unsettle_petitions(meeting: Meeting) -> None:
    """Part of annulling a meeting: what asked for it waits again; its evidence is annulled with the meeting."""
    Petition.objects.filter(meeting=meeting).update(meeting=None)


def _absent_in(term: int, year: int) -> str:
    return f"organisations.term:{term}:{year}"


def settle_absences(organisation: Organisation, year: int) -> None:
    """Part of closing or annulling a congress: who was absent too often this year is evidence, from the day of the
    last absence; who no longer is, is none."""
    often = {
        person: count
        for person, count in absences(organisation, year).items()
        if count >= norms_on(today()).absences
    }
    terms = {}
    if often:
        rows = representatives(organisation, today()).filter(person__in=often)
        terms = {_absent_in(one.pk, year): one for one in rows}
    standing_now = Evidence.objects.filter(
        kind="absence.third",
        organisation=organisation,
        annulled_at__isnull=True,
        subject__endswith=f":{year}",
    )
    known = {one.subject: one for one in standing_now}
    for subject in known.keys() - terms.keys():
        term = Term.objects.get(pk=known[subject].source_id)
        annul(source=term, kind="absence.third", subject=subject, why=_("缺席次数不足三次。"))
    for subject in sorted(terms.keys() - known.keys()):
        term = terms[subject]
        attest(
            kind="absence.third",
            organisation=organisation,
            on=_last_absence(term, year),
            person=term.person,
            source=term,
            source_url=reverse("representatives", args=[organisation.pk]),
            subject=subject,
        )


def _last_absence(term: Term, year: int) -> date:
    """The day of the latest congress of the year."""
    last = congresses(term.post.organisation, year).order_by("-starts_at").first()
    return last.day if last else today()
