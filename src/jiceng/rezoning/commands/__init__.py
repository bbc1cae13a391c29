"""The only writers of re-zoning."""

from jiceng.rezoning.commands.approval import (
    Reasons,
    adopt_plan,
    approve,
    plan_adoption,
    propose,
    send_back,
    take_back,
)
from jiceng.rezoning.commands.desk import move_units, open_desk, redo, save_desk, undo
from jiceng.rezoning.commands.intake import (
    begin_check,
    begin_load,
    check_intake,
    decide_faults,
    drop_intake,
    read_kept,
    take_in,
)
from jiceng.rezoning.commands.loading import begin_load_present, load_intake, load_present
from jiceng.rezoning.commands.participation import answer, publish, remark, withdraw
from jiceng.rezoning.commands.plans import (
    discard_plan,
    explain,
    keep_plan,
    name_communities,
    price_locks,
    relax,
    rename_plan,
    search,
)
from jiceng.rezoning.commands.projects import begin_project, change_edge, lock, set_wishes, unlock
from jiceng.rezoning.commands.trades import take_trade, work_out_trades

__all__ = [
    "Reasons",
    "adopt_plan",
    "answer",
    "approve",
    "begin_check",
    "begin_load",
    "begin_load_present",
    "begin_project",
    "check_intake",
    "change_edge",
    "decide_faults",
    "discard_plan",
    "drop_intake",
    "explain",
    "keep_plan",
    "load_intake",
    "load_present",
    "lock",
    "move_units",
    "name_communities",
    "open_desk",
    "plan_adoption",
    "price_locks",
    "propose",
    "publish",
    "read_kept",
    "redo",
    "relax",
    "remark",
    "rename_plan",
    "save_desk",
    "search",
    "send_back",
    "set_wishes",
    "take_back",
    "take_in",
    "take_trade",
    "undo",
    "unlock",
    "withdraw",
    "work_out_trades",
]
