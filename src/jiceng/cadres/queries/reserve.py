"""The reserve of a day: for each post how many are asked, who stands there, whether one to one is reached."""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Least
from django.http import Http404

from jiceng.cadres.enums import CADRE_ORGANISATIONS, CADRE_POSTS, COMMITTEES
from jiceng.cadres.enums_development import Norm, Readiness
from jiceng.cadres.models import Reserve, ReserveReview
from jiceng.cadres.queries.norms import norms_on
from jiceng.cadres.rules_development import reserve_units
from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import BRANCHES, PostKind
from jiceng.organisations.models import Organisation, Post, Term
from jiceng.organisations.queries.ranks import by_rank, by_unit_and_rank

LEAD = Q(kind=PostKind.SECRETARY, organisation__kind__in=BRANCHES) | Q(
    kind=PostKind.DIRECTOR, organisation__kind__in=COMMITTEES
)


def standing(as_of: date) -> QuerySet[Reserve]:
    """Who is in reserve on the day: not any more whoever holds the very post. `stage` is the readiness as it was
    last seen by then, `reviewed` whether this year's review was held or is not due, since they entered this year."""
    held = Term.objects.on(as_of).filter(post=OuterRef("post"), person=OuterRef("person"))
    seen = ReserveReview.objects.filter(reserve=OuterRef("pk"), on__lte=as_of)
    return (
        Reserve.objects.on(as_of)
        .filter(~Exists(held))
        .annotate(
            stage=Coalesce(Subquery(seen.order_by("-on", "-pk").values("readiness")[:1]), F("readiness")),
            reviewed=Case(
                When(Q(valid_from__year=as_of.year) | Exists(seen.filter(year=as_of.year)), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
        )
    )


def asked_for(as_of: date) -> Case:
    """How many are to stand in reserve for a post."""
    norms = norms_on(as_of)
    return Case(
        When(LEAD, then=F("places") * Value(norms[Norm.RESERVE_LEADS])),
        default=F("places") * Value(norms[Norm.RESERVE_OTHERS]),
        output_field=IntegerField(),
    )


def _many(rows: QuerySet) -> Coalesce:
    """How many of the rows belong to the post."""
    counted = rows.filter(post=OuterRef("pk")).order_by().values("post").annotate(many=Count("pk"))
    return Coalesce(Subquery(counted.values("many"), output_field=IntegerField()), 0)


def reserve_posts(*, seen_by, as_of: date) -> QuerySet[Post]:
    """Posts of cadres in reach."""
    reach = Organisation.objects.filter(reserve_units(seen_by)).order_by()
    rows = Post.objects.on(as_of).filter(holds_on(as_of, "organisation__"), organisation__in=reach)
    rows = rows.filter(kind__in=CADRE_POSTS, organisation__kind__in=CADRE_ORGANISATIONS)
    return rows.annotate(rank=by_rank(), in_unit=by_unit_and_rank()).select_related("organisation__territory")


def posts_with_reserve(*, seen_by, as_of: date) -> QuerySet[Post]:
    """Posts in reach for which somebody is asked or stands in reserve: `held`, `free`, `asked`, `prepared`, `ready`
    (could take the post now), `lacking`."""
    rows = standing(as_of)
    return (
        reserve_posts(seen_by=seen_by, as_of=as_of)
        .annotate(
            asked=asked_for(as_of),
            held=_many(Term.objects.on(as_of)),
            prepared=_many(rows),
            ready=_many(rows.filter(stage=Readiness.NOW)),
        )
        .annotate(free=F("places") - F("held"), lacking=F("asked") - F("prepared"))
        .filter(Q(asked__gt=0) | Q(prepared__gt=0))
    )


def others(rows: QuerySet[Reserve], seen_by) -> QuerySet[Reserve]:
    """Nobody sees whether they are in the reserve themselves."""
    person = seen_by.person_id if seen_by is not None else None
    return rows.exclude(person=person) if person else rows


def with_people(rows: QuerySet[Post], as_of: date, *, seen_by=None) -> QuerySet[Post]:
    """With holders (`held_terms`) and reserve (`standing_reserves`)."""
    holders = Term.objects.on(as_of).select_related("person").order_by("pk")
    there = others(standing(as_of), seen_by)
    reserves = there.select_related("person").order_by("person__pinyin", "pk")
    return rows.prefetch_related(
        Prefetch("terms", holders, to_attr="held_terms"),
        Prefetch("reserves", reserves, to_attr="standing_reserves"),
    )


@dataclass(frozen=True)
class Coverage:
    """How far one to one is reached: places that ask, of which covered; vacancies, of which with nobody ready."""

    posts: int
    asked: int
    covered: int
    lacking: int
    vacant: int
    unready: int

    @property
    def share(self) -> float | None:
        return self.covered / self.asked if self.asked else None


def coverage(*, seen_by, as_of: date) -> Coverage:
    """Somebody too many for one post covers no other."""
    rows = posts_with_reserve(seen_by=seen_by, as_of=as_of).order_by()
    found = rows.aggregate(
        posts=Count("pk"),
        total=Sum("asked"),
        covered=Sum(Least("asked", "prepared")),
        lacking_posts=Count("pk", filter=Q(lacking__gt=0)),
        vacant=Count("pk", filter=Q(free__gt=0)),
        unready=Count("pk", filter=Q(ready=0)),
    )
    return Coverage(
        found["posts"],
        found["total"] or 0,
        found["covered"] or 0,
        found["lacking_posts"],
        found["vacant"],
        found["unready"],
    )


def reserve_figures(as_of: date) -> dict:
    """For `jiceng figures`: 1.0 is one to one."""
    share = coverage(seen_by=None, as_of=as_of).share
    return {"reserve_coverage": None if share is None else round(share, 3)}


def reserves(*, seen_by, as_of: date) -> QuerySet[Reserve]:
    """Everybody in reserve on the day for posts in reach."""
    reach = Organisation.objects.filter(reserve_units(seen_by)).order_by()
    return (
        others(standing(as_of), seen_by)
        .filter(holds_on(as_of, "post__"), post__organisation__in=reach)
        .select_related("person", "post__organisation")
    )


def reserve_or_404(pk: int, *, seen_by) -> Reserve:
    reach = Organisation.objects.filter(reserve_units(seen_by)).order_by()
    rows = others(Reserve.objects.filter(post__organisation__in=reach), seen_by)
    found = rows.select_related("person", "post__organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def reserve_post_or_404(pk: int, *, seen_by, as_of: date) -> Post:
    """A post of a cadre on the day, with its holders and its reserve, whether or not anybody is asked for it."""
    rows = reserve_posts(seen_by=seen_by, as_of=as_of).annotate(asked=asked_for(as_of))
    found = with_people(rows.filter(pk=pk), as_of, seen_by=seen_by).first()
    if found is None:
        raise Http404
    return found


def left(post: Post, as_of: date) -> list[Reserve]:
    """Who stood in reserve for the post and no longer does, the latest first."""
    rows = Reserve.objects.filter(post=post, valid_to__lte=as_of).select_related("person")
    return list(rows.order_by("-valid_to", "-pk"))
