"""Template tags of the boards."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.enums import State
from jiceng.institutions.queries.duty import LIGHTS

register = template.Library()


@register.inclusion_tag("institutions/board_cell.html", takes_context=True)
def board_cell(context, cell):
    """A cell: the worst state with its word, done of owed, and the way to the list behind it."""
    state = State(cell.state) if cell.state else State.PLANNED
    url = reverse("duties") + "?" + urlencode({"all": 1, **cell.where})
    shown = {"cell": cell, "light": LIGHTS[state], "word": state.label, "url": url}
    return {**shown, "request": context["request"]}


@register.inclusion_tag("institutions/year_links.html", takes_context=True)
def years(context, year: int):
    return {"year": year, "before": year - 1, "after": year + 1, "request": context["request"]}


@register.filter
def without_kind(name: str) -> str:
    """The name of an institution as it stands above a column, without the word that all of them end with."""
    return name.removesuffix(_("制度"))
