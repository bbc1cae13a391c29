"""Who owes the answer to a problem: the department of the liaison officer, as evidence that calls for its duty."""

from datetime import date

from django.urls import reverse

from jiceng.institutions.commands.evidence import attest
from jiceng.kernel.validity import holds_on
from jiceng.organisations.models import Organisation, Term
from jiceng.people.models import Person
from jiceng.responsibility.enums import BUREAU_RANK
from jiceng.responsibility.models import ContactPoint, Liaison, Problem

RAISED, ANSWERED = "problem.raised", "problem.answered"


def office_of(person: Person, rank: tuple, on: date) -> Organisation | None:
    """Where somebody holds a post of the rank on the day."""
    posts, kinds = rank
    terms = Term.objects.on(on).filter(
        holds_on(on, "post__"), person=person, post__kind__in=posts, post__organisation__kind__in=kinds
    )
    found = terms.select_related("post__organisation").order_by("pk").first()
    return found.post.organisation if found else None


def _leader_of(problem: Problem) -> int | None:
    """Who came, or whose community it was on the day."""
    if problem.visit_id:
        return problem.visit.leader_id
    points = ContactPoint.objects.on(problem.raised_on).filter(community=problem.community_id)
    return points.values_list("leader", flat=True).first()


def _office_that_answers(problem: Problem) -> Organisation | None:
    links = Liaison.objects.on(problem.raised_on).filter(leader=_leader_of(problem)).select_related("officer")
    liaison = links.first()
    return office_of(liaison.officer, BUREAU_RANK, problem.raised_on) if liaison else None


def call_for_answer(problem: Problem, on: date | None = None) -> None:
    """The duty to answer begins."""
    _attest(problem, RAISED, on or problem.raised_on)


def attest_answer(problem: Problem) -> None:
    """The duty to answer is done."""
    _attest(problem, ANSWERED, problem.answered_on, "answer")


def _attest(problem: Problem, kind: str, on: date, *marks: str) -> None:
    office = _office_that_answers(problem)
    if office is not None:
        attest(
            kind=kind,
            organisation=office,
            on=on,
            source=problem,
            source_url=reverse("contact_problem", args=[problem.pk]),
            subject=f"responsibility.problem:{problem.pk}:{problem.reopened}",
            marks=marks,
        )
