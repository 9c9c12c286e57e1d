"""The short version of every script: whoever breaks a promise of the library learns it at once."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reliability import (
    any_edit,
    clocks,
    damage,
    failing_disk,
    keystrokes,
    kills,
    metadata_kills,
    power_cut,
    two_programs,
    typing_proof,
)
from tests.reliability.disk import lacking

pytestmark = pytest.mark.qt  # photos are measured by Qt
needs_shim = pytest.mark.skipif(bool(lacking()), reason=lacking())


def test_a_killed_program_loses_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert kills.main([]) == 0, capfd.readouterr().out


def test_two_programs_lose_no_update(capfd: pytest.CaptureFixture[str]) -> None:
    assert two_programs.main([]) == 0, capfd.readouterr().out


@needs_shim
def test_a_failing_disk_is_said_to_fail(capfd: pytest.CaptureFixture[str]) -> None:
    assert failing_disk.main([]) == 0, capfd.readouterr().out


@needs_shim
def test_a_power_cut_loses_nothing_that_was_acknowledged(capfd: pytest.CaptureFixture[str]) -> None:
    assert power_cut.main([]) == 0, capfd.readouterr().out


def test_a_killed_window_loses_nothing_older_than_a_second(capfd: pytest.CaptureFixture[str]) -> None:
    assert keystrokes.main([]) == 0, capfd.readouterr().out


@needs_shim
def test_a_clock_that_is_moved_changes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert clocks.main([]) == 0, capfd.readouterr().out


def test_damage_is_found_and_mended(capfd: pytest.CaptureFixture[str]) -> None:
    assert damage.main([]) == 0, capfd.readouterr().out


def test_no_way_of_typing_vietnamese_writes_a_wrong_letter(capfd: pytest.CaptureFixture[str]) -> None:
    assert typing_proof.main([]) == 0, capfd.readouterr().out


def test_a_killed_write_leaves_the_old_picture_or_the_new(capfd: pytest.CaptureFixture[str]) -> None:
    assert metadata_kills.main([]) == 0, capfd.readouterr().out


def test_any_edit_leaves_page_and_article_of_one_mind() -> None:
    # A program of its own: hundreds of pieces on one page stay in memory until it ends.
    script = Path(any_edit.__file__)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=250, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
