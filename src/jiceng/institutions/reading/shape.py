"""From plain data to the file's model; every mistake of shape as a sentence at its line."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import BaseModel, ValidationError

from jiceng.institutions.reading.faults import Fault
from jiceng.institutions.reading.nodes import Path, Source
from jiceng.institutions.reading.schema import InstitutionFile, nearest

TYPES = {
    "int_type": lambda: _("这里要写整数。"),
    "int_from_float": lambda: _("这里要写整数。"),
    "string_type": lambda: _("这里要写文字；纯数字或日期请加引号。"),
    "bool_type": lambda: _("这里要写 true 或 false。"),
    "date_type": lambda: _("这里要写日期，例如2026-01-01。"),
    "list_type": lambda: _("这里要写列表，例如 [a, b]。"),
    "model_type": lambda: _("这里要写若干“名称: 内容”。"),
    "too_short": lambda: _("这里不能为空。"),
    "too_long": lambda: _("这里的条目太多。"),
    "string_too_short": lambda: _("这里不能为空。"),
}


def shaped(source: Source) -> tuple[InstitutionFile | None, list[Fault]]:
    """The model when the shape is right, else None and every mistake."""
    if not isinstance(source.data, dict):
        return None, [Fault(1, 1, "root", _("文件应由“名称: 内容”组成，从 institution 开始。"))]
    try:
        return InstitutionFile.model_validate(source.data), []
    except ValidationError as error:
        return None, [_fault(dict(one), source) for one in error.errors()]


def _fault(error: dict[str, Any], source: Source) -> Fault:
    path, code = _path(error["loc"], source), error["type"]
    if code == "extra_forbidden":
        word = str(path[-1])
        hint = nearest(word, known_keys(path[:-1]))
        line, column = source.place(path)
        return Fault(
            line, column, "unknown_key", _("不认识“%(word)s”。%(hint)s") % {"word": word, "hint": hint}
        )
    if code == "missing":
        line, column = source.place(path[:-1])
        return Fault(line, column, "missing", _("缺少“%(key)s”。") % {"key": path[-1]})
    line, column = source.value_place(path)
    return Fault(line, column, code, _said(code, error))


def _said(code: str, error: dict[str, Any]) -> str:
    context = error.get("ctx") or {}
    if code in TYPES:
        return TYPES[code]()
    if code == "greater_than_equal":
        return _("数太小：至少%(bound)s。") % {"bound": context["ge"]}
    if code == "less_than_equal":
        return _("数太大：最多%(bound)s。") % {"bound": context["le"]}
    if code == "string_too_long":
        return ngettext("太长：最多%(bound)d字。", "太长：最多%(bound)d字。", context["max_length"]) % {
            "bound": context["max_length"]
        }
    return str(context.get("said") or error["msg"])


def _path(place: tuple, source: Source) -> Path:
    """Pydantic's place as a path of the data: field names for aliases, no names of union members."""
    path: list = []
    for part in place:
        step = "from" if part == "begins" else part
        data = _at(source.data, path)
        if isinstance(step, int) and not isinstance(data, list):
            continue
        path.append(step)
    return tuple(path)


def _at(data: object, path: list) -> object:
    for part in path:
        try:
            data = data[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def known_keys(path: Path) -> list[str]:
    """The keys that may stand at a place of the file."""
    model: Any = InstitutionFile
    for part in path:
        if isinstance(part, int):
            continue
        name = "begins" if part == "from" else part
        if name not in model.model_fields:
            return []
        model = _model_of(model.model_fields[name].annotation)
        if model is None:
            return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_of(inner):
            return found
    return None
