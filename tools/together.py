"""Folds all migrations of apps into their `0001_together`, which an empty database takes instead of them.

    python -m tools.together documents meetings

The migrations folded stay where they are: a database that has some of them goes on with them. What a migration does to
rows that cannot be there yet says `elidable=True` and is left out; everything else that it runs is kept.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "0001_together"


def migrations_of(loader, app: str) -> list[str]:
    """The names of the app's own migrations, in the order in which they are taken."""
    names = [name for label, name in loader.disk_migrations if label == app and name != NAME]
    graph = loader.graph
    return sorted(names, key=lambda name: len(graph.forwards_plan((app, name))))


def models_of(state, app: str) -> list:
    """How the app's models are created as they are at last, with constraints and indexes in their options."""
    from django.db.migrations.operations import CreateModel

    found = [model for (label, _name), model in state.models.items() if label == app]
    return [
        CreateModel(
            model.name,
            [(name, field.clone()) for name, field in model.fields.items()],
            {key: value for key, value in model.options.items() if value or key not in LISTS},
            model.bases,
            model.managers,
        )
        for model in found
    ]


LISTS = ("indexes", "constraints")


def needs_of(loader, app: str) -> list[tuple[str, str]]:
    """What the app's own migrations stand on in other apps: of each the last that they name by its number.

    Never another `0001_together`: when that one takes in a further migration, a database that has this app already
    would lack what it stands on.
    """
    named: dict[str, set[str]] = {}
    for label, name in loader.disk_migrations:
        if label == app and name != NAME:
            for other, need in loader.disk_migrations[label, name].dependencies:
                if other not in (app, "__setting__"):
                    named.setdefault(other, set()).add(need)
    return sorted((other, _last(loader, other, names)) for other, names in named.items())


def _last(loader, app: str, names: set[str]) -> str:
    known = names - {"__first__"}
    return max(known, key=lambda name: len(loader.graph.forwards_plan((app, name)))) if known else "__first__"


def written(loader, state, app: str) -> str:
    from django.db import migrations
    from django.db.migrations.operations import RunPython, RunSQL
    from django.db.migrations.writer import MigrationWriter

    from jiceng.kernel.together import CreateTogether

    names = migrations_of(loader, app)
    body = {
        "initial": True,
        "replaces": [(app, name) for name in names],
        "dependencies": needs_of(loader, app),
        "operations": [CreateTogether(models_of(state, app))],
    }
    text = MigrationWriter(type("Migration", (migrations.Migration,), body)(NAME, app), False).as_string()
    kept = [
        name
        for name in names
        for operation in loader.disk_migrations[app, name].operations
        if isinstance(operation, RunPython | RunSQL) and not operation.elidable
    ]
    lines = "".join(f"        *kept({app!r}, {name!r}),\n" for name in dict.fromkeys(kept))
    text = re.sub(r"\n    \]\n*\Z", lambda _found: f"\n{lines}    ]\n", text)
    text = text.replace("import jiceng.kernel.together\n", "").replace("jiceng.kernel.together.", "")
    line = "from jiceng.kernel.together import CreateTogether, kept\n\n\nclass Migration"
    return text.replace("class Migration", line, 1)


def fold(apps: list[str]) -> None:
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, replace_migrations=False)
    state = loader.project_state([node for node in loader.graph.leaf_nodes() if node[1] != NAME])
    for app in apps:
        path = ROOT / "src" / "jiceng" / app / "migrations" / f"{NAME}.py"
        ruff = [sys.executable, "-m", "ruff"]
        text = written(loader, state, app)
        for command in (["check", "--fix", "--select", "I,F401", "-q", "-"], ["format", "-"]):
            made = subprocess.run([*ruff, *command], input=text, capture_output=True, text=True, check=True)
            text = made.stdout
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiceng.config.settings")
    import django

    django.setup()
    parser = argparse.ArgumentParser(description="Fold an app's migrations into one for empty databases.")
    parser.add_argument("apps", nargs="+")
    fold(parser.parse_args().apps)
