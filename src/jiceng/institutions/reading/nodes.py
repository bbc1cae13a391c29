"""YAML as plain data with the place of every key and value. Knows a small, safe part of YAML only.

No anchors and aliases (a short text could grow to gigabytes), no tags, one document, at most MOST_BYTES and
MOST_DEPTH. What is read: mappings, lists, texts, whole numbers, true and false, days, and nothing (null).
"""

import re
from dataclasses import dataclass, field
from datetime import date

import yaml
from django.utils.translation import gettext as _

from jiceng.institutions.reading.faults import Fault, Unreadable

MOST_BYTES = 262_144
MOST_DEPTH = 12
DAY = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}$")
NUMBER = re.compile(r"^[-+]?\d{1,9}$")
Path = tuple[str | int, ...]
# The fast reader where it is there; the other one words its complaints better.
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass
class Source:
    """The data of a text, with places: of values (`values`), of keys (`keys`), and the nodes for editing."""

    text: str
    data: object = None
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    nodes: dict[Path, yaml.Node] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of what stands at `path`, else of the nearest thing around it."""
        while path and path not in self.keys and path not in self.values:
            path = path[:-1]
        return self.keys.get(path) or self.values.get(path) or (1, 1)

    def value_place(self, path: Path) -> tuple[int, int]:
        return self.values.get(path) or self.place(path)


def fault_at(mark: yaml.Mark | None, code: str, message: str) -> Fault:
    return Fault(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, code, message)


def parse(text: str) -> Source:
    """Raises Unreadable when the text cannot be read at all; smaller mistakes stand in `faults`."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        size = MOST_BYTES // 1024
        raise Unreadable(Fault(1, 1, "too_long", _("文件太大：最多%(size)d KB。") % {"size": size}))
    _refuse_tabs(text)
    try:
        try:
            _refuse_strange(text, FAST)
            root = yaml.compose(text, Loader=FAST)
        except yaml.YAMLError:
            _refuse_strange(text, yaml.SafeLoader)
            root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(_syntax(error)) from None
    except yaml.YAMLError as error:
        raise Unreadable(_strange_character(text, error)) from None
    if root is None:
        raise Unreadable(Fault(1, 1, "empty", _("文件是空的。")))
    source = Source(text)
    source.data = _built(root, (), source)
    return source


def _refuse_tabs(text: str) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            message = _("缩进用了制表符；请改用空格。")
            raise Unreadable(Fault(number, indent.index("\t") + 1, "tab", message))


def _refuse_strange(text: str, loader: type) -> None:
    """Before anything is built: no anchors, aliases, tags, second documents or deep nesting."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=loader):
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = _("不允许使用锚点和别名（& 和 *）；请把内容写全，或给文字加引号。")
            raise Unreadable(fault_at(mark, "anchor", message))
        if getattr(event, "tag", None) and event.tag != "!":
            raise Unreadable(fault_at(mark, "tag", _("不允许使用标签（! 开头的写法）。")))
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Unreadable(
                    fault_at(mark, "documents", _("一个文件只写一项制度；请去掉“---”之后的内容。"))
                )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                raise Unreadable(fault_at(mark, "depth", _("层次太深。")))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _syntax(error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or ""
    if "could not find expected ':'" in problem:
        said = _("这里缺少冒号；“名称: 内容”的冒号用半角，后面空一格。")
    elif "mapping values are not allowed" in problem:
        said = _("这里不能再写“名称: 内容”；请检查上一行的缩进，或给含冒号的文字加引号。")
    elif "found unexpected end of stream" in problem:
        said = _("引号没有配对。")
    elif "expected <block end>" in problem:
        said = _("缩进不对：这一行与同级的行没有对齐。")
    elif "expected ',' or" in problem:
        said = _("括号没有配对，或少了逗号。")
    elif "cannot start any token" in problem:
        said = _("这个符号不能开头；请给文字加引号。")
    else:
        said = _("写法不合YAML格式（%(problem)s）。") % {"problem": problem}
    return fault_at(mark, "syntax", said)


def _strange_character(text: str, error: yaml.YAMLError) -> Fault:
    position = getattr(error, "position", 0) or 0
    before = text[:position]
    line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
    return Fault(line, column, "character", _("有不能使用的控制字符。"))


def _built(node: yaml.Node, path: Path, source: Source) -> object:
    source.values[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    source.nodes[path] = node
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, source)
    if isinstance(node, yaml.SequenceNode):
        return [_built(one, (*path, number), source) for number, one in enumerate(node.value)]
    return _scalar(node, source)


def _mapping(node: yaml.MappingNode, path: Path, source: Source) -> dict:
    found: dict = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            source.faults.append(fault_at(key_node.start_mark, "key", _("名称必须是一个词。")))
            continue
        key = key_node.value
        here = (*path, key)
        if key in found:
            line = source.keys[here][0]
            message = _("“%(key)s”写了两次，第一次在第%(line)d行。") % {"key": key, "line": line}
            source.faults.append(fault_at(key_node.start_mark, "twice", message))
            continue
        source.keys[here] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        found[key] = _built(value_node, here, source)
    return found


def _scalar(node: yaml.ScalarNode, source: Source) -> object:
    text = node.value
    if node.style:
        return text
    if text in PLAIN:
        return PLAIN[text]
    if NUMBER.match(text):
        return int(text)
    if DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            message = _("没有%(day)s这一天；请写成2026-01-01。") % {"day": text}
            source.faults.append(fault_at(node.start_mark, "day", message))
            return date(2000, 1, 1)
    return text
