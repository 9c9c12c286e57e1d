"""How long a search takes at every key, beside the bare FTS5 query of the same run; then the whole list.

    uv run python tests/benchmarks/library_search.py [--articles 100000] [--folder DIR]

Words are typed letter by letter, as a person does; every key is one search of 200 rows. The bare query
is FTS5 handing out the row numbers, and again with the columns that a list shows. The library is kept in
the folder that is named and used again. The goal: p95 at most twice the bare query's, and under 50 ms.
Beside the time stands the processor's: on a shared machine that is what can be compared.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from morat.library.peek import COLUMNS
from morat.library.search import match_of
from morat.library.store import Library
from morat.newsroom.query import parse

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.helpers.pieces import make_library

PLAIN = ("uong bi", "quang ninh", "giao thong", "tin5", "mua lu dong bac", "khong co", "the thao")
MARKED = ("Uông Bí", "Quảng Ninh", "bác sĩ", "đã đang", "mưa lũ", '"hôm nay"')
FILTERS = (
    "tác giả:nguyễn",
    'chuyên mục:"xã hội" uong',
    "trạng thái:draft",
    "trạng thái:returned bi",
    "ngày:3/2021",
    "u ngày:3/2021",
    "uong ngày:2020..6/2021",
)
ROUNDS = 5


class Taken(NamedTuple):
    """Milliseconds of one search."""

    cpu: float
    wall: float


def main() -> None:
    """Make the library where it is not there yet, and measure."""
    options = _options()
    with tempfile.TemporaryDirectory() as passing:
        folder = make_library(Path(options.folder or passing), options.articles)
        with Library.open(folder) as library:
            stats = library.stats()
            size = f"{stats['words']} words, {stats['database_bytes'] / 1e6:.0f} MB"
            sys.stdout.write(f"{stats['articles']} pieces, {size}\n")
            for name, queries in (("without marks", PLAIN), ("with marks", MARKED), ("filters", FILTERS)):
                _compare(library, name, queries, by_letter=name != "filters")
            _queues(library)
            _walk(library)


def _compare(library: Library, name: str, queries: tuple[str, ...], *, by_letter: bool) -> None:
    db = library.search._db
    columns = ", ".join(f"articles.{column}" for column in COLUMNS.split(", "))
    bare_sql = "select rowid from search where search match ? order by rowid desc limit 200"
    rows_sql = (
        f"select {columns} from search cross join articles on seq = search.rowid "
        "where search match ? order by search.rowid desc limit 200"
    )
    taken: dict[str, list[Taken]] = {"bare": [], "rows": [], "ours": []}
    slowest = (Taken(0, 0), "")
    for _ in range(ROUNDS):
        for query in queries:
            for typed in accumulate(query) if by_letter else (query,):
                match = match_of(parse(typed))
                if match:
                    _time(taken["bare"], lambda match=match: db.fetch(bare_sql, match))
                    _time(taken["rows"], lambda match=match: db.fetch(rows_sql, match))
                _time(taken["ours"], lambda typed=typed: library.articles.rows(typed))
                slowest = max(slowest, (taken["ours"][-1], typed))
    sys.stdout.write(f"\n{name}: {len(taken['ours'])} searches, slowest {slowest[1]!r}\n")
    for label, key in (("bare FTS5, row numbers", "bare"), ("bare FTS5 with list columns", "rows")):
        _show(label, taken[key])
    _show("search of the library", taken["ours"], taken["bare"])


def _queues(library: Library) -> None:
    """Search inside a queue: what the window asks when both stand."""
    taken: list[Taken] = []
    for status in ("submitted", "returned", "corrected"):
        for typed in ("u", "uong", "uong bi"):
            _time(taken, lambda status=status, typed=typed: library.articles.rows(typed, status))
    sys.stdout.write("\n")
    _show("search inside a queue", taken)
    taken = []
    for _ in range(20):
        _time(taken, library.articles.counts)
    _show("counts of the queues", taken)


def _walk(library: Library) -> None:
    """Page through all pieces; what the walk holds must not grow with them."""
    taken: list[Taken] = []
    before, seen = None, 0
    memory: list[int] = []
    while True:
        page = library.articles.rows(before=before)
        if not page:
            break
        seen += len(page)
        before = page[-1].seq
        if seen % 2_000 == 0:
            gc.collect()
            memory.append(_resident())
    for _ in range(50):
        _time(taken, library.articles.rows)
    sys.stdout.write("\n")
    _show("newest 200", taken)
    if memory:
        half = memory[len(memory) // 2]
        sys.stdout.write(
            f"{seen} pieces paged through; resident {memory[0]} kB at first, {half} half-way, "
            f"{memory[-1]} at the end\n"
        )


def _time(taken: list[Taken], work: Callable[[], object]) -> None:
    cpu, start = time.thread_time(), time.perf_counter()
    work()
    wall = time.perf_counter() - start
    taken.append(Taken((time.thread_time() - cpu) * 1000, wall * 1000))


def _show(name: str, taken: list[Taken], beside: list[Taken] | None = None) -> None:
    line = f"{name:<30}"
    for unit in ("cpu", "wall"):
        p50, p95 = _quantiles(taken, unit)
        line += f"  {unit} p50 {p50:7.2f} p95 {p95:7.2f} ms"
        if beside:
            bare50, bare95 = _quantiles(beside, unit)
            line += f" {p50 / bare50:5.1f} x {p95 / bare95:4.1f} x"
    sys.stdout.write(line + "\n")


def _quantiles(taken: list[Taken], unit: str) -> tuple[float, float]:
    ordered = sorted(getattr(one, unit) for one in taken) or [0.0]
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


def _resident() -> int:
    """Return the kilobytes of this process in memory, 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--folder", help="where the library is made, and found again")
    return parser.parse_args()


if __name__ == "__main__":
    main()
