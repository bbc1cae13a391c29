"""What is asked of a matter's lead, and where it stands, moves into the register of tasks; a matter that has its task
already is left alone."""

from django.db import migrations

from jiceng.kernel.pinyin import initials, spelled

KIND = "responsibility.matter"


def _rows(apps, alias: str, app: str, *names: str) -> list:
    return [apps.get_model(app, name).objects.using(alias) for name in names]


def move(apps, schema_editor) -> None:
    alias = schema_editor.connection.alias
    matters, helpers = _rows(apps, alias, "responsibility", "Matter", "MatterHelper")
    task, task_helper = _rows(apps, alias, "documents", "Task", "TaskHelper")
    for row in matters.filter(task=None).order_by("pk"):
        made = task.create(
            title=row.title,
            pinyin=spelled(row.title)[:720],
            initials=initials(row.title)[:120],
            measure=row.measure,
            source_kind=KIND,
            source_id=str(row.pk),
            source_name=f"督〔{row.year}〕{row.serial}号",
            unit_id=row.lead_id,
            assigned_on=row.registered_on,
            due_on=row.due_on,
            acknowledged_on=row.acknowledged_on,
            progress_on=row.progress_on,
            done_on=row.reported_on,
            result=row.result,
            made_by_id=row.made_by_id,
        )
        matters.filter(pk=row.pk).update(task=made)
        task_helper.bulk_create(
            task_helper.model(task=made, unit_id=one.unit_id)
            for one in helpers.filter(matter_id=row.pk).order_by("pk")
        )


def _state(row, task) -> str:
    if row.closed_on:
        return "closed"
    if task.done_on:
        return "reported"
    return "working" if task.acknowledged_on else "assigned"


def move_back(apps, schema_editor) -> None:
    alias = schema_editor.connection.alias
    matters, helpers = _rows(apps, alias, "responsibility", "Matter", "MatterHelper")
    (task,) = _rows(apps, alias, "documents", "Task")
    for row in matters.exclude(task=None).select_related("task").order_by("pk"):
        known = row.task
        matters.filter(pk=row.pk).update(
            title=known.title,
            measure=known.measure,
            lead=known.unit_id,
            due_on=known.due_on,
            acknowledged_on=known.acknowledged_on,
            progress_on=known.progress_on,
            reported_on=known.done_on,
            result=known.result,
            state=_state(row, known),
            task=None,
        )
        for one in known.helpers.exclude(unit=None):
            helpers.get_or_create(matter_id=row.pk, unit_id=one.unit_id)
    task.filter(source_kind=KIND).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("responsibility", "0008_matter_has_a_task"),
    ]

    operations = [migrations.RunPython(move, move_back, elidable=True)]
