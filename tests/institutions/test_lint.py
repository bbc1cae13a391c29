"""Every mistake in a file has a sentence at its line; contradictions and formalism are found before it is kept."""

import json
from datetime import date

import pytest
import yaml
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from jiceng.institutions.reading import check, edit, read, shipped
from jiceng.institutions.reading.nodes import MOST_BYTES, parse

GOOD = """\
institution: own
number: 14
name: 座谈制度
pack: county
effective_from: 2026-01-01
purpose: 听取意见
clauses:
  - article: 1
    title: 座谈
    text: |
      每季度召开一次座谈会。
      如实记录。
obligations:
  - key: N1.1
    clause: 1
    title: 每季度召开一次座谈会
    who:
      organisation: [residents_committee]
      post: [director]
    what:
      evidence: meeting.discussion
      need: 1
      marks: [minutes]
    rhythm:
      every: quarter
    due:
      days: 0
    quorum: {at_least: 1/2, of: entitled}
    reminders: [14, 3]
"""


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def faults(text: str) -> list:
    return read(text).faults


def only(text: str):
    found = faults(text)
    assert len(found) == 1, found
    return found[0]


def test_the_good_file_is_good():
    reading = read(GOOD)
    assert reading.ok
    assert reading.faults == []


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("purpose: 听取意见", "porpose: 听取意见", "unknown_key", "purpose"),
        ("    title: 座谈\n", "    titel: 座谈\n", "unknown_key", "title"),
        ("      evidence:", "      evidense:", "unknown_key", "evidence"),
        ("number: 14", "number: 十四", "int_type", "整数"),
        ("number: 14", "number: 0", "greater_than_equal", "至少1"),
        ("name: 座谈制度", "name: 14", "string_type", "引号"),
        ("pack: county", "pack: countie", "pack", "county"),
        ("[residents_committee]", "[resident_committee]", "organisation", "residents_committee"),
        ("post: [director]", "post: [directer]", "post", "director"),
        ("meeting.discussion", "meeting.discusion", "evidence", "meeting.discussion"),
        ("marks: [minutes]", "marks: [minute]", "mark", "minutes"),
        ("      post: [director]", "      when: [serves_comunity]", "condition", "serves_community"),
        ("effective_from: 2026-01-01", "effective_from: 2026-02-30", "day", "2026-02-30"),
        ("effective_from: 2026-01-01", "effective_from: soon", "date_type", "日期"),
        ("at_least: 1/2", "at_least: 一半", "fraction", "2/3"),
        ("at_least: 1/2", "at_least: 3/2", "fraction", "0到1"),
        ("at_least: 1/2", "at_least: 1/0", "fraction", "0到1"),
        ("{at_least: 1/2, of", "{at_least: 1/2, more_than: 1/2, of", "share", "二者取一"),
        ("every: quarter", "every: quater", "rhythm", "quarter"),
        ("    clause: 1", "    clause: 7", "clause", "第7条"),
        ("      days: 0", "      days: 0\n      days: 1", "twice", "写了两次"),
        ("institution: own", "institution: Own", "slug", "小写"),
        ("key: N1.1", "key: 1", "string_type", "引号"),
        ("every: quarter", "every: event", "trigger", "after"),
        ("every: quarter", "every: since_last", "months", "months"),
        ("every: quarter", 'every: quarter\n      from: "11-01"', "window", "year"),
        ("every: quarter", 'every: year\n      until: "02-30"', "month_day", "11-01"),
        ("post: [director]", "bearer: holder", "holder", "职务"),
    ],
)
def test_each_mistake_has_a_sentence_at_its_line(old, new, code, said):
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    changed = next(
        number
        for number, (a, b) in enumerate(zip(text.splitlines(), [*GOOD.splitlines(), ""], strict=False), 1)
        if a != b
    )
    found = [fault for fault in faults(text) if fault.code == code]
    assert found, faults(text)
    assert said in found[0].message
    assert abs(found[0].line - changed) <= 1
    assert found[0].column >= 1


def test_missing_keys_are_named_where_they_belong():
    text = GOOD.replace("name: 座谈制度\n", "").replace("    clause: 1\n", "", 1)
    said = {fault.message: fault.line for fault in faults(text)}
    assert said["缺少“name”。"] == 1
    assert said["缺少“clause”。"] == line_of(text, "key: N1.1")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty", 1),
        ("a: 1\n\tb: 2\n", "tab", 2),
        ("a: &x [1]\nb: *x\n", "anchor", 1),
        ("a: !!python/object:os.system x\n", "tag", 1),
        ("a: 1\n---\nb: 2\n", "documents", 2),
        ("a: [1\nb: 2\n", "syntax", 2),
        ("a: 1\n  b: 2\n", "syntax", 2),
        ('a: "x\n', "syntax", 2),
        ("just words", "root", 1),
        ("a: \x01\n", "character", 1),
        ("[" * 40 + "]" * 40, "depth", 1),
        ("a: " + "x" * MOST_BYTES, "too_long", 1),
    ],
)
def test_what_cannot_be_read_is_said_too(text, code, line):
    fault = only(text)
    assert (fault.code, fault.line) == (code, line)
    assert fault.message


