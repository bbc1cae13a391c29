"""The contact point of the place's community, with leader and liaison."""

from datetime import date, timedelta

from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.organisations.models import Organisation
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Asked, Brought, Ground, NewItem, NewMatter
from jiceng.responsibility.models import CaseFile, CaseStep, Handover, Proposal, ProposalLine
from tests import factories
from tests.access.objects import register, shared

SINCE = date(2026, 1, 1)


def leader_of(world):
    def make():
        post = factories.make_post(world.county, PostKind.LEADER, title="县委常委", places=9)
        return factories.make_term(post).person

    return shared(world, "county leader of contact points", make)


def officer_of(world):
    def make():
        bureau = factories.make_organisation("县民政局", Kind.DEPARTMENT, under=world.county, line=Line.PARTY)
        return factories.make_term(factories.make_post(bureau, PostKind.CONTACT)).person

    return shared(world, "liaison of contact points", make)


def point_of(world, place):
    def make():
        return commands.put_in_charge(
            by=None, community=place.territory, leader=leader_of(world), ground=Ground(SINCE)
        )

    return shared(world, ("contact point", place.territory.pk), make)


def liaison_of(world, place):
    point_of(world, place)

    def make():
        return commands.link(
            by=None, leader=leader_of(world), officer=officer_of(world), ground=Ground(SINCE)
        )

    return shared(world, "liaison", make)


@register("contact_point", "charge_begin")
def of_community(world, place):
    point_of(world, place)
    return {"pk": place.territory.pk}


@register("charge_end")
def of_point(world, place):
    return {"pk": point_of(world, place).pk}


@register("liaison_begin")
def of_leader(world, place):
    liaison_of(world, place)
    return {"pk": leader_of(world).pk}


@register("liaison_end")
def of_liaison(world, place):
    return {"pk": liaison_of(world, place).pk}


def problem_of(world, place):
    def make():
        brought = Brought(problems=("路灯不亮",))
        visit = commands.record_visit(by=None, point=point_of(world, place), on=SINCE, brought=brought)
        return visit.problems.get()

    return shared(world, ("problem", place.territory.pk), make)


@register("leader_page")
def of_desk(world, place):
    point_of(world, place)
    return {"pk": leader_of(world).pk}


@register("visit_new")
def of_visited(world, place):
    point_of(world, place)
    return {"pk": place.territory.pk}


@register("visit_annul")
def of_visit(world, place):
    return {"pk": problem_of(world, place).visit_id}


@register("contact_problem", "problem_answer")
def of_problem(world, place):
    return {"pk": problem_of(world, place).pk}


@register("problem_confirm", none={"mark": "nichts"})
def of_mark(world, place):
    return {"mark": problem_of(world, place).mark}


def group_of(world):
    return shared(
        world,
        "leading group",
        lambda: commands.found_group(by=None, organisation=world.county, name="领导小组", on=SINCE),
    )


def instruction_of(world, place, emergency=""):
    def make():
        due = add_working_days(today(), 1 if emergency else 9)
        asked = Asked("报数", "请报。", due, (place.territory,), emergency=emergency)
        return commands.instruct(by=None, group=group_of(world), asked=asked)

    return shared(world, ("instruction", place.territory.pk, emergency), make)


@register("problem_raise")
def of_raising(world, place):
    return {"pk": place.territory.pk}


@register("problem_pass", "problem_decide")
def of_raised(world, place):
    return {"pk": problem_of(world, place).pk}


@register("leading_group", "leading_group_member", "instruction_new")
def of_group(world, place):
    return {"pk": group_of(world).pk}


@register("instruction", "instruction_recall")
def of_instruction(world, place):
    return {"pk": instruction_of(world, place).pk}


@register("instruction_sign")
def of_emergency(world, place):
    return {"pk": instruction_of(world, place, "防汛").pk}


@register("target_report")
def of_target(world, place):
    return {"pk": instruction_of(world, place).targets.get().pk}


@register("handover", "handover_sign")
def of_handover(world, place):
    def make():
        return Handover.objects.create(
            community=place.territory, giver=leader_of(world), taker=officer_of(world), on=SINCE
        )

    return {"pk": shared(world, ("handover", place.territory.pk), make).pk}


def proposal_of(world, place):
    """Of this place's community alone, so that deciding it changes nothing else."""

    def make():
        row = Proposal.objects.create(on=today(), points=0, proved=True)
        leader = leader_of(world)
        terms = {"travel": 0, "expertise": 0, "continuity": 0}
        ProposalLine.objects.create(
            proposal=row, community=place.territory, proposed=leader, leader=leader, terms=terms
        )
        return row

    return shared(world, ("proposal", place.territory.pk), make)


@register("contact_proposal", "proposal_decide", "proposal_paper")
def of_proposal(world, place):
    return {"pk": proposal_of(world, place).pk}


@register("proposal_line")
def of_line(world, place):
    return {"pk": proposal_of(world, place).lines.get().pk}


@register("leader_profile", "leader_conflict")
def of_ranked(world, place):
    return {"pk": leader_of(world).pk}


def matter_of(world, place):
    def make():
        office = Organisation.objects.get(name="县委组织部")
        new = NewMatter("修路灯", "都亮", "note", office, place.organisation, today())
        return commands.register_matter(by=None, new=new)

    return shared(world, ("matter", place.organisation.pk), make)


@register(
    *("matter", "matter_acknowledge", "matter_split", "matter_progress", "matter_extend"),
    *("matter_report", "matter_check", "matter_urge", "matter_return", "matter_returned"),
    "case_file_begin",
)
def of_matter(world, place):
    return {"pk": matter_of(world, place).pk}


@register("extension_decide")
def of_extension(world, place):
    def make():
        row = matter_of(world, place)
        later = row.due_on + timedelta(days=9)
        return commands.ask_extension(by=None, matter=row, to_day=later, reason="等料")

    return {"pk": shared(world, ("extension", place.organisation.pk), make).pk}


@register("matter_confirm", none={"mark": "nichts"})
def of_result(world, place):
    return {"mark": matter_of(world, place).mark}


def file_of(world, place):
    def make():
        row = matter_of(world, place)
        return CaseFile.objects.create(
            matter=row,
            round=0,
            person=place.term.person,
            unit=row.office,
            facts="两次逾期",
            state="open",
            proposed_on=today(),
            opened_on=today(),
            decide_by=today(),
        )

    return shared(world, ("file", place.organisation.pk), make)


@register("case_file", "case_file_open", "case_file_end", "case_file_reader", "case_step_new")
def of_file(world, place):
    return {"pk": file_of(world, place).pk}


@register("case_step_state", "case_step_hearing", "case_step_invite", "case_step_decide", "case_step_serve")
def of_file_step(world, place):
    def make():
        file = file_of(world, place)
        return CaseStep.objects.create(file=file, rung="talk", asked_on=today(), answer_by=today())

    return {"pk": shared(world, ("file step", place.organisation.pk), make).pk}


def inspection_of(world):
    def make():
        new = NewItem("消防", "安全", 1, 12)
        office = Organisation.objects.get(name="县委组织部")
        return commands.plan_check(by=None, unit=office, year=today().year, new=new)

    return shared(world, "inspection", make)


@register("check_item_drop")
def of_check_item(world, place):
    return {"pk": inspection_of(world).pk}


@register("check_plan_adopt")
def of_check_plan(world, place):
    return {"pk": inspection_of(world).plan_id}
