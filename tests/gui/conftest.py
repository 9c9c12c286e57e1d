"""The window is tested in its own dress."""

import pytest

from morat.ui.kit.theme import Theme


@pytest.fixture(scope="session", autouse=True)
def theme(qapp):
    """The theme that the application wears; a test that changes it changes it back to light."""
    made = Theme("light")
    made.apply(qapp)
    return made
