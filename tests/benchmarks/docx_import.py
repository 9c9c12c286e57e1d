"""Measure the import of a Word file of fifty pages beside python-docx, mammoth and pandoc.

Run ``uv run python tests/benchmarks/docx_import.py [rounds]``. The file is made here: headings, lists,
tables, links, tracked changes, comments, pictures, and text in several runs a paragraph, as Word writes it.
python-docx reads every paragraph and cell with its style and the marks of its runs, mammoth makes HTML,
pandoc (a process of its own) its tree. All take turns in the same rounds; the figures are processor time,
the least of all rounds, and the peak of the memory of a process that does nothing else.

With ``--tracked`` instead, files of 100,000 paragraphs without a tracked change, with one and with three in
each: what Mo-rát takes for them, once each.
"""

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

PAGES = 50
PARAGRAPHS = 100_000
WORDS_A_PAGE = 450
_SYLLABLES = (
    *("thành", "phố", "sông", "bến", "chợ", "người", "dân", "xã", "hội", "nghị", "tỉnh", "chiều", "sáng"),
    *("đường", "nhà", "trường", "học", "sinh", "mùa", "lúa", "nước", "biển", "đảo", "tàu", "cá", "rừng"),
)


def make(path: Path) -> None:
    """Write the file."""
    import docx
    from docx.shared import Cm
    from PIL import Image

    chance = random.Random(5)
    document = docx.Document()
    picture = io.BytesIO()
    Image.effect_noise((1200, 800), 60).convert("RGB").save(picture, "JPEG", quality=85)
    document.add_heading("Chợ nổi đông trở lại", 0)
    words = 0
    while words < PAGES * WORDS_A_PAGE:
        if words % 2000 < 90:
            document.add_heading(_text(chance, 6), 2)
            picture.seek(0)
            document.add_picture(picture, Cm(12))
            document.add_paragraph(f"Ảnh: {_text(chance, 2)}", "Caption")
            table = document.add_table(6, 4)
            for row in table.rows:
                for cell in row.cells:
                    cell.text = _text(chance, 3)
            words += 80
        for style in ("List Bullet",) * 3 if words % 900 < 90 else ("Normal",):
            paragraph = document.add_paragraph(style=style)
            for _ in range(chance.randint(4, 9)):
                run = paragraph.add_run(_text(chance, chance.randint(5, 18)) + " ")
                run.font.name, run.bold = "Times New Roman", chance.random() < 0.1
                run.italic = chance.random() < 0.1
            words += len(paragraph.text.split())
        if words % 500 < 60:
            _track(document, paragraph, _text(chance, 6))
        if words % 700 < 60:
            document.add_comment(paragraph.runs, text=_text(chance, 8), author="Mai Hương")
    document.save(str(path))


def _track(document: "Document", paragraph: "Paragraph", words: str) -> None:
    """Let a paragraph lose its last run to other words, and say in a link where they are from."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    old = paragraph.runs[-1]._r
    gone, new = OxmlElement("w:del"), OxmlElement("w:ins")
    for number, change in enumerate((gone, new)):
        change.set(qn("w:id"), str(number))
        change.set(qn("w:author"), "Mai Hương")
        change.set(qn("w:date"), "2026-11-23T10:42:00Z")
        old.addprevious(change)
    new.append(paragraph.add_run(words)._r)
    gone.append(old)
    for text in gone.iter(qn("w:t")):
        text.tag = qn("w:delText")
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to("https://bao.vn/tin", RELATIONSHIP_TYPE.HYPERLINK, True))
    link.append(paragraph.add_run(words)._r)
    paragraph._p.append(link)


def make_tracked(path: Path, changes: int) -> None:
    """Write a file of many short paragraphs with so many insertions in each."""
    chance, main = random.Random(5), "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def run() -> str:
        return f"<w:r><w:t>{_text(chance, 3)}</w:t></w:r>"

    body = "".join(
        f"<w:p>{run()}"
        + "".join(f'<w:ins w:id="{at}" w:author="Mai">{run()}</w:ins>{run()}' for at in range(changes))
        + "</w:p>"
        for _ in range(PARAGRAPHS)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        xml = f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", xml)


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_SYLLABLES, k=words))


def ours(path: Path) -> None:
    """Read with Mo-rát."""
    from morat.formats import docx_in

    docx_in.read(path.read_bytes(), path.name)


def python_docx(path: Path) -> None:
    """Read with python-docx what a piece needs."""
    import docx

    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        _ = paragraph.style.name if paragraph.style else "", paragraph.alignment
        for run in paragraph.runs:
            _ = run.text, run.bold, run.italic, run.underline
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def mammoth(path: Path) -> None:
    """Make HTML with mammoth."""
    import mammoth as other

    with path.open("rb") as file:
        other.convert_to_html(file)


def pandoc(path: Path) -> None:
    """Make pandoc's tree."""
    import pypandoc

    program = pypandoc.get_pandoc_path()
    subprocess.run(
        [program, "-f", "docx", "-t", "json", "--track-changes=all", str(path)],
        check=True,
        stdout=subprocess.DEVNULL,
    )


READERS: dict[str, Callable[[Path], None]] = {
    "Mo-rát": ours,
    "python-docx": python_docx,
    "mammoth": mammoth,
    "pandoc": pandoc,
}


def spent(read: Callable[[Path], None], path: Path) -> float:
    """Return the processor seconds of one reading, those of child processes too."""
    before = os.times()
    read(path)
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def peak(name: str, path: Path) -> float:
    """Return the megabytes that a process needs which reads the file and does nothing else."""
    code = f"import sys; sys.argv[1:] = ['--once', {name!r}, {str(path)!r}]; exec(open({__file__!r}).read())"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main(rounds: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bai.docx"
        make(path)
        print(f"{path.stat().st_size / 1e6:.1f} MB, load {os.getloadavg()[0]:.1f}")
        times: dict[str, list[float]] = {name: [] for name in READERS}
        for number in range(rounds + 1):
            for name, read in READERS.items():
                took = spent(read, path)
                if number:
                    times[name].append(took)
        best = {name: min(took) for name, took in times.items()}
        for name, took in best.items():
            ratio = best["Mo-rát"] / took
            memory = peak(name, path)
            print(f"{name:12} {took * 1000:6.0f} ms   Mo-rát to it {ratio:4.2f}   peak {memory:4.0f} MB")


def main_tracked() -> None:
    """Print what many tracked changes take."""
    with tempfile.TemporaryDirectory() as folder:
        for changes in (0, 1, 3):
            path = Path(folder) / f"{changes}.docx"
            make_tracked(path, changes)
            took, memory = spent(ours, path), peak("Mo-rát", path)
            print(f"{PARAGRAPHS:,} paragraphs, {changes} changes each: {took:.1f} s, peak {memory:.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        READERS[sys.argv[2]](Path(sys.argv[3]))
        if sys.argv[2] == "pandoc":
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
        else:
            # Unlike ru_maxrss this begins anew with the program.
            told = Path("/proc/self/status").read_text("ascii")
            print(int(told.partition("VmHWM:")[2].split()[0]) / 1024)
    elif sys.argv[1:2] == ["--tracked"]:
        main_tracked()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
