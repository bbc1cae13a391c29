"""Reads across apps for the front pages."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel import frontpage
from jiceng.kernel.navigation import Seat
from jiceng.kernel.validity import holds_on
from jiceng.kernel.words import strung
from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.rules.scope import holdings

RESPONSIBLE = (PostKind.SECRETARY, PostKind.DIRECTOR)


@dataclass(frozen=True)
class Responsible:
    """A community and who answers for it; an empty name is a place that nobody fills."""

    community: str
    secretary: str
    director: str


def seat_of(account, as_of: date) -> Seat | None:
    """Where the account works today and along which line it leads; rights never come from an earlier day."""
    held = holdings(account)
    if not held:
        return None
    first = held[0]
    name = _("%(role)s（代理）") % {"role": first.role.name} if first.deputy else first.role.name
    return Seat(
        unit=first.organisation.name,
        url=reverse("organisation", args=[first.organisation.pk]),
        post=str(name),
        line=strung(str(Line(line).label) for line in first.role.lines),
    )


def responsible(*, as_of: date) -> list[Responsible]:
    """Public: every community, old committee included while it stood, with its secretary and director."""
    kinds = (Kind.COMMUNITY, Kind.OLD_RESIDENTS_COMMITTEE)
    places = Organisation.objects.on(as_of).filter(kind__in=kinds).order_by("code", "id")
    names: dict[tuple[int, str], list[str]] = {}
    terms = Term.objects.on(as_of).filter(holds_on(as_of, "post__"), post__kind__in=RESPONSIBLE)
    for term in terms.select_related("person", "post__organisation").order_by("id"):
        organisation = term.post.organisation
        place = organisation.territory_id or organisation.pk
        names.setdefault((place, term.post.kind), []).append(term.person.name)
    return [
        Responsible(
            place.name,
            strung(names.get((place.pk, PostKind.SECRETARY), [])),
            strung(names.get((place.pk, PostKind.DIRECTOR), [])),
        )
        for place in places
    ]


def public_picture(*, as_of: date) -> dict:
    """What residents see without an account: what is open to them, and who is responsible."""
    return {"cards": frontpage.public_cards(as_of=as_of), "responsible": responsible(as_of=as_of)}
