"""What is owed: obligations in force × those who bear them × the days on which they fall due. Reads, never writes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from jiceng.institutions import periods
from jiceng.institutions.conditions import Holding
from jiceng.institutions.enums import CALENDAR, Bearer, Rhythm
from jiceng.institutions.models import Evidence, EvidenceMark, Obligation
from jiceng.institutions.thresholds import Heads
from jiceng.kernel.validity import holds_on
from jiceng.organisations.models import Organisation, Term

Key = tuple[int, int, int | None, date, str]


@dataclass(frozen=True)
class Expected:
    """A duty as it should be; `key` is what makes it one and the same from look to look."""

    obligation: int
    organisation: int
    term: int | None
    span: periods.Span
    need: int
    subject: str = ""
    trigger: int | None = None

    @property
    def key(self) -> Key:
        return (self.obligation, self.organisation, self.term, self.span.opens, self.subject)


@dataclass(frozen=True)
class Holder:
    """One who can owe something: an organisation, or a person in a post, from a day to a day."""

    organisation: int
    begins: date
    ends: date | None
    term: int | None = None
    person: int | None = None


@dataclass(frozen=True)
class Reach:
    """Which days and organisations (None: all) are looked at. Duties open in [since, until); `today` decides whether a
    condition is asked for the due day or, when that is still to come, for today."""

    since: date
    until: date
    today: date
    organisations: frozenset[int] | None = None


def in_force(reach: Reach) -> Iterable[Obligation]:
    """Obligations of published editions that are in force on some day of the reach."""
    overlap = Q(valid_from__lt=reach.until) & (Q(valid_to__isnull=True) | Q(valid_to__gt=reach.since))
    edition = Q(edition__valid_from__lt=reach.until, edition__published_at__isnull=False) & (
        Q(edition__valid_to__isnull=True) | Q(edition__valid_to__gt=reach.since)
    )
    return Obligation.objects.filter(overlap, edition).select_related("edition")


def rule_of(obligation: Obligation) -> periods.Rule:
    return periods.Rule(
        obligation.rhythm,
        obligation.due_days,
        obligation.due_working,
        obligation.window_from,
        obligation.window_until,
        obligation.interval_months,
    )


def force_of(obligation: Obligation) -> tuple[date, date | None]:
    """From when to when (excluded) the obligation binds: its own dates inside those of its edition."""
    edition = obligation.edition
    ends = [day for day in (obligation.valid_to, edition.valid_to) if day is not None]
    return max(obligation.valid_from, edition.valid_from), min(ends) if ends else None


class Planner:
    """Works out what is expected. Keeps what it has read: bearers by kind, conditions by day."""

    def __init__(self, reach: Reach, conditions: Holding | None = None):
        self.reach = reach
        self._conditions = conditions or Holding.over(reach.since, reach.until, reach.organisations)
        self._bearers: dict[tuple, list[Holder]] = {}

    def expected(self, obligations: Iterable[Obligation]) -> Iterator[Expected]:
        for obligation in obligations:
            if obligation.rhythm in CALENDAR:
                yield from self._by_calendar(obligation)
            elif obligation.rhythm == Rhythm.EVENT:
                yield from self._by_event(obligation)
            else:
                yield from self._by_bearer(obligation)

    def bearers(self, obligation: Obligation) -> list[Holder]:
        """Organisations of the kinds, or the terms in the posts of these kinds in them."""
        by_post = obligation.bearer == Bearer.HOLDER or obligation.rhythm == Rhythm.TERM
        posts = tuple(obligation.post_kinds) if by_post else ()
        key = (tuple(obligation.organisation_kinds), posts, obligation.bearer)
        if key not in self._bearers:
            self._bearers[key] = self._terms(obligation) if posts else self._organisations(obligation)
        return self._bearers[key]

    def _organisations(self, obligation: Obligation) -> list[Holder]:
        rows = Organisation.objects.filter(
            _lives("", self.reach), kind__in=obligation.organisation_kinds
        ).order_by("pk")
        if self.reach.organisations is not None:
            rows = rows.filter(pk__in=self.reach.organisations)
        return [Holder(*row) for row in rows.values_list("pk", "valid_from", "valid_to")]

    def _terms(self, obligation: Obligation) -> list[Holder]:
        rows = Term.objects.filter(
            _lives("", self.reach),
            post__kind__in=obligation.post_kinds,
            post__organisation__kind__in=obligation.organisation_kinds,
        ).order_by("valid_from", "pk")
        if self.reach.organisations is not None:
            rows = rows.filter(post__organisation__in=self.reach.organisations)
        fields = ("post__organisation", "valid_from", "valid_to", "pk", "person")
        holders = [Holder(*row) for row in rows.values_list(*fields)]
        if obligation.bearer == Bearer.HOLDER:
            return holders
        return [Holder(one.organisation, one.begins, one.ends) for one in holders]

    def _holds(self, obligation: Obligation, organisation: int, span: periods.Span) -> bool:
        day = min(span.due, max(self.reach.today, span.opens))
        found = self._conditions.on(obligation.conditions, day)
        return found is None or organisation in found

    def _make(self, obligation: Obligation, holder: Holder, span: periods.Span, **fields) -> Expected | None:
        begins, ends = force_of(obligation)
        if span.opens < begins or (ends is not None and span.opens >= ends):
            return None
        if not self.reach.since <= span.opens < self.reach.until:
            return None
        if not self._holds(obligation, holder.organisation, span):
            return None
        term = holder.term if obligation.bearer == Bearer.HOLDER else None
        return Expected(obligation.pk, holder.organisation, term, span, obligation.need, **fields)

    def _by_calendar(self, obligation: Obligation) -> Iterator[Expected]:
        begins, ends = force_of(obligation)
        until = min(self.reach.until, ends) if ends else self.reach.until
        spans = periods.calendar_spans(rule_of(obligation), max(self.reach.since, begins), until)
        for holder in self.bearers(obligation):
            for span in spans:
                mine = periods.within(span, holder.begins, holder.ends)
                made = mine and self._make(obligation, holder, mine)
                if made:
                    yield made

    def _by_event(self, obligation: Obligation) -> Iterator[Expected]:
        """For each standing piece of evidence of the trigger; a holder's duty falls to those in office that day."""
        rows = Evidence.objects.filter(
            kind=obligation.trigger,
            annulled_at__isnull=True,
            on__gte=self.reach.since,
            on__lt=self.reach.until,
            organisation__kind__in=obligation.organisation_kinds,
        )
        if self.reach.organisations is not None:
            rows = rows.filter(organisation__in=self.reach.organisations)
        holders = defaultdict(list)
        for holder in self.bearers(obligation):
            holders[holder.organisation].append(holder)
        rule, seen = rule_of(obligation), set()
        for pk, organisation, on, subject in rows.values_list("pk", "organisation", "on", "subject"):
            span = periods.event_span(rule, on)
            for holder in holders[organisation]:
                if holder.begins > on or (holder.ends is not None and holder.ends <= on):
                    continue
                made = self._make(obligation, holder, span, subject=subject, trigger=pk)
                if made and made.key not in seen:
                    seen.add(made.key)
                    yield made

    def _by_bearer(self, obligation: Obligation) -> Iterator[Expected]:
        """Terms, the time since the last, and what must always be there."""
        rule, seen = rule_of(obligation), set()
        last = self._last(obligation) if obligation.rhythm == Rhythm.SINCE_LAST else {}
        begins = force_of(obligation)[0]
        for holder in self.bearers(obligation):
            start = max(holder.begins, begins, self.reach.since)
            if obligation.rhythm == Rhythm.TERM:
                spans = [periods.term_span(rule, holder.begins, holder.ends)]
            elif obligation.rhythm == Rhythm.ALWAYS:
                spans = [periods.always_span(rule, start)]
            else:
                spans = _chain(rule, start, last.get((holder.organisation, holder.person), []))
            for span in spans:
                if holder.ends is not None and holder.ends <= span.due:
                    continue
                made = self._make(obligation, holder, span)
                if made and made.key not in seen:
                    seen.add(made.key)
                    yield made

    def _last(self, obligation: Obligation) -> dict[tuple[int, int | None], list[date]]:
        """Days on which it was really done, in order, by organisation and (for holders) person: records that bear the
        quorum and every piece; what does not count does not put off the next time."""
        rows = Evidence.objects.filter(kind=obligation.evidence, annulled_at__isnull=True).order_by("on")
        if self.reach.organisations is not None:
            rows = rows.filter(organisation__in=self.reach.organisations)
        for mark in obligation.pieces:
            rows = rows.filter(Exists(EvidenceMark.objects.filter(evidence=OuterRef("pk"), mark=mark)))
        quorum = obligation.quorum
        by_person = obligation.bearer == Bearer.HOLDER
        found: dict[tuple[int, int | None], list[date]] = defaultdict(list)
        fields = ("organisation", "person", "on", "entitled", "present")
        for organisation, person, on, entitled, present in rows.values_list(*fields):
            if not quorum.asks or (entitled and quorum.met(present, Heads(entitled))):
                found[organisation, person if by_person else None].append(on)
        return found


def _chain(rule: periods.Rule, start: date, days: list[date]) -> list[periods.Span]:
    """One duty after another: each day done begins the next."""
    spans, last = [periods.since_last_span(rule, None, start)], None
    for day in days:
        if day >= start and day != last:
            last = day
            spans.append(periods.since_last_span(rule, day, start))
    return spans


def _lives(prefix: str, reach: Reach) -> Q:
    """Exists on some day of the reach."""
    ends = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": reach.since})
    return Q(**{f"{prefix}valid_from__lt": reach.until}) & ends


def answerable(organisations: Iterable[int], day: date) -> dict[tuple[int, str], list[tuple[int, str]]]:
    """Who is in office that day: (organisation, kind of post) to (person id, name); an empty one is a vacancy."""
    terms = Term.objects.on(day).filter(holds_on(day, "post__"), post__organisation__in=list(organisations))
    found: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
    fields = ("post__organisation", "post__kind", "person", "person__name")
    for organisation, kind, person, name in terms.order_by("post_id", "pk").values_list(*fields):
        found[organisation, kind].append((person, name))
    return found
