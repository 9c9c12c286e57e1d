"""The floor: the cheapest window that Qt can make with a text in it."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QTextEdit())
window.resize(1000, 700)
window.show()
application.exec()
