"""The party roll of a day as rows of the table."""

from collections.abc import Callable, Iterator

from jiceng.organisations.enums import Standing
from jiceng.organisations.exports.units import Units
from jiceng.people.enums import Education, Sex
from jiceng.people.identity import masked_id_number, masked_phone

FIELDS = (
    "person_id",
    "person__name",
    "person__id_number",
    "person__sex",
    "person__born_on",
    "person__education",
    "person__phone",
    "branch_id",
    "group_id",
    "standing",
    "joined_on",
    "full_since",
    "valid_from",
    "valid_to",
)


def rows(
    memberships, names: Units, groups: dict[tuple[int, str], int], in_full: Callable[[int], bool]
) -> Iterator[tuple]:
    """Rows in the order of `columns.member_columns`; numbers in full only where `in_full(branch)` says so."""
    sexes = {member.value: str(member.label) for member in Sex}
    educations = {member.value: str(member.label) for member in Education}
    standings = {member.value: str(member.label) for member in Standing}
    group_names = {pk: (branch, name) for (branch, name), pk in groups.items() if name[:1] != "#"}
    found = memberships.order_by("branch__code", "branch_id", "person__pinyin", "person_id")
    for row in found.values_list(*FIELDS).iterator(chunk_size=2000):
        person, name, identity, sex, born_on, education, phone, branch, group, standing, *days = row
        full = in_full(branch)
        at, word = group_names.get(group, (None, ""))
        yield (
            str(person),
            name,
            identity if full else masked_id_number(identity),
            sexes[sex],
            born_on,
            educations.get(education),
            phone if full else masked_phone(phone),
            names.label(branch),
            None if group is None else word if at == branch else f"#{group}",
            standings[standing],
            *days,
        )
