"""A bureau of the county answers for itself and does nothing of what the organisation department does; that each
address really answers as the file says is held by `test_matrix`."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules.roles import Bureau, OrganisationDepartment, role_of
from jiceng.organisations.rules.second_hand import POWERS
from tests.access import matrix
from tests.factories import make_organisation

ROWS = matrix.rows()
# What comes to a bureau, and what it may do about it.
ANSWERS = {
    *("recipient_receive", "countersignature_agree", "countersignature_refuse"),
    *(
        "matter_acknowledge",
        "matter_split",
        "matter_progress",
        "matter_extend",
        "matter_report",
        "matter_return",
    ),
    *("incoming_register", "incoming_refuse", "incoming_propose", "incoming_instruct", "incoming_hand_on"),
    *("incoming_opine", "incoming_close", "hand_answer", "hand_urge"),
    *("consulted_say", "asked_nothing"),
    *("task_acknowledge", "task_progress", "task_finish"),
}
# Its own plans, and the tasks that it gives within itself.
WITHIN = {
    *("plan_change", "plan_item_change", "plan_succeed"),
    *("plan_clauses", "plan_import", "plan_item_new", "plan_item_target", "plan_item_drop", "plan_item_task"),
}
BEGUN = {"plan_new", "task_new", "tasks_import"}
# Who is responsible for a community is no secret among offices.
READ_BY_OFFICES = {"contact_point", "leading_group"}
# Everybody who reads documents reads the plans of the county's own bodies.
PLANS_OF_THE_COUNTY = {"plan", "plan_items", "plan_gantt", "plan_docx", "plan_item"}


def open_to_all(row: dict[str, str]) -> bool:
    """Whoever has an account gets as far: a member, or a unit's contact."""
    return row["Bureau"] in {row["PartyMember"], row["UnitContact"]}


def test_a_bureau_writes_only_what_answers_what_came_to_it():
    writes = {
        url: row["Bureau"]
        for (url, method), row in ROWS.items()
        if method == "POST" and "+" in row["Bureau"] and not open_to_all(row)
    }
    assert writes == dict.fromkeys(ANSWERS | WITHIN, "+000") | dict.fromkeys(BEGUN, "+")


def test_a_bureau_reads_no_other_units_things():
    foreign = {
        url: row["Bureau"]
        for (url, _method), row in ROWS.items()
        if "+" in row["Bureau"][1:] and not open_to_all(row) and row["rule"] != "anyone"
    }
    assert foreign == dict.fromkeys(READ_BY_OFFICES, "+++0") | dict.fromkeys(PLANS_OF_THE_COUNTY, "+0+0")


def test_no_address_of_the_organisation_department_opens_to_a_bureau():
    """Every address whose rule lets the department in by a right of its own turns the bureau away."""
    own = OrganisationDepartment.rights - Bureau.rights
    guarded = {key: row for key, row in ROWS.items() if any(right in row["rule"] for right in own)}
    assert len(guarded) > 150
    let_in = {
        key
        for key, row in guarded.items()
        if "+" in row["OrganisationDepartment"] and set(row["Bureau"]) - set("-0")
    }
    assert not let_in


@pytest.mark.parametrize("post", PostKind.values)
def test_no_post_of_a_bureau_carries_power(post):
    role = role_of(post, Kind.DEPARTMENT)
    assert role is not OrganisationDepartment
    if post not in {PostKind.SYSTEM_ADMINISTRATOR, PostKind.SECURITY_ADMINISTRATOR, PostKind.AUDITOR}:
        assert role is None or not role.rights & POWERS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "becomes"),
    [
        (["中共嫩江县委组织部", "嫩江县民政局"], ["organisation_department", "department"]),
        (["嫩江县委组织处"], ["organisation_department"]),
        (["嫩江县委组织处", "嫩江县民政局"], ["department", "department"]),
    ],
)
def test_present_data_get_the_kind_by_name(names, becomes):
    made = [make_organisation(name, Kind.DEPARTMENT) for name in names]
    step = import_module("jiceng.organisations.migrations.0005_organisation_department")
    editor = SimpleNamespace(connection=connection)
    step.of_its_own_kind(apps, editor)
    kinds = dict(Organisation.objects.values_list("pk", "kind"))
    assert [kinds[one.pk] for one in made] == becomes
    step.one_of_many(apps, editor)
    assert set(Organisation.objects.values_list("kind", flat=True)) == {"department"}
