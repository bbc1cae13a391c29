"""What a year's records say of somebody's work: the ground of the report, each figure with the records behind it."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.appraisal.models import Appraisal, Rectification, WorkReport
from jiceng.appraisal.rules import reporting_terms
from jiceng.documents.models import Task
from jiceng.institutions import kinds
from jiceng.institutions.enums import State
from jiceng.institutions.models import Duty, Evidence, Obligation
from jiceng.institutions.queries.states import duties_on
from jiceng.organisations.models import Organisation


@dataclass(frozen=True)
class Done:
    """Work of one kind in the year: how often, how much in the kind's unit, and how many of those called came."""

    kind: str
    count: int
    amount: int
    entitled: int = 0
    present: int = 0

    @property
    def label(self) -> str:
        return kinds.label_of(self.kind)

    @property
    def unit(self) -> str:
        one = kinds.of(self.kind)
        return str(one.counts) if one else ""

    @property
    def share(self) -> int | None:
        """Per cent of those called who came; None where nobody is counted."""
        return round(100 * self.present / self.entitled) if self.entitled else None

    @property
    def words(self) -> str:
        """「党员大会4次，到会率86%」."""
        said = ngettext("%(label)s%(count)d次", "%(label)s%(count)d次", self.count)
        text = said % {"label": self.label, "count": self.count}
        if self.unit and self.amount != self.count:
            text += _("，共%(amount)s%(unit)s") % {"amount": self.amount, "unit": self.unit}
        if self.share is not None:
            text += _("，到会率%(share)d%%") % {"share": self.share}
        return text


@dataclass(frozen=True)
class Kept:
    """How one institution was kept in the year: duties that fell due, and what became of them."""

    institution: str
    owed: int
    in_time: int
    late: int
    missed: int
    excused: int

    @property
    def words(self) -> str:
        """「支部组织生活制度：应完成12项，按期完成11项，没有完成1项」."""
        parts = [_("应完成%(owed)d项") % asdict(self), _("按期完成%(in_time)d项") % asdict(self)]
        for name, words in (
            ("late", _("逾期完成%(late)d项")),
            ("missed", _("没有完成%(missed)d项")),
            ("excused", _("经批准免办%(excused)d项")),
        ):
            if getattr(self, name):
                parts.append(words % asdict(self))
        return _("%(institution)s：%(parts)s") % {
            "institution": self.institution,
            "parts": _("，").join(parts),
        }


@dataclass(frozen=True)
class Missing:
    """A duty of the year that was not done by the day."""

    title: str
    due: str
    institution: str


@dataclass(frozen=True)
class Facts:
    """Everything that the records of a year say, until the day."""

    until: str
    done: tuple[Done, ...] = ()
    kept: tuple[Kept, ...] = ()
    missing: tuple[Missing, ...] = ()
    tasks: tuple[int, int, int] = (0, 0, 0)

    @property
    def tasks_words(self) -> str:
        """「交办任务9项，完成7项，逾期未完成1项」; empty without tasks."""
        given, finished, late = self.tasks
        values = {"given": given, "finished": finished, "late": late}
        if not given:
            return ""
        text = _("交办任务%(given)d项，完成%(finished)d项") % values
        return text + (_("，逾期未完成%(late)d项") % values if late else "")

    def as_kept(self) -> dict:
        return asdict(self)

    @staticmethod
    def read(kept: dict) -> "Facts":
        """As they were kept when the report was sent."""
        return Facts(
            kept["until"],
            tuple(Done(**one) for one in kept["done"]),
            tuple(Kept(**one) for one in kept["kept"]),
            tuple(Missing(**one) for one in kept["missing"]),
            tuple(kept["tasks"]),
        )


def bodies_of(report: WorkReport, on: date) -> list[Organisation]:
    """The bodies for which the person reports: those of the community in which a reporting post is held on the day,
    at least that of the report's own term."""
    terms = reporting_terms(on, person=report.term.person_id)
    mine = [one.post.organisation for one in terms]
    place = report.appraisal.community_id
    held = [one for one in mine if one.territory_id == place]
    return list({one.pk: one for one in (report.term.post.organisation, *held)}.values())


