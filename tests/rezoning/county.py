"""The old county with the 51 committees of the invented files in it, and an account for each part."""

import json
from datetime import date

from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.organisations.models import Boundary, Organisation
from tests.factories import (
    make_account_with_post,
    make_branch,
    make_figures,
    make_member,
    make_organisation,
    make_person,
    make_resident,
    place,
)
from tests.rezoning.town import BARRIERS, UNITS

BARRIER_FILE = BARRIERS


def old_county(members_each: int | None = None) -> dict:
    """County, department, town, two streets with general branches, 51 committees with branches and members living
    there (as many full members as the files say, or `members_each`)."""
    county = make_organisation("中共嫩江县委", Kind.COUNTY_COMMITTEE)
    department = make_organisation("县委组织部", Kind.ORGANISATION_DEPARTMENT, under=county, line=Line.PARTY)
    town = make_organisation("嫩江镇党委", Kind.TOWN_PARTY_COMMITTEE, under=county)
    place(town, county, Line.PARTY)
    made = {"county": county, "department": department, "town": town, "old": [], "streets": {}}
    for name in ("城西街道", "城东街道"):
        office = make_organisation(f"{name}办事处", Kind.STREET_OFFICE, under=town)
        general = make_organisation(f"{name}党总支", Kind.STREET_GENERAL_BRANCH, under=town, line=Line.PARTY)
        made["streets"][name] = (office, general)
    for feature in json.loads(UNITS)["features"]:
        made["old"].append(_committee(made, feature, members_each))
    return made


def _committee(made: dict, feature: dict, members_each: int | None) -> Organisation:
    facts = feature["properties"]
    office, general = made["streets"][facts["street"]]
    old = make_organisation(facts["name"], Kind.OLD_RESIDENTS_COMMITTEE, under=office, code=facts["code"])
    make_figures(
        old,
        households=facts["households"],
        residents=facts["residents"],
        venue_area_m2=facts["venue_area_m2"],
    )
    Boundary.objects.create(organisation=old, geometry=feature["geometry"], valid_from=date(2010, 1, 1))
    branch = make_branch(old, under=general)
    full = facts["party_members"] - facts["probationary_members"] if members_each is None else members_each
    for _number in range(full):
        person = make_person()
        make_member(branch, person)
        make_resident(old, person)
    return old


def accounts(made: dict) -> dict:
    """Who does what: town secretary and officer, county leader, organisation department."""
    return {
        "secretary": make_account_with_post(made["town"], PostKind.SECRETARY),
        "officer": make_account_with_post(made["town"], PostKind.OFFICER),
        "leader": make_account_with_post(made["county"], PostKind.SECRETARY),
        "department": make_account_with_post(made["department"], PostKind.OFFICER),
    }
