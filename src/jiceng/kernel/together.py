"""Many tables in one operation of a migration.

Django brings its picture of all models up to date after every single operation; with a hundred and thirty models that
look at each other this made an empty database take longer than the demonstration county in it.
"""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps as living
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations import CreateModel, RunPython, RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState, StateApps

LISTS = ("indexes", "constraints")


class CreateTogether(Operation):
    """Create the tables of several models, drawn once when all of them are known.

    Foreign keys may point to any of them in any order. Constraints and indexes stand in the options of each model.
    Where the models of the code are what this migration says, they are drawn from themselves: no picture is needed.
    """

    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = list(models)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [], {"models": self.models}

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for creation in self.models:
            creation.state_forwards(app_label, state)
        state.apps = Undrawn.of(state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in self._drawn(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in reversed(self._drawn(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def _drawn(self, app_label: str, schema_editor: Any, state: Any) -> list[Any]:
        names = [creation.name for creation in self.models]
        apps = living if _as_they_are(app_label, names, state) else state.apps
        every = [apps.get_model(app_label, name) for name in names]
        alias = schema_editor.connection.alias
        return [model for model in every if self.allow_migrate_model(alias, model)]

    def describe(self) -> str:
        return "Create the tables of " + ", ".join(creation.name for creation in self.models)


class Undrawn:
    """Stands for the picture of all models until somebody looks at it.

    Django draws the whole of it before each migration; those that create tables together and set guards never look.
    """

    def __init__(self, picture: Callable[[], StateApps]) -> None:
        self._picture = picture
        self._own: StateApps | None = None

    @classmethod
    def of(cls, state: ProjectState) -> "Undrawn":
        # As the models are now: the state that they belong to goes on changing them.
        models, real = {key: one.clone() for key, one in state.models.items()}, set(state.real_apps)
        return cls(cache(lambda: StateApps(real, models)))

    def clone(self) -> "StateApps | Undrawn":
        return self._own.clone() if self._own else Undrawn(self._picture)

    def __getattr__(self, name: str) -> Any:
        if self._own is None:
            self._own = self._picture().clone()
        return getattr(self._own, name)


def _as_they_are(app_label: str, names: list[str], state: Any) -> bool:
    """Whether the code has these models exactly as the state of the migration has them."""
    try:
        models = [living.get_model(app_label, name) for name in names]
    except LookupError:
        return False
    drawn = (state.models[app_label, name.lower()] for name in names)
    return all(
        _table(one) == _table(ModelState.from_model(model)) for one, model in zip(drawn, models, strict=True)
    )


def _table(state: ModelState) -> tuple[Any, ...]:
    """All of a model that its table shows: words for people and orders of display do not matter."""
    spelled = MigrationAutodetector(ProjectState(), ProjectState()).deep_deconstruct
    fields = {}
    for name, field in state.fields.items():
        kind, arguments, options = spelled(field)
        shown = {
            key: value
            for key, value in options.items()
            if key not in field.non_db_attrs or key == "db_column"
        }
        fields[name] = (kind, arguments, shown)
    options = state.options
    guards = [sorted((spelled(one) for one in options.get(key, ())), key=str) for key in LISTS]
    return fields, guards, options.get("db_table"), options.get("unique_together"), state.bases


class Guard(RunPython):
    """Triggers and the like, set and lifted by statements alone: no picture of the models is drawn."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self.code(None, schema_editor)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self.reverse_code(None, schema_editor)


def kept(app: str, name: str) -> list[Operation]:
    """What a migration that is folded into one runs on an empty database too: guards, first rows."""
    folded = import_module(f"jiceng.{app}.migrations.{name}").Migration
    runs = (one for one in folded.operations if isinstance(one, RunPython | RunSQL))
    return [one for one in runs if not one.elidable]
