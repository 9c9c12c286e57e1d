import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from morat.catalogue import Catalogue
from morat.services.qt_words import QtWords


@pytest.fixture
def spoken(qapp):
    words = QtWords(Catalogue("vi"))
    assert qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


@pytest.mark.usefixtures("spoken")
def test_qts_own_words_are_vietnamese_and_the_rest_stays():
    translate = QCoreApplication.translate
    assert translate("QPlatformTheme", "Cancel") == "Thôi"
    assert translate("QWidgetTextControl", "&Paste\tCtrl+V") == "Dán\tCtrl+V"
    assert translate("QWidgetTextControl", "Something of another library") == "Something of another library"
    assert QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+N"
