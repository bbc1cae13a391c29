"""The written test: seats by lot, marks entered by two people apart."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.cadres.commands.recruitment.late import late_marked
from jiceng.cadres.commands.recruitment.moving import keep
from jiceng.cadres.commands.recruitment.state import locked
from jiceng.cadres.enums_recruitment import Standing, Step
from jiceng.cadres.models import Applicant, RecruitmentRound, WrittenEntry
from jiceng.cadres.queries.recruitment import short_places, unseated
from jiceng.kernel import bulk
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError

FIRST, SECOND = 1, 2


@transaction.atomic
def assign_seats(*, by, round_: RecruitmentRound, rooms: Sequence[tuple[str, int]]) -> int:
    """Everybody in the test gets a ticket number and, by lot, a seat; again until the first mark is entered."""
    row = locked(by, round_)
    if row.step != Step.WRITTEN:
        raise ImpossibleError(_("资格初审公布以后、笔试成绩公布以前，才能编排考场。"))
    if short_places(row):
        raise ImpossibleError(_("有岗位未达到开考比例，请先作出决定。"))
    if WrittenEntry.objects.filter(applicant__round=row).exists():
        raise ImpossibleError(_("已经开始登分，不能重新编排。"))
    people = list(row.applicants.filter(standing=Standing.IN, step=Step.WRITTEN).values_list("pk", flat=True))
    seats = [(room, seat) for room, many in rooms for seat in range(1, many + 1)]
    if len({room for room, _many in rooms}) != len(rooms):
        raise ImpossibleError(_("考场名称不能重复。"))
    if len(seats) < len(people):
        raise ImpossibleError(
            ngettext(
                "%(people)d人参加笔试，只有%(seats)d个座位。",
                "%(people)d人参加笔试，只有%(seats)d个座位。",
                len(people),
            )
            % {"people": len(people), "seats": len(seats)}
        )
    secrets.SystemRandom().shuffle(people)
    row.applicants.exclude(ticket="").update(ticket="", room="", seat=None, sits_on=None)
    found = [
        (_ticket(row, number), room, seat, pk)
        for number, (pk, (room, seat)) in enumerate(zip(people, seats, strict=False), 1)
    ]
    bulk.change(Applicant, ("ticket", "room", "seat"), found)
    told = {"people": len(people), "rooms": len(rooms), "on": today()}
    record(by=by, verb="cadres.assign_seats", target=row, after=told)
    return len(people)


def _ticket(round_: RecruitmentRound, number: int) -> str:
    year = round_.steps.get(step=Step.WRITTEN).opens_on.year
    return f"{year}{round_.pk:03d}{number:05d}"


@transaction.atomic
def seat_late(*, by, round_: RecruitmentRound, room: str, on: date) -> int:
    """Whoever came back after the seats were given sits on a day and in a room of their own."""
    row = locked(by, round_)
    people = list(unseated(row).order_by("number"))
    room = room.strip()[:40]
    if not people:
        raise ImpossibleError(_("没有要补考的人。"))
    if not room or row.applicants.filter(room=room).exists():
        raise ImpossibleError(_("考场名称不能重复。"))
    if on < today():
        raise ImpossibleError(_("补考日期不能早于今天。"))
    last = row.applicants.exclude(ticket="").order_by("-ticket").first()
    given = int(last.ticket[-5:])
    for number, one in enumerate(people, 1):
        one.ticket, one.room, one.seat, one.sits_on = _ticket(row, given + number), room, number, on
    keep(people, "ticket", "room", "seat", "sits_on")
    told = {"people": [one.pk for one in people], "room": room, "on": on}
    record(by=by, verb="cadres.seat_late", target=row, after=told)
    return len(people)


@transaction.atomic
def enter_marks(*, by, round_: RecruitmentRound, hand: int, marks: Mapping[str, Decimal]) -> int:
    """The marks by ticket number, as one of two people entered them; -1 is absent. Entered again, they replace what
    the same hand entered before. Nobody enters the same mark twice. Once the marks of the others are out, only those
    who sit late are marked; what both hands agree on then waits for
    another to decide."""
    row = locked(by, round_)
    people = row.applicants.filter(standing=Standing.IN, step=Step.WRITTEN).exclude(ticket="")
    tickets = dict(people.values_list("ticket", "pk"))
    if row.step != Step.WRITTEN and not tickets:
        raise ImpossibleError(_("笔试成绩已经公布，或者还没有到笔试环节。"))
    if unknown := [ticket for ticket in marks if ticket not in tickets]:
        words = {"tickets": "、".join(unknown[:5]), "count": len(unknown)}
        raise ImpossibleError(_("没有这些准考证号：%(tickets)s（共%(count)d个）。") % words)
    if any(not (mark == -1 or 0 <= mark <= 100) for mark in marks.values()):
        raise ImpossibleError(_("成绩应在0到100之间。"))
    entries = {one.applicant_id: one for one in WrittenEntry.objects.filter(applicant__round=row)}
    _must_be_another(by, hand, [entries[pk] for pk in map(tickets.get, marks) if pk in entries])
    column = "first" if hand == FIRST else "second"
    known, fresh = [], []
    for ticket, mark in marks.items():
        if (entry := entries.get(tickets[ticket])) is not None:
            known.append((mark, getattr(by, "pk", None), entry.pk))
        else:
            values = {column: mark, f"{column}_by": by}
            fresh.append(WrittenEntry(applicant_id=tickets[ticket], **values))
    WrittenEntry.objects.bulk_create(fresh, batch_size=1000)
    bulk.change(WrittenEntry, (column, f"{column}_by_id"), known)
    record(by=by, verb="cadres.enter_marks", target=row, after={"hand": hand, "many": len(marks)})
    if row.step != Step.WRITTEN:
        late_marked(by, list(people.filter(ticket__in=marks)))
    return len(marks)


def _must_be_another(by, hand: int, entries: list[WrittenEntry]) -> None:
    """Nobody enters the same mark twice."""
    if by is None:
        return
    if any((one.second_by_id if hand == FIRST else one.first_by_id) == by.pk for one in entries):
        raise ImpossibleError(_("两遍登分须由两个人分别进行；另一遍是您登的。"))
