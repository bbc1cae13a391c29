"""Locks in words, with what they cost where that is known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiceng.rezoning.models import Edge, Project
from jiceng.rezoning.queries.words import barrier_name


@dataclass(frozen=True)
class Lock:
    """`price` is what the plan's score would fall by without it; None: not computed."""

    kind: str
    index: int | None
    unit: str
    text: str
    price: float | None


def locks_shown(project: Project) -> list[Lock]:
    names = dict(project.units.values_list("key", "name"))
    run = project.runs.filter(count=0, answer__isnull=False).first()
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
            _("%(unit)s放在社区%(label)s") % {"unit": names.get(key, key), "label": label},
            prices.get(f"fixed.{key}"),
        )
        for key, label in project.locks.get("fixed", {}).items()
    ]
    return found + fixed


def edges_shown(project: Project) -> list[tuple[Edge, str]]:
    """Who touches whom, with the barrier in words."""
    edges = project.edges.select_related("a", "b").order_by("a_id", "b_id")
    return [
        (edge, barrier_name(edge.barrier + (".bridged" if edge.bridged else "")) if edge.barrier else "")
        for edge in edges
    ]
