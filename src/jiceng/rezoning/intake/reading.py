"""Files to rows. A row keeps what stood there, also where it is wrong, and its place in the file."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.utils.translation import gettext as _

from jiceng.kernel.secrecy import fault_in
from jiceng.kernel.xlsx.reader import Block, Refusal, events
from jiceng.rezoning.intake.shapes import area, finite, mapping, must_be_text, way

COUNTS = ("households", "residents", "full_members", "venue_area_m2")
# Column headings that are understood; the first is the one that templates and exports use.
HEADINGS = {
    "key": ("编号", "代码", "id", "code"),
    "code": ("组织代码", "组织编码"),
    "name": ("名称", "居民委", "社区", "name"),
    "street": ("原街道", "街道", "street"),
    "households": ("户数", "households"),
    "residents": ("人口", "人口数", "residents"),
    "full_members": ("正式党员", "正式党员数", "full_members"),
    "venue_area_m2": ("场所面积", "场所面积（平方米）", "venue_area_m2"),
    "x": ("经度", "x"),
    "y": ("纬度", "y"),
}
PAIRS_SHEET = ("相邻", "相邻关系", "edges")
KINDS = {"河流": "river", "铁路": "railway", "主干道": "main_road", "边界": "border"}


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message says why and where."""


@dataclass(frozen=True)
class Incoming:
    """Rows as read, and pairs `[key, key, metres, barrier or ""]` where the file states who touches whom."""

    rows: list[dict[str, Any]]
    pairs: list[list[Any]] = field(default_factory=list)


def units_from_geojson(content: bytes) -> Incoming:
    """A FeatureCollection of polygons with the figures as properties; a graph JSON (units, edges) does as well."""
    data = _parsed(content)
    if isinstance(data.get("units"), list):
        return _from_graph(data)
    rows = []
    for i, feature in enumerate(_features(data)):
        properties = mapping(feature.get("properties"))
        row = _row(f"features[{i}]", properties)
        named = (feature.get("id"), properties.get("id"), properties.get("code"))
        row["key"] = next((text for text in map(_text, named) if text), "")
        row["geometry"] = area(feature.get("geometry"))
        rows.append(row)
    return Incoming(rows)


def _from_graph(data: dict) -> Incoming:
    rows = []
    for i, unit in enumerate(data["units"]):
        row = _row(f"units[{i}]", unit if isinstance(unit, dict) else {})
        row["key"] = _text(row["key"] or (unit.get("id") if isinstance(unit, dict) else ""))
        rows.append(row)
    pairs = []
    edges = data.get("edges")
    for i, edge in enumerate(edges if isinstance(edges, list) else []):
        if not isinstance(edge, list) or len(edge) < 2:
            raise Unreadable(_("edges[%(place)s]：应为［编号，编号，边界米数，阻隔］") % {"place": i})
        pairs.append([_text(edge[0]), _text(edge[1]), *(edge[2:4] + [0, ""][len(edge) - 2 :])])
    return Incoming(rows, [[a, b, metres or 0, _text(kind)] for a, b, metres, kind in pairs])


def _row(place: str, values: dict) -> dict[str, Any]:
    row = {"place": place, "key": _text(values.get("id") or values.get("code")), "geometry": None}
    row |= {name: _text(values.get(name)) for name in ("code", "name", "street")}
    row |= {name: values.get(name) for name in (*COUNTS, "x", "y")}
    if row["full_members"] is None and values.get("party_members") is not None:
        try:
            row["full_members"] = int(values["party_members"]) - int(values.get("probationary_members") or 0)
        except (TypeError, ValueError):
            row["full_members"] = values["party_members"]
    return row


def units_from_xlsx(content: bytes) -> Incoming:
    """First sheet: one unit a row under the headings of HEADINGS. A sheet 相邻 states pairs: 编号, 编号, 边界米数,
    阻隔."""
    sheets = _sheets(content)
    lines = next(iter(sheets.values()), [])
    if not lines:
        raise Unreadable(_("第一张表是空的。"))
    columns = _columns([_text(cell) for cell in lines[0]])
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not any(_text(cell) for cell in line):
            continue
        values = {name: _cell(line[i]) for name, i in columns.items() if i < len(line)}
        rows.append(_row(_("第%(number)s行") % {"number": number}, {**values, "id": values.get("key")}))
    sheet = next((name for name in sheets if name in PAIRS_SHEET), None)
    return Incoming(rows, _pairs(sheets[sheet]) if sheet else [])


def _sheets(content: bytes) -> dict[str, list[list]]:
    """The visible sheets by name, read in a process of its own with limits: the file may be hostile."""
    found: dict[str, list[list]] = {}
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        try:
            for event in events(Path(file.name)):
                if isinstance(event, Block):
                    found.setdefault(event.sheet, []).extend(
                        [_plain(cell) for cell in row] for row in event.rows
                    )
        except Refusal as refusal:
            raise Unreadable(str(refusal)) from refusal
    return found


def _plain(cell: Any) -> Any:
    """A day comes marked with a null character (sandbox.py); here it is text like any other."""
    return cell.replace("\0", "") if isinstance(cell, str) else cell


def _columns(heads: list[str]) -> dict[str, int]:
    found = {
        name: heads.index(word)
        for name, words in HEADINGS.items()
        for word in [next((word for word in words if word in heads), None)]
        if word
    }
    lacking = [HEADINGS[name][0] for name in ("key", "name", "households") if name not in found]
    if lacking:
        raise Unreadable(_("第1行缺少列：%(names)s。") % {"names": "、".join(lacking)})
    return found


def _pairs(lines: list[list]) -> list[list]:
    pairs = []
    for line in lines[1:]:
        cells = [*line, "", "", "", ""][:4]
        if _text(cells[0]) and _text(cells[1]):
            kind = _text(cells[3])
            pairs.append([_text(cells[0]), _text(cells[1]), _cell(cells[2]) or 0, KINDS.get(kind, kind)])
    return pairs


def barriers_from_geojson(content: bytes) -> list[dict[str, Any]]:
    """LineStrings with `kind` and `name`. Raises Unreadable naming the feature."""
    found = []
    for i, feature in enumerate(_features(_parsed(content))):
        geometry = way(feature.get("geometry"))
        properties = mapping(feature.get("properties"))
        if geometry is None:
            raise Unreadable(_("阻隔 features[%(place)s]：应为线。") % {"place": i})
        if not _text(properties.get("kind")):
            raise Unreadable(_("阻隔 features[%(place)s]：缺少种类 kind。") % {"place": i})
        found.append(
            {
                "kind": _text(properties["kind"])[:30],
                "name": _text(properties.get("name"))[:120],
                "geometry": geometry,
            }
        )
    return found


def _parsed(content: bytes) -> dict:
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, parse_float=finite, parse_constant=finite)
        must_be_text(text, data)
    except UnicodeError as error:
        raise Unreadable(_("文件不是 UTF-8 编码。")) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise Unreadable(_("不是完好的 JSON：第%(line)s行第%(column)s列。") % place) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("文件里有大得无法表示的数，或嵌套太深的内容。")) from error
    if not isinstance(data, dict):
        raise Unreadable(_("应为 GeoJSON 的 FeatureCollection。"))
    return data


def _features(data: dict) -> list[dict]:
    features = data.get("features")
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise Unreadable(_("应为 GeoJSON 的 FeatureCollection。"))
    return features


def _text(value: Any) -> str:
    """Of a list or an object nothing: it names nobody."""
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if fault := fault_in(text):
        raise Unreadable(f"“{text[:60]}”：{fault}")
    return text


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip()
        return value or None
    return value
