"""The shipped institutions: clean, complete, dated without overlap; loaded once; published for a day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from jiceng.institutions import kinds_shipped
from jiceng.institutions.commands import editions
from jiceng.institutions.commands.editions import FaultyError
from jiceng.institutions.models import Clause, Edition, Institution, Obligation
from jiceng.institutions.reading import edit, read, shipped
from jiceng.institutions.reading.schema import InstitutionFile
from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from tests.factories import make_account, make_account_with_post, make_county

# Section D of the rules of the domain.
SECTION_D = {1: 4, 2: 4, 3: 5, 4: 4, 5: 7, 6: 5, 7: 5, 8: 3, 9: 4, 10: 4, 11: 2, 12: 3, 13: 4}
KEYS = {f"D{number}.{row}" for number, rows in SECTION_D.items() for row in range(1, rows + 1)}
FILES = shipped.files()


def model(path) -> InstitutionFile:
    reading = read(path.read_text(encoding="utf-8"))
    assert reading.file is not None, reading.faults
    return reading.file


@pytest.mark.parametrize(
    "path", [*FILES, shipped.TEMPLATE], ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_every_shipped_file_lints_clean(path):
    assert read(path.read_text(encoding="utf-8")).faults == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_institution_is_a_text_one_can_hang_up(path):
    file = model(path)
    assert 6 <= len(file.clauses) <= 15
    assert [clause.article for clause in file.clauses] == list(range(1, len(file.clauses) + 1))
    assert all(len(clause.text.strip()) >= 20 for clause in file.clauses)
    assert all(clause.source for clause in file.clauses if clause.level in ("law", "party_rule", "standard"))
    assert file.purpose


@pytest.mark.parametrize("pack", shipped.PACKS)
def test_thirteen_in_each_pack_with_every_row_of_section_d(pack):
    files = [model(path) for path in shipped.files(pack)]
    assert [file.number for file in files] == list(range(1, 14))
    keys = {one.key for file in files for one in file.obligations}
    left = {one.key for file in files for one in file.not_of_this_time}
    assert not keys & left
    assert keys | left >= KEYS
    assert len(keys) >= 50
    if pack == "cn-2026":
        assert not left


def test_the_older_pack_names_every_later_obligation_with_a_reason():
    old, new = ([model(path) for path in shipped.files(pack)] for pack in shipped.PACKS)
    for before, after in zip(old, new, strict=True):
        assert (before.institution, before.number) == (after.institution, after.number)
        said = {one.key for one in before.obligations} | {one.key for one in before.not_of_this_time}
        assert said == {one.key for one in after.obligations}


def test_numbers_are_those_of_their_time():
    def one(pack, key):
        return [o for path in shipped.files(pack) for o in model(path).obligations if o.key == key]

    new, old = one("cn-2026", "D3.1")[0], one("era-2002", "D3.1")[0]
    assert (new.rhythm.every, new.quorum.at_least, new.majority.more_than) == ("half_year", "2/3", "1/2")
    assert (old.rhythm.every, old.quorum.more_than, old.quorum.of) == ("year", "1/2", "entitled")
    terms = one("era-2002", "D7.2")
    assert [(t.rhythm.months, t.effective_to or t.effective_from) for t in terms] == [
        (36, date(2018, 12, 29)),
        (60, date(2018, 12, 29)),
    ]
    assert one("cn-2026", "D7.2")[0].rhythm.months == 60


def test_what_is_from_memory_or_local_is_a_default():
    """A rule that was not seen in its text is no law here; laws and party rules name their source."""
    for path in FILES:
        file = model(path)
        for one in file.obligations:
            if one.verify and path.parent.name == "cn-2026":
                clause = file.clauses[one.clause - 1]
                assert (one.level or clause.level) in ("local", "house", "party_rule")


def test_every_kind_of_evidence_is_registered_with_words_and_used():
    used = set()
    for path in FILES:
        for one in model(path).obligations:
            used |= {one.what.evidence, one.rhythm.after}
    unused = {one.key for one in kinds_shipped.SHIPPED if not one.key.startswith("meeting.")} - used
    assert not unused
    for one in kinds_shipped.SHIPPED:
        assert all(mark in kinds_shipped.MARKS for mark in one.marks.split()), one.key


@pytest.mark.django_db
def test_the_library_is_loaded_once_and_days_do_not_overlap():
    made = editions.load_library(by=None)
    assert (len(made), Institution.objects.count()) == (26, 13)
    entries = Entry.objects.count()
    assert editions.load_library(by=None) == []
    assert Entry.objects.count() == entries
    for institution in Institution.objects.all():
        rows = list(institution.editions.order_by("valid_from"))
        for before, after in zip(rows, rows[1:], strict=False):
            assert before.valid_to is not None
            assert before.valid_to <= after.valid_from
        for day, pack in ((2003, "era-2002"), (2019, "era-2002"), (2026, "cn-2026")):
            assert institution.editions.on(date(day, 6, 1)).get().pack == pack
    assert Obligation.objects.filter(edition__pack="cn-2026").count() >= 50
    assert not Obligation.objects.filter(evidence="").exists()


@pytest.mark.django_db
def test_compiled_rows_say_what_the_file_says():
    editions.load_library(by=None)
    row = Obligation.objects.get(key="D3.1", edition__pack="cn-2026")
    assert (row.quorum_num, row.quorum_den, row.quorum_strict, row.quorum_base) == (2, 3, False, "entitled")
    assert (row.majority_num, row.majority_den, row.majority_strict, row.majority_base) == (
        1,
        2,
        True,
        "present",
    )
    assert set(row.required_marks.values_list("mark", flat=True)) == {"minutes", "roll"}
    assert row.clause.article == 5
    assert (row.valid_from, row.valid_to) == (date(2026, 1, 1), None)
    assert row.level == "law"
    secretary = Obligation.objects.get(key="D2.2", edition__pack="cn-2026")
    assert list(secretary.required_marks.values_list("mark", flat=True)) == ["role:secretary"]
    assert Clause.objects.filter(line=0).count() == 0
    terms = Obligation.objects.filter(key="D7.2", edition__pack="era-2002").order_by("valid_from")
    days = [(one.valid_from, one.valid_to) for one in terms]
    assert days == [(date(2002, 1, 1), date(2018, 12, 29)), (date(2018, 12, 29), date(2026, 1, 1))]


@pytest.fixture
def keeper(db):
    return make_account_with_post(make_county()["department"], "leader")


@pytest.fixture
def library(db):
    editions.load_library(by=None)
    return {one.key: one for one in Institution.objects.all()}


def current(institution) -> Edition:
    return institution.editions.filter(published_at__isnull=False, valid_to__isnull=True).get()


def place(text: str, key: str, *rest) -> tuple:
    file = read(text).file
    number = next(n for n, one in enumerate(file.obligations) if one.key == key)
    return ("obligations", number, *rest)


def revised(institution, key, *rest, value) -> str:
    text = current(institution).source_text
    return edit.changed(text, {("pack",): "county", place(text, key, *rest): value})


def test_a_house_number_is_changed_and_published_for_a_day(library, keeper):
    congress = library["congress"]
    former = current(congress)
    text = revised(congress, "D3.3", "due", "days", value=45)
    draft = editions.draft_edition(by=keeper, institution=congress, text=text, why="名册核对需要时间")
    # D3.3 stands on law: 45 days are later than the shipped 30.
    with pytest.raises(FaultyError, match="D3.3"):
        editions.publish_edition(by=keeper, edition=draft, on=today(), why="放宽")
    text = edit.changed(
        text, {place(text, "D3.3", "due", "days"): 20, place(text, "D3.5", "due", "days"): 45}
    )
    editions.change_draft(by=keeper, edition=draft, text=text)
    on = today() + timedelta(days=30)
    published = editions.publish_edition(by=keeper, edition=draft, on=on, why="更早核对")
    former.refresh_from_db()
    assert (former.valid_to, published.valid_from, published.version) == (on, on, 3)
    assert f"effective_from: {on.isoformat()}" in published.source_text
    assert published.obligations.get(key="D3.5").due_days == 45
    assert not former.obligations.filter(valid_to__isnull=True).exists()
    assert published.based_on == former
    verbs = list(Entry.objects.order_by("-sequence").values_list("verb", flat=True)[:2])
    assert verbs == ["institutions.publish_edition", "institutions.end_edition"]


@pytest.mark.parametrize(
    ("key", "rest", "value"),
    [
        ("D3.1", ("rhythm", "every"), "year"),
        ("D3.1", ("quorum",), {"more_than": "1/2", "of": "entitled"}),
        ("D3.1", ("quorum", "of"), "cast"),
        ("D3.1", ("what", "marks"), ["minutes"]),
        ("D3.1", ("severity",), "should"),
        ("D3.1", ("who", "when"), ["has_units"]),
        ("D3.1", ("key",), "D3.99"),
    ],
)
def test_nothing_laxer_than_law(library, keeper, key, rest, value):
    text = revised(library["congress"], key, *rest, value=value)
    draft = editions.draft_edition(by=keeper, institution=library["congress"], text=text)
    with pytest.raises(FaultyError) as refused:
        editions.publish_edition(by=keeper, edition=draft, on=today(), why="试")
    assert "below_law" in {fault.code for fault in refused.value.faults} | {"base"}
    assert any(fault.code == "below_law" for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("rest", "value"),
    [
        (("rhythm", "every"), "quarter"),
        (("quorum",), {"more_than": "2/3", "of": "entitled"}),
        (("majority",), {"at_least": "2/3", "of": "present"}),
        (("what", "marks"), ["minutes", "roll", "votes"]),
    ],
)
def test_stricter_than_law_is_allowed_with_a_warning(library, keeper, rest, value):
    text = revised(library["congress"], "D3.1", *rest, value=value)
    draft = editions.draft_edition(by=keeper, institution=library["congress"], text=text)
    assert editions.publish_edition(by=keeper, edition=draft, on=today(), why="从严").published_at


def test_changed_words_of_law_are_warned_about_at_their_line(library):
    from jiceng.institutions.queries.library import checked

    text = current(library["congress"]).source_text
    assert checked(text, library["congress"], today()).faults == []
    text = text.replace("其他居民可以列席会议并发表意见。", "其他居民经允许可以列席。", 1)
    reading = checked(text, library["congress"], today())
    assert reading.ok
    assert [fault.code for fault in reading.faults] == ["law_text"]
    assert "第二十九条" in reading.faults[0].message
    assert text.splitlines()[reading.faults[0].line - 1].strip() == "text: |"


def test_the_past_is_not_rewritten(library, keeper):
    text = revised(library["deliberation"], "D8.1", "due", "days", value=10)
    draft = editions.draft_edition(by=keeper, institution=library["deliberation"], text=text)
    with pytest.raises(ValidationError, match="早于今天"):
        editions.publish_edition(by=keeper, edition=draft, on=today() - timedelta(days=1), why="追溯")
    with pytest.raises(ValidationError, match="理由"):
        editions.publish_edition(by=keeper, edition=draft, on=today(), why=" ")
    editions.publish_edition(by=keeper, edition=draft, on=today() + timedelta(days=9), why="更快答复")
    with pytest.raises(ValidationError, match="已经发布"):
        editions.change_draft(by=keeper, edition=draft, text=text)
    with pytest.raises(ValidationError, match="已经发布"):
        editions.withdraw_draft(by=keeper, edition=draft)
    second = editions.draft_edition(by=keeper, institution=library["deliberation"], text=text)
    with pytest.raises(ValidationError, match="起施行的版本"):
        editions.publish_edition(by=keeper, edition=second, on=today(), why="抢先")


def test_an_institution_of_ones_own_from_the_template(library, keeper):
    text = shipped.TEMPLATE.read_text(encoding="utf-8")
    draft = editions.draft_edition(by=keeper, text=text)
    with pytest.raises(ValidationError, match="已有制度使用"):
        editions.draft_edition(by=keeper, text=text)
    published = editions.publish_edition(by=keeper, edition=draft, on=today(), why="本县需要")
    assert (published.institution.number, published.obligations.count()) == (14, 1)


def test_a_dropped_draft_leaves_nothing_but_the_record(library, keeper):
    draft = editions.draft_edition(by=keeper, text=shipped.TEMPLATE.read_text(encoding="utf-8"))
    editions.withdraw_draft(by=keeper, edition=draft, why="不需要")
    assert not Institution.objects.filter(key="own_institution").exists()
    assert Entry.objects.order_by("sequence").last().verb == "institutions.withdraw_draft"


def test_only_who_keeps_institutions_may(library):
    other = make_account()
    with pytest.raises(Refused):
        editions.draft_edition(by=other, text=shipped.TEMPLATE.read_text(encoding="utf-8"))
    with pytest.raises(Refused):
        editions.load_library(by=other)


def test_formalism_is_not_published(library, keeper):
    text = revised(library["service_contact"], "D13.3", "title", value="每季度走访并提交照片")
    draft = editions.draft_edition(by=keeper, institution=library["service_contact"], text=text)
    with pytest.raises(FaultyError, match="照片只能是可选的"):
        editions.publish_edition(by=keeper, edition=draft, on=today(), why="留痕")
    assert current(library["service_contact"]).pack == "cn-2026"


def test_another_key_or_number_is_refused_at_its_line(library, keeper):
    text = edit.changed(current(library["congress"]).source_text, {("number",): 7})
    with pytest.raises(FaultyError) as refused:
        editions.draft_edition(by=keeper, institution=library["congress"], text=text)
    assert refused.value.faults[0].line == 5
