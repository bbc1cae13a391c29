"""A vote in an open meeting of the place's organisation, with what hangs on it."""

from jiceng.meetings.commands import votes as commands
from jiceng.meetings.models import Poll, PollExclusion, PollProxy
from tests.access.objects import register, shared
from tests.access.objects_meetings import meeting_of


def poll_of(world, place) -> Poll:
    meeting = meeting_of(world, place, "open")

    def make():
        return commands.prepare_poll(
            by=None, item=meeting.items.first(), title="表决", form="motion", way="hands"
        )

    return shared(world, ("poll", meeting.pk), make)


@register("poll_prepare")
def an_item(world, place):
    return {"pk": meeting_of(world, place, "open").items.first().pk}


@register(
    *(
        "poll",
        "poll_live",
        "poll_options",
        "poll_tellers",
        "poll_exclude",
        "poll_proxy",
        "poll_open",
        "poll_close",
    ),
    *("poll_publish", "poll_void", "poll_run_off", "poll_paper", "poll_named", "poll_hands"),
    *("ballot", "ballot_receipt", "ballot_recuse", "poll_result"),
    *("teller", "teller_code", "teller_check", "teller_unlock", "teller_sheet"),
)
def a_vote(world, place):
    return {"pk": poll_of(world, place).pk}


@register("poll_exclusion_drop")
def an_exclusion(world, place):
    poll = poll_of(world, place)
    made, _new = PollExclusion.objects.get_or_create(
        poll=poll, entry=poll.item.meeting.roll.first(), defaults={"reason": "本人事项"}
    )
    return {"pk": made.pk}


@register("poll_proxy_drop")
def a_proxy(world, place):
    poll = poll_of(world, place)
    one = poll.item.meeting.roll.first()
    other = poll.item.meeting.roll.create(name="受托人", source="invited", entitled=True)
    made, _new = PollProxy.objects.get_or_create(
        poll=poll, giver=one, defaults={"holder": other, "written_on": poll.item.meeting.day}
    )
    return {"pk": made.pk}
