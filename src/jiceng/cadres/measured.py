"""Figures that the composition of cadres gives to plans: each share and age that the county may set a target for."""

from datetime import date
from functools import partial

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums import Share
from jiceng.cadres.queries.board import AGES, SHARES, Look, value_of
from jiceng.cadres.queries.composition import composition
from jiceng.documents.measures import Measure, register


def _value(share: Share, as_of: date) -> float | None:
    return value_of(composition(seen_by=None, as_of=as_of), share)


def _listed(share: Share, as_of: date) -> str:
    group, trait, _definition = SHARES[share]
    return Look(as_of).url(group=group, trait=trait, as_of=as_of.isoformat())


def register_measures() -> None:
    for share in SHARES:
        label = format_lazy("{whose}{what}", whose=_("社区干部："), what=share.label)
        unit = _("岁") if share in AGES else "%"
        register(Measure(f"cadres_{share}", label, unit, partial(_value, share), partial(_listed, share)))
