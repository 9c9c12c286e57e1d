"""Cut the power at any moment: what had not been synced is gone or torn, what was acknowledged is there.

    uv run python tests/reliability/power_cut.py [--rounds 60 | --long] [--seed 1] [--folder DIR]

A session of work is recorded, every write, truncation, fsync and change of a name in its order. Then it is
played back up to a random moment, and what the disk then holds is made up: what was synced, and of what
was not, nothing, all, the first part, or any writes in any order, each whole or torn at 512 bytes. Names
count only once their folder was synced; later ones may have arrived up to any point. Every such image is
opened as the library it is, checked as a whole, and must hold what had been acknowledged by then.
"""

import json
import random
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.library.store import Library
from tests.reliability.disk import Change, Disk, changes, lacking, start_again_with_shim
from tests.reliability.figures import Figures, chance_of, options, passing_folder
from tests.reliability.promises import Promises, faults, finish_restore, half_files
from tests.reliability.work import Work, put_back

SECTOR = 512
STEPS = 120
"""Steps of work in a session; it is closed three times, and once a backup is put back in between."""
IMAGES_OF_A_SESSION = 60


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the images; return 1 when one was damaged or lacked something."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    chosen = options(__doc__, given, short=60, long=1_200)
    if lack := lacking():
        sys.stdout.write(f"skipped: {lack}\n")
        return 0
    status = start_again_with_shim(__file__, given)
    if status is not None:
        return status
    figures = Figures("power cut", chosen.seed)
    with passing_folder(chosen) as name:
        place, image = Path(name).resolve() / "session", Path(name).resolve() / "image"
        disk = Disk(place)
        left = chosen.rounds
        while left > 0:
            record = Path(name) / "record"
            _work(disk, place, record, chance_of(chosen.seed, "work", left))
            recorded = list(changes(record))
            figures.count("changes recorded", len(recorded))
            _replay(recorded, place, image, min(left, IMAGES_OF_A_SESSION), figures, chosen.seed + left)
            left -= IMAGES_OF_A_SESSION
    return figures.close()


