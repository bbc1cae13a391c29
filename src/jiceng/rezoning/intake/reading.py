"""Files to rows. A row keeps what stood there, also where it is wrong, and its place in the file."""

import json
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

COUNTS = ("households", "residents", "full_members", "venue_area_m2")
# Column headings that are understood; the first is the one that templates and exports use.
HEADINGS = {
    "key": ("编号", "代码", "id", "code"),
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
        properties = feature.get("properties") or {}
        row = _row(f"features[{i}]", properties)
        row["key"] = _text(feature.get("id") or properties.get("id") or properties.get("code"))
        row["geometry"] = feature.get("geometry")
        rows.append(row)
    return Incoming(rows)


def _from_graph(data: dict) -> Incoming:
    rows = []
    for i, unit in enumerate(data["units"]):
        row = _row(f"units[{i}]", unit if isinstance(unit, dict) else {})
        row["key"] = _text(row["key"] or (unit.get("id") if isinstance(unit, dict) else ""))
        rows.append(row)
    pairs = []
    for i, edge in enumerate(data.get("edges") or []):
        if not isinstance(edge, list) or len(edge) < 2:
            raise Unreadable(_("edges[%(place)s]：应为［编号，编号，边界米数，阻隔］") % {"place": i})
        pairs.append([_text(edge[0]), _text(edge[1]), *(edge[2:4] + [0, ""][len(edge) - 2 :])])
    return Incoming(rows, [[a, b, metres or 0, kind or ""] for a, b, metres, kind in pairs])


def _row(place: str, values: dict) -> dict[str, Any]:
    row = {"place": place, "key": _text(values.get("id") or values.get("code")), "geometry": None}
    row |= {name: _text(values.get(name)) for name in ("name", "street")}
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
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(_("无法读取这个文件：不是完好的 .xlsx 表格。")) from error
    lines = book.get_sheet_by_index(0).to_python()
    if not lines:
        raise Unreadable(_("第一张表是空的。"))
    columns = _columns([_text(cell) for cell in lines[0]])
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not any(_text(cell) for cell in line):
            continue
        values = {name: _cell(line[i]) for name, i in columns.items() if i < len(line)}
        rows.append(_row(_("第%(number)s行") % {"number": number}, {**values, "id": values.get("key")}))
    sheet = next((name for name in book.sheet_names if name in PAIRS_SHEET), None)
    return Incoming(rows, _pairs(book.get_sheet_by_name(sheet).to_python()) if sheet else [])


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
        geometry = feature.get("geometry") or {}
        properties = feature.get("properties") or {}
        if geometry.get("type") not in {"LineString", "MultiLineString"}:
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
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unreadable(_("文件不是 UTF-8 编码。")) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise Unreadable(_("不是完好的 JSON：第%(line)s行第%(column)s列。") % place) from error
    if not isinstance(data, dict):
        raise Unreadable(_("应为 GeoJSON 的 FeatureCollection。"))
    return data


def _features(data: dict) -> list[dict]:
    features = data.get("features")
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise Unreadable(_("应为 GeoJSON 的 FeatureCollection。"))
    return features


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip()
        return value or None
    return value
