"""The representatives of each community, elected by groups of households."""

from jiceng.console.demo.invented import Inventor
from jiceng.kernel.pages import today
from jiceng.meetings.models import RepresentativeSeat
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation, Post, Term, TerritoryFigures
from jiceng.people import commands as people

HOUSEHOLDS_A_REPRESENTATIVE = 50
BATCH = 2000


def represent(seed: int) -> None:
    """Each community sends one representative for fifty households, as the law wants."""
    inventor = Inventor(seed + 7)
    committees = Organisation.objects.on(today()).filter(kind=Kind.RESIDENTS_COMMITTEE).order_by("code", "pk")
    households = dict(TerritoryFigures.objects.on(today()).values_list("organisation", "households"))
    wanted = [
        (one, -(-households.get(one.territory_id, 0) // HOUSEHOLDS_A_REPRESENTATIVE)) for one in committees
    ]
    persons = []
    for _ in range(sum(count for _one, count in wanted)):
        invented = inventor.person(youngest=25, oldest=70)
        person = people.prepare_person({"name": invented.name, "sex": invented.sex})
        person.is_invented = True
        persons.append(person)
    made = iter(people.enter_people(by=None, people=persons, why="演示：居民代表"))
    seats: list[RepresentativeSeat] = []
    for committee, count in wanted:
        begins = committee.valid_from
        post = Post.objects.filter(organisation=committee, kind=PostKind.REPRESENTATIVE).first()
        if post is None:
            post = Post.objects.create(
                organisation=committee, kind=PostKind.REPRESENTATIVE, places=count, valid_from=begins
            )
        elif (wanted_places := post.terms.on(begins).count() + count) > post.places:
            post.places = wanted_places
            post.save(update_fields=["places"])
        sizes = [HOUSEHOLDS_A_REPRESENTATIVE] * count
        if count:  # the last group has what is left
            sizes[-1] -= count * HOUSEHOLDS_A_REPRESENTATIVE - households[committee.territory_id]
        terms = Term.objects.bulk_create(
            Term(post=post, person=next(made), valid_from=begins) for _ in range(count)
        )
        seats += [
            RepresentativeSeat(term=one, group=f"第{number}居民小组", households=size)
            for number, (one, size) in enumerate(zip(terms, sizes, strict=True), 1)
        ]
    RepresentativeSeat.objects.bulk_create(seats, batch_size=BATCH)
