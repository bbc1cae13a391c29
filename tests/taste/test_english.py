"""Every text of the interface has its English."""

import re

import pytest

from tools import messages


@pytest.mark.parametrize("app", messages.apps(), ids=lambda app: app.name)
def test_every_text_has_its_english(app):
    assert not messages.faults(app), "python -m tools.messages"


def test_one_text_has_one_english():
    """Of several translations of one text the first app's would be shown everywhere, without a word: where the meaning
    differs, a context (`pgettext`) says so."""
    said: dict[tuple, dict[object, set[str]]] = {}
    for app in messages.apps():
        for key, entry in messages.read(messages.catalogue(app)).items():
            english = entry.msgstr or tuple(entry.msgstr_plural.values())
            said.setdefault(key[:2], {}).setdefault(english, set()).add(app.name)
    assert not {key: found for key, found in said.items() if len(found) > 1}


PLACEHOLDER = r"%\(\w+\)"
BETWEEN = r"(?:(?:more|other|full|main|working|old|new) )?"
# Words after a number (`%(row)d is`) that end as a plural does and are none.
NO_PLURALS = "differs does has is stands this was".split()
# Plurals of nouns that need no `ngettext` anywhere yet.
PLURALS = {
    *"absences candidates characters columns copies fields files hours leaders parts points proxies".split(),
    *"recipients women years".split(),
}


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text))


def plurals(catalogues) -> set[str]:
    """Nouns that the catalogues themselves say in both numbers, in the plural."""
    forms = [entry.msgstr_plural for entries in catalogues for key, entry in entries.items() if key[2]]
    return {word for form in forms for word in words_of(form[1]) - words_of(form[0])} | PLURALS


@pytest.fixture(scope="module")
def counted():
    """A number before a plural: `%(n)d` before whatever looks like one, `%(n)s` before a noun known to be one."""
    nouns = plurals(messages.read(messages.catalogue(app)) for app in messages.apps())
    known = "|".join(sorted(word for word in nouns if word.endswith("s") or word in {"people", "women"}))
    looks = rf"(?!(?:{'|'.join(NO_PLURALS)})\b)[a-z]+s|people|women"
    return re.compile(rf"{PLACEHOLDER}(?:d {BETWEEN}(?:{looks})|s {BETWEEN}(?:{known}))\b")


@pytest.mark.parametrize("app", messages.apps(), ids=lambda app: app.name)
def test_what_is_counted_has_an_english_for_one(app, counted):
    """A count before its word (`%(count)d people`) is said by `ngettext` or `{% plural %}`, or stands behind it
    (`people: %(count)d`), else a page tells of "1 people". What is said for one counts nothing else in the plural."""
    said = (
        entry.msgstr_plural[0] if key[2] else entry.msgstr
        for key, entry in messages.read(messages.catalogue(app)).items()
    )
    assert not [text for text in said if counted.search(text)]
