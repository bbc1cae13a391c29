"""A meeting of the place's organisation at each of its stations, and what hangs on it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from jiceng.kernel.pages import today
from jiceng.meetings import commands, kinds
from jiceng.meetings.commands import Call
from jiceng.meetings.models import ConsensusRound, Meeting, Speech
from jiceng.meetings.queries.registers import territory_of
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Post
from tests import factories
from tests.access.objects import register, shared
from tests.meetings.rooms import at


def organisation_of(place):
    """The place's organisation, or its branch where the organisation itself never meets."""
    known = kinds.known(today()).values()
    meets = any(place.organisation.kind in one.organisations for one in known)
    return place.organisation if meets else place.branch


def meeting_of(world, place, station="draft"):
    organisation = organisation_of(place)

    def make():
        known = kinds.known(today()).values()
        # A discussion wants no quorum, so that it can decide with guests alone.
        held = [one.key for one in known if organisation.kind in one.organisations]
        kind = "discussion" if "discussion" in held else held[0]
        call = Call(starts_at=at(20), place="会议室", chair=place.account.person, entrusted="书记委托")
        meeting = commands.prepare(by=None, kind=kind, organisation=organisation, call=call, agenda=["议事"])
        commands.add_to_roll(by=None, meeting=meeting, name="来宾")
        if station != "draft":
            commands.convene(by=None, meeting=meeting)
        if station in {"open", "closed"}:
            commands.open_meeting(by=None, meeting=meeting)
            for entry in meeting.roll.all():
                commands.note_arrival(by=None, entry=entry)
        if station == "closed":
            commands.decide(by=None, item=meeting.items.get(), text="修路灯")
            commands.close_meeting(by=None, meeting=meeting)
        return meeting

    return shared(world, ("meeting", organisation.pk, station), make)


@register("meeting_prepare", "topic_hand_in", none={"kind": "nichts"})
def of_kind(world, place):
    organisation = organisation_of(place)
    known = kinds.known(today()).values()
    kind = next(one.key for one in known if organisation.kind in one.organisations)
    return {"kind": kind, "pk": organisation.pk}


@register(
    "meeting",
    "meeting_change",
    "meeting_send",
    "meeting_annul",
    "meeting_agenda",
    "meeting_roll",
    "meeting_roll_redraw",
    "paper_add",
)
def of_draft(world, place):
    return {"pk": meeting_of(world, place).pk}


@register("invitation", "invitation_seen", "meeting_open")
def of_convened(world, place):
    return {"pk": meeting_of(world, place, "convened").pk}


@register("meeting_desk", "meeting_quorum", "meeting_attendance", "meeting_check_in", "meeting_close")
def of_open(world, place):
    return {"pk": meeting_of(world, place, "open").pk}


@register("meeting_minutes", "minutes_draft", "posting_make")
def of_closed(world, place):
    return {"pk": meeting_of(world, place, "closed").pk}


@register("agenda_item", "agenda_item_move", "agenda_item_remove")
def of_item(world, place):
    return {"pk": meeting_of(world, place).items.earliest("pk").pk}


@register("item_desk", "item_lock", "item_save", "speech_add", "decision_make")
def of_item_on(world, place):
    return {"pk": meeting_of(world, place, "open").items.earliest("pk").pk}


@register("speech_answer")
def of_opinion(world, place):
    meeting = meeting_of(world, place, "open")
    if meeting.kind != "discussion":
        Meeting.objects.filter(pk=meeting.pk).update(kind="discussion")
    item = meeting.items.earliest("pk")
    return {"pk": Speech.objects.get_or_create(item=item, name="李四", text="早点供热")[0].pk}


@register("roll_remove")
def of_guest(world, place):
    return {"pk": meeting_of(world, place).roll.filter(source="invited").earliest("pk").pk}


@register("attendance_note")
def of_entry(world, place):
    return {"pk": meeting_of(world, place, "open").roll.filter(source="invited").earliest("pk").pk}


@register("paper", "paper_remove")
def of_paper(world, place):
    meeting = meeting_of(world, place)
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    made = shared(
        world, ("paper", meeting.pk), lambda: commands.attach(by=None, meeting=meeting, upload=upload)
    )
    return {"pk": made.pk}


@register("minutes_edit", "minutes_approve", "minutes_correct", "minutes_docx", "minutes_pdf")
def of_minutes(world, place):
    meeting = meeting_of(world, place, "closed")
    made = shared(world, ("minutes", meeting.pk), lambda: commands.draft_minutes(by=None, meeting=meeting))
    return {"pk": made.pk}


@register("decision", "decision_assign", "task_add", "decision_finish", "decision_post")
def of_decision(world, place):
    return {"pk": meeting_of(world, place, "closed").decisions.get().pk}


def topic_of(world, place):
    organisation = organisation_of(place)
    return shared(
        world,
        ("topic", organisation.pk),
        lambda: commands.hand_in(
            by=None, organisation=organisation, kind=meeting_of(world, place).kind, title="井盖", public=True
        ),
    )


