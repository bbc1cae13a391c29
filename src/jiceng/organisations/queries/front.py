"""What this app gives to the front page and to the search over everything."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jiceng.kernel.access import holds, opens
from jiceng.kernel.components import Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.search import Hit, matching
from jiceng.kernel.units import HOUSEHOLDS, PEOPLE
from jiceng.kernel.validity import holds_on
from jiceng.kernel.words import strung
from jiceng.organisations.enums import DEPARTMENTS, Kind, Right
from jiceng.organisations.models import Organisation, PartyMembership, Reorganisation, Term
from jiceng.organisations.queries.checks import findings
from jiceng.organisations.queries.figures import Figures, is_whole, roll_tallies, unit_figures
from jiceng.organisations.queries.names import organisations_on
from jiceng.organisations.queries.rolls import party_roll
from jiceng.organisations.queries.second_hand import to_answer
from jiceng.organisations.queries.tallies import Tallies
from jiceng.organisations.rules import may_execute_reorganisation
from jiceng.organisations.rules.scope import holdings
from jiceng.organisations.tables import organisation_url, person_url
from jiceng.people.models import Person

SHOWN = 5


def findings_card(*, seen_by, as_of: date) -> Card | None:
    """What is wrong or missing in the asker's scope, gravest first."""
    rolls = _county_rolls(seen_by, as_of)
    found = [one for one in findings(seen_by=seen_by, as_of=as_of, rolls=rolls) if one.light != "info"]
    if not found:
        return None
    rows = [
        Row(strung((one.name, one.text), "："), _remedy(seen_by, one), one.light, str(one.check.title))
        for one in found[:SHOWN]
    ]
    return Card(_("组织方面的问题"), rows, len(found), reverse("checks"), tone=found[0].light)


def _remedy(seen_by, finding) -> str:
    """Where it is put right, for whoever may; for others the organisation that it is about."""
    return finding.url if opens(seen_by, finding.url) else organisation_url(finding.organisation)


def reorganisations_card(*, seen_by, as_of: date) -> Card | None:
    """Reorganisations that wait for their execution."""
    if not may_execute_reorganisation.test(seen_by):
        return None
    waiting = list(Reorganisation.objects.filter(state=Reorganisation.State.PLANNED)[:SHOWN])
    if not waiting:
        return None
    rows = [
        Row(one.title, reverse("reorganisation", args=[one.pk]), "soon", one.effective_on.isoformat())
        for one in waiting
    ]
    return Card(_("待执行的组织调整"), rows, len(rows), reverse("reorganisations"), tone="soon")


def asked_card(*, seen_by, as_of: date) -> Card | None:
    """What waits for the asker's agreement."""
    waiting = to_answer(seen_by=seen_by)
    found = list(waiting[: SHOWN + 1])
    if not found:
        return None
    url = reverse("asked_acts")
    rows = [Row(str(act), url, "soon", act.get_kind_display()) for act in found[:SHOWN]]
    count = len(found) if len(found) <= SHOWN else waiting.count()
    return Card(_("等您同意的事"), rows, count, url, tone="soon")


def own_unit(account, as_of: date) -> Organisation | None:
    """Where the account works: the organisation of its first holding."""
    found = holdings(account)
    return found[0].organisation if found else None


def unit_line(*, seen_by, as_of: date) -> list[Figure]:
    """How the account's own unit stands: households and members (of the whole county for county bodies)."""
    one = own_unit(seen_by, as_of)
    if one is None:
        return []
    if one.kind in DEPARTMENTS:
        one = _top(as_of) or one
    rolls = _county_rolls(seen_by, as_of) if is_whole(one) else None
    return _figures(unit_figures(one, seen_by=seen_by, as_of=as_of, rolls=rolls), one)


def _county_rolls(account, as_of: date) -> Tallies:
    """Counted once for the whole page, since an account object lives as long as its request."""
    known = getattr(account, "_county_rolls", None)
    if known is None or known[0] != as_of:
        known = account._county_rolls = (as_of, roll_tallies(as_of))
    return known[1]


def _top(as_of: date) -> Organisation | None:
    rows = Organisation.objects.on(as_of).filter(kind__in=(Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT))
    return rows.order_by("pk").first()


def _figures(figures: Figures, one: Organisation | None) -> list[Figure]:
    below = f"&organisation={one.pk}" if one else ""
    listed = reverse("organisation_list")
    areas = figures.residents_committees_old or figures.communities
    label = pgettext("列表", "居民委（旧）") if figures.residents_committees_old else pgettext("列表", "社区")
    return [
        Figure(label, areas, url=f"{listed}?view=counts{below}"),
        Figure(_("户数"), figures.households, HOUSEHOLDS, f"{listed}?view=counts{below}"),
        Figure(_("党员"), figures.members, PEOPLE, f"{listed}?view=counts{below}"),
    ]


def find_organisations(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    """Organisations of the day by name, code, pinyin or initials."""
    wanted = matching(text, name="name", pinyin="pinyin", initials="initials")
    rows = organisations_on(as_of).filter(wanted).order_by("pinyin", "pk")[:limit]
    return [
        Hit(one.name_then, organisation_url(one.pk), one.get_kind_display(), "building-library")
        for one in rows
    ]


def find_members(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    """Members on the rolls that the asker may see."""
    named = matching(text, name="name", pinyin="pinyin", initials="initials")
    rows: list[PartyMembership] = list(
        party_roll(seen_by=seen_by, as_of=as_of)
        .filter(person__in=Person.objects.order_by().filter(named))
        .order_by("person__pinyin", "pk")[:limit]
    )
    return [Hit(one.person.name, person_url(one.person_id), one.branch.name, "user") for one in rows]


def find_holders(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    """Who held a post on the day: no secret to anybody who may see the organisations."""
    if not holds(Right.SEE_STRUCTURE).test(seen_by):
        return []
    wanted = matching(text, name="person__name", pinyin="person__pinyin", initials="person__initials")
    terms = Term.objects.on(as_of).filter(wanted, holds_on(as_of, "post__"))
    rows = terms.select_related("person", "post__organisation").order_by("person__pinyin", "pk")[:limit]
    return [
        Hit(
            one.person.name,
            reverse("organisation_posts", args=[one.post.organisation_id]),
            str(one.post),
            "identification",
        )
        for one in rows
    ]
