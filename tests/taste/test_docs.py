"""The documents are tested: what stands in the code stands in them."""

import re

import pytest
from django.apps import apps as registry

from jiceng.console.commands import COMMANDS
from tests.taste.house import ROOT, apps, name, python_files, tree

DOCS = ROOT / "docs"


def test_the_map_names_every_app():
    text = (DOCS / "map.md").read_text()
    assert [app for app in apps() if f"`{app}" not in text] == []


def test_the_map_names_no_app_that_is_gone():
    apps_of_the_map = (DOCS / "map.md").read_text().split("\n## ")[0]
    rows = re.findall(r"^\| `([a-z_]+)`", apps_of_the_map, re.MULTILINE)
    assert [row for row in rows if row not in apps()] == []


def models():
    return [model for model in registry.get_models() if model.__module__.startswith("jiceng.")]


def glossary() -> dict[str, str]:
    """Code name -> Chinese term."""
    rows = re.findall(r"^\| ([^|]+?) \| `([A-Za-z]+)` \|", (DOCS / "glossary.md").read_text(), re.MULTILINE)
    return {code: term for term, code in rows}


def test_the_glossary_has_a_line_for_each_model():
    missing = [model.__name__ for model in models() if model.__name__ not in glossary()]
    assert not missing
    assert all(re.search(r"[\u4e00-\u9fff]", term) for term in glossary().values())


def test_the_glossary_names_no_model_that_is_gone():
    classes = {model.__name__ for model in models()}
    for path in python_files():
        classes |= set(re.findall(r"^class (\w+)", path.read_text(), re.MULTILINE))
    assert [code for code in glossary() if code not in classes] == []


def variables() -> set[str]:
    found = set()
    for path in [*python_files(), *python_files("tools")]:
        found |= set(re.findall(r"[\"'](JICENG_[A-Z_]+|DATABASE_URL)[\"']", path.read_text()))
    return found


def test_every_setting_is_documented_and_nothing_else():
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (DOCS / "settings.md").read_text(), re.MULTILINE))
    assert documented == variables()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command):
    text = "\n".join(path.read_text() for path in [*DOCS.rglob("*.md"), ROOT / "README.md"])
    assert f"jiceng {command}" in text


def links():
    for path in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text()):
            if "://" not in target:
                yield path, target


def test_every_link_leads_somewhere():
    assert [
        f"{name(path)}: {target}" for path, target in links() if not (path.parent / target).exists()
    ] == []


def test_both_readmes_have_the_same_parts():
    """The same number of headings, pictures and code blocks in both languages."""

    def shape(file):
        text = (ROOT / file).read_text()
        return [len(re.findall(pattern, text, re.MULTILINE)) for pattern in (r"^#+ ", r"!\[", r"^```")]

    assert shape("README.md") == shape("README.zh.md")


def test_every_manual_page_is_in_the_index():
    index = (DOCS / "manual" / "README.md").read_text()
    pages = [path.name for path in (DOCS / "manual").glob("*.md") if path.name != "README.md"]
    assert [page for page in pages if f"({page})" not in index] == []


def test_every_decision_is_dated_short_and_in_the_index():
    index = (DOCS / "adr" / "README.md").read_text()
    for path in (DOCS / "adr").glob("[0-9]*.md"):
        text = path.read_text()
        assert f"({path.name})" in index
        assert re.search(r"^Date: \d{4}-\d\d-\d\d$", text, re.MULTILINE), path.name
        assert len(text) < 3000, f"{path.name}: half a page"


def test_every_module_says_what_it_is_for():
    """Files with code of their own begin with a sentence (address lists and app configurations speak for
    themselves)."""
    plain = {"urls.py", "apps.py", "__init__.py", "enums.py", "admin.py"}
    silent = []
    for path in python_files():
        first = tree(path).body[:1]
        if path.name not in plain and not (
            first and hasattr(first[0], "value") and path.read_text().startswith('"""')
        ):
            silent.append(name(path))
    assert not silent
