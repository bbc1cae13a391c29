"""The standing checks of cadres: certificates that run out, relatives in posts that may not meet. They name nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from jiceng.cadres.queries.files import ending
from jiceng.cadres.queries.kinship import avoidances
from jiceng.cadres.rules import cadre_terms
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.checks import register
from jiceng.organisations.queries.figures import branches, territories
from jiceng.organisations.rules.checks import Check, Severity


@dataclass(frozen=True)
class CadreFacts:
    """One organisation with cadres on one day: certificates near their end or past it, relatives that meet."""

    pk: int
    name: str
    ending: int = 0
    meeting: int = 0


def cadre_facts(as_of: date, organisation: Organisation | None = None) -> Iterable[CadreFacts]:
    """A row for each organisation where something is found; two queries where nothing is."""
    found: dict[int, Counter] = {}
    names: dict[int, str] = {}
    held = "file__person__terms__"
    rows = ending(as_of).filter(cadre_terms(as_of, held))
    about = f"{held}post__organisation"
    if organisation is not None:
        rows = rows.filter(_within(about, as_of, organisation))
    for pk, name, many in rows.values_list(about, f"{about}__name").annotate(many=Count("pk", distinct=True)):
        found.setdefault(pk, Counter())["ending"] += many
        names[pk] = name
    for one in avoidances(as_of):
        place = one.post.post.organisation
        if organisation is None or organisation.pk in {place.pk, place.territory_id}:
            found.setdefault(place.pk, Counter())["meeting"] += 1
            names[place.pk] = place.name
    for pk in sorted(found):
        yield CadreFacts(pk, names[pk], **found[pk])


def _within(about: str, as_of: date, organisation: Organisation) -> Q:
    areas = territories(as_of, organisation).order_by().values("pk")
    own = branches(as_of, organisation).order_by().values("pk")
    return Q(**{f"{about}__territory__in": areas}) | Q(**{f"{about}__in": own}) | Q(**{about: organisation})


def _certificates(facts: CadreFacts) -> str:
    return reverse("cadres") + "?certificate=ending"


def _posts(facts: CadreFacts) -> str:
    return reverse("cadre_posts")


CHECKS = (
    Check(
        "G01",
        _("证书到期"),
        ngettext_lazy(
            "本单位干部有%(count)d份证书已过期或九十天内到期。",
            "本单位干部有%(count)d份证书已过期或九十天内到期。",
            "count",
        ),
        _("干部档案"),
        "",
        Severity.SHOULD,
        CadreFacts,
        lambda one: one.ending > 0,
        lambda one: {"count": one.ending},
        _("查看名册"),
        _certificates,
    ),
    Check(
        "G02",
        _("任职回避"),
        ngettext_lazy(
            "有%(count)d对亲属在本班子或上下级任职，应当回避。",
            "有%(count)d对亲属在本班子或上下级任职，应当回避。",
            "count",
        ),
        _("《公务员法》第七十四条"),
        "",
        Severity.MUST,
        CadreFacts,
        lambda one: one.meeting > 0,
        lambda one: {"count": one.meeting},
        _("查看职务"),
        _posts,
    ),
)


def register_checks() -> None:
    register(CHECKS, cadre_facts)
