"""The only writers of meetings."""

from jiceng.meetings.commands.agenda import (
    add_item,
    attach,
    change_item,
    move_item,
    remove_item,
    remove_paper,
)
from jiceng.meetings.commands.congress import (
    begin_petition,
    confirm_representatives,
    review_absences,
    seat_representative,
    sign_petition,
)
from jiceng.meetings.commands.convening import Call, annul, change_meeting, convene, prepare
from jiceng.meetings.commands.decisions import add_task, assign, decide, finish_decision
from jiceng.meetings.commands.deliberation import begin_flow, move_round, open_round, reach_step, speak_up
from jiceng.meetings.commands.forum import (
    contribute,
    end_forum,
    note_carried_out,
    open_forum,
    read_contribution,
)
from jiceng.meetings.commands.invitations import acknowledge, answer_invitation
from jiceng.meetings.commands.items import (
    ConflictError,
    add_speech,
    answer_speech,
    lock_item,
    release_item,
    save_item,
)
from jiceng.meetings.commands.minutes import (
    approve_minutes,
    correct_minutes,
    draft_minutes,
    save_minutes,
    word_sentence,
)
from jiceng.meetings.commands.norms import set_representation
from jiceng.meetings.commands.openness import answer_objection, object_to, post, take_down
from jiceng.meetings.commands.roll import add_to_roll, redraw_roll, remove_from_roll
from jiceng.meetings.commands.rooms import add_room, close_room
from jiceng.meetings.commands.session import (
    check_in,
    close_meeting,
    note_arrival,
    note_leaving,
    open_meeting,
    take_back_arrival,
)
from jiceng.meetings.commands.topics import answer_topic, hand_in, merge_topic, put_off, take_up

__all__ = [
    "Call",
    "ConflictError",
    "acknowledge",
    "add_item",
    "add_room",
    "add_speech",
    "answer_speech",
    "add_task",
    "add_to_roll",
    "annul",
    "answer_invitation",
    "answer_objection",
    "answer_topic",
    "approve_minutes",
    "assign",
    "attach",
    "begin_flow",
    "begin_petition",
    "change_item",
    "change_meeting",
    "check_in",
    "close_meeting",
    "close_room",
    "confirm_representatives",
    "contribute",
    "convene",
    "correct_minutes",
    "decide",
    "draft_minutes",
    "end_forum",
    "finish_decision",
    "hand_in",
    "lock_item",
    "merge_topic",
    "move_item",
    "move_round",
    "note_arrival",
    "note_carried_out",
    "note_leaving",
    "object_to",
    "open_forum",
    "open_meeting",
    "open_round",
    "post",
    "prepare",
    "put_off",
    "reach_step",
    "read_contribution",
    "redraw_roll",
    "release_item",
    "remove_from_roll",
    "remove_item",
    "remove_paper",
    "review_absences",
    "save_item",
    "save_minutes",
    "seat_representative",
    "set_representation",
    "sign_petition",
    "speak_up",
    "take_back_arrival",
    "take_down",
    "take_up",
    "word_sentence",
]
