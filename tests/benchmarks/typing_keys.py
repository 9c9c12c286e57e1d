"""What a key costs with help while typing, beside the same page without it.

    nice uv run python tests/benchmarks/typing_keys.py

Types the same sentence into the body of a page in turns: without help, with it (typographic signs, 2,000
codes), with the built-in Telex, and a code with its list. CPU microseconds a key, the median of the rounds.
"""

import os
import sys
import time
from pathlib import Path
from statistics import median

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from morat.catalogue import Catalogue
from morat.newsroom.article import new_article
from morat.newsroom.codes import Entry, codes_of
from morat.newsroom.typography import KINDS
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.ui.editor.page import Page
from morat.ui.kit.theme import STYLE, Theme
from morat.ui.typing.keys import TypingKeys

ROUNDS, TIMES = 5, 20
SENTENCE = "Tieng Viet hom nay co mua o vung nui, dem lanh hon. "
CODES = codes_of([Entry(f"c{number}", (f"Nguyễn Văn {number}",)) for number in range(2000)])


def main() -> None:
    """Measure and print."""
    application = QApplication([sys.argv[0], *STYLE])
    theme = Theme("light", application)
    theme.apply(application)
    page = Page(Catalogue("vi"), theme.tokens, lambda _sha, _width, _edit: None)
    page.resize(900, 700)
    article = OpenArticle(new_article(headline="Tít"), Look(), str)
    page.show_article(article)
    page.show()
    page.activateWindow()
    page.body.setFocus()
    application.processEvents()
    taken: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        taken.setdefault("without", []).append(_cost(page, article, SENTENCE))
        keys = TypingKeys(Catalogue("vi"), lambda: KINDS, page)
        keys.codes = CODES
        taken.setdefault("with help", []).append(_cost(page, article, SENTENCE))
        keys.aid.method = "telex"
        taken.setdefault("built-in Telex", []).append(_cost(page, article, SENTENCE))
        keys.aid.method = ""
        taken.setdefault("in a code", []).append(_cost(page, article, "=c199 "))
        keys.deleteLater()
        application.processEvents()
    bare = median(taken["without"])
    for name, costs in taken.items():
        sys.stdout.write(f"{name:>16} {median(costs):6.0f} µs a key, {median(costs) / bare:.2f}x\n")


def _cost(page: Page, article: OpenArticle, text: str) -> float:
    start = time.process_time()
    for _ in range(TIMES):
        QTest.keyClicks(page.body, text)
    cost = (time.process_time() - start) / (TIMES * len(text)) * 1e6
    while article.history.stack.can_undo:
        article.history.stack.undo()
    return cost


if __name__ == "__main__":
    main()
