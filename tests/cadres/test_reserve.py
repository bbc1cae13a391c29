"""The reserve: one to one counted as a slow look counts it, who fits and why, entered and left with reasons."""

import random
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiceng.cadres import commands, reserve_intake
from jiceng.cadres.commands import NewReserve, Standing
from jiceng.cadres.enums_development import DEFAULTS, Gone, Norm, Readiness, Source
from jiceng.cadres.models import DevelopmentNorm, Kin, PostRequirement, Reserve
from jiceng.cadres.queries.norms import norms_on
from jiceng.cadres.queries.requirements import known_of, requirement_of, requirements_on, shortfalls
from jiceng.cadres.queries.reserve import coverage, posts_with_reserve, reserve_figures, standing
from jiceng.cadres.queries.retirements import retirements
from jiceng.cadres.queries.successors import candidates, cases, who_meets
from jiceng.cadres.standard_texts import register_standards
from jiceng.cadres.tables_development import Reserves
from jiceng.documents.filling import filled
from jiceng.documents.standards import shipped
from jiceng.documents.standards import standard as standard_of
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from jiceng.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)
READY = Standing(Source.CADRE, Readiness.NOW, "街道推荐")


class Place:
    """Two communities with secretary and director, a member of the committee in the first, and who keeps."""

    def __init__(self):
        self.county = factories.make_county()
        post = factories.make_account_with_post
        self.head = post(self.county["department"], PostKind.LEADER)
        self.town = post(self.county["town"], PostKind.SECRETARY)
        self.secretary = post(self.county["first_branch"])
        self.member = factories.make_cadre(level=20).person
        self.post = self.secretary.person.terms.get().post
        self.director = factories.make_post(self.county["first_committee"], PostKind.DIRECTOR)
        seat = factories.make_post(self.county["first_committee"], PostKind.COMMITTEE_MEMBER, places=5)
        factories.make_term(seat, self.member)
        self.seat = seat

    def put(self, person=None, post=None, standing_=READY, by=None, on=DAY):
        asked = {"post": post or self.post, "person": person or self.member, "standing": standing_, "on": on}
        return commands.put_in_reserve(by=by or self.head, **asked)


@pytest.fixture
def place(db):
    return Place()


def test_one_to_one_is_reached_post_by_post(place):
    found = coverage(seen_by=None, as_of=DAY)
    assert (found.posts, found.asked, found.covered, found.lacking, found.vacant) == (2, 2, 0, 2, 1)
    assert reserve_figures(DAY) == {"reserve_coverage": 0.0}
    place.put()
    other = factories.make_term(place.seat).person
    place.put(other)  # a second for the same post covers no other
    assert reserve_figures(DAY) == {"reserve_coverage": 0.5}
    place.put(factories.make_person(), place.director)
    found = coverage(seen_by=None, as_of=DAY)
    assert (found.share, found.lacking, found.unready) == (1.0, 0, 0)
    assert coverage(seen_by=None, as_of=DAY - timedelta(days=1)).covered == 0


def test_whoever_has_taken_the_post_no_longer_waits_for_it(place):
    row = place.put(post=place.director)
    factories.make_term(place.director, place.member, valid_from=date(2026, 10, 15))
    assert standing(date(2026, 10, 14)).filter(pk=row.pk).exists()
    assert not standing(date(2026, 10, 15)).filter(pk=row.pk).exists()
    place.put(on=date(2026, 10, 16))  # the old place ends by itself
    row.refresh_from_db()
    assert (row.gone, row.valid_to) == (Gone.APPOINTED, date(2026, 10, 15))


def test_who_may_not_stand_in_reserve(place):
    with pytest.raises(ImpossibleError, match="正担任"):
        place.put(place.secretary.person)
    with pytest.raises(ImpossibleError, match="自己"):
        place.put(place.head.person)
    with pytest.raises(ImpossibleError, match="理由"):
        place.put(standing_=Standing(why=" "))
    with pytest.raises(ImpossibleError, match="不能晚于今天"):
        place.put(on=today() + timedelta(days=1))
    with pytest.raises(Refused):
        place.put(by=place.town)
    place.put()
    with pytest.raises(ImpossibleError, match="一人只列一处"):
        place.put(post=place.director)


