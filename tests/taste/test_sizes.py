"""Small and few: what one looks at fits on a screen."""

import ast
import re
from statistics import quantiles

from tests.taste.house import functions, lines, name, python_files, templates, tree

FILE, CLASS, FUNCTION_P95, FUNCTION, TEMPLATE, VIEW = 400, 300, 40, 60, 150, 20
# Longer than FUNCTION, each with its reason; the list only shrinks.
LONG_FUNCTIONS: dict[str, str] = {}
EVERYWHERE = ("src", "tools", "tests", "bench")


def test_files():
    long = {
        name(path): count
        for path in python_files(*EVERYWHERE)
        if (count := path.read_text().count("\n")) > FILE
    }
    assert not long, f"more than {FILE} lines: make it a folder of that name"


def test_classes():
    long = {
        f"{name(path)}:{node.name}": lines(node)
        for path in python_files(*EVERYWHERE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and lines(node) > CLASS
    }
    assert not long


def test_no_function_is_very_long():
    long = {
        f"{name(path)}:{node.name}": lines(node)
        for path in python_files(*EVERYWHERE)
        for node in functions(path)
        if lines(node) > FUNCTION
    }
    assert set(long) == set(LONG_FUNCTIONS), long


def test_nineteen_functions_of_twenty_are_short():
    sizes = [lines(node) for path in python_files() for node in functions(path)]
    assert quantiles(sizes, n=20)[-1] <= FUNCTION_P95


def test_templates():
    long = {name(path): count for path in templates() if (count := path.read_text().count("\n")) > TEMPLATE}
    assert not long


def is_view(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) == "page"
        for call in node.decorator_list
    )


def test_views_clean_ask_and_render():
    long = {
        f"{name(path)}:{node.name}": lines(node)
        for path in python_files()
        if re.search(r"/views(\.py|/)", name(path))
        for node in functions(path)
        if is_view(node) and lines(node) > VIEW
    }
    assert not long, f"views of more than {VIEW} lines"


def test_no_file_is_called_after_nothing():
    vague = {"utils.py", "helpers.py", "misc.py", "common.py", "util.py", "helper.py"}
    assert not [name(path) for path in python_files(*EVERYWHERE) if path.name in vague]
