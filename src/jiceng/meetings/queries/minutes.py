"""Minutes draft themselves from what was kept: agenda, attendance, notes, decisions, votes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import override

from jiceng.kernel.pages import chinese_day
from jiceng.meetings.models import AgendaItem, Meeting, Minutes
from jiceng.meetings.queries.quorum import present, quorum
from jiceng.meetings.queries.sentences import wording

MOST_NAMES = 60
# Further lines of an item, such as how it was voted on: `lines(item) -> list[str]`.
_lines: list[Callable[[AgendaItem], list[str]]] = []


def register_lines(lines: Callable[[AgendaItem], list[str]]) -> None:
    """Called while the app starts, by what knows more about an item."""
    _lines.append(lines)


@dataclass(frozen=True)
class Part:
    """A heading with its paragraphs, as minutes are set."""

    heading: str
    paragraphs: list[str]


def drafted(meeting: Meeting) -> str:
    """The whole text: headings begin with "# ", paragraphs stand on lines of their own."""
    with override("zh-hans"):
        says = wording()
        return "\n".join([*_opening(meeting, says), *_items(meeting, says), *_ending(meeting, says)])


def _opening(meeting: Meeting, says: dict[str, str]) -> Iterator[str]:
    yield says["opening"] % {
        "date": chinese_day(meeting.day),
        "unit": meeting.organisation,
        "place": meeting.place,
        "title": meeting.title,
        "chair": meeting.chair or "",
    }
    if meeting.clerk_id:
        yield says["recorded"] % {"clerk": meeting.clerk}
    if meeting.entrusted:
        yield says["entrusted"] % {"entrusted": meeting.entrusted}
    counted = quorum(meeting)
    yield says["quorum"] % {"quorum": counted.sentence}
    if counted.threshold.asks and not counted.met:
        yield says["no_quorum"]
    here = present(meeting)
    missing = list(meeting.roll.filter(entitled=True).exclude(here).values_list("name", flat=True))
    if 0 < len(missing) <= MOST_NAMES:
        yield says["absent"] % {"names": "、".join(missing)}
    guests = list(meeting.roll.filter(here, entitled=False).values_list("name", flat=True))
    if 0 < len(guests) <= MOST_NAMES:
        yield says["guests"] % {"names": "、".join(guests)}


def _items(meeting: Meeting, says: dict[str, str]) -> Iterator[str]:
    items = meeting.items.select_related("pre_studied_at__meeting").prefetch_related(
        "speeches", "decisions__owner"
    )
    for number, item in enumerate(items, 1):
        yield f"# {number}. {item.title}"
        if item.reporter:
            yield says["reported"] % {"reporter": item.reporter}
        if item.pre_studied_at_id:
            yield says["pre_studied"] % {"meeting": item.pre_studied_at.meeting}
        if item.notes:
            yield item.notes
        for speech in item.speeches.all():
            if speech.spoken:
                yield says["speech"] % {"name": speech.name, "text": speech.text}
        for lines in _lines:
            yield from lines(item)
        yield from _decided(item, says)


def _decided(item: AgendaItem, says: dict[str, str]) -> Iterator[str]:
    decisions = list(item.decisions.all())
    for one in decisions:
        yield says["decided"] % {"number": one.number, "text": one.text}
        if one.owner_id and one.due_on:
            yield says["charged"] % {"owner": one.owner, "due": chinese_day(one.due_on)}
    if not decisions:
        yield says["talked"]


def _ending(meeting: Meeting, says: dict[str, str]) -> Iterator[str]:
    if meeting.ends_at:
        yield says["ending"] % {"time": f"{timezone.localtime(meeting.ends_at):%H:%M}"}


def latest(meeting: Meeting) -> Minutes | None:
    return meeting.minutes.select_related("approved_by__person").order_by("-version").first()


def parts(text: str) -> list[Part]:
    """The text of minutes cut at its headings; what stands before the first has an empty one."""
    found = [Part("", [])]
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith("# "):
            found.append(Part(line[2:].strip(), []))
        elif line.strip():
            found[-1].paragraphs.append(line.strip())
    return [part for part in found if part.heading or part.paragraphs]
