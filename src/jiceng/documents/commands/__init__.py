"""The only writers of official documents, plans and tasks."""

from jiceng.documents.commands.drafting import Addressee, Words, draft, open_series, revise
from jiceng.documents.commands.ending import file, repeal, replace
from jiceng.documents.commands.issuing import issue, receive
from jiceng.documents.commands.plans import (
    Aim,
    Clause,
    NewItem,
    NewPlan,
    add_items,
    change_target,
    drop_item,
    make_plan,
)
from jiceng.documents.commands.register import Cause, NewTask
from jiceng.documents.commands.tasks import (
    acknowledge_task,
    drop_task,
    finish_task,
    give_item_task,
    give_task,
    move_task,
    tell_progress,
)
from jiceng.documents.commands.way import agree, review, send_back, sign, submit, withdraw
from jiceng.organisations.commands import ImpossibleError

__all__ = [
    "Addressee",
    "Aim",
    "Cause",
    "Clause",
    "ImpossibleError",
    "NewItem",
    "NewPlan",
    "NewTask",
    "Words",
    "acknowledge_task",
    "add_items",
    "agree",
    "change_target",
    "draft",
    "drop_item",
    "drop_task",
    "file",
    "finish_task",
    "give_item_task",
    "give_task",
    "issue",
    "make_plan",
    "move_task",
    "open_series",
    "receive",
    "repeal",
    "replace",
    "review",
    "revise",
    "send_back",
    "sign",
    "submit",
    "tell_progress",
    "withdraw",
]
