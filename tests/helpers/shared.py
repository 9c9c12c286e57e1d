"""Real input that lies beside the project, where there is any."""

from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


def shared(*parts: str) -> Path:
    """Return a path in the folder ``shared`` beside the project; skip the test where it is missing."""
    path = _ROOT.parent.joinpath("shared", *parts)
    if not path.exists():
        pytest.skip(f"shared/{'/'.join(parts)} is not beside this checkout")
    return path
