"""Many tables in one operation of a migration.

Django brings its picture of all models up to date after every single operation; with a hundred and thirty models that
look at each other this made an empty database take longer than the demonstration county in it.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.db.migrations.operations import CreateModel, RunPython, RunSQL
from django.db.migrations.operations.base import Operation


class CreateTogether(Operation):
    """Create the tables of several models, drawn once when all of them are known.

    Foreign keys may point to any of them in any order. Constraints and indexes stand in the options of each model.
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

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in self._drawn(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model in reversed(self._drawn(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def _drawn(self, app_label: str, schema_editor: Any, state: Any) -> list[Any]:
        every = [state.apps.get_model(app_label, creation.name) for creation in self.models]
        alias = schema_editor.connection.alias
        return [model for model in every if self.allow_migrate_model(alias, model)]

    def describe(self) -> str:
        return "Create the tables of " + ", ".join(creation.name for creation in self.models)


def kept(app: str, name: str) -> list[Operation]:
    """What a migration that is folded into one runs on an empty database too: guards, first rows."""
    folded = import_module(f"jiceng.{app}.migrations.{name}").Migration
    runs = (one for one in folded.operations if isinstance(one, RunPython | RunSQL))
    return [one for one in runs if not one.elidable]
