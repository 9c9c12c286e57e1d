"""A page with its commands and no library: what a reporter's hands reach while writing."""

from PySide6.QtCore import QObject, Signal

from morat.catalogue import Catalogue
from morat.operations.preferences import Preferences
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle
from morat.ui.commands.block_commands import BlockCommands
from morat.ui.commands.table_commands import TableCommands
from morat.ui.commands.text_commands import TextCommands
from morat.ui.editor.page import Page


def no_picture(_sha, _width, _edit=None):
    """Pictures never arrive."""


class Desk(QObject):
    """Stands in for the workbench: the page, the open article, the commands of the text."""

    told = Signal(object)

    def __init__(self, tokens, home, image=no_picture):
        super().__init__()
        self.page = Page(Catalogue("en"), tokens, image)
        # The documents go with the page that shows them, never before it.
        self.setParent(self.page)
        self.window = self.page
        self.article = None
        self.text = TextCommands(self, Preferences(home / "settings.json"))
        self.blocks = BlockCommands(self)
        self.tables = TableCommands(self)

    def open(self, piece):
        """Put a piece on the page; as in the window, those that were there stay in memory."""
        self.article = OpenArticle(piece, Look(), str, self)
        self.page.show_article(self.article)
        return self.article

    @property
    def body(self):
        return self.page.body