def test_the_database_keeps_one_place_for_one_person_on_any_day(place):
    row = place.put()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reserve.objects.create(
            post=place.director,
            person=place.member,
            source=Source.CADRE,
            readiness=Readiness.NOW,
            why="x",
            valid_from=DAY - timedelta(days=9),
            valid_to=DAY + timedelta(days=9),
            gone=Gone.OTHER,
            gone_why="x",
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Reserve.objects.filter(pk=row.pk).update(valid_to=DAY + timedelta(days=1))


def test_readiness_follows_the_yearly_review_of_the_day(place):
    row = place.put(standing_=Standing(Source.CADRE, Readiness.LATER, "推荐"), on=date(2025, 3, 1))
    review = {"by": place.head, "reserve": row, "readiness": Readiness.NOW}
    with pytest.raises(ImpossibleError):
        commands.review_reserve(**review, note=" ")
    commands.review_reserve(**review, note="表现好", on=date(2026, 6, 1))
    with pytest.raises(ImpossibleError, match="已经审核"):
        commands.review_reserve(**review, note="再看", on=date(2026, 7, 1))
    seen = {day: standing(day).get() for day in (date(2026, 5, 31), date(2026, 6, 1))}
    assert [(one.stage, one.reviewed) for one in seen.values()] == [("later", False), ("now", True)]
    with pytest.raises(ImpossibleError):
        commands.leave_reserve(by=place.head, reserve=row, gone=Gone.UNFIT, why="")
    left = commands.leave_reserve(by=place.head, reserve=row, gone=Gone.UNFIT, why="病休", on=DAY)
    assert (left.valid_to, left.gone_why) == (DAY, "病休")
    with pytest.raises(ImpossibleError, match="已经出库"):
        commands.leave_reserve(by=place.head, reserve=row, gone=Gone.UNFIT, why="再")


def test_norms_are_the_county_s_own_in_versions(place):
    assert norms_on(DAY) == DEFAULTS
    norm = {"by": place.head, "norm": Norm.RESERVE_OTHERS}
    commands.set_development_norm(**norm, value=1, on=DAY, why="县委要求")
    assert coverage(seen_by=None, as_of=DAY).asked == 2 + place.seat.places
    assert coverage(seen_by=None, as_of=DAY - timedelta(days=1)).asked == 2
    commands.set_development_norm(**norm, value=0, on=date(2026, 11, 1), why="减负")
    assert DevelopmentNorm.objects.count() == 2
    with pytest.raises(ImpossibleError):
        commands.set_development_norm(**norm, value=0, on=date(2026, 12, 1), why="")
    with pytest.raises(Refused):
        commands.set_development_norm(by=place.town, norm=Norm.HOURS_LEADS, value=9, on=DAY, why="x")


def test_what_speaks_for_and_against_is_told_in_words_and_nobody_is_scored(place):
    PostRequirement.objects.create(
        post_kind="secretary",
        organisation_kind="party_branch",
        education_at_least=20,
        party_member=True,
        valid_from=factories.LONG_AGO,
        why="县委要求",
    )
    case = cases([place.member], place.post, DAY)[place.member.pk]
    assert case.lacking == ["须为正式党员"]
    assert case.light[0] == "soon"
    factories.make_member(place.county["first_branch"], place.member)
    case = cases([place.member], place.post, DAY)[place.member.pk]
    assert case.fits
    assert len(case.posts) == 1
    kin = factories.make_person("王亲属")
    factories.make_term(place.director, kin)
    Kin.objects.create(file=place.member.cadre_file, relation="spouse", name=kin.name, person=kin)
    case = cases([place.member], place.post, DAY)[place.member.pk]
    assert "王亲属" in case.kin[0]
    assert case.light[0] == "late"


def test_candidates_are_cadres_in_reach_without_holders_and_those_who_wait(place):
    def names(**more):
        return set(candidates(place.post, seen_by=place.head, as_of=DAY, **more).values_list("pk", flat=True))

    assert names() == {place.member.pk}
    place.put(post=place.director)
    assert names() == set()


def test_who_retires_with_the_posts_and_who_waits_for_them(place):
    old = factories.make_person("王老", sex=1, born_on=date(1966, 10, 1))
    factories.make_term(place.director, old)
    place.put(post=place.director)
    [found] = retirements(seen_by=place.head, as_of=DAY)
    assert found.name == "王老"
    [term] = found.held_terms
    assert [one.person.pk for one in term.post.standing_reserves] == [place.member.pk]


def test_the_roster_comes_back_as_it_went_out_and_new_rows_are_taken_over(place, rf):
    place.put()
    request = rf.get("/", {"export": "xlsx"})
    request.user = place.head
    from jiceng.cadres.queries.reserve import reserves

    out = Reserves(request, reserves(seen_by=place.head, as_of=today())).file().content
    assert reserve_intake.read_reserve([out], seen_by=place.head) == ([], 1, [])
    Reserve.objects.all().delete()
    rows, same, faults = reserve_intake.read_reserve([out], seen_by=place.head)
    assert (len(rows), same, faults) == (1, 0, [])
    rows, on = reserve_intake.opened(reserve_intake.sealed(rows))
    commands.take_over_reserve(by=place.head, rows=rows, on=on)
    assert Reserve.objects.get().readiness == Readiness.NOW
    with pytest.raises(ImpossibleError, match="两次"):
        commands.take_over_reserve(by=place.head, rows=[*rows, *rows], on=on)


def test_the_roster_is_printed(place):
    place.put()
    register_standards()
    one = standard_of("reserve_roster")
    paper = Document(BytesIO(filled(shipped(one.key), one.values(seen_by=place.head, pk=1))))
    assert place.member.name in "".join(cell.text for row in paper.tables[0].rows for cell in row.cells)
    assert one.values(seen_by=place.head, pk=2) is None


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_coverage_is_what_a_slow_look_counts(seed, db):
    """Random posts, places, norms, people in reserve who come, take up the post and go."""
    chance = random.Random(seed)
    with transaction.atomic():
        county = factories.make_county()
        posts = [
            factories.make_post(county[where], kind, places=chance.randint(1, 3))
            for where, kind in (
                ("first_branch", PostKind.SECRETARY),
                ("first_committee", PostKind.DIRECTOR),
                ("second_branch", PostKind.SECRETARY),
                ("second_committee", PostKind.DEPUTY_DIRECTOR),
            )
        ]
        norms = {Norm.RESERVE_LEADS: chance.randint(0, 2), Norm.RESERVE_OTHERS: chance.randint(0, 2)}
        for norm, value in norms.items():
            commands.set_development_norm(by=None, norm=norm, value=value, on=date(2020, 1, 1), why="x")
        for _number in range(chance.randint(0, 8)):
            _somebody(chance, chance.choice(posts))
        day = date(2022, 1, 1) + timedelta(days=chance.randint(0, 700))
        found = coverage(seen_by=None, as_of=day)
        asked = covered = 0
        for post in posts:
            lead = post.kind != PostKind.DEPUTY_DIRECTOR
            wanted = post.places * norms[Norm.RESERVE_LEADS if lead else Norm.RESERVE_OTHERS]
            asked += wanted
            covered += min(wanted, sum(_waits(row, day) for row in post.reserves.all()))
        assert (found.asked, found.covered) == (asked, covered)
        assert found.share == (covered / asked if asked else None)
        for post in posts_with_reserve(seen_by=None, as_of=day):
            assert post.prepared == sum(_waits(row, day) for row in post.reserves.all())
        transaction.set_rollback(True)


def _somebody(chance, post):
    on = date(2021, 1, 1) + timedelta(days=chance.randint(0, 700))
    person = factories.make_person()
    commands.take_over_reserve(by=None, rows=[NewReserve(post, person, READY)], on=on)
    row = person.reserves.get()
    if chance.random() < 0.4:
        until = on + timedelta(days=chance.randint(1, 500))
        commands.leave_reserve(by=None, reserve=row, gone=Gone.OTHER, why="x", on=until)
    if chance.random() < 0.4:
        factories.make_term(post, person, valid_from=on + timedelta(days=chance.randint(0, 500)))


def _waits(row, day) -> bool:
    open_ = row.valid_from <= day and (row.valid_to is None or row.valid_to > day)
    holds = row.post.terms.filter(person=row.person_id, valid_from__lte=day).exists()
    return open_ and not holds


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_the_database_finds_fitting_whom_the_words_find_fitting(seed, db):
    chance = random.Random(seed)
    with transaction.atomic():
        county = factories.make_county()
        post = factories.make_post(county["first_branch"], PostKind.SECRETARY)
        seat = factories.make_post(county["first_committee"], PostKind.COMMITTEE_MEMBER, places=9)
        for _number in range(4):
            born = date(chance.randint(1960, 2000), chance.randint(1, 12), 1)
            file = factories.make_cadre(
                factories.make_person(born_on=born),
                rank=chance.choice((20, 30, 90)),
                level=chance.choice((20, 30, 60, None)),
                status=chance.choice(("civil_servant", "contract")),
            )
            factories.make_term(seat, file.person)
            if chance.random() < 0.6:
                since = date(chance.randint(2024, 2026), chance.randint(1, 10), 1)
                factories.make_member(county["first_branch"], file.person, full_since=since)
        member = chance.random() < 0.6
        asked = PostRequirement.objects.create(
            post=post,
            rank_at_least=chance.choice((None, 20, 30)),
            education_at_least=chance.choice((None, 20, 60)),
            age_at_most=chance.choice((None, 40, 55)),
            status=chance.choice(("", "civil_servant")),
            party_member=member,
            party_years=chance.randint(0, 2) if member else 0,
            valid_from=factories.LONG_AGO,
            why="x",
        )
        rows = candidates(post, seen_by=None, as_of=DAY)
        known = known_of(rows, DAY)
        wanted = {key for key in known if not shortfalls(asked, known[key], DAY)}
        assert requirement_of(post, requirements_on(DAY)) == asked
        assert {one.pk for one in who_meets(rows, asked, DAY)} == wanted
        assert Person.objects.filter(pk__in=known).count() == 4
        transaction.set_rollback(True)
