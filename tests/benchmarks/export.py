"""What an export costs beside pandoc: a piece of 1,200 words with four photos, to HTML.

    QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/export.py [--rounds 5]

``ours`` is the whole operation in process, from the library to the file on the disk that is opened again and
counted; ``pandoc`` is its program (pypandoc-binary), which reads the same piece as HTML with the pictures in
files beside it and writes one page with them inside (``--embed-resources``). pandoc is given the small
pictures that ``html-folder`` made and draws none; ours come from originals of 24 megapixels, at the web sizes
that the window's caretaker, or the export before, has drawn; ``first`` is an export that draws them itself.
``without pictures`` is the same pair for the words alone. Both in turns; the medians of the wall clock and of
the ratios of the pairs, the first pair warms up.
"""

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypandoc
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.library.store import Library
from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Paragraph, Photo, new_id
from morat.newsroom.inline import runs_of
from morat.operations.exporting import ENDINGS, export_piece
from morat.operations.photographs import add_photo

WORDS = "Con đường đi qua ba thôn có hai cây cầu và một cống lớn học sinh đến trường thuận lợi hơn trước"
PARAGRAPHS, PHOTOS = 52, 4


def photograph(seed: int) -> bytes:
    """Return a JPEG of 24 megapixels with as much in it as a photograph has."""
    small = Image.effect_noise((750, 500), 60 + seed).convert("RGB")
    packed = io.BytesIO()
    small.resize((6000, 4000), Image.Resampling.BICUBIC).save(packed, "JPEG", quality=92)
    return packed.getvalue()


def piece(library: Library, photos: int) -> Article:
    """Put so many photos into ``library`` and return a piece of some 1,200 words with them."""
    blocks: list[Paragraph | Photo] = []
    for number in range(PARAGRAPHS):
        blocks.append(Paragraph(new_id(), runs_of(WORDS)))
        if number < photos:
            sha = add_photo(library, photograph(number), f"{number}.jpg").facts.sha256
            caption = runs_of("Con đường nhìn từ trên cao.")
            blocks.append(Photo(new_id(), sha, caption, "Thu Hà", "Con đường"))
    return new_article(headline="Con đường mới", standfirst=WORDS, blocks=tuple(blocks))


def timed(do: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def beside_pandoc(name: str, article: Article, library: Library, place: Path, rounds: int) -> None:
    """Export to HTML in turns with pandoc, and print both and their ratio."""
    web, page = place / f"{name}-web", place / "bai.html"
    export_piece(article, library, "html-folder", web)
    pandoc = [
        *(pypandoc.get_pandoc_path(), "index.html", "-o", str(place / "pandoc.html")),
        *("--standalone", "--embed-resources", "--metadata", "title=x"),
    ]
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds + 1):
        ours.append(timed(partial(export_piece, article, library, "html", page, force=True)))
        run = partial(subprocess.run, pandoc, cwd=web, check=True, capture_output=True)
        theirs.append(timed(run))
    ratio = statistics.median(a / b for a, b in zip(ours[1:], theirs[1:], strict=True))
    middle = [1000 * statistics.median(one[1:]) for one in (ours, theirs)]
    print(f"html, {name}: ours {middle[0]:.0f} ms, pandoc {middle[1]:.0f} ms, ratio {ratio:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "kho")) as library:
        place = Path(folder)
        whole = piece(library, PHOTOS)
        first = timed(partial(export_piece, whole, library, "html", place / "first.html"))
        print(f"html, four photos, first: {1000 * first:.0f} ms")
        beside_pandoc("four photos", whole, library, place, rounds)
        beside_pandoc("without pictures", piece(library, 0), library, place, rounds)
        for kind in ENDINGS.keys() - {"pdf", "html"}:
            out = place / f"x{ENDINGS[kind]}"
            export = partial(export_piece, whole, library, kind, out, force=True)
            print(f"{kind}: {1000 * min(timed(export) for _ in range(3)):.0f} ms")


if __name__ == "__main__":
    main()
