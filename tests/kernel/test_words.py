"""The record reads in words: every verb that a command writes has its word."""

import ast
from datetime import date

import pytest
from django.apps import apps

from jiceng.kernel.words import field_text, kind_text, value_text, verb_text, verbs
from tests.taste.house import name, python_files, tree


def written() -> dict[str, str]:
    """Verbs given literally to record(), with where."""
    found = {}
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "record":
                for keyword in node.keywords:
                    if keyword.arg == "verb" and isinstance(keyword.value, ast.Constant):
                        found[keyword.value.value] = f"{name(path)}:{node.lineno}"
    return found


def test_every_verb_has_its_word():
    missing = {verb: place for verb, place in written().items() if verb not in verbs()}
    assert not missing, "register_verbs() in the app's ready()"


def test_values_read_as_a_person_reads_them():
    assert kind_text("people.person") != "people.person"
    assert kind_text("gone.model") == "gone.model"
    assert field_text("people.person", "education") == "学历"
    assert value_text("people.person", "education", 30) == "大学专科"
    assert value_text("people.person", "is_invented", True) == "是"
    assert value_text("people.person", "phone", "") == "空"
    assert value_text("people.person", "x", ["甲", "乙"]) == "甲、乙"
    assert verb_text("unknown") == "unknown"


@pytest.mark.parametrize("value", [1, "a", date(2026, 1, 1).isoformat(), {"name": "王"}])
def test_anything_reads_as_text(value):
    assert isinstance(value_text("people.person", "name", value), str)


def test_every_kind_of_thing_has_its_name():
    """The record names what a command acted upon; nobody meets the name of a class."""
    bare = [
        model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.startswith("jiceng.") and kind_text(model._meta.label_lower).isascii()
    ]
    assert not bare, "register_kinds() in the app's ready(), or a verbose_name"
