"""How the duties of supervision are called for and done: by the commands of the pages of supervised matters."""

from datetime import date, timedelta

from jiceng.cadres import commands as cadres
from jiceng.institutions.commands.assessing import assess
from jiceng.institutions.models import Duty, WorkRecord
from jiceng.responsibility import commands as responsibility
from jiceng.responsibility.models import CaseFile, Matter
from tests.institutions.lived import EVENT

ONE = timedelta(days=1)


def made(county, kind: str, on: date, lead=None, office=None) -> Matter:
    """A matter of the kind, registered and handed out on the day."""
    county.clock.at(on)
    lead = lead or county.bodies["party_branch"]
    new = responsibility.NewMatter(
        "修路灯", "都亮", kind, office or county.bodies["organisation_department"], lead, on
    )
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


def held_to_account(county, duty: Duty, on: date) -> None:
    file = CaseFile.objects.get(matter=matter_of(duty))
    responsibility.open_file(by=None, file=file, why="两次红灯", on=on)
    step = responsibility.begin_step(by=None, file=file, rung="talk", on=on)
    responsibility.give_statement(by=None, step=step, text="配件迟到", on=on)
    step = responsibility.decide_step(by=None, step=step, ruling=responsibility.Ruling("谈话提醒"), on=on)
    assert duty.__class__.objects.get(pk=duty.pk).fulfilled_on is None
    responsibility.serve_step(by=None, step=step, on=on)


def planned(county, duty: Duty, on: date) -> None:
    item = responsibility.NewItem("消防检查", "安全", 4, 6)
    row = responsibility.plan_check(by=None, unit=duty.organisation, year=duty.opens_on.year, new=item, on=on)
    responsibility.adopt_check_plan(by=None, plan=row.plan, on=on)


def computed(county, duty: Duty, on: date) -> None:
    """By the night, from the duties that fell due; the reckoning stands in the record."""
    assess(on=on)
    work = WorkRecord.objects.filter(kind="assessment.computed", organisation=duty.organisation).latest("pk")
    assert work.written_by is None
    assert "免办的不计" in work.text


def trained(county, duty: Duty, on: date) -> None:
    """The secretary sat in a class of as many hours, closed with its evaluation."""
    plan = cadres.make_training_plan(by=None, unit=county.department, year=on.year)
    planned = cadres.NewTraining("社区书记集中培训", "县委党校", on, on, hours=duty.need)
    row = cadres.plan_training(by=None, plan=plan, new=planned)
    cadres.enrol(by=None, training=row, people={duty.term.person: "hours"})
    cadres.call_training(by=None, training=row)
    there = {row.trainees.get().pk: cadres.Result(duty.need)}
    cadres.enter_results(by=None, training=row, results=there)
    cadres.close_training(by=None, training=row, evaluation="内容合用。", on=on)


DONE_BY = {
    "training.own": trained,
    "assessment.computed": computed,
    "accountability.step": held_to_account,
    "check.plan": planned,
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