def _work(disk: Disk, place: Path, record: Path, chance: random.Random) -> None:
    """Work for a session that begins with no library, and record it."""
    shutil.rmtree(place, ignore_errors=True)
    incoming = place.with_name("incoming")
    incoming.mkdir(exist_ok=True)
    place.mkdir()
    disk.record(record)
    for part in range(3):
        with Library.open(place / "library") as library:
            work = Work(library, incoming, place / "outgoing", chance)
            steps = ["save", "photo", *(work.choose() for _ in range(STEPS // 3))]
            for step in steps:
                for promise in work.do(step):
                    disk.mark(json.dumps(promise))
        if part == 1:
            put_back(place / "library")
    disk.record(None)


def _replay(
    recorded: list[Change], place: Path, image: Path, count: int, figures: Figures, seed: int
) -> None:
    chance = chance_of(seed, "moments")
    moments = sorted(_moment(recorded, chance) for _ in range(count))
    known, promises = Known(place), Promises()
    at = 0
    for number, moment in enumerate(moments):
        for change in recorded[at:moment]:
            if change.what == "mark":
                promises.take(_moved(json.loads(change.data), place, image))
            else:
                known.take(change)
        at = max(at, moment)
        chance = chance_of(seed, "image", number)
        shutil.rmtree(image, ignore_errors=True)
        known.write(image, chance)
        figures.count("images")
        if not promises.saves and not (image / "library").is_dir():
            figures.count("images before there was a library")
            continue
        where = f"seed {seed}, image {number} at change {moment} of {len(recorded)}"
        figures.count("restores that were finished", finish_restore(image / "library"))
        figures.blame(faults(image / "library", promises), where)
        if (image / "outgoing").is_dir():
            figures.blame(half_files(image / "outgoing"), where)
        figures.count("acknowledged saves looked up", promises.saves)


def _moment(recorded: list[Change], chance: random.Random) -> int:
    """Return a moment: half of them anywhere, half where names change, the narrowest places of all."""
    if chance.random() < 0.5:
        return chance.randrange(len(recorded))
    names = [n for n, change in enumerate(recorded) if change.what in ("rename", "unlink")]
    return chance.choice(names) + chance.randrange(3)


def _moved(promise: dict[str, str], place: Path, image: Path) -> dict[str, str]:
    if "path" in promise:
        return {**promise, "path": promise["path"].replace(str(place), str(image))}
    return promise


@dataclass
class File:
    """A file's content that is surely on the disk, and what was done to it since its last sync."""

    durable: bytearray = field(default_factory=bytearray)
    waiting: list[Change] = field(default_factory=list)

    def sync(self) -> None:
        """Let everything arrive."""
        for change in self.waiting:
            _apply(self.durable, change)
        self.waiting.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        """Return what the disk may hold when the power goes now."""
        data = bytearray(self.durable)
        for change in _that_arrived(self.waiting, chance):
            _apply(data, change)
        return bytes(data)


def _that_arrived(waiting: list[Change], chance: random.Random) -> Iterable[Change]:
    match chance.randrange(4):
        case 0:
            return ()
        case 1:
            return waiting
        case 2:
            return waiting[: chance.randrange(len(waiting) + 1)]
        case _:
            some = [change for change in waiting if chance.random() < 0.5]
            return [part for change in some for part in _torn(change, chance)]


def _torn(change: Change, chance: random.Random) -> Iterable[Change]:
    """Return a write whole, or those of its sectors that arrived."""
    if change.what != "write" or chance.random() < 0.5:
        return [change]
    parts, at = [], change.at
    end = change.at + len(change.data)
    while at < end:
        upto = min(end, (at // SECTOR + 1) * SECTOR)
        if chance.random() < 0.5:
            parts.append(change._replace(at=at, data=change.data[at - change.at : upto - change.at]))
        at = upto
    return parts


def _apply(data: bytearray, change: Change) -> None:
    if change.what == "truncate":
        del data[change.at :]
        data.extend(bytes(change.at - len(data)))
    else:
        data.extend(bytes(max(0, change.at - len(data))))
        data[change.at : change.at + len(change.data)] = change.data


class Known:
    """The files and names of a folder, as they would be found after a power cut."""

    def __init__(self, root: Path) -> None:
        """Begin with nothing below ``root``."""
        self._root = str(root)
        self._numbers: dict[int, File] = {}
        # Names that are surely there: a File, or None for a folder. Then what waits for its folder's sync.
        self._names: dict[str, File | None] = {self._root: None}
        self._waiting: dict[str, list[tuple[str, str, File | None]]] = {}
        self._folders: dict[int, str] = {}

    def take(self, change: Change) -> None:
        """Take in what was done next."""
        match change.what:
            case "create" | "folder":
                self._make(change)
            case "write" | "truncate":
                self._file(change.file).waiting.append(change)
            case "sync":
                self._sync(change.file)
            case "rename":
                old, new = change.data.decode().split("\n")
                file = self._file(change.file)
                # A rename within a folder is one step: both names at once, or neither.
                self._wait(new, (old, new, file))
            case "unlink":
                path = change.data.decode()
                self._wait(path, (path, "", None))

    def write(self, image: Path, chance: random.Random) -> None:
        """Write to ``image`` what the disk may hold when the power goes now."""
        names = dict(self._names)
        for waiting in self._waiting.values():
            arrived = {0: 0, 1: len(waiting)}.get(chance.randrange(3), chance.randrange(len(waiting) + 1))
            for step in waiting[:arrived]:
                _rename(names, step)
        for path in sorted(names):
            target = Path(path.replace(self._root, str(image), 1))
            file = names[path]
            # What lies in a folder that is not there yet is not there either.
            if file is None:
                if target == image or target.parent.is_dir():
                    target.mkdir(exist_ok=True)
            elif target.parent.is_dir():
                target.write_bytes(file.after_a_cut(chance))

    def _make(self, change: Change) -> None:
        path = change.data.decode()
        # A number is given out anew after its file or folder is gone.
        self._numbers.pop(change.file, None)
        self._folders.pop(change.file, None)
        if change.what == "folder":
            self._folders[change.file] = path
            self._wait(path, ("", path, None))
        else:
            self._numbers[change.file] = file = File()
            self._wait(path, ("", path, file))

    def _file(self, number: int) -> File:
        file = self._numbers.get(number)
        if file is None:
            raise SystemExit(f"file {number} was there before the record began")
        return file

    def _sync(self, number: int) -> None:
        file = self._numbers.get(number)
        if file is not None:
            file.sync()
            return
        # A folder: every name in it is durable from here on.
        folder = self._folders.get(number, self._root)
        for step in self._waiting.pop(folder, []):
            _rename(self._names, step)

    def _wait(self, path: str, step: tuple[str, str, File | None]) -> None:
        self._waiting.setdefault(str(Path(path).parent), []).append(step)


def _rename(names: dict[str, File | None], step: tuple[str, str, File | None]) -> None:
    old, new, file = step
    if old:
        names.pop(old, None)
    if new:
        names[new] = file


if __name__ == "__main__":
    sys.exit(main())
