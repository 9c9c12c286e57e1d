"""The program started twice on one library, as two processes on a real screen."""

import subprocess
import sys

import pytest

from morat.library.store import Library
from morat.newsroom.article import new_article
from tests.helpers.patience import SECONDS
from tests.helpers.screen import screen

MORAT = (sys.executable, "-m", "morat")


@pytest.fixture
def pieces(tmp_path):
    made = [new_article(headline=name) for name in ("Bài thứ nhất", "Bài thứ hai")]
    with Library.open(tmp_path / "kho") as library:
        for one in made:
            library.articles.save(one)
    return made


def start(here, tmp_path, *arguments):
    command = [*MORAT, "--library", str(tmp_path / "kho"), *arguments]
    return subprocess.Popen(command, env=here.environment, stderr=subprocess.PIPE, text=True, cwd=tmp_path)


def test_a_second_start_raises_the_first_window_which_opens_what_was_asked(pieces, tmp_path):
    text = tmp_path / "nháp.txt"
    text.write_text("Tít từ tệp\n\nMột đoạn văn của bài trong tệp.\n", "utf-8")
    with screen(tmp_path / "home") as here:
        first = start(here, tmp_path, "--open", pieces[0].id)
        try:
            here.wait_for_window("^Bài thứ nhất – Mo-rát$")
            for arguments, title in (
                (("--open", pieces[1].id), "Bài thứ hai"),
                (("--open", text.name), "Tít từ tệp"),
                ((), "Tít từ tệp"),
                # The system will not even look for such a one.
                (("--open", f"{'a' * 300}.docx"), "Tít từ tệp"),
            ):
                second = start(here, tmp_path, *arguments)
                _, complained = second.communicate(timeout=SECONDS)
                assert (second.returncode, complained) == (0, "")
                here.wait_for_window(f"^{title} – Mo-rát$")
                assert first.poll() is None
            first.kill()
            first.wait()
            third = start(here, tmp_path, "--open", pieces[0].id)
            try:
                here.wait_for_window("^Bài thứ nhất – Mo-rát$")
            finally:
                third.kill()
                third.communicate()
        finally:
            first.kill()
            first.communicate()


def test_commands_work_while_the_window_is_open(pieces, tmp_path):
    with screen(tmp_path / "home") as here:
        first = start(here, tmp_path, "--open", pieces[0].id)
        try:
            here.wait_for_window("^Bài thứ nhất – Mo-rát$")
            done = subprocess.run(
                [*MORAT, "--library", str(tmp_path / "kho"), "list", "--json"],
                env=here.environment,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
            assert done.returncode == 0
        finally:
            first.kill()
            first.communicate()
