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


def begun(*, number: int, name: str, purpose: str, on: date, title: str, text: str) -> str:
    """The file of a county's new institution with its first article."""
    head = {"institution": f"county_{number}", "number": number, "name": name, "pack": "county"}
    head |= {"effective_from": on, "purpose": purpose}
    lines = [f"{key}: {written(value)}" for key, value in head.items()]
    first = {
        "article": 1,
        "title": title,
        "level": "house",
        "text": text.replace("\r\n", "\n").strip() + "\n",
    }
    return (
        "\n".join([*lines, "clauses:", entry({key: value for key, value in first.items() if value})]) + "\n"
    )


def entry(values: dict[str, Value], indent: int = 2) -> str:
    """An entry of a list as it stands in a file, one key a line; what has several lines as a block."""
    lines = []
    for number, (key, value) in enumerate(values.items()):
        lead = " " * indent + ("- " if number == 0 else "  ")
        said = _block(value, indent + 2) if isinstance(value, str) and "\n" in value else written(value)
        lines.append(f"{lead}{key}: {said}")
    return "\n".join(lines)


def with_entry(text: str, name: str, values: dict[str, Value]) -> str:
    """A further entry at the end of the list `name`, which is begun when it is not there."""
    nodes = parse(text).nodes
    listed = nodes.get((name,))
    if listed is None:
        return f"{text.rstrip()}\n\n{name}:\n{entry(values)}\n"
    begin, end = listed.start_mark.index, _end(text, _last(listed))
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        return f"{text[:begin].rstrip()}\n{entry(values)}\n{text[end:].lstrip(chr(10))}"
    if listed.flow_style:
        raise KeyError(name)
    line_end = text.find("\n", end)
    at = len(text) if line_end < 0 else line_end
    return f"{text[:at]}\n{entry(values, listed.start_mark.column)}{text[at:] or chr(10)}"


def without_entry(text: str, name: str, number: int) -> str:
    """The list `name` without that entry, the whole list when it was the only one. KeyError when it is not there."""
    nodes = parse(text).nodes
    listed = nodes.get((name,))
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style or number >= len(listed.value):
        raise KeyError(name)
    if len(listed.value) == 1:
        return _removed(text, (name,))
    starts = [text.rfind("-", 0, node.start_mark.index) for node in listed.value]
    lines = [text.rfind("\n", 0, start) + 1 for start in starts]
    end = lines[number + 1] if number + 1 < len(lines) else _end(text, listed)
    return text[: lines[number]] + text[end:].removeprefix("\n" if number + 1 == len(lines) else "")


def _last(node: yaml.Node) -> yaml.Node:
    """The last value inside; comments behind it belong to what follows."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node


def _block(value: str, indent: int) -> str:
    """A text of several lines, as it reads; lines that are only space are empty."""
    lines = [line.replace("\t", "  ").rstrip() for line in value.strip().splitlines()]
    return "|\n" + "\n".join(" " * (indent + 2) + line if line else "" for line in lines)


def _set(text: str, path: Path, value: Value) -> str:
    nodes = parse(text).nodes
    if path in nodes:
        node = nodes[path]
        around = nodes.get(path[:-1])
        if isinstance(value, str) and "\n" in value and around is not None and not around.flow_style:
            begin, end = node.start_mark.index, _end(text, node)
            return text[:begin] + _block(value, around.start_mark.column) + text[end:]
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
