"""The board as it stands: who may take which post and why not, what is not settled, what the composition becomes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, LPad
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jiceng.cadres.enums import AVOIDED, Rank, Relation, Status
from jiceng.cadres.enums_restructuring import BoardState, Body, Heads, Origin, Outcome
from jiceng.cadres.models import BoardPerson, BoardPost, Kin, PostRequirement, Restructuring
from jiceng.cadres.models.restructuring import WITH_PLACE
from jiceng.cadres.queries.board import Look, MeasureLine, measures
from jiceng.cadres.queries.composition import Cell, Composition, composition
from jiceng.cadres.queries.people import described
from jiceng.cadres.queries.reorganised import people_above, placed_by, source_of
from jiceng.cadres.queries.requirements import Known, known_of, requirements_on, shortfalls
from jiceng.cadres.rules_restructuring import boards_of
from jiceng.kernel.words import aside, strung
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Reorganisation
from jiceng.organisations.queries.ranks import by_rank
from jiceng.people.enums import Education
from jiceng.people.models import Person

HEADS = (PostKind.SECRETARY, PostKind.DIRECTOR)
SECRETARY_YEARS = 1


@dataclass
class Facts:
    """What is known of the people of a board on the day of appointment, and what posts ask for. `beside` says for
    somebody, by key of a community, which relatives have a post there already."""

    on: date
    people: dict[int, Person]
    known: dict[int, Known]
    requirements: dict[object, PostRequirement]
    posts: dict[tuple[str, str], int] = field(default_factory=dict)
    kin: dict[int, dict[int, str]] = field(default_factory=dict)
    above: dict[int, str] = field(default_factory=dict)
    beside: dict[int, dict[str, list[str]]] = field(default_factory=dict)

    def asked(self, post: BoardPost) -> PostRequirement | None:
        """What the county requires for the post itself, else for its kind."""
        community = post.community
        kind = community.branch_kind if post.body == Body.PARTY else Kind.RESIDENTS_COMMITTEE
        own = self.posts.get((community.key, post.kind))
        return self.requirements.get(own) or self.requirements.get((post.kind, kind))

    def lacking(self, person: int, post: BoardPost) -> list[str]:
        """In words, why the person cannot take the post; nothing where all is well."""
        known = self.known[person]
        found = [
            *shortfalls(_by_law(post), known, self.on),
            *shortfalls(self.asked(post), known, self.on),
        ]
        if person in self.above:
            found.append(self.above[person])
        found += self.beside.get(person, {}).get(post.community.key, ())
        return list(dict.fromkeys(found))

    def relatives(self, person: int) -> dict[int, str]:
        return self.kin.get(person, {})

    def until(self, post: BoardPost) -> date | None:
        """Where the term of a post ends, when its years are set."""
        asked, day = self.asked(post), self.on
        if asked is None or asked.term_years is None:
            return None
        last = 28 if (day.month, day.day) == (2, 29) else day.day
        return date(day.year + asked.term_years, day.month, last)


def _by_law(post: BoardPost) -> PostRequirement | None:
    """Posts of a party organisation are for full members, the secretary's for those of a year's standing."""
    if post.body != Body.PARTY:
        return None
    years = SECRETARY_YEARS if post.kind == PostKind.SECRETARY else 0
    return PostRequirement(party_member=True, party_years=years)


def facts_of(board: Restructuring) -> Facts:
    """Seven queries, however many people."""
    ids = list(board.people.order_by().values_list("person_id", flat=True))
    rows = list(described(Person.objects.filter(pk__in=ids), board.on))
    source = source_of(board.reorganisation, board.on) if _is_executed(board) else None
    placed = source.placed if source else placed_by(board.reorganisation.orders)
    found = Facts(
        board.on,
        {one.pk: one for one in rows},
        known_of(rows, board.on),
        requirements_on(board.on),
        source.posts if source else {},
    )
    _find_kin(found, people_above(board.reorganisation, board.on), placed)
    return found


def _is_executed(board: Restructuring) -> bool:
    return board.reorganisation.state == Reorganisation.State.EXECUTED


def _find_kin(found: Facts, leading: dict[int, str], placed: dict[int, set[str]]) -> None:
    """Relatives among the people of the board, those who have a post in a community already, and those who serve
    above the communities."""
    ids = set(found.people)
    pairs = Kin.objects.filter(relation__in=AVOIDED, person__isnull=False)
    pairs = pairs.filter(Q(person__in=ids) | Q(file__person__in=ids)).select_related("file__person", "person")
    for row in pairs.order_by("pk"):
        word = str(Relation(row.relation).label)
        for one, other in ((row.file.person, row.person), (row.person, row.file.person)):
            if one.pk not in ids:
                continue
            if other.pk in ids:
                found.kin.setdefault(one.pk, {})[other.pk] = word
            elif other.pk in leading:
                words = {"name": other.name, "relation": word, "post": leading[other.pk]}
                found.above[one.pk] = _("亲属%(name)s（%(relation)s）任%(post)s，应当回避") % words
            for key in placed.get(other.pk, ()):
                said = _("与%(name)s（%(relation)s）同在本社区，应当回避") % {
                    "name": other.name,
                    "relation": word,
                }
                found.beside.setdefault(one.pk, {}).setdefault(key, []).append(said)


def boards(*, seen_by) -> QuerySet[Restructuring]:
    rows = Restructuring.objects.filter(pk__in=boards_of(seen_by))
    return rows.select_related("reorganisation", "instrument", "document")


def board_or_404(pk: int, *, seen_by) -> Restructuring:
    found = boards(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def post_or_404(pk: int, *, seen_by) -> BoardPost:
    rows = BoardPost.objects.filter(community__restructuring__in=boards_of(seen_by))
    found = rows.select_related("community__restructuring__reorganisation", *HOLDERS).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def person_or_404(pk: int, *, seen_by) -> BoardPerson:
    rows = BoardPerson.objects.filter(restructuring__in=boards_of(seen_by))
    found = rows.select_related("restructuring__reorganisation", *SHOWN).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


HOLDERS = ("party_holder__person", "residents_holder__person")
SHOWN = ("person", "community", "party_post__community", "residents_post__community")


def people(board: Restructuring) -> QuerySet[BoardPerson]:
    return board.people.select_related(*SHOWN)


def posts(board: Restructuring) -> QuerySet[BoardPost]:
    rows = BoardPost.objects.filter(community__restructuring=board)
    community = LPad(Cast("community_id", CharField()), 20, Value("0"))
    rows = rows.annotate(rank=by_rank(), place=Concat(community, by_rank(), output_field=CharField()))
    return rows.select_related("community", *HOLDERS).order_by("place", "number", "pk")


def holder_of(post: BoardPost) -> BoardPerson | None:
    """Who takes the post; read with `HOLDERS`."""
    return getattr(post, "party_holder" if post.body == Body.PARTY else "residents_holder", None)


def posts_of(row: BoardPerson) -> list[BoardPost]:
    return [one for one in (row.party_post, row.residents_post) if one is not None]


def choosable() -> QuerySet[Reorganisation]:
    """Reorganisations without a board: planned ones, and those carried out."""
    taken = Restructuring.objects.exclude(state=BoardState.WITHDRAWN).values("reorganisation")
    rows = Reorganisation.objects.exclude(state=Reorganisation.State.REVERSED)
    return rows.exclude(pk__in=taken)


@dataclass(frozen=True)
class Tally:
    """How far the board is."""

    posts: int
    filled: int
    open: int
    people: int
    placed: int
    leaving: int
    undecided: int

    @property
    def empty(self) -> int:
        return self.posts - self.filled - self.open


def tally(board: Restructuring) -> Tally:
    seats = BoardPost.objects.filter(community__restructuring=board)
    taken = Q(party_holder__isnull=False) | Q(residents_holder__isnull=False)
    counted = seats.aggregate(
        posts=Count("pk"), filled=Count("pk", filter=taken), open=Count("pk", filter=~Q(opening=""))
    )
    mine = Q(outcome="") & Q(origin=Origin.ABOLISHED)
    rows = board.people.aggregate(
        people=Count("pk"),
        placed=Count("pk", filter=Q(outcome__in=WITH_PLACE)),
        leaving=Count("pk", filter=Q(outcome=Outcome.LEAVE)),
        undecided=Count("pk", filter=mine),
    )
    return Tally(**counted, **rows)


def faults(board: Restructuring, facts: Facts) -> list[str]:
    """Everything that keeps the package from being decided, in words."""
    found = []
    counted = tally(board)
    if counted.empty:
        found.append(
            ngettext(
                "还有%(count)d个职数没有定人，也没有写明招聘或选举。",
                "还有%(count)d个职数没有定人，也没有写明招聘或选举。",
                counted.empty,
            )
            % {"count": counted.empty}
        )
    if counted.undecided:
        found.append(
            ngettext(
                "撤并单位还有%(count)d人没有定去向。",
                "撤并单位还有%(count)d人没有定去向。",
                counted.undecided,
            )
            % {"count": counted.undecided}
        )
    rows = list(people(board).filter(outcome__in=WITH_PLACE))
    for row in rows:
        for post in posts_of(row):
            found += [
                strung((aside(row.person.name, post), why), "：")
                for why in facts.lacking(row.person_id, post)
            ]
    return found + _met(rows, facts) + _heads(board, rows)


def _met(rows: list[BoardPerson], facts: Facts) -> list[str]:
    """Relatives in one community, each pair once."""
    place = {row.person_id: row for row in rows}
    found = []
    for row in rows:
        for other, relation in facts.relatives(row.person_id).items():
            met = place.get(other)
            if met and row.person_id < other and met.community_id == row.community_id:
                words = {"one": row.person.name, "other": met.person.name, "relation": relation}
                told = _("%(one)s与%(other)s（%(relation)s）在同一社区，应当回避") % words
                found.append(strung((told, row.community.name), "："))
    return found


def _heads(board: Restructuring, rows: list[BoardPerson]) -> list[str]:
    """Secretary and director as the board says: apart, or one person."""
    found = []
    for row in rows:
        kinds = {post.kind for post in posts_of(row)}
        if board.heads == Heads.APART and kinds == set(HEADS):
            found.append(_("%(name)s兼任书记和主任，本方案要求分设。") % {"name": row.person.name})
    if board.heads == Heads.ONE:
        heads = {row.community_id for row in rows if {p.kind for p in posts_of(row)} == set(HEADS)}
        filled = {row.community_id: row for row in rows for p in posts_of(row) if p.kind in HEADS}
        found += [
            _("%(name)s的书记和主任应由一人兼任。") % {"name": row.community.name}
            for key, row in filled.items()
            if key not in heads
        ]
    return found


def composed(board: Restructuring, facts: Facts) -> Composition:
    """The composition as it would be on the day, of those who have a place."""
    cells = []
    for row in people(board).filter(outcome__in=WITH_PLACE):
        one = facts.people[row.person_id]
        kinds = {post.kind for post in posts_of(row)}
        secretary, director = (int(kind in kinds) for kind in HEADS)
        lead = int(bool(secretary or director))
        facts_ = (one.sex, one.level, one.rank, one.status, one.party, one.age)
        cells.append(Cell(secretary, director, lead, *facts_, 1))
    return Composition(facts.on, tuple(cells))


@dataclass(frozen=True)
class Effect:
    """One measure: before the reorganisation, with this board, the county's target and whether it is met."""

    label: str
    before: str
    line: MeasureLine


