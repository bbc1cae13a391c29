"""What is wrong with units that came in: each fault has its place, a sentence, and the repairs that would do."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import shapely
from django.utils.translation import gettext_noop as _
from shapely import STRtree, union_all
from shapely.errors import GEOSException
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from jiceng.rezoning.enums import Repair
from jiceng.rezoning.intake.fault import Fault, Hear, silent
from jiceng.rezoning.intake.reading import COUNTS
from jiceng.zoning.faults import gaps_between

ACCEPT, REPAIR, EDIT, DROP = Repair.ACCEPT, Repair.REPAIR, Repair.EDIT, Repair.DROP
KEY_LENGTH, NAME_LENGTH = 40, 120
# Shares of the smaller unit's area: more is an overlap, much more the same area twice.
OVERLAP, TWICE = 0.01, 0.9
AT_ONCE = 500  # units, or pairs of them, between two words of progress


def faults_of(rows: list[dict], pairs: list[list] | None = None, hear: Hear = silent) -> list[Fault]:
    """Every fault of the rows that are not dropped, in the order of the file."""
    live = [(i, row) for i, row in enumerate(rows) if not row.get("dropped")]
    found = [*_identity(live), *_numbers(live)]
    hear(0.1)
    shapes, broken = _shapes(live)
    found += broken
    found += _single(live, shapes, lambda share: hear(0.2 + 0.2 * share))
    found += _among(live, shapes, pairs or [], lambda share: hear(0.4 + 0.3 * share))
    hear(0.7)
    found += _gaps(shapes, dict(live))
    return sorted(found, key=lambda fault: (-1 if fault.row is None else fault.row, fault.id))


def _identity(live: list[tuple[int, dict]]) -> Iterator[Fault]:
    keys: dict[str, str] = {}
    names: dict[str, str] = {}
    for i, row in live:
        key, name, place = row["key"], row["name"], row["place"]
        if not key:
            yield Fault(f"{i}.key", place, "key", _("缺少编号。"), (REPAIR, EDIT, DROP), i)
        elif key in keys:
            words, about = _("编号“%(key)s”与%(other)s重复。"), {"key": key, "other": keys[key]}
            yield Fault(f"{i}.key", place, "duplicate", words, (REPAIR, EDIT, DROP), i, key, about)
        elif len(key) > KEY_LENGTH:
            about = {"key": key[:KEY_LENGTH], "most": KEY_LENGTH}
            words = _("编号“%(key)s……”太长，最多%(most)d个字符。")
            yield Fault(f"{i}.key", place, "long", words, (EDIT, DROP), i, key[:KEY_LENGTH], about)
        if not name:
            yield Fault(f"{i}.name", place, "name", _("缺少名称。"), (EDIT, REPAIR, DROP), i)
        elif name in names:
            words, about = _("名称“%(name)s”与%(other)s重复。"), {"name": name, "other": names[name]}
            yield Fault(f"{i}.name", place, "duplicate", words, (EDIT, ACCEPT, DROP), i, name, about)
        elif len(name) > NAME_LENGTH:
            about = {"name": name[:20], "most": NAME_LENGTH}
            words = _("名称“%(name)s……”太长，最多%(most)d个字符。")
            yield Fault(f"{i}.name", place, "long", words, (EDIT, DROP), i, name[:NAME_LENGTH], about)
        keys.setdefault(key, place)
        names.setdefault(name, place)


def _numbers(live: list[tuple[int, dict]]) -> Iterator[Fault]:
    for name in COUNTS:
        lacking = {i for i, row in live if row[name] in (None, "")}
        if lacking and len(lacking) == len(live):
            words = _("所有单元都没有“%(name)s”，求解时不考虑它。")
            yield Fault(f"all.{name}", "", "missing", words, (ACCEPT,), count=name)
            lacking = set()
        for i, row in live:
            if i in lacking:
                words = _("缺少“%(name)s”；按原样接受则按0计。")
                yield Fault(f"{i}.{name}", _place(row), "missing", words, (EDIT, ACCEPT, DROP), i, count=name)
            elif row[name] not in (None, "") and whole(row[name]) is None:
                words, about = _("“%(name)s”应为不小于0的整数，现为“%(value)s”。"), {"value": row[name]}
                repairs = (EDIT, DROP)
                yield Fault(f"{i}.{name}", _place(row), "number", words, repairs, i, row[name], about, name)


def whole(value: Any) -> int | None:
    """A whole number from 0, or None."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return int(number) if number.is_integer() and 0 <= number < 2**31 else None


def _place(row: dict) -> str:
    return f"{row['place']}（{row['name']}）" if row["name"] else row["place"]


def _shapes(live: list[tuple[int, dict]]) -> tuple[dict[int, BaseGeometry], list[Fault]]:
    shapes: dict[int, BaseGeometry] = {}
    faults = []
    any_geometry = any(row["geometry"] for _i, row in live)
    for i, row in live:
        if not row["geometry"]:
            if any_geometry:
                words = _("没有边界；接受后须手工登记它与谁相邻。")
                faults.append(Fault(f"{i}.geometry", _place(row), "no_geometry", words, (ACCEPT, DROP), i))
            continue
        try:
            area = shape(row["geometry"])
        except (GEOSException, ValueError, TypeError, KeyError, AttributeError, IndexError):
            area = None
        if area is None or area.geom_type not in {"Polygon", "MultiPolygon"} or area.is_empty:
            words = _("边界不是面，无法使用；接受则不带边界载入。")
            faults.append(Fault(f"{i}.geometry", _place(row), "not_area", words, (ACCEPT, DROP), i))
        else:
            shapes[i] = area
    return shapes, faults


