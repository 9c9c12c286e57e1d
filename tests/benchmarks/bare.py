"""The floor: the cheapest window that Qt can make with a text in it.

With the name of a file: its text on a page as wide as Mo-rát's, in the same face and line height.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QTextEdit, QWidget

application = QApplication(sys.argv)
window = QMainWindow()
edit = QTextEdit()
if sys.argv[1:]:
    from PySide6.QtGui import QFont, QTextBlockFormat, QTextCursor

    edit.setFixedWidth(760)
    edit.document().setDefaultFont(QFont("Noto Serif", 13))
    edit.setPlainText(Path(sys.argv[1]).read_text("utf-8"))
    cursor = QTextCursor(edit.document())
    cursor.select(QTextCursor.SelectionType.Document)
    form = QTextBlockFormat()
    form.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(form)
    desk = QWidget()
    row = QHBoxLayout(desk)
    row.addStretch()
    row.addWidget(edit)
    row.addStretch()
    window.setCentralWidget(desk)
else:
    window.setCentralWidget(edit)
window.resize(1000, 700)
window.show()
application.exec()
