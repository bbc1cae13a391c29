"""The only writers of cadres."""

from jiceng.cadres.commands.discipline import NewDiscipline, enter_discipline
from jiceng.cadres.commands.files import Entry, NewFile, open_files
from jiceng.cadres.commands.norms import Bounds, set_requirement, set_target
from jiceng.cadres.commands.requests import Asked, ask_change, decline_change, grant_change, withdraw_change
from jiceng.cadres.commands.reserve import (
    NewReserve,
    Standing,
    leave_reserve,
    put_in_reserve,
    review_reserve,
    set_development_norm,
    take_over_reserve,
)
from jiceng.cadres.commands.roster import grant_changes, take_over_roster
from jiceng.cadres.commands.tours import adopt_proposal, bring_home, decline_proposal
from jiceng.cadres.commands.training import (
    NewTraining,
    Result,
    adopt_training_plan,
    answer_release,
    call_training,
    close_training,
    drop_training,
    enrol,
    enter_results,
    leave_out,
    make_training_plan,
    plan_training,
    plan_trainings,
)

__all__ = [
    "Asked",
    "Bounds",
    "Entry",
    "NewDiscipline",
    "NewFile",
    "NewReserve",
    "NewTraining",
    "Result",
    "Standing",
    "adopt_proposal",
    "adopt_training_plan",
    "answer_release",
    "ask_change",
    "bring_home",
    "call_training",
    "close_training",
    "decline_change",
    "decline_proposal",
    "drop_training",
    "enrol",
    "enter_discipline",
    "enter_results",
    "grant_change",
    "grant_changes",
    "leave_out",
    "leave_reserve",
    "make_training_plan",
    "open_files",
    "plan_training",
    "plan_trainings",
    "put_in_reserve",
    "review_reserve",
    "set_development_norm",
    "set_requirement",
    "set_target",
    "take_over_reserve",
    "take_over_roster",
    "withdraw_change",
]