def _single(live: list[tuple[int, dict]], shapes: dict[int, BaseGeometry], hear: Hear) -> Iterator[Fault]:
    filling = Areas.of(shapes)
    for position, (i, row) in enumerate(live):
        if position % AT_ONCE == 0:
            hear(position / len(live))
        area = shapes.get(i)
        if area is None:
            continue
        if not area.is_valid:
            words, about = _("边界自相交或不闭合（%(why)s）。"), {"why": explain_validity(area)}
            yield Fault(f"{i}.valid", _place(row), "invalid", words, (REPAIR, DROP), i, about=about)
            continue
        parts = list(getattr(area, "geoms", [area]))
        if len(parts) > 1:
            words, about = _("由%(count)s块不相连的区域组成；修复则只留最大一块。"), {"count": len(parts)}
            yield Fault(f"{i}.parts", _place(row), "parts", words, (ACCEPT, REPAIR, DROP), i, about=about)
        empty = [ring for part in parts for ring in part.interiors if not filling.fill(ring, i)]
        if empty:
            words, about = _("中间有%(count)s个空洞，不属于任何单元；修复则填满。"), {"count": len(empty)}
            yield Fault(f"{i}.hole", _place(row), "hole", words, (REPAIR, ACCEPT, DROP), i, about=about)


@dataclass(frozen=True)
class Areas:
    """Valid areas by row, and a tree to find those near one."""

    numbers: list[int]
    areas: np.ndarray
    tree: STRtree

    @classmethod
    def of(cls, shapes: dict[int, BaseGeometry]) -> Self:
        valid = {i: area for i, area in shapes.items() if area.is_valid}
        areas = np.array(list(valid.values()), dtype=object)
        return cls(list(valid), areas, STRtree(areas))

    def fill(self, ring: BaseGeometry, own: int) -> bool:
        """Whether other areas cover a hole."""
        hole = shape({"type": "Polygon", "coordinates": [list(ring.coords)]})
        near = [self.areas[n] for n in self.tree.query(hole, "intersects") if self.numbers[n] != own]
        return bool(near) and union_all(near).intersection(hole).area > 0.9 * hole.area

    def neighbours(self) -> tuple[np.ndarray, np.ndarray]:
        """Positions of areas that nearly touch another, and of those, in order."""
        here, there = self.tree.query(shapely.buffer(self.areas, 1e-6))
        order = np.lexsort((there, here))
        here, there = here[order], there[order]
        return here[here != there], there[here != there]


def _among(live: list, shapes: dict[int, BaseGeometry], pairs: list[list], hear: Hear) -> Iterator[Fault]:
    every, rows = Areas.of(shapes), dict(live)
    stated = Counter(key for pair in pairs for key in pair[:2])
    here, there = every.neighbours()
    touching = here[shapely.distance(every.areas[here], every.areas[there]) < 2e-5]
    alone = set(range(len(every.numbers))) - set(touching.tolist()) if len(every.numbers) > 1 else set()
    for i in (every.numbers[position] for position in sorted(alone)):
        if not stated[rows[i]["key"]]:
            words = _("是孤岛：不与任何单元相邻；接受后须手工登记相邻关系。")
            yield Fault(f"{i}.island", _place(rows[i]), "island", words, (ACCEPT, DROP), i)
    pairs_once = np.flatnonzero(there < here)
    for start in range(0, len(pairs_once), AT_ONCE):
        hear(start / len(pairs_once))
        some = pairs_once[start : start + AT_ONCE]
        yield from _overlaps(every, here[some], there[some], rows)


def _gaps(shapes: dict[int, BaseGeometry], rows: dict[int, dict]) -> Iterator[Fault]:
    for gap in gaps_between({i: area for i, area in shapes.items() if area.is_valid}):
        first, second = gap.around[:2]
        about = {
            "units": "、".join(rows[i]["name"] or rows[i]["key"] for i in gap.around[:6]),
            "area": f"{gap.square_metres:,.0f}",
        }
        words = _("与%(units)s之间有%(area)s平方米不属于任何单元，可能漏了一个单元；修复则并入本单元。")
        repairs = (ACCEPT, REPAIR, DROP)
        yield Fault(f"{first}.gap.{second}", _place(rows[first]), "gap", words, repairs, first, about=about)


def _overlaps(every: Areas, here: np.ndarray, there: np.ndarray, rows: dict[int, dict]) -> Iterator[Fault]:
    """Pairs of areas of which one covers much of the other, each told at the later row."""
    first, second = every.areas[here], every.areas[there]
    smaller = np.minimum(shapely.area(first), shapely.area(second))
    common = shapely.area(shapely.intersection(first, second))
    share = np.divide(common, smaller, out=np.zeros(len(here)), where=smaller > 0)
    for at in np.flatnonzero(share >= OVERLAP):
        i, other = every.numbers[here[at]], every.numbers[there[at]]
        about = {"other": _place(rows[other]), "share": round(float(share[at]) * 100)}
        kind, repairs = (
            ("twice", (DROP, ACCEPT)) if share[at] >= TWICE else ("overlap", (REPAIR, ACCEPT, DROP))
        )
        words = (
            _("与%(other)s几乎是同一块地方（重叠%(share)s%%）。")
            if kind == "twice"
            else _("与%(other)s重叠%(share)s%%；修复则从本单元减去重叠部分。")
        )
        yield Fault(f"{i}.overlap.{other}", _place(rows[i]), kind, words, repairs, i, about=about)
