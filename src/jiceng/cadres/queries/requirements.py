"""What a post requires on a day, who falls short of it, and which places stand empty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jiceng.cadres.enums import CADRE_ORGANISATIONS, CADRE_POSTS, Rank, Status
from jiceng.cadres.models import PostRequirement
from jiceng.cadres.rules import units_of
from jiceng.kernel.pages import number_in, today
from jiceng.kernel.validity import holds_on
from jiceng.kernel.words import strung
from jiceng.organisations.enums import Standing
from jiceng.organisations.models import Organisation, PartyMembership, Post, Term
from jiceng.organisations.queries.ranks import by_rank, by_unit_and_rank
from jiceng.people.enums import Education
from jiceng.people.models import Person


@dataclass(frozen=True)
class Known:
    """What is known of somebody on a day, as far as posts ask for it."""

    rank: int | None
    status: str | None
    level: int | None
    age: int | None
    full_since: date | None


def requirements_on(as_of: date) -> dict[object, PostRequirement]:
    """By post id, and by (kind of post, kind of organisation)."""
    rows = PostRequirement.objects.on(as_of).select_related("post__organisation")
    return {one.post_id or (one.post_kind, one.organisation_kind): one for one in rows}


def requirement_of(post: Post, known: dict[object, PostRequirement]) -> PostRequirement | None:
    return known.get(post.pk) or known.get((post.kind, post.organisation.kind))


def known_of(people: Iterable[Person], as_of: date) -> dict[int, Known]:
    """For rows as `queries.people.described` gives them; the day of full membership in one query."""
    rows = list(people)
    roll = PartyMembership.objects.on(as_of).filter(
        person__in=[one.pk for one in rows], standing=Standing.FULL
    )
    since = dict(roll.values_list("person", "full_since"))
    return {one.pk: Known(one.rank, one.status, one.level, one.age, since.get(one.pk)) for one in rows}


def shortfalls(requirement: PostRequirement | None, known: Known, as_of: date) -> list[str]:
    """In words, what somebody lacks for the post; nothing is lacking where nothing is required."""
    if requirement is None:
        return []
    asked, lacking = requirement, []
    if asked.rank_at_least is not None and (known.rank is None or known.rank > asked.rank_at_least):
        lacking.append(_("职级须%(rank)s以上") % {"rank": Rank(asked.rank_at_least).label})
    if asked.education_at_least is not None and (
        known.level is None or known.level > asked.education_at_least
    ):
        lacking.append(_("学历须%(level)s以上") % {"level": Education(asked.education_at_least).label})
    if asked.age_at_most is not None and (known.age is None or known.age > asked.age_at_most):
        lacking.append(_("年龄须%(age)d岁以下") % {"age": asked.age_at_most})
    if asked.status and known.status != asked.status:
        lacking.append(_("身份须为%(status)s") % {"status": Status(asked.status).label})
    if asked.party_member and known.full_since is None:
        lacking.append(_("须为正式党员"))
    elif (
        asked.party_member and known.full_since is not None and not _standing(known.full_since, asked, as_of)
    ):
        lacking.append(
            ngettext("党龄须满%(years)d年", "党龄须满%(years)d年", asked.party_years)
            % {"years": asked.party_years}
        )
    return lacking


def _standing(full_since: date, asked: PostRequirement, as_of: date) -> bool:
    """Standing in the party counts from full membership."""
    return (full_since.year + asked.party_years, full_since.month, full_since.day) <= (
        as_of.year,
        as_of.month,
        as_of.day,
    )


def posts(*, seen_by, as_of: date) -> QuerySet[Post]:
    """Posts of cadres in reach on the day, with how many hold them (`held`) and how many places are `free`; to order
    by: `rank`, and `in_unit`."""
    reach = Organisation.objects.filter(units_of(seen_by)).order_by()
    holders = Term.objects.on(as_of).select_related("person").order_by("pk")
    held = Count("terms", filter=holds_on(as_of, "terms__"))
    return (
        Post.objects.on(as_of)
        .filter(holds_on(as_of, "organisation__"), organisation__in=reach)
        .filter(kind__in=CADRE_POSTS, organisation__kind__in=CADRE_ORGANISATIONS)
        .annotate(rank=by_rank(), in_unit=by_unit_and_rank(), held=held)
        .annotate(free=F("places") - F("held"))
        .select_related("organisation")
        .prefetch_related(Prefetch("terms", holders, to_attr="held_terms"))
    )


def asked_post(asked: str, *, seen_by) -> Post | None:
    """The post of `?post=12`, today and in reach; 404 when it is none, None when none is asked for."""
    if not asked:
        return None
    found = posts(seen_by=seen_by, as_of=today()).filter(pk=number_in(asked) or 0).first()
    if found is None:
        raise Http404
    return found


def requirement_versions() -> list[PostRequirement]:
    """All versions, the open ones first."""
    rows = PostRequirement.objects.select_related("post__organisation")
    return sorted(rows, key=lambda one: (one.valid_to is not None, -one.pk))


def in_words(asked: PostRequirement) -> str:
    """What is required, as one line."""
    words = []
    if asked.rank_at_least is not None:
        words.append(_("职级%(rank)s以上") % {"rank": Rank(asked.rank_at_least).label})
    if asked.education_at_least is not None:
        words.append(_("学历%(level)s以上") % {"level": Education(asked.education_at_least).label})
    if asked.age_at_most is not None:
        words.append(_("年龄%(age)d岁以下") % {"age": asked.age_at_most})
    if asked.status:
        words.append(str(Status(asked.status).label))
    if asked.party_member:
        years = ngettext(
            "正式党员，党龄%(years)d年以上", "正式党员，党龄%(years)d年以上", asked.party_years
        ) % {"years": asked.party_years}
        words.append(years if asked.party_years else pgettext("身份", "正式党员"))
    if asked.term_years is not None:
        words.append(
            ngettext("任期%(years)d年", "任期%(years)d年", asked.term_years) % {"years": asked.term_years}
        )
    return strung(words, "；") or _("没有条件")
