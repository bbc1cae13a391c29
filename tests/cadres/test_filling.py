"""Nothing is better than the programme's filling: against every filling tried out; and what it must keep."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from jiceng.cadres.filling import (
    Heads,
    Person,
    Seat,
    Task,
    Weights,
    fill,
    points_of,
    runner_up,
)

SEATS = (
    Seat(1, "party", "secretary", head=True),
    Seat(1, "residents", "director", head=True),
    Seat(1, "residents", "committee_member", places=2),
    Seat(2, "party", "secretary", head=True),
    Seat(2, "residents", "director", head=True),
)
people = st.lists(
    st.builds(
        Person,
        key=st.just(0),
        served=st.frozensets(st.sampled_from((1, 2))),
        held=st.frozensets(st.sampled_from(("secretary", "director"))),
        retained=st.booleans(),
        educated=st.booleans(),
        civil_servant=st.booleans(),
        over=st.integers(0, 9),
        fits=st.frozensets(st.integers(0, len(SEATS) - 1)),
    ),
    max_size=4,
)
weights = st.builds(Weights, cross=st.integers(0, 30), open=st.integers(0, 120), age=st.integers(0, 30))
kin = st.sampled_from(((), ((1, 2),), ((1, 2), (2, 3))))


def lawful(task, chosen):
    """By the words of the rules alone."""
    for number, seat in enumerate(task.seats):
        if sum(one == number for _key, one in chosen) > seat.places:
            return False
    where = {}
    for one in task.people:
        mine = [task.seats[number] for key, number in chosen if key == one.key]
        bodies = [seat.body for seat in mine]
        if len({seat.community for seat in mine}) > 1 or len(bodies) != len(set(bodies)):
            return False
        heads = [seat for seat in mine if seat.head]
        if task.heads == Heads.APART and len(heads) > 1:
            return False
        if task.heads == Heads.ONE and len(heads) == 1:
            return False
        if mine:
            where[one.key] = mine[0].community
    if any(pair in task.without for pair in chosen):
        return False
    return all(where.get(one) is None or where.get(one) != where.get(other) for one, other in task.kin)


def cheapest(task):
    """By trying every filling."""
    options = []
    for one in task.people:
        mine = [(one.key, number) for number in sorted(one.fits)]
        pairs = [(a, b) for place, a in enumerate(mine) for b in mine[place + 1 :]]
        options.append([(), *[(one_,) for one_ in mine], *pairs])
    found = [tuple(pair for part in choice for pair in part) for choice in product(*options)]
    return min(points_of(task, chosen) for chosen in found if lawful(task, chosen))


def made(rows):
    return tuple(Person(**{**vars(one), "key": number}) for number, one in enumerate(rows, 1))


@settings(max_examples=60, deadline=None)
@given(rows=people, weights=weights, kin=kin, heads=st.sampled_from(list(Heads)))
def test_nothing_is_better_than_the_filling(rows, weights, kin, heads):
    task = Task(made(rows), SEATS, weights, kin, heads)
    found = fill(task)
    assert lawful(task, found.chosen)
    assert (found.points, found.proved) == (cheapest(task), True)
    for pair in found.chosen[:1]:
        told = runner_up(task, found, pair)
        bare = Task(task.people, SEATS, weights, kin, heads, frozenset({pair}))
        assert found.points + told.more == cheapest(bare)


def test_seventeen_communities_are_proved_and_each_choice_has_its_runner_up():
    seats = tuple(
        seat
        for community in range(17)
        for seat in (
            Seat(community, "party", "secretary", head=True),
            Seat(community, "party", "deputy_secretary"),
            Seat(community, "residents", "director", head=True),
            Seat(community, "residents", "committee_member", places=3),
        )
    )
    able = frozenset(range(len(seats)))
    rows = tuple(
        Person(
            number,
            frozenset({number % 17}),
            frozenset({"secretary"} if number % 2 else {"director"}),
            retained=number < 60,
            educated=number % 3 == 0,
            over=number % 7,
            fits=able,
        )
        for number in range(100)
    )
    task = Task(rows, seats, Weights())
    found = fill(task)
    assert found.proved
    assert len(found.chosen) == 17 * 6
    assert runner_up(task, found, found.chosen[0]).more >= 0


def test_with_no_candidates_everything_stays_open():
    assert fill(Task((), SEATS)).points == Weights().open * 6
