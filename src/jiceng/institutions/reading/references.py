"""What a file points at must exist: clauses, kinds of evidence, pieces, conditions, posts; keys are used once."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from jiceng.institutions import kinds, kinds_shipped
from jiceng.institutions.conditions import CONDITIONS
from jiceng.institutions.enums import CALENDAR, Bearer, Rhythm
from jiceng.institutions.reading.faults import WARNING, Fault
from jiceng.institutions.reading.nodes import Path, Source
from jiceng.institutions.reading.schema import InstitutionFile, ObligationPart, nearest

FAR = date.max


def span(part: ObligationPart, file: InstitutionFile) -> tuple[date, date]:
    """From when until when (excluded) an obligation binds."""
    return part.effective_from or file.effective_from, part.effective_to or file.effective_to or FAR


def check(file: InstitutionFile, source: Source) -> Iterator[Fault]:
    def fault(path: Path, code: str, message: str, severity: str = "error") -> Fault:
        line, column = source.value_place(path)
        return Fault(line, column, code, message, severity)

    yield from _dates(file, fault)
    articles: dict[int, int] = {}
    for number, clause in enumerate(file.clauses):
        if clause.article in articles:
            message = _("第%(article)d条写了两次。") % {"article": clause.article}
            yield fault(("clauses", number, "article"), "twice", message)
        articles[clause.article] = number
    yield from _keys(file, fault)
    for number, one in enumerate(file.obligations):
        here: Path = ("obligations", number)
        if one.clause not in articles:
            known = _("、").join(str(article) for article in sorted(articles))
            message = _("没有第%(article)d条；本制度有第%(known)s条。") % {
                "article": one.clause,
                "known": known,
            }
            yield fault((*here, "clause"), "clause", message)
        yield from _obligation(one, here, fault)
        begins, ends = span(one, file)
        if begins < file.effective_from or (file.effective_to and ends > file.effective_to):
            yield fault((*here, "effective_from"), "outside", _("义务的起止日期超出了制度本身的起止日期。"))
        if ends <= begins:
            yield fault((*here, "effective_to"), "order", _("止日必须在起日之后。"))


def _dates(file: InstitutionFile, fault) -> Iterator[Fault]:
    if file.effective_to is not None and file.effective_to <= file.effective_from:
        yield fault(("effective_to",), "order", _("止日必须在起日之后。"))
    if not file.obligations:
        message = _("没有写任何义务：这份制度不会产生待办事项。")
        yield fault(("obligations",), "nothing_owed", message, WARNING)


def _keys(file: InstitutionFile, fault) -> Iterator[Fault]:
    """A key may come again when its time does not overlap with the first."""
    seen: list[ObligationPart] = []
    for number, one in enumerate(file.obligations):
        begins, ends = span(one, file)
        for other in seen:
            start, end = span(other, file)
            if other.key == one.key and begins < end and start < ends:
                message = _("编号%(key)s已经用过；同一编号只能用于不重叠的时间。") % {"key": one.key}
                yield fault(("obligations", number, "key"), "duplicate_key", message)
                break
        seen.append(one)


def _obligation(one: ObligationPart, here: Path, fault) -> Iterator[Fault]:
    known = list(kinds.known())
    if kinds.of(one.what.evidence) is None:
        yield _unknown(fault, (*here, "what", "evidence"), one.what.evidence, known, "evidence")
    else:
        yield from _marks(one, here, fault)
    for place, condition in enumerate(one.who.when):
        if condition not in CONDITIONS:
            path = (*here, "who", "when", place)
            yield _unknown(fault, path, condition, list(CONDITIONS), "condition")
    yield from _rhythm(one, here, fault, known)
    if one.who.bearer == Bearer.HOLDER and not one.who.post:
        yield fault(
            (*here, "who", "bearer"), "holder", _("由任职人承担的义务要写明职务：post: [secretary]。")
        )
    if one.what.need > 1 and one.what.unit == "" and one.rhythm.every not in CALENDAR:
        message = _("需要多次的义务应按日历周期写，或写明单位。")
        yield fault((*here, "what", "need"), "need", message, WARNING)


def _rhythm(one: ObligationPart, here: Path, fault, known: list[str]) -> Iterator[Fault]:
    timing = one.rhythm
    if timing.every == Rhythm.EVENT and not timing.after:
        yield fault((*here, "rhythm"), "trigger", _("“事项发生后”要写明什么事项：after: 凭据种类。"))
    elif timing.after and timing.every != Rhythm.EVENT:
        yield fault((*here, "rhythm", "after"), "trigger", _("after 只用于 every: event。"))
    elif timing.after and kinds.of(timing.after) is None:
        yield _unknown(fault, (*here, "rhythm", "after"), timing.after, known, "evidence")
    if timing.every == Rhythm.SINCE_LAST and not timing.months:
        yield fault((*here, "rhythm"), "months", _("“自上次起”要写明几个月：months: 6。"))
    elif timing.months and timing.every not in (Rhythm.SINCE_LAST, Rhythm.TERM):
        yield fault((*here, "rhythm", "months"), "months", _("months 只用于 since_last 和 term。"))
    for name, value in (("from", timing.begins), ("until", timing.until)):
        if value and timing.every != Rhythm.YEAR:
            message = _("from 和 until 只用于 every: year。")
            yield fault((*here, "rhythm", name), "window", message)


def _marks(one: ObligationPart, here: Path, fault) -> Iterator[Fault]:
    possible = kinds_shipped.marks_of(one.what.evidence)
    for place, mark in enumerate(one.what.marks):
        role = mark.removeprefix(kinds_shipped.ROLE) if mark.startswith(kinds_shipped.ROLE) else ""
        if mark not in possible and role not in kinds_shipped.PostKind.values:
            yield _unknown(fault, (*here, "what", "marks", place), mark, sorted(possible), "mark")


def _unknown(fault, path: Path, word: str, known: list[str], code: str) -> Fault:
    what = {
        "evidence": _("没有“%(word)s”这种凭据。%(hint)s"),
        "condition": _("没有“%(word)s”这个条件。%(hint)s"),
        "mark": _("这种凭据没有“%(word)s”这一要件。%(hint)s"),
    }[code]
    hint = nearest(word, known)
    if code == "evidence" and word.startswith(kinds.OWN):
        hint = _("本县自己的工作写成 own.加2至30个字的名称，例如 own.消防演练。")
    if not hint and len(known) <= 20:
        hint = _("可以写：%(words)s。") % {"words": _("、").join(known) or "—"}
    return fault(path, code, what % {"word": word, "hint": hint})
