"""Roles and rights: the table in the manual is what the code says; rights are granted only downward."""

from importlib import import_module, util
from pathlib import Path

import pytest
from django.apps import apps

from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.commands import appoint
from jiceng.organisations.enums import Right
from jiceng.organisations.rules.roles import ROLES, SEPARATE_POSTS, role_of
from jiceng.people.rules.accounts import APART, meet
from tests.access.world import build
from tests.factories import make_person, make_post

PAGE = Path(__file__).parents[2] / "docs" / "manual" / "access.md"
BEGIN, END = "<!-- roles: begin -->\n", "<!-- roles: end -->"


def rights() -> dict[str, str]:
    """Every right of every app with its words, in the order of the layers."""
    found = {}
    for config in apps.get_app_configs():
        if config.name.startswith("jiceng.") and util.find_spec(f"{config.name}.enums"):
            choices = getattr(import_module(f"{config.name}.enums"), "Right", None)
            found |= {str(value): str(label) for value, label in (choices.choices if choices else ())}
    return found


def table() -> str:
    lines = []
    for role in ROLES:
        held = "、".join(label for right, label in rights().items() if right in role.rights)
        reach = "全县" if role.county_wide else "、".join(str(line.label) for line in role.lines) or "本组织"
        lines.append(f"| {role.name} | {role.sentence} | {reach} | {held} |")
    return "| 角色 | 说明 | 范围 | 权限 |\n|---|---|---|---|\n" + "\n".join(lines) + "\n"


def test_the_manual_tells_every_role_and_right():
    text = PAGE.read_text(encoding="utf-8")
    told = text[text.index(BEGIN) + len(BEGIN) : text.index(END)]
    assert told == table(), f"put this into {PAGE.name}:\n{table()}"


def test_every_right_held_is_a_right_that_exists():
    assert {right for role in ROLES for right in role.rights} <= set(rights())


def test_no_role_joins_administrations_that_stay_apart():
    assert len(SEPARATE_POSTS) == len(APART) == 3
    assert not [role.name for role in ROLES if meet(role.rights)]
    guardians = {role_of(post, "department") for post in SEPARATE_POSTS}
    assert all(sum(right in role.rights for right in APART) == 1 for role in guardians)


@pytest.mark.django_db
def test_rights_are_granted_only_within_ones_own_reach():
    """Threat 16, role × grant: whoever appoints does so in the own unit or below, nobody in a neighbour's or upper
    unit, and whoever may not appoint, nowhere."""
    world = build()
    for role in ROLES:
        by = world.accounts[role.__name__]
        for position in ("own", "neighbour", "upper"):
            organisation = world.place(role.__name__, position).organisation
            post = make_post(organisation, "officer", title=f"{role.__name__}{position}")
            granted = Right.APPOINT in role.rights and (position == "own" or role.county_wide)
            if granted:
                assert appoint(by=by, post=post, person=make_person(), on=today()).pk
                continue
            with pytest.raises(Refused):
                appoint(by=by, post=post, person=make_person(), on=today())
