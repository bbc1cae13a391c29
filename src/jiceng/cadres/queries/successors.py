"""Who could succeed in a post, each with what speaks for it and against it; nobody is scored, people decide.

In the order of names. What is told: the requirements of the post, relatives who would meet, training of the past
two years, posts held.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from jiceng.cadres.enums import AVOIDED, Relation
from jiceng.cadres.models import Kin, PostRequirement, Reserve, Trainee
from jiceng.cadres.queries.kinship import meeting, superiors
from jiceng.cadres.queries.people import cadres, described
from jiceng.cadres.queries.requirements import known_of, requirement_of, requirements_on, shortfalls
from jiceng.kernel.validity import holds_on
from jiceng.kernel.words import aside, strung
from jiceng.organisations.enums import Standing
from jiceng.organisations.models import PartyMembership, Post, Term
from jiceng.people.models import Person

YEARS_OF_TRAINING = 2


@dataclass(frozen=True)
class Case:
    """What is known of one person for one post, in words."""

    lacking: list[str]
    kin: list[str]
    hours: int
    posts: list[str]

    @property
    def fits(self) -> bool:
        return not self.lacking and not self.kin

    @property
    def light(self) -> tuple[str, str]:
        if self.kin:
            return "late", _("须回避")
        return ("soon", _("条件不全")) if self.lacking else ("done", _("符合条件"))

    @property
    def words(self) -> str:
        return strung([*self.kin, *self.lacking], "；") or _("任职条件都符合，没有须回避的亲属")


def cases(people: Iterable[Person], post: Post, as_of: date) -> dict[int, Case]:
    """For some people; a handful of queries however many they are."""
    keys = [one.pk for one in people]
    asked = requirement_of(post, requirements_on(as_of))
    known = known_of(described(Person.objects.filter(pk__in=keys), as_of), as_of)
    kin = would_meet(keys, post, as_of)
    hours = hours_of(keys, as_of.replace(year=as_of.year - YEARS_OF_TRAINING, day=1), as_of)
    held: dict[int, list[str]] = {}
    terms = Term.objects.filter(person__in=keys, valid_from__lte=as_of).select_related("post__organisation")
    for term in terms.order_by("-valid_from", "-pk"):
        until = term.valid_to.strftime("%Y-%m") if term.valid_to and term.valid_to <= as_of else _("至今")
        held.setdefault(term.person_id, []).append(aside(term.post, f"{term.valid_from:%Y-%m}—{until}"))
    return {
        key: Case(
            shortfalls(asked, known[key], as_of), kin.get(key, []), hours.get(key, 0), held.get(key, [])
        )
        for key in keys
        if key in known
    }


def hours_of(people: Iterable[int], since: date, until: date) -> dict[int, int]:
    """Hours of closed trainings from a day until a day, by person."""
    rows = Trainee.objects.filter(
        person__in=list(people),
        training__state="held",
        training__closed_on__gte=since,
        training__closed_on__lte=until,
        hours__isnull=False,
    )
    return dict(rows.order_by().values_list("person").annotate(total=Sum("hours")))


def would_meet(people: Iterable[int], post: Post, as_of: date) -> dict[int, list[str]]:
    """Whom each would have to avoid in the post: relatives in one body, above or below."""
    wanted = set(people)
    pairs = Kin.objects.filter(relation__in=AVOIDED, person__isnull=False)
    pairs = pairs.filter(Q(person__in=wanted) | Q(file__person__in=wanted))
    kin = list(pairs.select_related("file__person", "person").order_by("pk"))
    others = {one.person_id for one in kin} | {one.file.person_id for one in kin}
    held: dict[int, list[Term]] = {}
    terms = Term.objects.on(as_of).filter(holds_on(as_of, "post__"), person__in=others).exclude(post=post)
    for term in terms.select_related("post__organisation"):
        held.setdefault(term.person_id, []).append(term)
    places = {one.post.organisation_id for found in held.values() for one in found}
    above = superiors(places | {post.organisation_id}, as_of) if kin else {}
    taken, found = [Term(post=post)], {}
    for one in kin:
        for person, other in ((one.file.person, one.person), (one.person, one.file.person)):
            if person.pk in wanted and (met := meeting(taken, held.get(other.pk, []), above)):
                words = {
                    "name": other.name,
                    "relation": Relation(one.relation).label,
                    "post": str(met[1].post),
                }
                found.setdefault(person.pk, []).append(_("与%(name)s（%(post)s）是%(relation)s") % words)
    return {key: list(dict.fromkeys(words)) for key, words in found.items()}


def candidates(post: Post, *, seen_by, as_of: date) -> QuerySet[Person]:
    """Cadres in reach who neither hold the post nor stand in reserve, as `described` gives them."""
    holders = Term.objects.on(as_of).filter(post=post)
    waiting = Reserve.objects.on(as_of).filter(person=OuterRef("pk"))
    rows = cadres(seen_by=seen_by, as_of=as_of)
    return rows.exclude(pk__in=holders.values("person")).filter(~Exists(waiting))


def who_meets(rows: QuerySet[Person], asked: PostRequirement | None, as_of: date) -> QuerySet[Person]:
    """Of such rows, those who meet what is required: the same answer as `shortfalls`, asked of the database."""
    if asked is None:
        return rows
    if asked.rank_at_least is not None:
        rows = rows.filter(rank__lte=asked.rank_at_least).exclude(rank=None)
    if asked.education_at_least is not None:
        rows = rows.filter(level__lte=asked.education_at_least)
    if asked.age_at_most is not None:
        rows = rows.filter(age__lte=asked.age_at_most)
    if asked.status:
        rows = rows.filter(status=asked.status)
    if asked.party_member:
        roll = PartyMembership.objects.on(as_of).filter(person=OuterRef("pk"), standing=Standing.FULL)
        rows = rows.annotate(full_since=Subquery(roll.values("full_since")[:1]))
        rows = rows.filter(full_since__lte=_years_before(as_of, asked.party_years))
    return rows


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 2, 28)
