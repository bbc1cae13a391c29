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


COUNTED = re.compile(r"%\((?:count|many|n)\)[sd] (?:more |other )*(?:[a-z]+s|people)\b")


@pytest.mark.parametrize("app", messages.apps(), ids=lambda app: app.name)
def test_what_is_counted_has_an_english_for_one(app):
    """A count before its word (`%(count)d people`) is said by `ngettext` or `{% plural %}`, else a page tells of
    "1 people"."""
    entries = messages.read(messages.catalogue(app)).items()
    assert not [entry.msgstr for key, entry in entries if not key[2] and COUNTED.search(entry.msgstr)]
