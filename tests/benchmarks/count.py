"""Start the program named first, stop it at its first paint, print what it had loaded by then as JSON."""

import gc
import json
import runpy
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication


class FirstPaint(QObject):
    """Ends the program after the first paint of a window."""

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            self.report()
            QApplication.exit()
        return False

    def report(self):
        names = list(sys.modules)
        classes = {one for one in gc.get_objects() if isinstance(one, type)}
        ours = [one for one in classes if one.__module__.split(".")[0] == "morat"]
        counts = {
            "modules": len(names),
            "modules of Mo-rát": sum(name.split(".")[0] == "morat" for name in names),
            "classes": len(classes),
            "classes of Mo-rát": len(ours),
        }
        sys.__stdout__.write(json.dumps(counts) + "\n")
        QApplication.instance().removeEventFilter(self)


def run_until_painted(*_application):
    """Stand in for ``QApplication.exec``."""
    first = FirstPaint()
    QApplication.instance().installEventFilter(first)
    return run_to_the_end()


run_to_the_end = QApplication.exec
QApplication.exec = run_until_painted
program, sys.argv = sys.argv[1], ["morat", *sys.argv[2:]]
if program == "bare":
    runpy.run_path(str(Path(__file__).with_name("bare.py")))
else:
    runpy.run_module("morat", run_name="__main__")
