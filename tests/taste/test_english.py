"""Every text of the interface has its English."""

import pytest

from tools import messages


@pytest.mark.parametrize("app", [path.name for path in messages.apps()])
def test_every_text_has_its_english(app):
    found = [line for line in messages.faults() if line.startswith(f"{app}:")]
    assert not found, "python -m tools.messages"
