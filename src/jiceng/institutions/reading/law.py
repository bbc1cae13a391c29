"""Law and party rules are not the county's to loosen: a new edition may ask for more than they do, never for less."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from jiceng.institutions.enums import Level, Rhythm
from jiceng.institutions.reading import conflicts
from jiceng.institutions.reading.faults import WARNING, Fault
from jiceng.institutions.reading.nodes import Path, Source
from jiceng.institutions.reading.schema import InstitutionFile, ObligationPart, Quorum

BINDING = (Level.LAW, Level.PARTY_RULE)
MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6, Rhythm.YEAR: 12}
SEVERITIES = ("information", "should", "must")


def level_of(one: ObligationPart, file: InstitutionFile) -> str:
    """An obligation's own level, else its clause's."""
    if one.level is not None:
        return one.level
    return next((clause.level for clause in file.clauses if clause.article == one.clause), Level.HOUSE.value)


def check(file: InstitutionFile, source: Source, floor: InstitutionFile) -> Iterator[Fault]:
    """Compare with `floor`: the shipped institution of the same time."""
    yield from _clauses(file, source, floor)
    mine = {one.key: number for number, one in enumerate(file.obligations)}
    for least in floor.obligations:
        if level_of(least, floor) not in BINDING:
            continue
        # Not in force any more when the new edition begins: nothing to keep.
        if least.effective_to and least.effective_to <= file.effective_from:
            continue
        words = {"key": least.key, "source": least.source or _source(least, floor)}
        if least.key not in mine:
            message = _("%(key)s是法定义务（%(source)s），不能删去。") % words
            line, column = source.place(("obligations",))
            yield Fault(line, column, "below_law", message)
            continue
        number = mine[least.key]
        here: Path = ("obligations", number)
        one = file.obligations[number]
        laxer = list(_laxer(one, least, here))
        for path, what in laxer:
            line, column = source.value_place(path)
            said = _("%(key)s是法定义务（%(source)s），%(what)s不能比规定的宽。") % {**words, "what": what}
            yield Fault(line, column, "below_law", said)
        if not laxer and _changed(one, least):
            line, column = source.value_place((*here, "key"))
            said = _("%(key)s是法定义务（%(source)s）；改动后不低于规定，可以发布。") % words
            yield Fault(line, column, "law_changed", said, WARNING)


def _clauses(file: InstitutionFile, source: Source, floor: InstitutionFile) -> Iterator[Fault]:
    """Words of an article that stands on law may be changed, with a look at the law."""
    mine = {clause.article: number for number, clause in enumerate(file.clauses)}
    for least in floor.clauses:
        number = mine.get(least.article)
        if least.level not in BINDING or number is None:
            continue
        if file.clauses[number].text.split() != least.text.split():
            line, column = source.value_place(("clauses", number, "text"))
            words = {"article": least.article, "source": least.source}
            said = _("第%(article)d条依据%(source)s，文字有改动；请核对原文。") % words
            yield Fault(line, column, "law_text", said, WARNING)


def _source(one: ObligationPart, file: InstitutionFile) -> str:
    return next((clause.source for clause in file.clauses if clause.article == one.clause), "")


def _laxer(one: ObligationPart, least: ObligationPart, here: Path) -> Iterator[tuple[Path, str]]:
    if one.what.evidence != least.what.evidence:
        yield (*here, "what", "evidence"), _("凭据")
    if set(conflicts.marks(least)) - set(conflicts.marks(one)):
        yield (*here, "what", "marks"), _("凭据要件")
    if _a_year(one) < _a_year(least):
        yield (*here, "rhythm", "every"), _("频次")
    elif one.what.need < least.what.need and one.rhythm.every == least.rhythm.every:
        yield (*here, "what", "need"), _("数量")
    if one.rhythm.every == least.rhythm.every and _later(one, least):
        yield (*here, "due", "days"), _("期限")
    for name, words in (("quorum", _("出席比例")), ("majority", _("通过比例"))):
        if _lower(getattr(one, name), getattr(least, name)):
            yield (*here, name), words
    yield from _narrower(one, least, here)


def _narrower(one: ObligationPart, least: ObligationPart, here: Path) -> Iterator[tuple[Path, str]]:
    """Binds fewer, or less strongly."""
    if set(least.who.organisation) - set(one.who.organisation):
        yield (*here, "who", "organisation"), _("适用的组织")
    if set(one.who.when) - set(least.who.when):
        yield (*here, "who", "when"), _("适用的条件")
    if SEVERITIES.index(one.severity) < SEVERITIES.index(least.severity):
        yield (*here, "severity"), _("强度")


def _a_year(one: ObligationPart) -> Fraction:
    """How often (or how much) a year; what has no calendar counts as nothing and is compared otherwise."""
    months = MONTHS.get(Rhythm(one.rhythm.every))
    return Fraction(one.what.need * 12, months) if months else Fraction(0)


def _later(one: ObligationPart, least: ObligationPart) -> bool:
    mine, theirs = (
        (part.due.days * 7 / 5 if part.due.working else float(part.due.days)) for part in (one, least)
    )
    if mine > theirs:
        return True
    return (one.rhythm.until or "12-31") > (least.rhythm.until or "12-31") or (one.rhythm.months or 0) > (
        least.rhythm.months or 0
    )


def _lower(mine: Quorum | None, least: Quorum | None) -> bool:
    """A lower share, or one of a smaller base: of all entitled is more than of those present, and that than of those
    who voted."""
    if least is None:
        return False
    if mine is None:
        return True
    order = ("cast", "present", "entitled")
    if order.index(mine.of) < order.index(least.of):
        return True
    ours, theirs = mine.threshold, least.threshold
    return (Fraction(ours.num, ours.den), ours.strict) < (Fraction(theirs.num, theirs.den), theirs.strict)


def _changed(one: ObligationPart, least: ObligationPart) -> bool:
    telling = {"what", "rhythm", "due", "quorum", "majority", "who", "severity"}
    return one.model_dump(include=telling) != least.model_dump(include=telling)
