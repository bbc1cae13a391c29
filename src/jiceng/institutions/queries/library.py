"""The wall of institutions, one institution as a document, its editions and what differs between two of them."""

from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from jiceng.institutions.models import Clause, Edition, Institution, Obligation
from jiceng.institutions.queries import wording
from jiceng.institutions.reading import InstitutionFile, Reading, check, read
from jiceng.institutions.reading.compiled import compiled
from jiceng.institutions.reading.shipped import floor_of
from jiceng.institutions.rules import may_keep_institutions
from jiceng.kernel import search
from jiceng.kernel.components import Fact
from jiceng.kernel.markdown import html_of
from jiceng.kernel.validity import holds_on


@dataclass(frozen=True)
class OnTheWall:
    """An institution as it stands on a day. `coming` is a later edition that is published already."""

    edition: Edition
    obligations: int
    to_verify: int
    coming: Edition | None = None

    @property
    def institution(self) -> Institution:
        return self.edition.institution


def published() -> QuerySet[Edition]:
    return Edition.objects.filter(published_at__isnull=False).select_related("institution")


def wall(*, seen_by, as_of: date) -> list[OnTheWall]:
    """Everybody with an account reads. Two queries however many there are."""
    binding = holds_on(as_of, "obligations__")
    rows = (
        published()
        .on(as_of)
        .annotate(
            owed=Count("obligations", filter=binding),
            unsure=Count("obligations", filter=binding & Q(obligations__to_verify=True)),
        )
        .order_by("institution__number")
    )
    later = {
        one.institution_id: one for one in published().filter(valid_from__gt=as_of).order_by("-valid_from")
    }
    return [OnTheWall(one, one.owed, one.unsure, later.get(one.institution_id)) for one in rows]


def drafts(*, seen_by) -> QuerySet[Edition]:
    """Unpublished editions, for those who keep institutions."""
    rows = Edition.objects.filter(published_at__isnull=True).select_related("institution", "author__person")
    return (
        rows.order_by("institution__number", "version")
        if may_keep_institutions.test(seen_by)
        else rows.none()
    )


@dataclass(frozen=True)
class Owed:
    """An obligation beside its clause."""

    row: Obligation
    facts: list[Fact]


@dataclass(frozen=True)
class Article:
    """A clause with its text as HTML and the obligations compiled from it."""

    clause: Clause
    html: SafeString
    owed: list[Owed] = field(default_factory=list)


@dataclass(frozen=True)
class Document:
    edition: Edition
    articles: list[Article]

    @property
    def obligations(self) -> list[Obligation]:
        return [owed.row for article in self.articles for owed in article.owed]

    @property
    def to_verify(self) -> int:
        return sum(one.to_verify for one in self.obligations)


FIRST_OF_COUNTY = 14


def next_number() -> int:
    """For a county's own institution: the first free one behind the thirteen."""
    last = Institution.objects.aggregate(last=Max("number"))["last"] or 0
    return max(last + 1, FIRST_OF_COUNTY)


def next_key(file: InstitutionFile) -> str:
    """For a further obligation of an institution: N14.3."""
    taken = {one.key for one in file.obligations}
    letter = "D" if file.number < FIRST_OF_COUNTY else "N"
    return next(key for n in range(1, 1000) if (key := f"{letter}{file.number}.{n}") not in taken)


def edition_on(institution: Institution, as_of: date) -> Edition | None:
    return published().filter(institution=institution).on(as_of).first()


def document(edition: Edition, as_of: date | None = None) -> Document:
    """A published edition from its rows (those that bind on `as_of`); a draft from its text."""
    if edition.published_at is None:
        return _from_text(edition)
    rows = Obligation.objects.prefetch_related("required_marks").order_by("id")
    if as_of is not None and holds(edition, as_of):
        rows = rows.on(as_of)
    clauses = edition.clauses.prefetch_related(Prefetch("obligations", queryset=rows))
    articles = [
        Article(
            clause, html_of(clause.text), [Owed(one, wording.facts(one)) for one in clause.obligations.all()]
        )
        for clause in clauses
    ]
    return Document(edition, articles)


def holds(edition: Edition, day: date) -> bool:
    return edition.valid_from <= day and (edition.valid_to is None or day < edition.valid_to)


def _from_text(edition: Edition) -> Document:
    """A draft is compiled for the eye only; nothing of a text with mistakes is shown."""
    reading = read(edition.source_text)
    if not reading.ok:
        return Document(edition, [])
    found = compiled(reading.file, reading.source, edition)
    by_article: dict[int, list[Owed]] = {}
    for one, marks in zip(found.obligations, found.marks, strict=True):
        with_marks(one, marks)
        by_article.setdefault(one.clause.article, []).append(Owed(one, wording.facts(one)))
    return Document(
        edition,
        [Article(one, html_of(one.text), by_article.get(one.article, [])) for one in found.clauses],
    )


