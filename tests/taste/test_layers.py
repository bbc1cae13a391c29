"""Imports run down, siblings are strangers; foreign keys follow the same layers."""

import ast
import re
import sys
from configparser import ConfigParser

from django.apps import apps as registry
from importlinter.cli import lint_imports

from tests.taste.house import ROOT, SOURCE, name, python_files, tree


def layers() -> list[set[str]]:
    """From the top down, as .importlinter has them."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    rows = contracts["importlinter:contract:layers"]["layers"].split("\n")
    return [{part.strip(" ()") for part in row.split("|")} for row in rows if row.strip()]


def depth(app: str) -> int:
    return next(number for number, row in enumerate(layers()) if app in row)


def test_the_contracts_hold(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", [str(ROOT / "src"), *sys.path])
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), cache_dir=None) == 0


def test_foreign_keys_run_down_too():
    """A foreign key given as a string passes the linter; here it does not."""
    wrong = []
    for model in registry.get_models():
        if not model.__module__.startswith("jiceng."):
            continue
        for field in model._meta.get_fields(include_hidden=True):
            target = field.related_model if field.concrete and field.is_relation else None
            if not target or not target.__module__.startswith("jiceng."):
                continue
            here, there = model._meta.app_label, target._meta.app_label
            if here != there and depth(here) >= depth(there):
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert not wrong


def test_the_judge_of_plans_shares_no_code_with_the_solvers():
    """`jiceng.zoning.verify` checks plans independently: it imports nothing of the optimiser."""
    for path in (SOURCE / "zoning").glob("verify*"):
        for file in [path] if path.suffix == ".py" else path.rglob("*.py"):
            named = imported(file)
            own = {
                word
                for word in named
                if word.startswith("jiceng") and not word.startswith("jiceng.zoning.verify")
            }
            assert not own, f"{name(file)} imports {own}"


def imported(path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(("." * node.level) + (node.module or ""))
    return found


def test_the_optimiser_uses_no_global_random_and_no_files():
    """Same seed, same plan: only generators made from the seed, never the module's own; formats take dicts."""
    wrong = []
    for path in python_files("src/jiceng/zoning"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                written = ast.unparse(node.func)
                if written.startswith("random.") and written != "random.Random":
                    wrong.append(f"{name(path)}:{node.lineno} {written}")
                if re.match(r"(np|numpy)\.random\.(?!default_rng|Generator|SeedSequence|PCG64)", written):
                    wrong.append(f"{name(path)}:{node.lineno} {written}")
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open":
                wrong.append(f"{name(path)}:{node.lineno} open")
    assert not wrong