def test_the_billion_laughs_are_refused_at_once():
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    assert only("\n".join(rows)).code == "anchor"


def with_second(**changes) -> str:
    """A second obligation, the same as the first but for its key and what is named."""
    second = GOOD[GOOD.index("  - key") :].replace("N1.1", "N1.2")
    for old, new in changes.values():
        assert old in second
        second = second.replace(old, new, 1)
    return GOOD + second


def test_two_deadlines_for_the_same_act_of_the_same_actor():
    text = with_second(due=("days: 0", "days: 10"), reminders=("[14, 3]", "[3]"))
    fault = only(text)
    assert (fault.code, fault.line) == ("two_deadlines", text[: text.rindex("every:")].count("\n") + 1)
    assert "N1.1" in fault.message


def test_another_piece_rhythm_or_actor_is_another_act():
    assert faults(with_second(marks=("[minutes]", "[minutes, opinions]"))) == []
    assert faults(with_second(every=("quarter", "year"))) == []
    assert (
        faults(
            with_second(who=("residents_committee", "street_working_committee"), post=("director", "officer"))
        )
        == []
    )


def test_the_same_twice_and_two_numbers():
    assert only(with_second()).code == "repeated"
    assert only(with_second(need=("need: 1", "need: 2"))).code == "two_needs"


def test_a_key_comes_again_only_when_times_do_not_overlap():
    def dated(first, second):
        a = GOOD.replace("    reminders: [14, 3]\n", f"    reminders: [14, 3]\n    {first}\n")
        b = a[a.index("  - key") :].replace(first, second)
        return a + b

    assert faults(dated("effective_to: 2027-01-01", "effective_from: 2027-01-01")) == []
    found = faults(dated("effective_to: 2027-01-01", "effective_from: 2026-12-01"))
    assert "duplicate_key" in {fault.code for fault in found}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("at_least: 1/2", "more_than: 1/1", "impossible_share"),
        ("of: entitled", "of: present", "base"),
        ("post: [director]", "post: [leader]", "nobody"),
        ("[residents_committee]", "[residents_committee, party_branch]\n      bearer: holder", "nobody"),
        ("evidence: meeting.discussion", "evidence: meeting.members", "not_recordable"),
        ("every: quarter", "every: event\n      after: meeting.members", "never_called"),
        ("need: 1", "need: 91", "unreachable"),
        ("days: 0", "days: -90", "outside_period"),
        ("days: 0", "days: 90", "outside_period"),
        ("[14, 3]", "[90]", "early_reminder"),
        ("days: 0", "days: 10", "early_reminder"),
        ("every: quarter", 'every: year\n      from: "12-20"\n      until: "12-31"', "early_reminder"),
    ],
)
def test_contradictions(old, new, code):
    text = GOOD.replace(old, new, 1)
    found = {fault.code: fault for fault in faults(text)}
    assert code in found, found
    assert found[code].is_error


def test_contradictions_with_another_institution_in_force():
    other = read(
        GOOD.replace("days: 0", "days: 5").replace("[14, 3]", "[3]").replace("座谈制度", "别的制度")
    ).file
    found = check(GOOD, others=[other]).faults
    assert [fault.code for fault in found] == ["two_deadlines"]
    assert "别的制度" in found[0].message
    later = other.model_copy(update={"effective_from": date(2030, 1, 1)})
    earlier = GOOD.replace(
        "effective_from: 2026-01-01", "effective_from: 2026-01-01\neffective_to: 2029-01-01"
    )
    assert check(earlier, others=[later]).faults == []


def test_working_days_must_fit_whatever_the_holidays():
    """Twenty working days after a month end before the next month does; twenty-five do not."""
    monthly = GOOD.replace("every: quarter", "every: month").replace("[14, 3]", "[3]")
    assert faults(monthly.replace("days: 0", "days: 14\n      working: true")) == []
    late = faults(monthly.replace("days: 0", "days: 22\n      working: true"))
    assert [fault.code for fault in late] == ["outside_period"]


def test_work_that_only_the_county_knows_is_named_by_its_words():
    own = GOOD.replace("meeting.discussion", "own.消防演练")
    assert faults(own) == []
    assert "own.消防演练" in only(own.replace("消防演练", "演练！")).message


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "不认识“quater”"), ("en", "quater"), ("zh-hant", "不認識")]
)
def test_mistakes_are_told_in_the_language_of_who_reads(language, words):
    """No sentence stays Chinese for who reads English."""
    broken = GOOD.replace("every: quarter", "every: quater").replace("name: 座谈制度\n", "")
    broken = broken.replace("at_least: 1/2", "at_least: 3/2")
    with override(language):
        found = faults(broken)
    assert len(found) == 3
    assert any(words in fault.message for fault in found)
    if language == "en":
        assert not any("\u4e00" <= sign <= "\u9fff" for fault in found for sign in fault.message)


# Editing keeps the rest.


