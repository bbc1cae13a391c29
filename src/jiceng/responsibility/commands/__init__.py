"""The only writers of responsibilities."""

from jiceng.organisations.commands import ImpossibleError
from jiceng.responsibility.commands.accountability import (
    begin_step,
    decide_step,
    drop_file,
    give_statement,
    name_reader,
    open_file,
    serve_step,
    set_hearing,
)
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
from jiceng.responsibility.commands.inspection import NewItem, adopt_check_plan, hold_check, plan_check
from jiceng.responsibility.commands.matters import (
    NewMatter,
    Origin,
    Part,
    acknowledge_matter,
    register_matter,
    report_matter,
    report_progress,
    split_matter,
)
from jiceng.responsibility.commands.register import Entry, take_over_register
from jiceng.responsibility.commands.supervising import (
    ask_extension,
    check_matter,
    confirm_matter,
    decide_extension,
    note_reds,
    urge_matter,
)
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
    "NewItem",
    "NewMatter",
    "Origin",
    "Part",
    "acknowledge_matter",
    "adopt_check_plan",
    "annul_visit",
    "answer_problem",
    "ask_extension",
    "begin_step",
    "check_matter",
    "confirm_matter",
    "confirm_problem",
    "decide_assignment",
    "decide_extension",
    "decide_problem",
    "decide_step",
    "declare_conflict",
    "draft_paper",
    "drop_file",
    "edit_line",
    "end_charge",
    "end_link",
    "found_group",
    "give_statement",
    "hold_check",
    "instruct",
    "keep_profile",
    "link",
    "name_member",
    "name_reader",
    "note_reds",
    "open_file",
    "pass_up",
    "plan_check",
    "propose_assignment",
    "put_in_charge",
    "raise_problem",
    "record_visit",
    "register_matter",
    "report_back",
    "report_matter",
    "report_progress",
    "serve_step",
    "set_hearing",
    "sign_emergency",
    "sign_handover",
    "split_matter",
    "take_over_register",
    "urge_matter",
]
