"""The optimiser's own words in the language of the page."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jiceng.zoning.objectives import TERM_INFO
from jiceng.zoning.problem import TERMS


def chosen(zh: str, en: str) -> str:
    return en if (get_language() or "").startswith("en") else zh


def term_name(term: str) -> str:
    return chosen(TERM_INFO[term].zh, TERM_INFO[term].en)


def unit_of(term: str) -> str:
    names = {
        "households": _("户"),
        "persons": _("人"),
        "members": _("人"),
        "m": _("米"),
        "count": _("处"),
        "communities": _("个"),
    }
    return names[TERM_INFO[term].unit]


def barrier_name(kind: str) -> str:
    """A kind of barrier in words; a bridged one says so."""
    names = {"river": _("河流"), "railway": _("铁路"), "main_road": _("主干道"), "border": _("边界")}
    base = kind.removesuffix(".bridged")
    name = names.get(base, base)
    return _("%(name)s（有桥或通道）") % {"name": name} if base != kind else name


SHOWN_TERMS = tuple(term for term in TERMS if term not in {"resident_imbalance", "units_moved"})
