"""An empty library to work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from morat.library.store import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "thư viện") as opened:
        yield opened
