"""What is asked of a matter's lead, and where it stands, moves into the register of tasks; a matter that has its task
already is left alone."""

from django.db import migrations

from jiceng.kernel.pinyin import initials, spelled

KIND = "responsibility.matter"


def move(apps, schema_editor) -> None:
    matters = apps.get_model("responsibility", "Matter")
    helpers = apps.get_model("responsibility", "MatterHelper")
    task, task_helper = apps.get_model("documents", "Task"), apps.get_model("documents", "TaskHelper")
    for row in matters.objects.filter(task=None).order_by("pk"):
        made = task.objects.create(
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
        matters.objects.filter(pk=row.pk).update(task=made)
        task_helper.objects.bulk_create(
            task_helper(task=made, unit_id=one.unit_id)
            for one in helpers.objects.filter(matter_id=row.pk).order_by("pk")
        )


def _state(row, task) -> str:
    if row.closed_on:
        return "closed"
    if task.done_on:
        return "reported"
    return "working" if task.acknowledged_on else "assigned"


def move_back(apps, schema_editor) -> None:
    matters = apps.get_model("responsibility", "Matter")
    helpers = apps.get_model("responsibility", "MatterHelper")
    task = apps.get_model("documents", "Task")
    for row in matters.objects.exclude(task=None).select_related("task").order_by("pk"):
        known = row.task
        matters.objects.filter(pk=row.pk).update(
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
            helpers.objects.get_or_create(matter_id=row.pk, unit_id=one.unit_id)
    task.objects.filter(source_kind=KIND).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("responsibility", "0008_matter_has_a_task"),
    ]

    operations = [migrations.RunPython(move, move_back)]
