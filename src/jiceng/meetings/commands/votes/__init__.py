"""The writers of votes."""

from jiceng.meetings.commands.votes.ballots import cast_ballot, hand_out, note_named, recuse, take_back
from jiceng.meetings.commands.votes.counting import fill_sheet, unlock
from jiceng.meetings.commands.votes.polls import close_poll, open_poll, publish_poll, run_off, void_poll
from jiceng.meetings.commands.votes.preparing import (
    drop_exclusion,
    drop_option,
    drop_proxy,
    entrust,
    exclude,
    name_tellers,
    prepare_poll,
    set_options,
)
from jiceng.meetings.commands.votes.tellers import check_code, take_code

__all__ = [
    "cast_ballot",
    "check_code",
    "close_poll",
    "drop_exclusion",
    "drop_option",
    "drop_proxy",
    "entrust",
    "exclude",
    "fill_sheet",
    "hand_out",
    "name_tellers",
    "note_named",
    "open_poll",
    "prepare_poll",
    "publish_poll",
    "recuse",
    "run_off",
    "set_options",
    "take_back",
    "take_code",
    "unlock",
    "void_poll",
]
