"""What is wrong or missing in a unit, in one list: duties in the red, standing checks that are broken, empty posts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.enums import State
from jiceng.institutions.queries.boards import RELATED
from jiceng.institutions.queries.duty import action_of, sentence
from jiceng.institutions.queries.states import duties_on
from jiceng.organisations.models import Organisation, Post
from jiceng.organisations.queries.checks import findings
from jiceng.organisations.queries.unit import posts
from jiceng.organisations.rules import may_appoint

ORDER = {"late": 0, "soon": 1, "info": 2}


@dataclass(frozen=True)
class Problem:
    """One thing: what, where, why it is one (the rule), and the one button that mends it."""

    light: str
    word: str
    title: str
    organisation: str
    why: str
    source: str
    url: str
    action: str
    more: str = ""


def problems(*, seen_by, units: list[Organisation], as_of: date) -> list[Problem]:
    """Gravest first, in `units` on the day: what can still be made good before what is over."""
    found = [
        *_duties(units, as_of),
        *_checks(seen_by, units, as_of),
        *_vacancies(seen_by, units, as_of),
    ]
    return sorted(found, key=lambda one: ORDER[one.light])


def _duties(units: list[Organisation], as_of: date) -> Iterable[Problem]:
    """Late ones of any time, missed ones of this year."""
    rows = duties_on(as_of).filter(organisation__in=units, state__in=(State.LATE, State.MISSED))
    rows = rows.exclude(state=State.MISSED, due_on__lt=date(as_of.year, 1, 1))
    for duty in rows.select_related(*RELATED).order_by("state", "due_on", "pk"):
        late = duty.state == State.LATE
        page = reverse("duty", args=[duty.pk])
        yield Problem(
            light="late" if late else "soon",
            word=str(State(duty.state).label),
            title=duty.title,
            organisation=str(duty.organisation),
            why=sentence(duty, State(duty.state), as_of),
            source=_("%(institution)s第%(article)d条")
            % {
                "institution": duty.obligation.edition.institution,
                "article": duty.obligation.clause.article,
            },
            url=action_of(duty) if late else page,
            action=_("去办理") if late else _("看缺什么"),
            more=page,
        )


def _checks(seen_by, units: list[Organisation], as_of: date) -> Iterable[Problem]:
    """Of the unit and what stands below it; each once."""
    seen = set()
    for unit in units:
        for one in findings(seen_by=seen_by, as_of=as_of, organisation=unit):
            if (one.check.key, one.organisation, one.text) in seen:
                continue
            seen.add((one.check.key, one.organisation, one.text))
            source = f"{one.check.source}{one.check.article}"
            yield Problem(
                one.light,
                str(_("不符合规定")),
                str(one.check.title),
                one.name,
                one.text,
                source,
                one.url,
                str(one.check.action),
            )


def _vacancies(seen_by, units: list[Organisation], as_of: date) -> Iterable[Problem]:
    for post in posts(units, as_of=as_of):
        free = post.places - len(post.held)
        if free <= 0:
            continue
        url, action = _to_fill(seen_by, post)
        values = {"places": post.places, "held": len(post.held), "free": free}
        yield Problem(
            "late" if not post.held else "soon",
            str(_("空缺")),
            post.title or str(post.get_kind_display()),
            str(post.organisation),
            ngettext(
                "职数%(places)d个，在任%(held)d人，空缺%(free)d个。",
                "职数%(places)d个，在任%(held)d人，空缺%(free)d个。",
                values["places"],
            )
            % values,
            str(_("职务设置")),
            url,
            action,
        )


def _to_fill(seen_by, post: Post) -> tuple[str, str]:
    if may_appoint.test(seen_by, post.organisation):
        return reverse("appoint", args=[post.pk]), _("任命")
    return reverse("organisation_posts", args=[post.organisation_id]), _("看职务")
