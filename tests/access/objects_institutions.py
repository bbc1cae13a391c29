"""Duties, work records, calendars, of a place's organisation."""

from jiceng.institutions import kinds
from jiceng.institutions.models import Duty, WorkRecord
from jiceng.kernel.pages import today
from tests.access.objects import register, shared
from tests.institutions.factories import make_obligation


def duty_of(world, place) -> Duty:
    def make():
        kinds.register(kinds.Kind("work.access", "谈话"))
        obligation = make_obligation(
            organisation_kinds=[place.organisation.kind], post_kinds=[], evidence="work.access", title="谈话"
        )
        day = today()
        return Duty.objects.create(
            obligation=obligation, organisation=place.organisation, opens_on=day, due_on=day, need=1
        )

    return shared(world, ("duty", place.organisation.pk), make)


@register("duty", "duty_waive", "duty_owed_again")
def duty(world, place):
    return {"pk": duty_of(world, place).pk}


@register("unit_year", "unit_wrong")
def unit(world, place):
    return {"pk": place.organisation.pk}


@register("happenings")
def happenings(world, place):
    return {"pk": place.organisation.pk}


@register("event_record_new")
def event(world, place):
    def make():
        kinds.register(kinds.Kind("case.access", "诉求"), kinds.Kind("case.access_answer", "答复"))
        return make_obligation(
            organisation_kinds=[place.organisation.kind],
            rhythm="event",
            trigger="case.access",
            evidence="case.access_answer",
            title="答复",
        )

    shared(world, ("event", place.organisation.kind), make)
    return {"pk": place.organisation.pk, "kind": "case.access"}


@register("work_record", "work_record_annul")
def work(world, place):
    def make():
        return WorkRecord.objects.create(
            kind="work.access", organisation=place.organisation, on=today(), title="谈话"
        )

    return {"pk": shared(world, ("work", place.organisation.pk), make).pk}


@register("calendar_feed", none={"secret": "nichts"})
def feed(world, place):
    return {"secret": "nobody-knows"}
