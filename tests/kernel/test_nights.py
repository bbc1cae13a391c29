"""The work of the night is queued once a day, and not before its hour."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from jiceng.kernel.commands import ring
from jiceng.kernel.models import Night

pytestmark = pytest.mark.django_db


class Counted:
    def __init__(self):
        self.times = 0

    def enqueue(self):
        self.times += 1


@pytest.fixture
def task():
    return Counted()


def at(monkeypatch, *moment) -> None:
    moment = datetime(*moment, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr(timezone, "localtime", lambda: moment)


def test_once_a_night(task, monkeypatch):
    at(monkeypatch, 2026, 11, 24, 1, 59)
    assert not ring([task])
    at(monkeypatch, 2026, 11, 24, 2, 1)
    assert ring([task])
    assert not ring([task])
    at(monkeypatch, 2026, 11, 25, 9, 0)
    assert ring([task])
    assert (task.times, Night.objects.count()) == (2, 2)


def test_a_task_that_cannot_be_queued_leaves_the_night_to_be_rung(task, monkeypatch):
    at(monkeypatch, 2026, 11, 24, 3, 0)
    monkeypatch.setattr(task, "enqueue", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ring([task])
    assert not Night.objects.exists()
