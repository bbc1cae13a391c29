"""What the pages of the reserve show: figures, one post, one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jiceng.cadres.enums_development import Norm, Readiness
from jiceng.cadres.models import Reserve
from jiceng.cadres.queries.requirements import in_words, requirement_of, requirements_on
from jiceng.cadres.queries.reserve import Coverage, left
from jiceng.cadres.queries.successors import YEARS_OF_TRAINING, Case, cases
from jiceng.cadres.retirement import retires_in
from jiceng.cadres.rules_development import may_keep_reserve_of
from jiceng.cadres.units import POSTS
from jiceng.kernel.components import Event, Fact, Figure
from jiceng.kernel.pages import written_day
from jiceng.kernel.words import strung
from jiceng.organisations.models import Post
from jiceng.organisations.rules import may_appoint


def figures(found: Coverage) -> list[Figure]:
    board = reverse("reserve_board")
    share = None if found.share is None else round(100 * found.share)
    words = {"covered": found.covered, "asked": found.asked}
    return [
        Figure(
            _("配备比例"),
            share,
            "%",
            board,
            "late" if found.lacking else "",
            _("%(covered)d / %(asked)d") % words,
        ),
        Figure(
            _("缺后备的职务"),
            found.lacking,
            POSTS,
            f"{board}?state=lacking",
            "late" if found.lacking else "",
        ),
        Figure(_("没有可立即任用的"), found.unready, POSTS, f"{board}?state=unready"),
        Figure(
            pgettext("列表", "职务空缺"),
            found.vacant,
            POSTS,
            f"{board}?state=vacant",
            "soon" if found.vacant else "",
        ),
    ]


@dataclass(frozen=True)
class Waiting:
    """Somebody in reserve with what is known of them for the post."""

    row: Reserve
    stage: str
    case: Case
    appoint_url: str


def of_post(post: Post, as_of: date, account) -> dict:
    asked = requirement_of(post, requirements_on(as_of))
    people = [one.person for one in post.standing_reserves]
    known = cases(people, post, as_of)
    free = post.places - len(post.held_terms)
    appoints = free > 0 and may_appoint.test(account, post.organisation)
    url = reverse("appoint", args=[post.pk])
    facts = [
        Fact(_("任职条件"), in_words(asked) if asked else _("没有规定")),
        Fact(_("职数"), _("%(places)d个，空缺%(free)d个") % {"places": post.places, "free": max(free, 0)}),
        Fact(_("应有后备"), ngettext("%(count)d人", "%(count)d人", post.asked) % {"count": post.asked}),
        *(_holder(term) for term in post.held_terms),
    ]
    return {
        "facts": facts,
        "free": free,
        "waiting": [
            Waiting(
                one,
                str(Readiness(one.stage).label),
                known[one.person_id],
                f"{url}?person={one.person_id}" if appoints else "",
            )
            for one in post.standing_reserves
        ],
        "lacking": max(post.asked - len(people), 0),
        "left": left(post, as_of),
        "may_keep": may_keep_reserve_of.test(account, post),
    }


def _holder(term) -> Fact:
    person = term.person
    if person.born_on is None:
        return Fact(_("在任"), person.name)
    words = {"name": person.name, "month": f"{retires_in(person.sex, person.born_on):%Y-%m}"}
    return Fact(_("在任"), _("%(name)s（%(month)s到龄）") % words)


def of_person(row: Reserve, as_of: date, account) -> dict:
    case = cases([row.person], row.post, as_of)[row.person_id]
    reviews = list(row.reviews.filter(on__lte=as_of).order_by("-on", "-pk"))
    stage = reviews[0].get_readiness_display() if reviews else row.get_readiness_display()
    gone = row.valid_to is not None and row.valid_to <= as_of
    hours = {"years": YEARS_OF_TRAINING, "hours": case.hours}
    return {
        "case": case,
        "gone": gone,
        "facts": [
            Fact(_("职务"), str(row.post), reverse("reserve_post", args=[row.post_id])),
            Fact(_("来源"), row.get_source_display()),
            Fact(_("成熟度"), stage),
            Fact(_("任职条件"), case.words),
            Fact(
                _("培训"),
                ngettext("近%(years)d年%(hours)d学时", "近%(years)d年%(hours)d学时", hours["years"]) % hours,
            ),
            Fact(_("任职经历"), strung(case.posts, "；") or _("没有任职记录。")),
        ],
        "events": [*_end(row, gone), *map(_review, reviews), _entry(row)],
        "may_keep": not gone and may_keep_reserve_of.test(account, row.post),
        "reviewed": (reviewed := any(one.year == as_of.year for one in reviews)),
        "due": not gone and not reviewed and row.valid_from.year < as_of.year,
    }


def _entry(row: Reserve) -> Event:
    return Event(
        written_day(row.valid_from), _("入库：%(stage)s") % {"stage": row.get_readiness_display()}, row.why
    )


def _review(one) -> Event:
    title = _("%(year)d年审核：%(stage)s") % {"year": one.year, "stage": one.get_readiness_display()}
    return Event(written_day(one.on), title, one.note)


def _end(row: Reserve, gone: bool) -> list[Event]:
    if not gone:
        return []
    return [
        Event(
            written_day(row.valid_to),
            _("出库：%(why)s") % {"why": row.get_gone_display()},
            row.gone_why,
            tone="late",
        )
    ]


def norm_lines(found: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(str(Norm(norm).label), value) for norm, value in found.items()]
