"""How long a reorganisation takes: the town of 51 committees, and a large one with 60,000 residents.

python -m bench.reorganisation [--large]
"""

import argparse
import os
import tempfile
import time
from datetime import date

START, DAY = date(2001, 1, 1), date(2003, 5, 1)


def build(committees: int, members: int, residents: int, communities: int):
    """A county whose residents are spread evenly; returns the planned reorganisation."""
    from uuid import uuid4

    from jiceng.organisations import commands
    from jiceng.organisations.commands.reorganisation import plan_reorganisation
    from jiceng.people.models import Person
    from tests.organisations.county import county, instrument

    place = county(committees=committees)
    people = Person.objects.bulk_create(
        [Person(name=f"人{n}", pinyin=f"ren{n}", initials="r", is_invented=True) for n in range(residents)],
        batch_size=2000,
    )
    commands.settle_many(
        by=None,
        rows=[
            commands.NewResident(one.pk, place.old[n % committees].pk, START) for n, one in enumerate(people)
        ],
    )
    commands.admit_many(
        by=None,
        rows=[
            commands.NewMember(
                one.pk, place.branches[n % committees].pk, START, date(1990, 7, 1), date(1991, 7, 1)
            )
            for n, one in enumerate(people[:members])
        ],
    )
    shares = [place.old[n::communities] for n in range(communities)]
    return plan_reorganisation(
        by=None,
        key=uuid4(),
        title="组织调整",
        effective_on=DAY,
        instrument=instrument(),
        orders={
            "version": 1,
            "town": place.town.pk,
            "street_working_committee": {"name": "街道党工委"},
            "ends": [one.pk for one in (*place.streets, *place.general_branches)],
            "communities": [
                {"key": f"c{n}", "name": f"第{n}社区", "predecessors": [one.pk for one in share]}
                for n, share in enumerate(shares)
            ],
        },
    )


def timed(label: str, act) -> None:
    begun = time.perf_counter()
    act()
    print(f"{label:32} {time.perf_counter() - begun:6.2f} s", flush=True)


def main() -> None:
    large = argparse.ArgumentParser()
    large.add_argument("--large", action="store_true")
    os.environ.setdefault("JICENG_DATA", tempfile.mkdtemp(prefix="jiceng-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiceng.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from jiceng.organisations.commands import reorganisation as acts

    sizes = (150, 2000, 60_000, 50) if large.parse_args().large else (51, 600, 600, 17)
    planned = build(*sizes)
    print("committees, members, residents, communities:", *sizes)
    timed("preview", lambda: acts.assess(planned))
    timed("execute", lambda: acts.execute(by=None, reorganisation=planned))
    planned.refresh_from_db()
    print(f"{'steps':32} {planned.steps.count():6}")
    timed("what stands in the way", lambda: acts.blockers(planned))
    timed("reverse", lambda: acts.reverse(by=None, reorganisation=planned, why="量一量用时"))


if __name__ == "__main__":
    main()
