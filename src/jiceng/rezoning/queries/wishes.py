"""Locks in words, with what they cost where that is known."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from jiceng.rezoning.enums import RunKind
from jiceng.rezoning.models import Edge, Project
from jiceng.rezoning.queries.words import barrier_name, weight_text


@dataclass(frozen=True)
class Lock:
    """`price` is what the plan's score would fall by without it (None: not computed), `weight` how much that is."""

    kind: str
    index: int | None
    unit: str
    text: str
    price: float | None
    weight: str = ""


def locks_shown(project: Project) -> list[Lock]:
    names = dict(project.units.values_list("key", "name"))
    run = project.runs.filter(kind=RunKind.PRICES, answer__isnull=False).first()
    prices = {}
    if run and run.answer.get("revision") == project.revision:
        prices = {one["lock"]: one["cost"] for one in run.answer.get("prices", [])}
    words = {
        "together": _("在一起：%(units)s"),
        "apart": _("分开：%(units)s"),
        "frozen": _("不动：%(units)s"),
    }
    found = [
        Lock(
            kind,
            index,
            "",
            sentence % {"units": "、".join(names.get(key, key) for key in group)},
            prices.get(f"{kind}.{index}"),
        )
        for kind, sentence in words.items()
        for index, group in enumerate(project.locks.get(kind, []))
    ]
    fixed = [
        Lock(
            "fixed",
            None,
            key,
            _pinned_text(key, label, project.locks["fixed"], names),
            prices.get(f"fixed.{key}"),
        )
        for key, label in project.locks.get("fixed", {}).items()
    ]
    best = project.plans.filter(discarded_at=None).order_by("objective").values_list("objective", flat=True)
    whole = best.first()
    return [
        replace(one, weight=weight_text(one.price, whole)) if one.price else one for one in [*found, *fixed]
    ]


def _pinned_text(key: str, label: str, fixed: dict[str, str], names: dict[str, str]) -> str:
    """A community that is only pinned has no name yet: it is told by who else is in it."""
    others = [names.get(other, other) for other, its in fixed.items() if its == label and other != key]
    if others:
        return _("%(unit)s与%(others)s同在一个指定的社区") % {
            "unit": names.get(key, key),
            "others": "、".join(others),
        }
    return _("%(unit)s在第%(label)s个指定的社区") % {"unit": names.get(key, key), "label": label}


def edges_shown(project: Project) -> list[tuple[Edge, str]]:
    """Who touches whom, with the barrier in words."""
    edges = project.edges.select_related("a", "b").order_by("a_id", "b_id")
    return [
        (edge, barrier_name(edge.barrier + (".bridged" if edge.bridged else "")) if edge.barrier else "")
        for edge in edges
    ]
