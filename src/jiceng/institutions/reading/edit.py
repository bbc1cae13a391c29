"""Change single values in the text of a file; everything else, comments too, stays as it was written."""

from datetime import date

import yaml

from jiceng.institutions.reading.nodes import Path, parse

Value = str | int | bool | date | list | dict | None


def written(value: Value) -> str:
    """A value as it stands in a file, on one line."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(written(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(one)}" for key, one in value.items()) + "}"
    return "null" if value is None else str(value)


def _text(value: str) -> str:
    """Plain where it can stand so, else in double quotes."""
    special = set(value) & set(":#{}[]&*!|>%@`\"',\\\n\t")
    looks_other = not value or value[0] in "-?~ " or value[-1] == " " or value[0].isdigit()
    if special or looks_other or value.lower() in ("true", "false", "null", "yes", "no", "on", "off"):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    return value


def changed(text: str, values: dict[Path, Value]) -> str:
    """The text with these values; a value of None takes the key away. Raises Unreadable for a text that is no file,
    KeyError for a place whose surroundings do not exist."""
    for path, value in values.items():
        text = _removed(text, path) if value is None else _set(text, path, value)
    return text


def _set(text: str, path: Path, value: Value) -> str:
    nodes = parse(text).nodes
    if path in nodes:
        node = nodes[path]
        begin, end = node.start_mark.index, _end(text, node)
        tail = text[end:]
        gap = "" if begin != end or (begin and text[begin - 1] == " ") else " "
        return text[:begin] + gap + written(value) + tail
    parent = path[:-1]
    if parent not in nodes:
        if not parent:
            raise KeyError(path)
        return _set(text, parent, {str(path[-1]): value})
    return _added(text, nodes[parent], str(path[-1]), value)


def _end(text: str, node: yaml.Node) -> int:
    """Where a value ends; a block's end mark lies at the beginning of what follows."""
    end = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return node.start_mark.index + len(text[node.start_mark.index : end].rstrip("\n"))
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return node.start_mark.index + len(text[node.start_mark.index : end].rstrip())
    return end


def _added(text: str, parent: yaml.Node, key: str, value: Value) -> str:
    """A new key behind the last one of a mapping."""
    if not isinstance(parent, yaml.MappingNode):
        raise KeyError(key)
    if parent.flow_style:
        at = parent.start_mark.index + 1
        follows = ", " if parent.value else ""
        return f"{text[:at]}{key}: {written(value)}{follows}{text[at:]}"
    last_key, last_value = parent.value[-1]
    end = _end(text, last_value)
    newline = text.find("\n", end)
    at = len(text) if newline < 0 else newline
    indent = " " * parent.value[0][0].start_mark.column
    return f"{text[:at]}\n{indent}{key}: {written(value)}{text[at:]}"


def _removed(text: str, path: Path) -> str:
    nodes = parse(text).nodes
    parent = nodes.get(path[:-1])
    if path not in nodes or not isinstance(parent, yaml.MappingNode):
        return text
    if parent.flow_style:
        kept = [(k.value, nodes[(*path[:-1], k.value)]) for k, _v in parent.value if k.value != path[-1]]
        inside = ", ".join(f"{k}: {text[v.start_mark.index : _end(text, v)]}" for k, v in kept)
        return text[: parent.start_mark.index] + "{" + inside + "}" + text[_end(text, parent) :]
    if len(parent.value) == 1:
        return _removed(text, path[:-1])
    key = next(k for k, _v in parent.value if k.value == path[-1])
    begin = text.rfind("\n", 0, key.start_mark.index) + 1
    end = text.find("\n", _end(text, nodes[path]))
    if text[begin : key.start_mark.index].strip():  # the first key of a list entry: "- key: …"
        return text
    return text[:begin] + (text[end + 1 :] if end >= 0 else "")
