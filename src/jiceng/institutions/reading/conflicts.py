"""Contradictions that would make a duty impossible, or two duties out of one; found before an edition is kept."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions import kinds_shipped
from jiceng.institutions.enums import CALENDAR, Bearer, Rhythm
from jiceng.institutions.periods import MONTHS, ONE, Rule, calendar_spans
from jiceng.institutions.reading import possible
from jiceng.institutions.reading.faults import WARNING, Fault
from jiceng.institutions.reading.nodes import Path, Source
from jiceng.institutions.reading.references import span
from jiceng.institutions.reading.schema import InstitutionFile, ObligationPart
from jiceng.kernel.working_days import add_days
from jiceng.organisations.enums import Kind, PostKind

DAYS = {Rhythm.MONTH: 28, Rhythm.QUARTER: 90, Rhythm.HALF_YEAR: 181, Rhythm.YEAR: 365}
# More records of one sort than days to make them in cannot be asked; of what adds up (hours), this much a day.
A_DAY, AMOUNT_A_DAY = 1, 8
HOLIDAYS_KNOWN = (date(2016, 1, 1), date(2027, 1, 1))


def check(file: InstitutionFile, source: Source) -> Iterator[Fault]:
    def fault(path: Path, code: str, message: str, severity: str = "error") -> Fault:
        line, column = source.value_place(path)
        return Fault(line, column, code, message, severity)

    for number, one in enumerate(file.obligations):
        here: Path = ("obligations", number)
        yield from _shares(one, here, fault)
        yield from _posts(one, here, fault)
        yield from _timing(one, here, fault)
    yield from _pairs(file, fault)


def _shares(one: ObligationPart, here: Path, fault) -> Iterator[Fault]:
    for name in ("quorum", "majority"):
        share = getattr(one, name)
        if share is not None and not share.threshold.possible:
            what = _("出席人数") if name == "quorum" else _("赞成票")
            yield fault((*here, name), "impossible_share", _("%(what)s不可能超过全部人数。") % {"what": what})
        if share is not None and share.threshold.num == 0:
            yield fault((*here, name), "empty_share", _("要求为零，等于没有要求；请删去。"), WARNING)
    if one.quorum is not None and one.quorum.of == "present":
        yield fault((*here, "quorum", "of"), "base", _("出席人数不能以实到人数为基数；请写 entitled。"))


def _posts(one: ObligationPart, here: Path, fault) -> Iterator[Fault]:
    for place, post in enumerate(one.who.post):
        if not any(possible.can_exist(post, kind) for kind in one.who.organisation):
            words = {"post": PostKind(post).label, "kinds": _names(one.who.organisation)}
            message = _("%(kinds)s中没有“%(post)s”这个职务，没有人能承担。") % words
            yield fault((*here, "who", "post", place), "nobody", message)
    by_holder = one.who.bearer == Bearer.HOLDER
    for place, kind in enumerate(one.who.organisation):
        able = kinds_shipped.RECORDED_BY.get(one.what.evidence)
        if able is not None and kind not in able:
            message = _("%(kind)s不可能有这种记录，这项义务永远完不成。") % {"kind": Kind(kind).label}
            yield fault((*here, "who", "organisation", place), "not_recordable", message)
        trigger = kinds_shipped.RECORDED_BY.get(one.rhythm.after)
        if trigger is not None and kind not in trigger:
            message = _("%(kind)s不会发生这种事项，这项义务永远不会产生。") % {"kind": Kind(kind).label}
            yield fault((*here, "who", "organisation", place), "never_called", message)
        if by_holder and not any(possible.can_exist(post, kind) for post in one.who.post):
            words = {"kind": Kind(kind).label}
            message = _("%(kind)s中没有所列的任何职务，没有人能承担。") % words
            yield fault((*here, "who", "organisation", place), "nobody", message)


def _timing(one: ObligationPart, here: Path, fault) -> Iterator[Fault]:
    days = period_days(one)
    if days is None:
        return
    most = days * (AMOUNT_A_DAY if one.what.unit else A_DAY)
    if one.what.need > most:
        words = {"need": one.what.need, "days": days, "most": most}
        message = (
            ngettext(
                "需要%(need)d，而可办的时间只有%(days)d天（最多%(most)d），完不成。",
                "需要%(need)d，而可办的时间只有%(days)d天（最多%(most)d），完不成。",
                days,
            )
            % words
        )
        yield fault((*here, "what", "need"), "unreachable", message)
    whole = DAYS.get(Rhythm(one.rhythm.every), 366)
    if one.due.days < 0 and -one.due.days >= min(days, whole):
        message = _("期限在本期开始之前；请把 days 改小。")
        yield fault((*here, "due", "days"), "outside_period", message)
    if one.rhythm.every in CALENDAR and (one.due.days >= whole or _runs_over(one)):
        message = _("期限超过了下一期的末尾；请把 days 改小，或放宽频次。")
        yield fault((*here, "due", "days"), "outside_period", message)
    # What may be done within days after the period is open only for these days and the next period.
    lead = one.due.days if one.due.days > 0 and not one.rhythm.until else days
    for place, before in enumerate(one.reminders):
        if before >= lead and lead > 0:
            message = ngettext(
                "提前%(days)d天提醒时，本期还没有开始。", "提前%(days)d天提醒时，本期还没有开始。", before
            ) % {"days": before}
            yield fault((*here, "reminders", place), "early_reminder", message)


def _runs_over(one: ObligationPart) -> bool:
    """Whether the last day would lie behind the time in which records count, in some year with its holidays."""
    if one.due.days <= 0 or one.rhythm.begins or one.rhythm.until:
        return False
    for period in calendar_spans(Rule(one.rhythm.every, one.due.days), *HOLIDAYS_KNOWN):
        if period.closes and add_days(period.opens - ONE, one.due.days, one.due.working) >= period.closes:
            return True
    return False


def period_days(one: ObligationPart) -> int | None:
    """How many days there are to do it in, by calendar; None for what has no calendar."""
    if one.rhythm.every not in CALENDAR:
        return None
    if one.rhythm.begins or one.rhythm.until:
        first = _day(one.rhythm.begins or "01-01", 2026)
        last = _day(one.rhythm.until or "12-31", 2026)
        if last < first:
            last = _day(one.rhythm.until or "12-31", 2027)
        return (last - first).days + 1
    return DAYS[Rhythm(one.rhythm.every)]


def _day(written: str, year: int) -> date:
    month, day = (int(part) for part in written.split("-"))
    return date(year, month, min(day, 28) if month == 2 else day)


def _pairs(file: InstitutionFile, fault) -> Iterator[Fault]:
    for number, one in enumerate(file.obligations):
        for other in file.obligations[:number]:
            begins, ends = span(one, file)
            start, end = span(other, file)
            if not (begins < end and start < ends) or not same_act(one, other):
                continue
            words = {"key": other.key}
            here: Path = ("obligations", number)
            if deadline(one) != deadline(other):
                message = _("与%(key)s是同一组织的同一件事，期限却不同；请统一。") % words
                yield fault((*here, "rhythm"), "two_deadlines", message)
            elif one.what.need != other.what.need:
                message = _("与%(key)s是同一组织的同一件事，数量却不同；请统一。") % words
                yield fault((*here, "what", "need"), "two_needs", message)
            elif one.quorum == other.quorum and one.majority == other.majority:
                message = _("与%(key)s完全重复；同一件事只需写一次。") % words
                yield fault((*here, "key"), "repeated", message, WARNING)


def same_act(one: ObligationPart, other: ObligationPart) -> bool:
    """The same evidence with the same pieces, asked of the same actor in the same rhythm or of the same event. A
    monthly and a yearly duty of one kind of meeting are two; a stricter piece makes two as well."""
    return (
        one.what.evidence == other.what.evidence
        and set(marks(one)) == set(marks(other))
        and bool(set(one.who.organisation) & set(other.who.organisation))
        and one.who.bearer == other.who.bearer
        and (one.who.bearer == Bearer.ORGANISATION or bool(set(one.who.post) & set(other.who.post)))
        and set(one.who.when) == set(other.who.when)
        and one.rhythm.every == other.rhythm.every
        and one.rhythm.after == other.rhythm.after
    )


def marks(one: ObligationPart) -> list[str]:
    """All pieces asked for, attendants among them."""
    return [*one.what.marks, *(f"{kinds_shipped.ROLE}{post}" for post in one.what.attendants)]


def deadline(one: ObligationPart) -> tuple:
    return (one.due.days, one.due.working, one.rhythm.begins, one.rhythm.until, one.rhythm.months)


def between(file: InstitutionFile, source: Source, others: Iterable[InstitutionFile]) -> Iterator[Fault]:
    """Contradictions with other institutions in force at the same time."""
    for other in others:
        end, far = file.effective_to or date.max, other.effective_to or date.max
        if not (file.effective_from < far and other.effective_from < end):
            continue
        for number, mine in enumerate(file.obligations):
            for theirs in other.obligations:
                begins, stops = span(mine, file)
                start, ends = span(theirs, other)
                overlap = begins < ends and start < stops
                if overlap and same_act(mine, theirs) and deadline(mine) != deadline(theirs):
                    line, column = source.value_place(("obligations", number, "rhythm"))
                    words = {"name": other.name, "key": theirs.key}
                    message = _("与《%(name)s》%(key)s是同一件事，期限却不同；请统一。") % words
                    yield Fault(line, column, "two_deadlines", message)


def _names(kinds: Iterable[str]) -> str:
    return _("、").join(str(Kind(kind).label) for kind in kinds)


assert set(DAYS) == set(MONTHS)
