"""What the audiences said: the boxes of an appraisal, the counts as they are published, the reckoned total."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiceng.appraisal.enums import GRADES
from jiceng.appraisal.models import Appraisal, WorkReport
from jiceng.appraisal.norms import norms
from jiceng.appraisal.reckoning import Share, shares, tenths, together, total_of
from jiceng.kernel.words import strung
from jiceng.meetings.enums import MeetingState, RollSource
from jiceng.meetings.enums_votes import Grade, PollForm, PollState
from jiceng.meetings.models import Meeting, Poll
from jiceng.meetings.queries.votes.results import count
from jiceng.organisations.queries.ranks import by_rank

AUDIENCES = (RollSource.UNITS, RollSource.FULL_MEMBERS, RollSource.REPRESENTATIVES)
RESIDENTS = (RollSource.FULL_MEMBERS, RollSource.REPRESENTATIVES)


def audience_name(sources) -> str:
    """「驻区单位、居民代表」."""
    return strung(str(RollSource(one).label) for one in sources)


def boxes(appraisal: Appraisal) -> QuerySet[Poll]:
    """The polls of the appraisal that stand, one for each audience; those of an annulled meeting do not."""
    rows = Poll.objects.filter(
        item__meeting=appraisal.meeting_id, item__meeting__isnull=False, form=PollForm.GRADES
    )
    standing = rows.exclude(state=PollState.VOID).exclude(item__meeting__state=MeetingState.ANNULLED)
    return standing.exclude(audience="").order_by("pk")


def audiences_of(meeting: Meeting, reporting: set[int]) -> list[tuple[str, ...]]:
    """Which audiences of the roll vote in one box, so that none is so small that it would tell. Who reports does not
    count: they do not vote."""
    rows = meeting.roll.filter(entitled=True, source__in=AUDIENCES).exclude(person__in=reporting)
    sizes = {source: rows.filter(source=source).count() for source in AUDIENCES}
    return together(sizes, norms().smallest_group)


def counts_of(appraisal: Appraisal) -> list[dict]:
    """For each report its audiences as they may be published: too few ballots are counted together."""
    found = [(tuple(poll.audience.split("+")), poll, count(poll)) for poll in boxes(appraisal)]
    valid = {"+".join(sources): one.ballots.valid for sources, _poll, one in found}
    merged = together(valid, norms().smallest_group)
    return [
        {
            "report": report.pk,
            "name": report.term.person.name,
            "groups": [_group(report, keys, found) for keys in merged],
        }
        for report in sent(appraisal)
    ]


def _group(report: WorkReport, keys: tuple[str, ...], found: list) -> dict:
    inside = [(poll, one) for sources, poll, one in found if "+".join(sources) in keys]
    totals = dict.fromkeys(Grade.values, 0)
    for poll, one in inside:
        option = poll.options.filter(person=report.term.person_id).first()
        for grade in totals if option else ():
            totals[grade] += one.lines[f"{option.pk}:{grade}"]
    return {
        "sources": sorted(source for key in keys for source in key.split("+")),
        "entitled": sum(one.heads.entitled for _poll, one in inside),
        "valid": sum(one.ballots.valid for _poll, one in inside),
        "counts": totals,
    }


def is_whole(appraisal: Appraisal) -> bool:
    """Whether each box can be published by itself: none was counted together with another."""
    groups = counts_of(appraisal)
    return bool(groups) and len(groups[0]["groups"]) == boxes(appraisal).count()


def sent(appraisal: Appraisal) -> QuerySet[WorkReport]:
    """By rank, the secretary first."""
    rows = appraisal.reports.filter(sent_on__isnull=False).select_related("term__person", "term__post")
    return rows.order_by(by_rank("term__post__kind"), "pk")


@dataclass(frozen=True)
class Told:
    """The published result of one report: rows of the table, and the reckoned total with its way."""

    report: int
    name: str
    table: list[list]
    reckoning: list[dict]
    total: int | None

    @property
    def total_text(self) -> str:
        return tenths_text(self.total) if self.total is not None else "—"


def tenths_text(value: int) -> str:
    return f"{value // 10}.{value % 10}"


def told(appraisal: Appraisal) -> list[Told]:
    """The result as it was published."""
    return [_told(row) for row in appraisal.results]


def _told(row: dict) -> Told:
    table = [
        [
            audience_name(one["sources"]),
            one["entitled"],
            one["valid"],
            *(one["counts"][grade] for grade, _word in GRADES),
        ]
        for one in row["groups"]
    ]
    parts = parts_of(row)
    return Told(row["report"], row["name"], table, [_spelled(one) for one in parts], total_of(parts))


def parts_of(row: dict) -> list[Share]:
    asked = norms()
    groups = [(tuple(one["sources"]), one["counts"]) for one in row["groups"]]
    return shares(groups, weights=asked.weights, points=asked.points)


def _spelled(one: Share) -> dict:
    """As it is kept with the grade: audience, mean in points, part in per cent, both with one decimal."""
    return {
        "sources": list(one.sources),
        "mean": tenths_text(tenths(one.mean)),
        "part": tenths_text(tenths(one.part * 100)),
    }


def reckoning_text(parts: list[dict]) -> str:
    """「驻区单位88.0分×20.0%＋党员91.5分×80.0%」."""
    said = _("%(who)s%(mean)s分×%(part)s%%")
    values = [
        said % {"who": audience_name(one["sources"]), "mean": one["mean"], "part": one["part"]}
        for one in parts
    ]
    return _("＋").join(values)