def records_of(report: WorkReport, until: date) -> QuerySet[Evidence]:
    """The standing evidence of the year up to the day: of the bodies, and of nobody else's own work."""
    start = date(report.appraisal.year, 1, 1)
    last = min(until, date(report.appraisal.year, 12, 31))
    asked = Obligation.objects.filter(duties__organisation__in=bodies_of(report, until)).values("evidence")
    own = Q(person=None) | Q(person=report.term.person_id)
    return Evidence.objects.filter(
        own,
        organisation__in=bodies_of(report, until),
        on__gte=start,
        on__lte=last,
        annulled_at=None,
        kind__in=asked,
    )


def facts_of(report: WorkReport, *, as_of: date) -> Facts:
    """The figures of the day; of a report that was sent, those that were sent with it."""
    if report.sent_on:
        return Facts.read(report.facts)
    rows = (
        records_of(report, as_of)
        .order_by()
        .values("kind")
        .annotate(count=Count("pk"), amount=Sum("amount"), entitled=Sum("entitled"), present=Sum("present"))
    )
    done = tuple(sorted((Done(**one) for one in rows), key=lambda one: (-one.count, one.kind)))
    duties = _duties(report, as_of)
    return Facts(as_of.isoformat(), done, _kept(duties), _missing(duties), _tasks(report, as_of))


def _duties(report: WorkReport, day: date) -> QuerySet[Duty]:
    """What fell due in the year by the day, of the bodies and of the person's own posts."""
    year = report.appraisal.year
    last = min(day, date(year, 12, 31))
    own = Q(term=None) | Q(term__person=report.term.person_id)
    return duties_on(day).filter(
        own,
        organisation__in=bodies_of(report, day),
        due_on__gte=date(year, 1, 1),
        due_on__lte=last,
    )


INSTITUTION = "obligation__edition__institution"


def _kept(duties: QuerySet[Duty]) -> tuple[Kept, ...]:
    done = Q(state=State.DONE)
    rows = (
        duties.order_by()
        .values(f"{INSTITUTION}__number", f"{INSTITUTION}__name")
        .annotate(
            owed=Count("pk"),
            in_time=Count("pk", filter=done & Q(fulfilled_on__lte=F("due_on"))),
            late=Count("pk", filter=done & Q(fulfilled_on__gt=F("due_on"))),
            missed=Count("pk", filter=Q(state__in=(State.LATE, State.MISSED))),
            excused=Count("pk", filter=Q(state=State.WAIVED)),
        )
        .order_by(f"{INSTITUTION}__number")
    )
    counts = ("owed", "in_time", "late", "missed", "excused")
    return tuple(Kept(*row) for row in rows.values_list(f"{INSTITUTION}__name", *counts))


MOST_MISSING = 12


def _missing(duties: QuerySet[Duty]) -> tuple[Missing, ...]:
    rows = duties.filter(state__in=(State.LATE, State.MISSED)).select_related(
        "obligation__edition__institution", "trigger"
    )
    return tuple(
        Missing(row.obligation.title, row.due_on.isoformat(), row.obligation.edition.institution.name)
        for row in rows.order_by("due_on", "pk")[:MOST_MISSING]
    )


def _tasks(report: WorkReport, day: date) -> tuple[int, int, int]:
    """Given in the year, finished, and open past their day."""
    year = report.appraisal.year
    last = min(day, date(year, 12, 31))
    rows = Task.objects.filter(
        unit__in=bodies_of(report, day), assigned_on__gte=date(year, 1, 1), assigned_on__lte=last
    ).exclude(dropped_on__lte=day)
    found = rows.aggregate(
        given=Count("pk"),
        finished=Count("pk", filter=Q(done_on__lte=day)),
        late=Count("pk", filter=(Q(done_on=None) | Q(done_on__gt=day)) & Q(due_on__lt=day)),
    )
    return found["given"], found["finished"], found["late"]


def before(appraisal: Appraisal) -> QuerySet[Rectification]:
    """What last year's appraisal asked to be put right: this year begins with it."""
    rows = Rectification.objects.filter(
        appraisal__community=appraisal.community_id, appraisal__year=appraisal.year - 1
    )
    return rows.filter(appraisal__listed_on__isnull=False).select_related("task").order_by("pk")
