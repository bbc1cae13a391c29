"""How the duties of supervision are called for and done: by the commands of the pages of supervised matters."""

from datetime import date, timedelta

from jiceng.institutions.models import Duty
from jiceng.responsibility import commands as responsibility
from jiceng.responsibility.models import Matter
from tests.institutions.lived import EVENT

ONE = timedelta(days=1)


def made(county, kind: str, on: date, lead=None, office=None) -> Matter:
    """A matter of the kind, registered and handed out on the day."""
    county.clock.at(on)
    lead = lead or county.bodies["party_branch"]
    new = responsibility.NewMatter("修路灯", "都亮", kind, office or county.bodies["department"], lead, on)
    return responsibility.register_matter(by=None, new=new, on=on)


def matter_of(duty: Duty) -> Matter:
    return Matter.objects.get(pk=duty.subject.split(":")[1])


def acknowledged(county, duty: Duty, on: date) -> None:
    responsibility.acknowledge_matter(by=None, matter=matter_of(duty), on=on)


def reported(county, duty: Duty, on: date) -> None:
    acknowledged(county, duty, on)
    responsibility.report_matter(by=None, matter=matter_of(duty), text="都亮了", on=on)


def checked(county, duty: Duty, on: date) -> None:
    responsibility.check_matter(by=None, matter=matter_of(duty), done=True, note="看过", on=on)


def handed_out(kind: str):
    return lambda county, one, body: made(county, kind, EVENT, lead=body)


def result_reported(county, one, body) -> None:
    row = made(county, "note", EVENT, office=body)
    responsibility.acknowledge_matter(by=None, matter=row, on=EVENT)
    responsibility.report_matter(by=None, matter=row, text="都亮了", on=EVENT)


def second_red(county, one, body) -> None:
    """Its day passes, then the day of the urging."""
    row = made(county, "urgent", EVENT - timedelta(days=20), office=body)
    responsibility.note_reds(on=row.due_on + ONE)
    row = responsibility.urge_matter(by=None, matter=row, on=row.due_on + ONE)
    assert not Duty.objects.filter(obligation=one).exists()
    responsibility.note_reds(on=row.urged_until + ONE)
    county.clock.at(EVENT)


def extended(county, body, on: date) -> None:
    """Asked before the day, granted."""
    row = made(county, "note", on, lead=body)
    later = row.due_on + timedelta(days=9)
    asked = responsibility.ask_extension(by=None, matter=row, to_day=later, reason="等料", on=on)
    responsibility.decide_extension(by=None, extension=asked, granted=True, on=on)


DONE_BY = {
    "matter.acknowledged": acknowledged,
    "matter.reported": reported,
    "matter.checked": checked,
}
HAPPENS = {
    "matter.assigned": handed_out("note"),
    "matter.document": handed_out("document"),
    "matter.minutes": handed_out("minutes"),
    "matter.note": handed_out("note"),
    "matter.urgent": handed_out("urgent"),
    "matter.to_check": result_reported,
    "matter.second_red": second_red,
}