@settings(max_examples=30, deadline=None)
@given(
    path=st.sampled_from(sorted(shipped.files())),
    lines=st.lists(
        st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30), min_size=2
    ),
)
def test_articles_come_into_any_file_as_they_read(path, lines):
    text = path.read_text(encoding="utf-8")
    before, said = parse(text).data, "首段\n" + "\n".join(lines) + "\n"
    longer = edit.with_entry(text, "clauses", {"article": 99, "text": said})
    after = parse(longer).data
    kept = [line.rstrip() for line in said.strip().splitlines()]
    assert after["clauses"][:-1] == before["clauses"]
    assert after["clauses"][-1]["text"].rstrip("\n").split("\n") == kept
    assert after["obligations"] == before["obligations"]
    shorter = edit.without_entry(longer, "clauses", len(before["clauses"]))
    assert parse(shorter).data == before
    changed = edit.changed(text, {("clauses", 0, "text"): said})
    assert parse(changed).data["clauses"][0]["text"].rstrip("\n").split("\n") == kept


def test_a_value_is_changed_and_everything_else_stays():
    path = ("obligations", 0, "due", "days")
    text = GOOD.replace("days: 0", "days: 0   # 期末")
    assert edit.changed(text, {path: -5}) == text.replace("days: 0   #", "days: -5   #")


def test_keys_come_and_go():
    here = ("obligations", 0)
    text = edit.changed(
        GOOD, {(*here, "due", "working"): True, (*here, "majority"): {"more_than": "1/2", "of": "cast"}}
    )
    file = read(text).file
    assert (file.obligations[0].due.working, file.obligations[0].majority.more_than) == (True, "1/2")
    back = edit.changed(text, {(*here, "due", "working"): None, (*here, "majority"): None})
    assert back == GOOD
    assert read(edit.changed(GOOD, {(*here, "quorum"): None})).file.obligations[0].quorum is None
    flow = edit.changed(GOOD, {(*here, "quorum", "of"): "present"})
    assert "{at_least: 1/2, of: present}" in flow


PATHS = sorted(shipped.files())


@settings(max_examples=40, deadline=None)
@given(
    path=st.sampled_from(PATHS),
    number=st.integers(0, 30),
    need=st.integers(1, 9999),
    title=st.text(
        st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60
    ).filter(lambda text: text.strip()),
    days=st.integers(-300, 300),
    reminders=st.lists(st.integers(0, 366), max_size=4),
)
def test_any_value_survives_the_round_through_the_text(path, number, need, title, days, reminders):
    text = path.read_text(encoding="utf-8")
    before = parse(text).data
    place = ("obligations", number % len(before["obligations"]))
    values = {
        (*place, "what", "need"): need,
        (*place, "title"): title,
        (*place, "due", "days"): days,
        (*place, "reminders"): reminders,
    }
    after = parse(edit.changed(text, values)).data
    wanted = parse(text).data
    one = wanted["obligations"][place[1]]
    one["what"]["need"], one["title"], one["due"]["days"], one["reminders"] = need, title, days, reminders
    assert after == wanted


@settings(max_examples=60, deadline=None)
@given(
    path=st.sampled_from(PATHS[:4]),
    at=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.text(st.sampled_from("ab: -[]{}#\"'\n\t&*!|>%@`,，。？/0"), max_size=12),
)
def test_no_text_breaks_the_reader(path, at, cut, put):
    """Whatever is typed: a list of faults inside the text, never an exception."""
    text = path.read_text(encoding="utf-8")
    start = int(at * len(text))
    broken = text[:start] + put + text[start + cut :]
    reading = read(broken)
    assert reading.file is not None or reading.faults
    for fault in reading.faults:
        assert 1 <= fault.line <= broken.count("\n") + 2
        assert fault.message


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_places_are_those_of_an_independent_reader(path):
    """The data of our reader equals that of the plain one."""
    text = path.read_text(encoding="utf-8")
    assert parse(text).data == yaml.safe_load(text)


# The command.


def test_the_command_lints_with_lines(tmp_path):
    from jiceng.console.institutions import app

    file = tmp_path / "x.yaml"
    file.write_text(GOOD, encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(app, ["check", str(file)]).exit_code == 0
    file.write_text(GOOD.replace("every: quarter", "every: quater"), encoding="utf-8")
    answer = runner.invoke(app, ["check", str(file)])
    assert answer.exit_code == 1
    assert f"x.yaml:{line_of(GOOD, 'every:')}:14:" in answer.output
    found = json.loads(runner.invoke(app, ["check", str(file), "--json"]).output)
    assert (found["ok"], found["faults"][0]["code"]) == (False, "rhythm")
    file.write_bytes(b"\xff\xfe")
    assert runner.invoke(app, ["check", str(file)]).exit_code == 2


@pytest.mark.django_db
def test_the_command_lists_and_loads():
    from jiceng.console.institutions import app

    runner = CliRunner()
    found = json.loads(runner.invoke(app, ["list", "--json"]).output)
    assert (len(found["shipped"]), found["editions"]) == (26, [])
    assert sum(row["obligations"] for row in found["shipped"] if row["pack"] == "cn-2026") >= 50
    assert "26" in runner.invoke(app, ["load"]).output
    assert len(json.loads(runner.invoke(app, ["list", "--json"]).output)["editions"]) == 26
