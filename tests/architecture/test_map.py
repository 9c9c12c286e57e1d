"""The two pages that a newcomer reads first say what is true: the map of the code, and the README."""

import re

import pytest

from morat.catalogue import Catalogue
from morat.cli.arguments import parser
from morat.cli.commands import COMMANDS
from tests.helpers import house

DESKTOP = house.ROOT / "desktop"
MORAT = DESKTOP / "morat"
MAP = (DESKTOP / "README.md").read_text(encoding="utf-8")
README = (house.ROOT / "README.md").read_text(encoding="utf-8")
PICTURE_LIMIT = 250_000


def paths_that_are_not_there(text):
    """Files and folders in backticks; NAME stands for one that somebody will make."""
    for line in text.splitlines():
        first = re.match(r"\| `(\S+)`", line)
        room = DESKTOP / first[1] if first else DESKTOP
        for path in re.findall(r"`([\w./-]+(?:\.py|\.md|\.po|/))`", line):
            known = [place / path for place in (DESKTOP, MORAT, room, house.ROOT)]
            bare = "/" not in path and [*MORAT.rglob(path), *(house.ROOT / "tests").rglob(path)]
            if "NAME" not in path and not bare and not any(place.exists() for place in known):
                yield path


def marks_of_a_conflict(text):
    """Lines that git leaves where two changes met and nobody said what counts."""
    return re.findall(r"^(?:<{7}|={7}$|>{7}).*", text, re.MULTILINE)


def names_that_are_not_there(text):
    """``NAME`` of or in ``file.py``: the file must speak of it."""
    for name, path in re.findall(r"`(\w+)` (?:of|in) `([\w/.]+\.py)`", text):
        files = [place / path for place in (DESKTOP, MORAT) if (place / path).is_file()]
        if not any(re.search(rf"\b{name}\b", file.read_text(encoding="utf-8")) for file in files):
            yield f"{name} in {path}"


def rooms_that_are_not_named(text):
    rooms = [file.parent for file in MORAT.rglob("__init__.py") if file.parent != MORAT]
    modules = [file for file in MORAT.glob("*.py") if file.name != "__init__.py"]
    for place in sorted((*rooms, *modules)):
        name = place.relative_to(DESKTOP).as_posix() + ("/" if place.is_dir() else "")
        if f"| `{name}` |" not in text:
            yield name


def links_that_lead_nowhere(text, folder):
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        if not (folder / target).exists():
            yield target


def commands_that_are_not_there(text):
    for first, second in re.findall(r"`morat ([a-z]+)(?: ([a-z]+(?:-[a-z]+)*)\b(?!\.))?", text):
        if first not in COMMANDS and f"{first} {second}" not in COMMANDS:
            yield f"morat {first} {second}".strip()


def test_the_map_names_what_is_there():
    house.none(paths_that_are_not_there(MAP))
    house.none(names_that_are_not_there(MAP))
    house.none(links_that_lead_nowhere(MAP, DESKTOP))


def test_the_map_leaves_no_room_out():
    house.none(rooms_that_are_not_named(MAP))


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (paths_that_are_not_there, "goes to `attic/ghost.py`"),
        (paths_that_are_not_there, "| `morat/ui/` | `ghost.py` |"),
        (paths_that_are_not_there, "see `morat/attic/`"),
        (names_that_are_not_there, "one entry in `GHOSTS` of `language/proofread.py`"),
        (commands_that_are_not_there, "`morat haunt FILE`"),
        (commands_that_are_not_there, "`morat photos haunt`"),
    ],
)
def test_what_is_not_there_is_caught(rule, fault):
    assert len(list(rule(fault))) == 1


def test_a_room_that_is_left_out_is_caught():
    without = MAP.replace("| `morat/ui/photos/` |", "").replace("| `morat/assets.py` |", "")
    assert list(rooms_that_are_not_named(without)) == ["morat/assets.py", "morat/ui/photos/"]


def test_the_readme_names_every_command_and_no_other():
    house.none(f"morat {name}" for name in COMMANDS if f"`morat {name}" not in README)
    house.none(commands_that_are_not_there(README))


def test_the_help_names_every_command():
    said = parser(Catalogue("en")).format_help()
    house.none(name for name in COMMANDS if not re.search(rf"^ +{name.split()[0]} ", said, re.MULTILINE))


def test_the_readme_leads_somewhere():
    house.none(links_that_lead_nowhere(README, house.ROOT))


def test_the_readme_has_its_two_commands_in_both_languages():
    for command in ("python -m pip install uv && python -m uv run morat demo", "python -m uv run pytest"):
        assert README.count(command) == 2


def test_pictures_of_the_window_are_small():
    pictures = sorted((house.ROOT / "resources" / "help").glob("window-*.png"))
    assert [picture.stem for picture in pictures] == ["window-dark", "window-light"]
    house.none(picture.name for picture in pictures if picture.stat().st_size > PICTURE_LIMIT)


@pytest.mark.parametrize("page", ["README.md", "desktop/README.md", "packaging/CHANGELOG.md"])
def test_no_conflict_was_left_in_a_page(page):
    assert marks_of_a_conflict((house.ROOT / page).read_text(encoding="utf-8")) == []


def test_a_conflict_that_was_left_is_seen():
    assert marks_of_a_conflict("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> 1234\n") != []
