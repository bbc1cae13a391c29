"""Every text of the interface has its English."""

import pytest

from tools import messages


@pytest.mark.parametrize("app", messages.apps(), ids=lambda app: app.name)
def test_every_text_has_its_english(app):
    assert not messages.faults(app), "python -m tools.messages"
