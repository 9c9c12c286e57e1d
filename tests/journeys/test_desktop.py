"""Once on a real screen: the program as a process, a window manager, keys from outside."""

import json
import subprocess
import sys

from tests.helpers.patience import SECONDS
from tests.helpers.screen import screen

HEADLINE = "Vân Trầm trồng hơn 3.000 cây xanh dọc đường thôn"
MORAT = (sys.executable, "-m", "morat")
NAMES = {" ": "space", '"': "quotedbl", ".": "period", "-": "minus", "\b": "BackSpace"}
"""xdotool's names of keys."""


def test_the_demonstration_is_edited_and_kept(tmp_path):
    with screen(tmp_path / "home") as here:
        process = subprocess.Popen(
            [*MORAT, "demo", "--out", str(tmp_path / "ra")],
            env=here.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            window = here.wait_for_window(f"^{HEADLINE} – Mo-rát$")
            here.do("windowactivate", "--sync", window)
            # The caret stands at the start of the text: above it the standfirst, above that the headline.
            here.do("key", "Up", "ctrl+Home", "Up", "ctrl+End")
            here.do("type", "--delay", "20", " nam nay")
            here.wait_for_window(f"^{HEADLINE} nam nay – Mo-rát$")
            here.do("key", "ctrl+s")
            here.do("key", "alt+F4")
            told, complained = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
            process.wait()
        assert process.returncode == 0, complained
        assert complained == ""
        assert HEADLINE in told
        listed = subprocess.run(
            [*MORAT, "list", "--json"], env=here.environment, capture_output=True, timeout=SECONDS, check=True
        )
    assert [row["headline"] for row in json.loads(listed.stdout)] == [f"{HEADLINE} nam nay"]
    assert sorted(path.suffix for path in (tmp_path / "ra").iterdir()) == [".docx", ".html"]


def test_vietnamese_is_typed_on_a_real_screen(tmp_path):
    """As fast as the server takes keys, Backspaces in between as a tool sends them.

    Letters that are on no key would have to be put on one first, and a busy program may read that too late:
    what other tools send is tested in ``tests/reliability/typing_proof.py``.
    """
    keyed = 'Chowj "ddepj" - ngu\bwowif ddoong... Vieetj Namm\b lawsm'
    (tmp_path / "a.md").write_text("# Mới\n\nThân bài.\n", "utf-8")
    with screen(tmp_path / "home") as here:
        process = subprocess.Popen(
            [*MORAT, "--open", str(tmp_path / "a.md")],
            env=here.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            window = here.wait_for_window("^Mới – Mo-rát$")
            here.do("windowactivate", "--sync", window)
            here.do("key", "Up", "ctrl+Home", "Up", "ctrl+a")
            here.do("key", "F12")
            here.do("key", "--delay", "0", *(NAMES.get(key, key) for key in keyed))
            here.wait_for_window("^Chợ “đẹp” – người đông… Việt Nam lắm – Mo-rát$")
            here.do("key", "ctrl+s")
            here.do("key", "alt+F4")
            _, complained = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 0, complained
