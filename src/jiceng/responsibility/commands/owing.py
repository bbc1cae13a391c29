"""Who owes the answer to a problem: the department of the liaison officer, as evidence that calls for its duty."""

from datetime import date

from django.urls import reverse

from jiceng.institutions.commands.evidence import attest
from jiceng.institutions.models import Evidence
from jiceng.kernel.validity import holds_on
from jiceng.organisations.models import Organisation, Term
from jiceng.people.models import Person
from jiceng.responsibility.enums import BUREAU_RANK, ProblemKind, ProblemState
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


def _office_that_answers(problem: Problem, on: date) -> Organisation | None:
    """Of the liaison officer of whoever has the community on the day."""
    points = ContactPoint.objects.on(on).filter(community=problem.community_id).order_by()
    links = Liaison.objects.on(on).filter(leader__in=points.values("leader")).select_related("officer")
    liaison = links.first()
    return office_of(liaison.officer, BUREAU_RANK, on) if liaison else None


def _round(problem: Problem) -> str:
    return f"responsibility.problem:{problem.pk}:{problem.reopened}"


def _called(problem: Problem) -> Evidence | None:
    """What called for the answer in this round."""
    rows = Evidence.objects.filter(kind=RAISED, subject=_round(problem), annulled_at=None)
    return rows.select_related("organisation").first()


def call_for_answer(problem: Problem, on: date | None = None) -> None:
    """The duty to answer begins; while there is nobody to answer it waits for who comes."""
    day = on or problem.raised_on
    office = _office_that_answers(problem, day)
    if office is not None:
        _attest(problem, RAISED, office, day)


def call_who_comes(community: Organisation, on: date) -> None:
    """Part of naming a leader or a liaison: what nobody owed an answer to until now, the newcomer does."""
    open_ones = community.contact_problems.filter(kind=ProblemKind.PROBLEM, state=ProblemState.OPEN)
    for problem in open_ones.order_by("pk"):
        if _called(problem) is None:
            call_for_answer(problem, max(on, problem.raised_on))


def attest_answer(problem: Problem) -> None:
    """The duty to answer is done, by whose it is; an answer while nobody owed it is nobody's."""
    called = _called(problem)
    if called is not None:
        _attest(problem, ANSWERED, called.organisation, problem.answered_on, "answer")


def _attest(problem: Problem, kind: str, office: Organisation, on: date, *marks: str) -> None:
    attest(
        kind=kind,
        organisation=office,
        on=on,
        source=problem,
        source_url=reverse("contact_problem", args=[problem.pk]),
        subject=_round(problem),
        marks=marks,
    )
