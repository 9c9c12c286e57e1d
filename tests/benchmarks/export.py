"""What an export costs beside pandoc: a piece of 1,200 words with four photos, to HTML and to Word.

    QT_QPA_PLATFORM=offscreen uv run --with docxtpl python tests/benchmarks/export.py [--rounds 5]

``ours`` is the whole operation in process, from the library to the file on the disk that is opened again and
counted; ``pandoc`` is its program (pypandoc-binary), which reads the same piece as HTML with the pictures in
files beside it and writes one page with them inside (``--embed-resources``). pandoc is given the small
pictures that ``html-folder`` made and draws none; ours come from originals of 24 megapixels, at the web sizes
that the window's caretaker, or the export before, has drawn; ``first`` is an export that draws them itself.
``without pictures`` is the same pair for the words alone.

To Word, pandoc reads the same page and its pictures; docxtpl, where it is installed, fills a template of its
own in this process with the same words and the same small pictures; ``writer`` is the part of ours that these
two do too: from the piece and its small pictures to the bytes of the file. All in turns; the medians of the
wall clock and of the ratios of the pairs, the first pair warms up. ``memory`` is the most that
a process held, this program started anew for one export and pandoc.
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
from itertools import product
from pathlib import Path

import pypandoc
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.formats import docx_out
from morat.library.store import Library
from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Paragraph, Photo, new_id
from morat.newsroom.export_presets import Preset
from morat.newsroom.inline import plain, runs_of
from morat.operations.exporting import ENDINGS, export_piece, web_pictures
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


def to_word(article: Article, library: Library, place: Path, rounds: int) -> None:
    """Export to Word in turns with pandoc and docxtpl, and print all of them and the ratios."""
    web = place / "word-web"
    export_piece(article, library, "html-folder", web)
    pandoc = [pypandoc.get_pandoc_path(), "index.html", "-o", str(place / "pandoc.docx")]
    ready, _ = web_pictures(article, library, {}, Preset())
    runs: dict[str, Callable[[], object]] = {
        "writer": partial(docx_out.write, article, ready),
        "ours": partial(export_piece, article, library, "docx", place / "bai.docx", force=True),
        "pandoc": partial(subprocess.run, pandoc, cwd=web, check=True, capture_output=True),
    }
    fill = filling_a_template(article, sorted((web / "images").glob("*")), place)
    if fill is not None:
        runs["docxtpl"] = fill
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds + 1):
        for name, run in runs.items():
            taken[name].append(timed(run))
    for own, other in product(("ours", "writer"), [name for name in runs if name in ("pandoc", "docxtpl")]):
        pairs = zip(taken[own][1:], taken[other][1:], strict=True)
        ratio = statistics.median(a / b for a, b in pairs)
        middle = [1000 * statistics.median(taken[one][1:]) for one in (own, other)]
        print(f"docx, four photos: {own} {middle[0]:.0f} ms, {other} {middle[1]:.0f} ms, ratio {ratio:.3f}")
    anew = [sys.executable, __file__, "--library", str(library.folder), "--piece", article.id, "--to"]
    page = [*pandoc[:2], "-o", str(place / "pandoc.html"), "--standalone", "--embed-resources", "--metadata"]
    for to, theirs in (("docx", pandoc), ("html", [*page, "title=x"])):
        print(f"memory, {to}: ours {peak([*anew, to], place):.0f} MB, pandoc {peak(theirs, web):.0f} MB")


def filling_a_template(article: Article, pictures: list[Path], place: Path) -> Callable[[], object] | None:
    """Return what fills a template of docxtpl with a piece, None where docxtpl is not installed."""
    try:
        import docxtpl
    except ImportError:
        return None
    import docx

    made = docx.Document()
    for line in ("{{ headline }}", "{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        made.add_paragraph(line)
    for number in range(PHOTOS):
        made.add_paragraph(f"{{{{ photo{number} }}}}")
    made.save(place / "template.docx")
    lines = [plain(block.runs) for block in article.blocks if isinstance(block, Paragraph)]

    def fill() -> None:
        template = docxtpl.DocxTemplate(place / "template.docx")
        photos = {
            f"photo{number}": docxtpl.InlineImage(template, str(path))
            for number, path in enumerate(pictures[:PHOTOS])
        }
        template.render({"headline": article.headline, "lines": lines, **photos})
        template.save(place / "docxtpl.docx")

    return fill


def growing() -> None:
    """Print what a paragraph costs the writer of Word files in a short and in a long piece."""
    costs: dict[int, float] = {}
    for count in (500, 8000):
        blocks = tuple(Paragraph(new_id(), runs_of(WORDS)) for _ in range(count))
        long = new_article(headline="Dài", blocks=blocks)
        costs[count] = min(timed(partial(docx_out.write, long, {})) for _ in range(3)) / count
    told = ", ".join(f"{1e6 * cost:.0f} us in {count:,}" for count, cost in costs.items())
    print(f"docx, a paragraph: {told}, ratio {costs[8000] / costs[500]:.2f}")


def peak(command: list[str], folder: Path) -> float:
    """Return the megabytes that a program holds at most.

    A small program starts it: a child begins with the memory of whoever starts it.
    """
    starter = (
        "import resource, subprocess, sys; "
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", starter, *command],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return int(run.stdout) / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--library", help="with --piece and --to: only export that piece, for its memory")
    parser.add_argument("--piece")
    parser.add_argument("--to")
    options = parser.parse_args()
    rounds = options.rounds
    if options.piece:
        with Library.open(Path(options.library)) as library:
            article = library.articles.get(options.piece).article
            export_piece(article, library, options.to, Path(f"ours.{options.to}"), force=True)
        return
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "kho")) as library:
        place = Path(folder)
        whole = piece(library, PHOTOS)
        first = timed(partial(export_piece, whole, library, "html", place / "first.html"))
        print(f"html, four photos, first: {1000 * first:.0f} ms")
        beside_pandoc("four photos", whole, library, place, rounds)
        beside_pandoc("without pictures", piece(library, 0), library, place, rounds)
        library.articles.save(whole)
        to_word(whole, library, place, rounds)
        growing()
        for kind in ENDINGS.keys() - {"pdf", "html"}:
            out = place / f"x{ENDINGS[kind]}"
            export = partial(export_piece, whole, library, kind, out, force=True)
            print(f"{kind}: {1000 * min(timed(export) for _ in range(3)):.0f} ms")


if __name__ == "__main__":
    main()