@register("topic")
def of_topic(world, place):
    return {"pk": topic_of(world, place).pk}


@register("topic_take")
def of_topic_and_meeting(world, place):
    return {"pk": topic_of(world, place).pk, "meeting": meeting_of(world, place).pk}


@register("forum_open")
def of_other_topic(world, place):
    organisation = organisation_of(place)
    made = shared(
        world,
        ("topic for a forum", organisation.pk),
        lambda: commands.hand_in(
            by=None, organisation=organisation, kind=meeting_of(world, place).kind, title="坡道", public=True
        ),
    )
    return {"pk": made.pk}


def forum_of(world, place):
    organisation = organisation_of(place)

    def make():
        kind = meeting_of(world, place).kind
        topic = commands.hand_in(by=None, organisation=organisation, kind=kind, title="扶手", public=True)
        return commands.open_forum(by=None, topic=topic, question="装哪里", concerned="住户", days=7)

    return shared(world, ("forum", organisation.pk), make)


@register("forum", none={"slug": "nichts"})
def of_public_forum(world, place):
    return {"slug": forum_of(world, place).slug}


@register("forum_desk", "forum_end", "forum_done")
def of_forum(world, place):
    return {"pk": forum_of(world, place).pk}


@register("contribution_read")
def of_contribution(world, place):
    forum = forum_of(world, place)
    made = shared(
        world,
        ("contribution", forum.pk),
        lambda: commands.contribute(by=None, forum=forum, text="同意"),
    )
    return {"pk": made.pk}


@register("rooms")
def of_rooms_list(world, place):
    return {"pk": organisation_of(place).pk}


@register("room_close", none={"room": 0})
def of_room(world, place):
    organisation = organisation_of(place)
    keeper = territory_of(organisation) or organisation
    made = shared(
        world,
        ("room", keeper.pk),
        lambda: commands.add_room(by=None, organisation=organisation, name="议事厅"),
    )
    return {"pk": organisation.pk, "room": made.pk}


@register("topic_followed", none={"slug": "nichts"})
def of_public_topic(world, place):
    return {"slug": topic_of(world, place).slug}


@register("topic_public")
def of_committee(world, place):
    committee = type(place.organisation).objects.get(kind=Kind.RESIDENTS_COMMITTEE, territory=place.territory)
    return {"pk": committee.pk}


def posting_of(world, place):
    meeting = meeting_of(world, place, "closed")
    return shared(
        world,
        ("posting", meeting.pk),
        lambda: commands.post(
            by=None, organisation=meeting.organisation, title="路灯", text="修路灯", meeting=meeting
        ),
    )


@register("posting", none={"slug": "nichts"})
def of_public_posting(world, place):
    return {"slug": posting_of(world, place).slug}


@register("posting_take_down")
def of_posting(world, place):
    return {"pk": posting_of(world, place).pk}


@register("objection_answer")
def of_objection(world, place):
    posting = posting_of(world, place)
    made = shared(
        world, ("objection", posting.pk), lambda: commands.object_to(by=None, posting=posting, text="太暗")
    )
    return {"pk": made.pk}


def representative_of(world, place):
    organisation = organisation_of(place)
    post = shared(
        world,
        ("representatives", organisation.pk),
        lambda: (
            Post.objects.filter(organisation=organisation, kind=PostKind.REPRESENTATIVE, title="").first()
            or factories.make_post(organisation, PostKind.REPRESENTATIVE)
        ),
    )
    return shared(world, ("representative", organisation.pk), lambda: factories.make_term(post))


@register("representatives", "representatives_confirm", "petition_begin", "flow_begin")
def of_body(world, place):
    representative_of(world, place)
    return {"pk": organisation_of(place).pk}


@register("representative_seat", "representative_review")
def of_representative(world, place):
    return {"pk": representative_of(world, place).pk}


@register("petition")
def of_petition(world, place):
    organisation = representative_of(world, place).post.organisation
    made = shared(
        world,
        ("petition", organisation.pk),
        lambda: commands.begin_petition(
            by=None, organisation=organisation, kind="congress", title="供热", base="representatives"
        ),
    )
    return {"pk": made.pk}


@register("equals_records")
def of_territory(world, place):
    return {"pk": place.territory.pk}


@register("flow")
def of_flow(world, place):
    organisation = organisation_of(place)
    made = shared(
        world,
        ("flow", organisation.pk),
        lambda: commands.begin_flow(by=None, organisation=organisation, title="供热"),
    )
    return {"pk": made.pk}


@register("meeting_rounds", "round_open")
def of_rounds(world, place):
    return {"pk": meeting_of(world, place, "open").pk}


@register("round_speak", "round_move")
def of_round(world, place):
    meeting = meeting_of(world, place, "open")
    made = shared(
        world,
        ("round", meeting.pk),
        lambda: ConsensusRound.objects.create(meeting=meeting, proposal="早点供热"),
    )
    return {"pk": made.pk}
