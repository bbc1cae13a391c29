"""Many tables made in one operation of a migration."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from jiceng.kernel.together import CreateTogether

pytestmark = pytest.mark.django_db(transaction=True)

KEY = ("id", models.BigAutoField(primary_key=True))
TOGETHER = CreateTogether(
    [
        migrations.CreateModel(
            "Egg",
            [KEY, ("of", models.ForeignKey("kernel.hen", models.CASCADE)), ("size", models.IntegerField())],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(size__gt=0), name="an_egg_has_a_size")
                ],
                "indexes": [models.Index(fields=["size"], name="eggs_by_size")],
            },
        ),
        migrations.CreateModel(
            "Hen", [KEY, ("first", models.ForeignKey("kernel.egg", models.PROTECT, null=True))]
        ),
    ]
)


def tables():
    return {name for name in connection.introspection.table_names() if name in ("kernel_egg", "kernel_hen")}


def test_tables_that_look_at_each_other_come_and_go_together():
    before, after = ProjectState(), ProjectState()
    TOGETHER.state_forwards("kernel", after)
    with connection.schema_editor() as editor:
        TOGETHER.database_forwards("kernel", editor, before, after)
    try:
        assert tables() == {"kernel_egg", "kernel_hen"}
        with connection.cursor() as cursor:
            said = connection.introspection.get_constraints(cursor, "kernel_egg")
        assert {"an_egg_has_a_size", "eggs_by_size"} <= set(said)
        assert any(one["foreign_key"] == ("kernel_hen", "id") for one in said.values())
    finally:
        with connection.schema_editor() as editor:
            TOGETHER.database_backwards("kernel", editor, after, before)
    assert tables() == set()


def test_what_comes_after_sees_all_models_as_they_were_then():
    state = ProjectState()
    TOGETHER.state_forwards("kernel", state)
    before = state.clone()
    migrations.AddField("Hen", "name", models.TextField(default="")).state_forwards("kernel", state)
    names = [
        {field.name for field in one.apps.get_model("kernel", "Hen")._meta.get_fields()}
        for one in (before, state)
    ]
    assert names == [{"id", "first", "egg"}, {"id", "first", "egg", "name"}]
    assert before.apps.get_model("kernel", "Egg")._meta.get_field(
        "of"
    ).related_model is before.apps.get_model("kernel", "Hen")


def test_nobody_draws_what_nobody_looks_at(monkeypatch):
    drawn = []
    monkeypatch.setattr("jiceng.kernel.together.StateApps", lambda *_models: drawn.append(1))
    state = ProjectState()
    TOGETHER.state_forwards("kernel", state)
    TOGETHER.state_forwards("kernel", state.clone())
    assert not drawn


def test_it_is_written_to_a_file_and_read_back():
    name, arguments, words = TOGETHER.deconstruct()
    assert (name, arguments) == ("CreateTogether", [])
    assert [one.name for one in CreateTogether(**words).models] == ["Egg", "Hen"]
