"""Type thousands of Vietnamese words as every kind of tool does; each letter must come out right.

    uv run python tests/reliability/typing_proof.py [--rounds 1 | --long] [--whole] [--seed 1] [--folder DIR]

The real window (offscreen) on a library of its own, with proofreading, typographic replacement, codes and
autosave on. Words are syllables by rule, with capitals, quotation marks, dashes, dots and codes among them.
They are typed in every way of ``tests/helpers/typists.py``, and as keys for the built-in Telex and VNI, into
headline, standfirst, body and the caption of a photo, 60 at a time: in a burst, with the event loop run after
every stroke, or with it run now and then. Each time everything is undone, step by step, back to the piece as
it was, redone and undone again. A round is 240 words in every way, with ``--whole`` 2,160.
"""

import os
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from morat.app import Program
from morat.catalogue import Catalogue
from morat.language import syllables
from morat.library.store import Library
from morat.newsroom.article import Article, new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.people import new_person
from morat.operations.people import write_own_codes
from morat.operations.preferences import Preferences
from morat.services.document import erasing
from morat.services.document.properties import Kind, kind_of
from morat.ui.kit.theme import STYLE, Theme
from tests.helpers.typists import BUILT_IN, WAYS, send, strokes
from tests.reliability.figures import Figures, chance_of, options, passing_folder

WORDS = 60
TIMES, WHOLE = 1, 9
FIELDS = ("headline", "standfirst", "body", "caption")
SPEEDS = ("burst", "steady", "ragged")
PERSON = new_person("Trần Thị Hạnh", title="Chủ tịch UBND tỉnh", codes=("ctth",))
CODES = "qn\tQuảng Ninh"
WAIT = 60_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds; return 1 when a letter was wrong or something could not be undone."""
    chosen = options(__doc__, arguments, short=1, long=6, more=("whole",))
    figures = Figures("typing", chosen.seed)
    times = WHOLE if chosen.whole else TIMES
    with passing_folder(chosen) as name:
        program = _start(Path(name))
        for number in range(chosen.rounds):
            chance = chance_of(chosen.seed, "round", number)
            for turn, (way, field, _) in enumerate(product((*WAYS, *BUILT_IN), FIELDS, range(times))):
                _type(program, figures, field, way, SPEEDS[turn % len(SPEEDS)], chance)
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return figures.close()


def _start(home: Path) -> Program:
    os.environ["MORAT_HOME"] = str(home)
    application = QApplication.instance() or QApplication([sys.argv[0], *STYLE])
    theme = Theme("light", application)
    assert isinstance(application, QApplication)
    theme.apply(application)
    blocks = (Paragraph("a", ()), Photo("p", photo=None))
    piece = new_article(blocks=blocks)
    with Library.open(home / "library") as library:
        library.articles.save(piece)
        library.people.put([PERSON])
    write_own_codes(home / "library", CODES)
    preferences = Preferences(home / "settings.json")
    program = Program(Catalogue("vi"), theme, preferences, home / "library", piece.id)
    program.window.resize(1440, 900)
    program.window.show()
    _until(lambda: program.bench.article is not None)
    _until(lambda: len(program.commands.typing.keys.codes.entries) == 2)
    return program


def _until(true) -> None:
    end = QDeadlineTimer(WAIT)
    while not true():
        assert not end.hasExpired(), "the window does not answer"
        QCoreApplication.processEvents()


def _text(chance: Random, words: int, *, lines: bool) -> tuple[str, str]:
    """Return what is typed and what must stand there: one text, with what replaces its signs and codes."""
    forms = _forms()
    typed, wanted = [], []
    for number in range(words):
        word = chance.choice(forms)
        word = chance.choice((word, word, word, word.capitalize(), word.upper()))
        kind = chance.random()
        before, after = ("", "")
        if kind < 0.05:
            before, after = '"', '"'
        elif kind < 0.08:
            after = "..."
        elif kind < 0.11:
            after = " -"
        elif kind < 0.14:
            after = " =ctth="
        elif kind < 0.16:
            after = " =QN="
        elif kind < 0.24:
            after = chance.choice(",.;:?!")
        typed.append(before + word + after)
        wanted.append(_wanted(before, word, after))
        if number < words - 1:
            gap = "\n" if lines and after == "." and chance.random() < 0.3 else " "
            typed.append(gap)
            wanted.append(gap)
    return "".join(typed).removesuffix(" -"), "".join(wanted).removesuffix(" –")


def _wanted(before: str, word: str, after: str) -> str:
    signs = {'"': "”", "...": "…", " -": " –"}
    codes = {" =ctth=": " Chủ tịch UBND tỉnh Trần Thị Hạnh", " =QN=": " Quảng Ninh"}
    return ("“" if before else "") + word + {**signs, **codes}.get(after, after)


def _forms() -> list[str]:
    # What UniKey makes of a tone it places by the old style is what the other style would be typed into.
    both = sorted(set(syllables.forms()))
    # The second o of xoong and bôông would be the mark of the first in Telex: tools differ in that.
    twice = ("oo", "ôô")
    return [
        form
        for form in both
        if syllables.old_style(form) == form and not any(one in syllables.bare(form) for one in twice)
    ]


def _type(program: Program, figures: Figures, field: str, way: str, speed: str, chance: Random) -> None:
    text, wanted = _text(chance, WORDS, lines=field == "body")
    article = program.bench.article
    assert article is not None
    before = article.article()
    target = _go_to(program, field)
    program.commands.typing.keys.aid.method = BUILT_IN.get(way, "")
    for stroke in strokes(text, way, chance):
        send(target, stroke)
        if speed == "steady" or (speed == "ragged" and chance.random() < 0.02):
            QCoreApplication.processEvents()
    shown = _shown(program, field)
    where = f"{field}, {way}, {speed}"
    figures.count(f"words, {way}", len(text.split()))
    figures.count("letters that had to be there", len(wanted))
    if shown != wanted:
        at = next((at for at, (a, b) in enumerate(zip(shown, wanted, strict=False)) if a != b), -1)
        figures.blame(
            [f"…{shown[max(0, at - 20) : at + 20]!r}, not …{wanted[max(0, at - 20) : at + 20]!r}"], where
        )
    stack = article.history.stack
    while stack.can_undo:
        stack.undo()
    if article.article() != before:
        figures.blame(["undo does not lead back"], where)
    while stack.can_redo:
        stack.redo()
    if _shown(program, field) != shown:
        figures.blame(["redo gives another text"], where)
    while stack.can_undo:
        stack.undo()
    figures.count("steps undone, redone and undone", stack.count)


def _go_to(program: Program, field: str):
    page = program.bench.page
    edit = {"headline": page.headline, "standfirst": page.standfirst}.get(field, page.body)
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    if field == "caption":
        block = next(block for block in _blocks(program) if kind_of(block) == Kind.PHOTO)
        cursor.setPosition(erasing.caption_start(block))
    edit.setTextCursor(cursor)
    _until(lambda: program.window.focusWidget() is edit)
    return edit


def _blocks(program: Program):
    block = program.bench.page.body.document().firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def _shown(program: Program, field: str) -> str:
    """Return what the piece says now, read as a save reads it."""
    assert program.bench.article is not None
    article: Article = program.bench.article.article()
    if field in ("headline", "standfirst"):
        return str(getattr(article, field))
    texts = [
        "".join(run.text for run in (block.caption if isinstance(block, Photo) else block.runs))
        for block in article.blocks
        if isinstance(block, Photo if field == "caption" else Paragraph)
    ]
    return "\n".join(texts)


if __name__ == "__main__":
    sys.exit(main())
