"""Every address × method × role × unit answers as the reviewed file says. New addresses need a row and a rule."""

import csv
import io
import logging

import pytest

from tests.access import matrix, objects
from tests.access.world import SUBJECTS, build

objects.load()
ADDRESSES = matrix.addresses()
ROWS = matrix.rows()
HEAD = ("url", "method", "rule", *SUBJECTS)


def line(address, method, observed) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([address.name, method, address.rule, *observed.values()])
    return out.getvalue()


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_every_address_is_named_and_names_its_rule(address):
    assert address.name != address.route, f"{address.route} has no name"
    assert address.rule, f"{address.name} names no rule: decorate its view with @page(rule)"


def test_the_file_has_a_row_for_every_address_and_none_too_many():
    known = {address.name for address in ADDRESSES}
    listed = {url for url, _method in ROWS}
    assert listed - known == set(), "rows without an address"
    assert known - listed == set(), "addresses without a row"


def test_rows_name_the_rule_that_the_view_has():
    rules = {address.name: address.rule for address in ADDRESSES}
    wrong = {key: rules[key[0]] for key, row in ROWS.items() if row["rule"] != rules[key[0]]}
    assert not wrong


def test_what_is_foreign_is_hidden_not_refused():
    """Whoever may open the page for the own unit learns of nobody else's objects: 404, never 403."""
    loud = [
        (url, method, subject)
        for (url, method), row in ROWS.items()
        for subject in SUBJECTS
        if len(row[subject]) == 4 and row[subject][0] == "+" and "-" in row[subject]
    ]
    assert not loud


def test_without_an_account_only_public_pages_open():
    open_to_all = {url for (url, _method), row in ROWS.items() if "+" in row["anonymous"]}
    rules = {address.name: address.rule for address in ADDRESSES}
    assert {rules[url] for url in open_to_all} <= {"anyone"}


def nobody_may(observed) -> bool:
    """A method that the address does not have needs no row."""
    letters = set("".join(observed.values()))
    return "x" in letters and letters <= set("xL-0")


def differing(visitor, app) -> list[str]:
    """The rows of an app that answer otherwise than reviewed."""
    wrong = []
    for address in (address for address in ADDRESSES if address.app == app):
        for method in matrix.METHODS:
            expected = ROWS.get((address.name, method))
            if expected is None and nobody_may(visitor.sample(address, method, ROWS)):
                continue
            observed = visitor.row(address, method)
            if expected is None or any(observed[subject] != expected[subject] for subject in SUBJECTS):
                wrong.append(line(address, method, observed))
    return wrong


@pytest.mark.walk
@pytest.mark.django_db
@pytest.mark.timeout(600)
@pytest.mark.parametrize("app", sorted({address.app for address in ADDRESSES}))
def test_every_address_answers_as_reviewed(app, caplog):
    caplog.set_level(logging.CRITICAL, logger="django.request")
    with matrix.Visitor(build()).acquainted() as visitor:
        wrong = differing(visitor, app)
    if wrong:
        pytest.fail("review, then put into tests/access/matrix.csv:\n" + "\n".join(wrong), pytrace=False)
