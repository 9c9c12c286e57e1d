"""What a paste from Word costs beside ``QTextEdit.insertHtml``, and how the window feels meanwhile.

    QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/paste.py [--words 10000] [--megabytes 5]

A text of so many words in the HTML that Word puts on the clipboard is pasted by Ctrl+V into an empty piece of
the real window, and given to ``insertHtml`` of a bare QTextEdit of the page's width, in turns. Counted is the
processor time of the whole process, reading on the other thread included, from the key until the text stands
and is laid out; the median of the ratios of the pairs is what counts, the first pair warms up. Then megabytes
of the same are pasted: how long it takes, the dearest event of the GUI thread meanwhile, how often it said
how far it is; and a paste of them is cancelled in the middle.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

sys.path.insert(0, str(Path(__file__).parents[2]))

from morat.app import Program
from morat.catalogue import Catalogue
from morat.operations.preferences import Preferences
from morat.ui.kit.theme import Theme
from tests.benchmarks.pause import Watched, wait, wait_until

TEXT = "ủy ban nhân dân thành phố tổ chức hội nghị sơ kết sáu tháng đầu năm về chuyển đổi số ở phường xã"
FONT = (
    'font-size:14.0pt;mso-bidi-font-size:11.0pt;line-height:150%;font-family:"Times New Roman",serif;'
    'mso-fareast-font-family:"Times New Roman"'
)
FACES = ("Times New Roman", "Cambria Math", "Calibri", "Calibri Light", "Symbol", "Wingdings", "Courier New")
WIDTH = 640


def head():
    """What Word writes before the text: settings, 376 latent styles, faces, its own styles, lists."""
    latent = "".join(
        f'<w:LsdException Locked="false" Priority="{n % 99}" SemiHidden="true" Name="Kiểu {n}"/>'
        for n in range(376)
    )
    faces = "".join(
        f'@font-face\n\t{{font-family:"{face}";\n\tpanose-1:2 2 6 3 5 4 5 2 3 4;\n\tmso-font-charset:0;'
        "\n\tmso-generic-font-family:roman;\n\tmso-font-pitch:variable;"
        "\n\tmso-font-signature:-536859905 0 511 0;}\n"
        for face in FACES
    )
    names = (
        "p.MsoNormal, li.MsoNormal, div.MsoNormal",
        "h1",
        "h2",
        "h3",
        "p.MsoHeader",
        "p.MsoFooter",
        "p.MsoTitle",
    )
    styles = "".join(
        f'{name}\n\t{{mso-style-unhide:no;\n\tmso-style-qformat:yes;\n\tmso-style-parent:"";\n\tmargin-top:0cm;'
        f"\n\tmargin-bottom:8.0pt;\n\tline-height:107%;\n\tmso-pagination:widow-orphan;\n\t{FONT};}}\n"
        for name in (*names, "p.MsoListParagraph", "span.MsoHyperlink", ".MsoChpDefault", "div.WordSection1")
    )
    lists = "".join(
        f"@list l{n}:level{level}\n\t{{mso-level-number-format:bullet;\n\tmso-level-text:o;"
        "\n\tmso-level-tab-stop:none;"
        '\n\tmso-level-number-position:left;\n\ttext-indent:-18.0pt;\n\tfont-family:"Courier New";}\n'
        for n in range(3)
        for level in range(1, 10)
    )
    return (
        "<head><meta http-equiv=Content-Type content='text/html; charset=utf-8'>"
        f"<meta name=ProgId content=Word.Document><!--[if gte mso 9]><xml><w:LatentStyles>{latent}"
        "</w:LatentStyles></xml><![endif]-->"
        f"<style><!--\n /* Font Definitions */\n{faces}{styles}{lists}--></style></head>"
    )


def paragraph(random, words):
    """A paragraph as Word writes it: its style again and again, now and then something bold or italic."""
    parts, left = [], words
    while left > 0:
        some = min(left, random.randint(8, 30))
        text = " ".join(random.choices(TEXT.split(), k=some))
        tag = random.choice(("", "", "", "b", "i"))
        text = f"<{tag} style='mso-bidi-font-weight:normal'>{text}</{tag}>" if tag else text
        parts.append(f"<span lang=VI style='{FONT}'>{text} </span>")
        left -= some
    style = "margin-bottom:6.0pt;text-align:justify;text-indent:36.0pt;line-height:150%"
    end = f"<span lang=VI style='{FONT}'><o:p></o:p></span>"
    return f"<p class=MsoNormal style='{style}'>{''.join(parts)}{end}</p>\n"


def word_html(words, seed=1):
    """Text of so many words in the HTML that Word puts on the clipboard."""
    random = Random(seed)
    paragraphs, left = [], words
    while left > 0:
        some = min(left, random.randint(40, 120))
        paragraphs.append(paragraph(random, some))
        left -= some
    return (
        f"<html xmlns:w='urn:schemas-microsoft-com:office:word'>{head()}<body lang=VI>"
        f"<!--StartFragment-->{''.join(paragraphs)}<!--EndFragment--></body></html>"
    )


def put(html):
    mime = QMimeData()
    mime.setHtml(html)
    mime.setText("…")
    QGuiApplication.clipboard().setMimeData(mime)


def quiet():
    """Wait until nothing is read, saved or proofread any more: it would be counted with what comes next."""
    for _ in range(100):
        start = time.process_time()
        wait(200)
        if time.process_time() - start < 0.01:
            return


def bare(html):
    """Return the processor milliseconds of ``insertHtml`` in a bare window."""
    edit = QTextEdit()
    edit.resize(WIDTH, 700)
    edit.show()
    quiet()
    start = time.process_time()
    edit.insertHtml(html)
    QCoreApplication.processEvents()
    edit.document().size()
    taken = (time.process_time() - start) * 1000
    edit.close()
    edit.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return taken


class Desk:
    """The window with a new piece, its caret in the body."""

    def __init__(self, program):
        self.program = program
        self.paster = program.commands.pastes.paster

    def new(self):
        self.program.window.actions_by_name["new"].trigger()
        self.body = self.program.bench.page.body
        self.body.setFocus()
        quiet()

    def press(self):
        QTest.keyClick(self.body, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def paste(self):
        """Return processor and clock milliseconds from the key until the text is laid out."""
        loop = QEventLoop()
        self.paster.ended.connect(loop.quit)
        start, clock = time.process_time(), time.perf_counter()
        self.press()
        loop.exec()
        QCoreApplication.processEvents()
        self.body.document().size()
        return (time.process_time() - start) * 1000, (time.perf_counter() - clock) * 1000


def compare(desk, words, rounds):
    html = word_html(words)
    put(html)
    theirs, ours, clocks = [], [], []
    for _ in range(rounds):
        theirs.append(bare(html))
        desk.new()
        taken, clock = desk.paste()
        ours.append(taken)
        clocks.append(clock)
    blocks = desk.body.document().blockCount()
    pairs = sorted(one / two for one, two in zip(ours[1:], theirs[1:], strict=True))
    sys.stdout.write(
        f"{words} words, {len(html) / 1000:.0f} kB of HTML, {blocks} blocks, {len(pairs)} pairs: p50, least\n"
        f"  insertHtml   {statistics.median(theirs[1:]):7.1f} ms {min(theirs):7.1f} ms\n"
        f"  paste        {statistics.median(ours[1:]):7.1f} ms {min(ours):7.1f} ms   "
        f"(by the clock {statistics.median(clocks):.1f})\n"
        f"  ratio        {statistics.median(pairs):7.2f}    {min(ours) / min(theirs):7.2f}      "
        f"(pairs from {pairs[0]:.2f} to {pairs[-1]:.2f})\n"
    )


def long(desk, application, megabytes):
    html = word_html(int(megabytes * 1_000_000 / 19))
    put(html)
    told = []
    desk.paster.progressed.connect(told.append)
    desk.new()
    application.events.clear()
    clock = time.perf_counter()
    desk.press()
    wait_until(lambda: not desk.paster.is_busy)
    taken = time.perf_counter() - clock
    events = sorted(application.events, reverse=True)
    sys.stdout.write(
        f"\n{len(html) / 1e6:.1f} MB: {desk.body.document().blockCount()} blocks in {taken:.2f} s, "
        f"{len(set(told))} steps of progress\n"
        + "".join(f"  {ms:6.1f} ms  {name}\n" for ms, name in events[:5])
        + f"  events above 16 ms: {sum(ms > 16 for ms, _ in events)} of {len(events)}\n"
    )
    desk.new()
    QTimer.singleShot(int(taken * 500), desk.paster.cancel)
    desk.press()
    wait_until(lambda: not desk.paster.is_busy)
    wait(300)
    left = desk.body.document().characterCount() - 1
    sys.stdout.write(f"  cancelled after {taken / 2:.2f} s: {left} letters left\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=13, help="pairs; 0 for the megabytes alone")
    options = parser.parse_args()
    # To watch its events costs a process a millisecond at a paste: that is left to a process of its own.
    application = QApplication([sys.argv[0], "-style", "fusion"]) if options.rounds else Watched()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["MORAT_HOME"] = home
        theme = Theme("light")
        theme.apply(application)
        preferences = Preferences(Path(home) / "settings.json")
        program = Program(Catalogue("vi"), theme, preferences, Path(home) / "library", None)
        program.window.resize(1440, 900)
        program.window.show()
        wait(500)
        desk = Desk(program)
        desk.new()
        if isinstance(application, Watched):
            long(desk, application, options.megabytes)
        else:
            compare(desk, options.words, options.rounds)
        program.window.close()
        # What Python put on the clipboard of a screen that is none would be taken down after Python itself.
        QGuiApplication.clipboard().clear()
        QCoreApplication.processEvents()
    if options.rounds and options.megabytes:
        more = (sys.executable, __file__, "--rounds", "0", "--megabytes", str(options.megabytes))
        subprocess.run(more, check=True)


if __name__ == "__main__":
    main()
