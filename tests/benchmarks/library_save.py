"""How long a save, a list and a search take; printed beside what the bare database does in the same run.

    uv run python tests/benchmarks/library_save.py [--articles 10000] [--saves 300] [--folder DIR]

A save writes the list row, the body and a version, notes that the index waits, and reads its hash back.
Beside it, with the same SQLite and settings, in turns: an insert of the article's bytes into a table
without any index, and the very rows that the save wrote, again, by the bare driver. Each commit is synced.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec import structs

from morat.library import peek
from morat.library.search import match_of
from morat.library.sqlite import Connection, connect, immediate
from morat.library.store import Library
from morat.newsroom.codec import to_bytes
from morat.newsroom.inline import runs_of
from morat.newsroom.query import parse

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.helpers.pieces import article


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Return the milliseconds of each round, sorted."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def show(name: str, taken: list[float], beside: list[float] | None = None) -> None:
    """Print median and 95th percentile, and how they stand to ``beside``."""
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    line = f"{name:<44} p50 {p50:8.2f} ms   p95 {p95:8.2f} ms"
    if beside:
        base50, base95 = beside[len(beside) // 2], beside[int(len(beside) * 0.95)]
        line += f"   {p50 / base50:6.2f} x   {p95 / base95:6.2f} x"
    sys.stdout.write(line + "\n")


class Written:
    """A library's connection that keeps what is written through it, to be written again elsewhere."""

    def __init__(self, connection: Connection) -> None:
        """Stand before ``connection``."""
        self._connection = connection
        self.statements: list[tuple[str, tuple[object, ...]]] = []

    def execute(self, sql: str, values: tuple[object, ...] = ()) -> object:
        """Run a statement and keep it when it writes."""
        if not sql.startswith(("select", "pragma", "begin", "commit")):
            self.statements.append((sql, tuple(values)))
        return self._connection.execute(sql, values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


def saves(folder: Path, words: int, rounds: int) -> None:
    """Compare saves of a growing piece with bare inserts of its bytes and of the same rows."""
    chance = random.Random(words)
    piece = article(0, words, chance)
    data = to_bytes(piece)
    bytes_alone = connect(folder / f"bytes-{words}.db")
    bytes_alone.execute("create table t (n integer primary key, data blob) strict")
    Library.open(folder / f"rows-{words}").close()
    rows = connect(folder / f"rows-{words}" / peek.DATABASE)
    ours, inserts, again = list[float](), list[float](), list[float]()

    def insert() -> None:
        with immediate(bytes_alone):
            bytes_alone.execute("insert into t (data) values (?)", (data,))

    with Library.open(folder / f"saves-{words}") as library:
        library._db.conn = written = Written(library._db.conn)
        state = [piece]

        def save() -> None:
            block = structs.replace(state[0].blocks[-1], runs=runs_of(f"Câu {chance.random()}"))
            state[0] = structs.replace(state[0], blocks=(*state[0].blocks[:-1], block))
            library.articles.save(state[0])

        def write_again() -> None:
            with immediate(rows):
                for sql, values in written.statements:
                    rows.execute(sql, values)

        # In turns, so that all meet the same disk.
        for _ in range(rounds):
            written.statements.clear()
            ours += timed(save, 1)
            again += timed(write_again, 1)
            inserts += timed(insert, 1)
        stored = library.stats()
    sys.stdout.write(f"\n{words} words, {len(data)} bytes, {rounds} rounds\n")
    show("insert of the bytes, synchronous=FULL", sorted(inserts))
    show("the rows of the save, by the bare driver", sorted(again), sorted(inserts))
    show("save (x the bytes)", sorted(ours), sorted(inserts))
    show("save (x the rows)", sorted(ours), sorted(again))
    sys.stdout.write(
        f"library after it: {stored['database_bytes'] / 1000:.0f} kB, {stored['revisions']} versions\n"
    )
    bytes_alone.close()
    rows.close()


def lists(folder: Path, count: int) -> None:
    """Fill a library and ask it for lists and words."""
    chance = random.Random(1)
    with Library.open(folder / "many") as library:
        start = time.perf_counter()
        for number in range(count):
            library.articles.save(article(number, 480, chance))
        seconds = time.perf_counter() - start
        size = library.stats()["database_bytes"] / 1_000_000
        sys.stdout.write(f"\n{count} pieces saved in {seconds:.0f} s, {size:.0f} MB\n")
        show("newest 200", timed(library.articles.rows, 50))
        middle = library.articles.rows(limit=1)[0].seq // 2
        show("a page of 200 in the middle", timed(lambda: library.articles.rows(before=middle), 50))
        show("one status", timed(lambda: library.articles.rows(status="draft"), 50))
        show("counts", timed(library.articles.counts, 20))
        db = library.search._db
        for query in ("u", "uo", "uong bi", '"uong bi"', f"tin{count // 2}", "quang ninh hoi", "khongco"):
            match = match_of(parse(query))

            def raw(match: str = match) -> None:
                db.fetch("select rowid from search where search match ? order by rowid desc limit 200", match)

            ours = timed(lambda query=query: library.articles.rows(query), 30)
            show(f"search {query}, 200 rows (x the bare FTS5 query)", ours, timed(raw, 30))
    show("open and close", timed(lambda: Library.open(folder / "many").close(), 20))
    show("peek at the newest 200", timed(lambda: peek.newest(folder / "many"), 20))


def main() -> None:
    """Run both in a folder of their own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--folder", help="where the libraries are made; their disk is what is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        for words in (500, 1_200, 12_000, 100_000):
            saves(Path(name), words, options.saves if words < 100_000 else options.saves // 10)
        lists(Path(name), options.articles)


if __name__ == "__main__":
    main()