def effects(board: Restructuring, facts: Facts, *, seen_by) -> list[Effect]:
    day = min(board.reorganisation.effective_on, board.on) - timedelta(days=1)
    before = measures(composition(seen_by=seen_by, as_of=day), Look(day))
    after = measures(composed(board, facts), Look(board.on))
    return [Effect(one.label, old.text, one) for old, one in zip(before, after, strict=True)]


@dataclass(frozen=True)
class Choice:
    """Somebody for a post: whether they can take it, why not, and where they are now on the board."""

    row: BoardPerson
    about: str
    lacking: tuple[str, ...]
    place: str

    @property
    def able(self) -> bool:
        return not self.lacking


def in_brief(facts: Facts, person: int) -> str:
    """Age, education, rank, footing and party standing, as one line."""
    one = facts.people[person]
    age = _("%(age)d岁") % {"age": one.age} if one.age is not None else ""
    party = pgettext("身份", "党员") if one.party else ""
    coded = ((Education, one.level), (Rank, one.rank), (Status, one.status))
    words = (age, *("" if code is None else str(kind(code).label) for kind, code in coded), party)
    return " · ".join(filter(None, words))


def choices(post: BoardPost, facts: Facts, rows: Iterable[BoardPerson]) -> list[Choice]:
    """Everybody for a post, those first who can take it and have no place yet."""
    rows = list(rows)
    there = {row.person_id: row for row in rows if row.community_id == post.community_id}
    found = []
    for row in rows:
        lacking = facts.lacking(row.person_id, post)
        for other, relation in facts.relatives(row.person_id).items():
            if other in there and other != row.person_id:
                words = {"name": there[other].person.name, "relation": relation}
                lacking.append(_("与%(name)s（%(relation)s）同在本社区，应当回避") % words)
        place = strung(str(one) for one in posts_of(row))
        if row.outcome in (Outcome.LEAVE, Outcome.STAY):
            place = row.get_outcome_display()
        found.append(Choice(row, in_brief(facts, row.person_id), tuple(lacking), place))
    return sorted(found, key=lambda one: (not one.able, bool(one.place), one.row.person.pinyin))