def files_in_force(on: date, besides: Institution | None = None) -> list[InstitutionFile]:
    """The files of the other institutions that hold on a day."""
    rows = published().on(on)
    if besides is not None:
        rows = rows.exclude(institution=besides)
    found = (read(text).file for text in rows.values_list("source_text", flat=True))
    return [file for file in found if file is not None]


def checked(text: str, institution: Institution | None, on: date) -> Reading:
    """A text against itself, the other institutions of the day, and what the law asks for at the least."""
    floor = floor_of(institution.key, on) if institution is not None else None
    return check(text, files_in_force(on, besides=institution), floor)


def with_marks(one: Obligation, marks: list[str]) -> Obligation:
    """An unsaved obligation that knows which pieces it asks for."""
    one.asked_marks = marks
    return one


def history(institution: Institution) -> QuerySet[Edition]:
    """Published editions, the newest first."""
    rows = published().filter(institution=institution).select_related("author__person")
    return rows.annotate(owed=Count("obligations")).order_by("-valid_from", "-version")


@dataclass(frozen=True)
class Piece:
    """A stretch of text: same, gone or new."""

    sort: str
    text: str


@dataclass(frozen=True)
class ArticlePair:
    """One article in two editions; a side is empty where it does not exist."""

    number: int
    titles: tuple[str, str]
    before: list[Piece]
    after: list[Piece]

    @property
    def same(self) -> bool:
        pieces = (*self.before, *self.after)
        return self.titles[0] == self.titles[1] and all(piece.sort == "same" for piece in pieces)


@dataclass(frozen=True)
class ObligationPair:
    """One obligation in two editions; `changes` are (what, before, after)."""

    key: str
    title: str
    sort: str
    changes: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Comparison:
    articles: list[ArticlePair]
    obligations: list[ObligationPair]

    def count(self, sort: str) -> int:
        return sum(one.sort == sort for one in self.obligations)


def compared(before: Document, after: Document) -> Comparison:
    return Comparison(_articles(before, after), changed_obligations(before.obligations, after.obligations))


def _articles(before: Document, after: Document) -> list[ArticlePair]:
    old = {article.clause.article: article.clause for article in before.articles}
    new = {article.clause.article: article.clause for article in after.articles}
    pairs = []
    for number in sorted(old.keys() | new.keys()):
        left, right = old.get(number), new.get(number)
        gone, come = pieces(left.text if left else "", right.text if right else "")
        titles = (left.title if left else "", right.title if right else "")
        pairs.append(ArticlePair(number, titles, gone, come))
    return pairs


# Below this likeness a text counts as written anew: marking single characters would only flicker.
ALIKE = 0.5


def pieces(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut into what stayed, what is gone and what is new, character by character; without Markdown's
    asterisks."""
    before, after = before.replace("**", ""), after.replace("**", "")
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    gone, come = [], []
    if matcher.ratio() < ALIKE:
        return [Piece("gone", before)] if before else [], [Piece("new", after)] if after else []
    for sort, a, b, c, d in matcher.get_opcodes():
        if sort == "equal":
            gone.append(Piece("same", before[a:b]))
            come.append(Piece("same", after[c:d]))
            continue
        if b > a:
            gone.append(Piece("gone", before[a:b]))
        if d > c:
            come.append(Piece("new", after[c:d]))
    return gone, come


def changed_obligations(before: list[Obligation], after: list[Obligation]) -> list[ObligationPair]:
    """Only what differs, by key, in the order of the newer text; what is gone comes last. A key that holds twice (for
    times that follow each other) is compared by its last."""
    old, new = ({one.key: one for one in side} for side in (before, after))
    found = []
    for key, one in new.items():
        if key not in old:
            found.append(ObligationPair(key, one.title, "new", []))
            continue
        was, now = wording.measures(old[key]), wording.measures(one)
        changes = [(what, was[what], now[what]) for what in now if was[what] != now[what]]
        if changes:
            found.append(ObligationPair(key, one.title, "changed", changes))
    found += [ObligationPair(key, one.title, "gone", []) for key, one in old.items() if key not in new]
    return found


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[search.Hit]:
    """Institutions of the day by name, purpose or the title of an obligation; also by pinyin of the name."""
    rows = published().on(as_of)
    wanted = Q(institution__name__icontains=text) | Q(purpose__icontains=text)
    wanted |= Q(obligations__title__icontains=text) & holds_on(as_of, "obligations__")
    found = {one.pk: one for one in rows.filter(wanted).distinct().order_by("institution__number")}
    if search.is_latin(text):
        found |= {one.pk: one for one in rows if search.fits(text, one.institution.name)}
    return [
        search.Hit(
            one.institution.name,
            reverse("institution", args=[one.institution.key]),
            one.purpose,
            "document-text",
        )
        for one in list(found.values())[:limit]
    ]
