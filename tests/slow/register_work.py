"""What the processes of the test of transfers do: build a county, hand both communities on to other leaders."""

from datetime import date

LATER = date(2026, 6, 1)


def build() -> None:
    from jiceng.responsibility import commands
    from tests.responsibility.place import Place

    place = Place()
    place.full()
    for community in (place.first, place.second):
        commands.raise_problem(by=None, community=community, text="没有办公用房")


def transfer() -> int:
    """Everybody's leader becomes the other's; gives back how many changes were made."""
    from jiceng.responsibility import commands
    from jiceng.responsibility.commands import Entry, Ground
    from jiceng.responsibility.models import ContactPoint

    points = list(ContactPoint.objects.filter(valid_to=None).select_related("community", "leader"))
    rows = [
        Entry(one.community, other.leader, None, Ground(LATER))
        for one, other in zip(points, reversed(points), strict=True)
    ]
    return commands.take_over_register(by=None, rows=rows)


def look() -> dict:
    from jiceng.kernel.models import Entry
    from jiceng.kernel.record import verify
    from jiceng.responsibility.models import ContactPoint, Handover
    from jiceng.responsibility.queries.contacts import contact_figures

    return {
        "points": ContactPoint.objects.count(),
        "ended": ContactPoint.objects.exclude(valid_to=None).count(),
        "handovers": Handover.objects.count(),
        "told": Entry.objects.filter(verb="responsibility.put_in_charge").count(),
        "led": contact_figures(LATER)["communities_with_one_leader"],
        "chain": verify().ok,
    }
