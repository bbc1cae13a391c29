"""Composition: against a slow reference for random counties and days; each figure is its list; who sees what."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.cadres.enums import CADRE_ORGANISATIONS, CADRE_POSTS, COMMITTEES, Rank, Share, Status
from jiceng.cadres.models import CadreFile, Employment, Schooling
from jiceng.cadres.queries import board, composition
from jiceng.cadres.queries.board import Look
from jiceng.cadres.queries.composition import ALL_TRAITS, GROUPS, UNKNOWN
from jiceng.cadres.queries.people import age_on, cadres
from jiceng.cadres.retirement import births_retiring, retires_in
from jiceng.organisations.enums import BRANCHES, PostKind
from jiceng.organisations.models import Organisation, PartyMembership, Post, Term
from jiceng.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
DAYS = [date(2020, 2, 29), date(2024, 3, 1), date(2026, 10, 1)]
POSTS = [*CADRE_POSTS, PostKind.WORKER, PostKind.REPRESENTATIVE]


def valid(row, day) -> bool:
    return row.valid_from <= day and (row.valid_to is None or row.valid_to > day)


def reference(day: date, units: set[int]) -> dict[int, dict]:
    """Person by person, row by row, without any set."""
    found = {}
    for person in Person.objects.all():
        held = [
            term.post
            for term in Term.objects.filter(person=person).select_related("post__organisation")
            if valid(term, day)
            and valid(term.post, day)
            and term.post.kind in CADRE_POSTS
            and term.post.organisation.kind in CADRE_ORGANISATIONS
            and (not units or {term.post.organisation_id, term.post.organisation.territory_id} & units)
        ]
        if held:
            found[person.pk] = described(person, held, day)
    return found


def described(person, held, day) -> dict:
    file = CadreFile.objects.filter(person=person).first()
    levels = (
        [one.level for one in Schooling.objects.filter(file=file) if one.finished_on <= day] if file else []
    )
    works = [one for one in Employment.objects.filter(file=file) if valid(one, day)] if file else []
    roll = [one for one in PartyMembership.objects.filter(person=person) if valid(one, day)]
    secretary = any(post.kind == "secretary" and post.organisation.kind in BRANCHES for post in held)
    director = any(post.kind == "director" and post.organisation.kind in COMMITTEES for post in held)
    return {
        "secretary": int(secretary),
        "director": int(director),
        "lead": int(secretary or director),
        "sex": person.sex,
        "level": min(levels) if levels else person.education,
        "rank": works[0].rank if works else None,
        "status": works[0].status if works else None,
        "party": int(bool(roll)),
        "age": age_on(person.born_on, day) if person.born_on else None,
    }


def random_county(seed: int) -> list[Organisation]:
    chance = random.Random(seed)
    county = factories.make_county()
    places = [county[f"{name}_{what}"] for name in ("first", "second") for what in ("branch", "committee")]
    people = [random_person(chance) for _number in range(12)]
    for place in places:
        for kind in chance.sample(POSTS, 5):
            post = factories.make_post(place, kind, places=20, valid_to=maybe(chance, date(2025, 1, 1)))
            for person in chance.sample(people, 2):
                begins = chance.choice(DAYS) - timedelta(days=chance.randint(0, 3))
                ends = maybe(chance, begins + timedelta(days=chance.randint(1, 900)))
                factories.make_term(post, person, valid_from=begins, valid_to=ends)
    for person in chance.sample(people, 6):
        factories.make_member(
            chance.choice(places[::2]), person, valid_from=chance.choice(DAYS), joined_on=date(2001, 7, 1)
        )
    return [county["first"], county["second"]]


def maybe(chance: random.Random, value):
    return value if chance.random() < 0.4 else None


def random_person(chance: random.Random) -> Person:
    day = chance.choice(DAYS)
    born = date(day.year - chance.randint(20, 64), day.month, min(day.day, 28)) + timedelta(
        chance.randint(-1, 1)
    )
    person = factories.make_person(
        born_on=None if chance.random() < 0.1 else born,
        sex=chance.choice((0, 1, 2)),
        education=chance.choice((None, 20, 60, 70)),
    )
    if chance.random() < 0.8:
        file = factories.make_cadre(
            person, rank=chance.choice(Rank.values), status=chance.choice(Status.values)
        )
        for _number in range(chance.randint(0, 2)):
            finished = chance.choice(DAYS) + timedelta(days=chance.randint(-1, 1))
            level = chance.choice((10, 20, 30, 40, 60, 70, 80))
            Schooling.objects.get_or_create(
                file=file, level=level, mode="full_time", defaults={"finished_on": finished}
            )
    return person


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), other=st.dates(date(2019, 1, 1), date(2027, 1, 1)))
def test_composition_is_what_one_counts_row_by_row(seed, other, db):
    from django.db import transaction  # only here: each example leaves nothing behind

    with transaction.atomic():
        areas = random_county(seed)
        for day in (*DAYS, other):
            for units in (set(), {areas[0].pk}):
                compare(day, units)
        transaction.set_rollback(True)


def compare(day: date, units: set[int]) -> None:
    wanted = reference(day, units)
    found = composition.composition(seen_by=None, as_of=day, units=units)
    rows = cadres(seen_by=None, as_of=day, units=units)
    assert {row.pk: {field: getattr(row, field) for field in composition.FIELDS} for row in rows} == wanted
    people = list(wanted.values())
    for group, of in GROUPS.items():
        mine = [one for one in people if group == "all" or one[of.field] == of.most]
        assert found.count(group) == len(mine)
        for key, trait in ALL_TRAITS.items():
            held = [one for one in mine if within(one[trait.field], trait)]
            assert (
                found.count(group, key)
                == len(held)
                == composition.behind(rows, group=group, trait=key).count()
            )
        ages = [one["age"] for one in mine if one["age"] is not None]
        average = found.average_age(group)
        assert average == pytest.approx(sum(ages) / len(ages)) if ages else average is None
    for key, (field, _label) in UNKNOWN.items():
        many = sum(one[field] is None for one in people)
        assert found.unknown(key) == many == composition.behind(rows, trait=key).count()


def within(value, trait) -> bool:
    return (
        value is not None
        and (trait.least is None or value >= trait.least)
        and (trait.most is None or value <= trait.most)
    )


def test_drift_names_each_person_once_and_opens_to_them(db):
    random_county(4)
    day = date(2024, 3, 1)
    rows = cadres(seen_by=None, as_of=day).filter(born_on__isnull=False)
    due = [max(retires_in(one.sex, one.born_on).year, day.year) for one in rows]
    for leaving in composition.drift(seen_by=None, as_of=day):
        assert leaving.many == due.count(leaving.year)
        assert leaving.many == rows.filter(composition.leaving_in(leaving.year, day)).count()


def test_drift_says_who_is_left_and_how_old_they_are_if_nobody_comes(db):
    random_county(5)
    branch = Organisation.objects.filter(kind="party_branch").first()
    for born in (date(1968, 5, 5), date(1985, 2, 28)):
        post = factories.make_post(branch, title=f"{born.year}")
        factories.make_term(post, factories.make_person(born_on=born, sex=1))
    day = date(2024, 3, 1)
    rows = list(cadres(seen_by=None, as_of=day).filter(born_on__isnull=False))
    found = composition.drift(seen_by=None, as_of=day)
    assert [one.year for one in found[:11]] == list(range(2024, 2035))
    for leaving in found:
        then = date(leaving.year, 3, 1)
        left = [one for one in rows if max(retires_in(one.sex, one.born_on).year, 2024) > leaving.year]
        assert leaving.left == len(left)
        for told, people in (
            (leaving.age, left),
            (leaving.secretaries_age, [one for one in left if one.secretary]),
        ):
            ages = [age_on(one.born_on, then) for one in people]
            assert told == (pytest.approx(sum(ages) / len(ages)) if ages else None)
    assert any(one.secretaries_age for one in found), "the county has secretaries"


@pytest.mark.parametrize(
    ("sex", "born_on", "month"),
    [
        (1, date(1964, 12, 31), date(2024, 12, 1)),
        (1, date(1965, 1, 1), date(2025, 2, 1)),
        (1, date(1965, 4, 30), date(2025, 5, 1)),
        (1, date(1965, 5, 1), date(2025, 7, 1)),
        (1, date(1976, 9, 1), date(2039, 9, 1)),
        (1, date(1990, 6, 1), date(2053, 6, 1)),
        (2, date(1969, 12, 1), date(2024, 12, 1)),
        (2, date(1970, 1, 1), date(2025, 2, 1)),
        (2, date(1981, 9, 1), date(2039, 9, 1)),
        (0, date(1965, 1, 1), date(2025, 2, 1)),
    ],
)
def test_the_age_of_retirement_is_that_of_the_decision(sex, born_on, month):
    assert retires_in(sex, born_on) == month


@given(st.dates(date(1955, 1, 1), date(2005, 1, 1)), st.sampled_from([1, 2]))
def test_births_of_a_year_of_retirement(born_on, sex):
    first, last = births_retiring(sex, retires_in(sex, born_on).year)
    assert first <= born_on <= last


def test_a_target_is_judged_by_the_value_not_by_its_rounding(db):
    person = factories.make_person(born_on=date(1990, 1, 1))
    county = factories.make_county()
    factories.make_term(factories.make_post(county["first_branch"]), person)
    look = Look(date(2026, 10, 1))
    factories.make_target(Share.AVERAGE_AGE, at_most="36.0")
    found = composition.composition(seen_by=None, as_of=look.as_of)
    line = next(one for one in board.measures(found, look) if one.share == Share.AVERAGE_AGE)
    assert (line.value, line.light[0]) == (36.0, "done")
    assert board.light_of(36.04, board.in_force(look.as_of)[Share.AVERAGE_AGE])[0] == "late"


def test_one_query_counts_whatever_the_size(db, django_assert_num_queries):
    random_county(1)
    with django_assert_num_queries(1):
        composition.composition(seen_by=None, as_of=DAYS[2])
    with django_assert_num_queries(1):
        composition.drift(seen_by=None, as_of=DAYS[2])


def test_a_secretary_sees_the_own_branch_only(db):
    county = factories.make_county()
    account = factories.make_account_with_post(county["first_branch"])
    factories.make_term(factories.make_post(county["second_branch"]))
    assert Post.objects.count() == 2
    found = composition.composition(seen_by=account, as_of=date(2026, 10, 1))
    assert found.count() == found.count("secretaries") == 1
