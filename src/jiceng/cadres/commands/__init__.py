"""The only writers of cadres."""

from jiceng.cadres.commands.board_places import (
    Wanted,
    leave_open,
    let_go,
    let_stay,
    propose_filling,
    put,
    take_off,
    take_over_choices,
    unsettle,
)
from jiceng.cadres.commands.discipline import NewDiscipline, enter_discipline
from jiceng.cadres.commands.files import Entry, NewFile, open_files
from jiceng.cadres.commands.norms import Bounds, set_requirement, set_target
from jiceng.cadres.commands.requests import Asked, ask_change, decline_change, grant_change, withdraw_change
from jiceng.cadres.commands.restructuring import (
    Proposal,
    decide_board,
    draft_package,
    finish_leaving,
    open_board,
    propose_people,
    send_back_board,
    submit_board,
    withdraw_board,
)
from jiceng.cadres.commands.roster import grant_changes, take_over_roster

__all__ = [
    "Proposal",
    "Wanted",
    "decide_board",
    "draft_package",
    "finish_leaving",
    "leave_open",
    "let_go",
    "let_stay",
    "open_board",
    "propose_filling",
    "propose_people",
    "put",
    "send_back_board",
    "submit_board",
    "take_off",
    "take_over_choices",
    "unsettle",
    "withdraw_board",
    "Asked",
    "Bounds",
    "Entry",
    "NewDiscipline",
    "NewFile",
    "ask_change",
    "decline_change",
    "enter_discipline",
    "grant_change",
    "grant_changes",
    "open_files",
    "set_requirement",
    "set_target",
    "take_over_roster",
    "withdraw_change",
]
