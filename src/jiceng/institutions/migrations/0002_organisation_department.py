import re

from django.db import migrations

NAMED = re.compile(r"^(\s*organisation: \[[^\]\n]*)(?<![a-z_])department\b", re.MULTILINE)


def _rows(apps, schema_editor, name):
    return apps.get_model("institutions", name).objects.using(schema_editor.connection.alias).all()


def named_with_the_bureaus(apps, schema_editor):
    """What bound every department binds the organisation department too, now that it is a kind of its own."""
    for one in _rows(apps, schema_editor, "Obligation"):
        kinds = one.organisation_kinds
        if "department" in kinds and "organisation_department" not in kinds:
            at = kinds.index("department")
            one.organisation_kinds = [*kinds[:at], "organisation_department", *kinds[at:]]
            one.save(update_fields=["organisation_kinds"])
    for edition in _rows(apps, schema_editor, "Edition"):
        text = NAMED.sub(r"\1organisation_department, department", edition.source_text)
        if text != edition.source_text and "organisation_department" not in edition.source_text:
            edition.source_text = text
            edition.save(update_fields=["source_text"])


def bureaus_only(apps, schema_editor):
    for one in _rows(apps, schema_editor, "Obligation"):
        if "organisation_department" in one.organisation_kinds:
            kinds = [kind for kind in one.organisation_kinds if kind != "organisation_department"]
            one.organisation_kinds = kinds if "department" in kinds else [*kinds, "department"]
            one.save(update_fields=["organisation_kinds"])
    for edition in _rows(apps, schema_editor, "Edition"):
        text = edition.source_text.replace("organisation_department, department", "department")
        text = text.replace("organisation_department", "department")
        if text != edition.source_text:
            edition.source_text = text
            edition.save(update_fields=["source_text"])


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0001_initial"),
        ("organisations", "0005_organisation_department"),
    ]

    operations = [migrations.RunPython(named_with_the_bureaus, bureaus_only, elidable=True)]
