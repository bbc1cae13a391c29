"""The only writers of responsibilities."""

from jiceng.organisations.commands import ImpossibleError
from jiceng.responsibility.commands.assignment import (
    decide_assignment,
    declare_conflict,
    draft_paper,
    edit_line,
    keep_profile,
    propose_assignment,
)
from jiceng.responsibility.commands.channel import (
    Asked,
    decide_problem,
    instruct,
    pass_up,
    raise_problem,
    report_back,
    sign_emergency,
)
from jiceng.responsibility.commands.contacts import Ground, end_charge, end_link, link, put_in_charge
from jiceng.responsibility.commands.groups import found_group, name_member
from jiceng.responsibility.commands.handing import sign_handover
from jiceng.responsibility.commands.register import Entry, take_over_register
from jiceng.responsibility.commands.visits import (
    Brought,
    annul_visit,
    answer_problem,
    confirm_problem,
    record_visit,
)

__all__ = [
    "Asked",
    "Brought",
    "Entry",
    "Ground",
    "ImpossibleError",
    "annul_visit",
    "answer_problem",
    "confirm_problem",
    "decide_assignment",
    "decide_problem",
    "declare_conflict",
    "draft_paper",
    "edit_line",
    "end_charge",
    "end_link",
    "found_group",
    "instruct",
    "keep_profile",
    "link",
    "name_member",
    "pass_up",
    "propose_assignment",
    "put_in_charge",
    "raise_problem",
    "record_visit",
    "report_back",
    "sign_emergency",
    "sign_handover",
    "take_over_register",
]
