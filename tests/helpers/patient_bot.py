"""The robot of pytest-qt that every test has as ``qtbot``, with the patience of all tests."""

from pytestqt.qtbot import QtBot

from tests.helpers.patience import MILLISECONDS


class PatientBot(QtBot):
    """By itself it waits five seconds, and a busy machine needs them."""

    def waitSignal(self, signal, *, timeout=MILLISECONDS, **options):
        return super().waitSignal(signal, timeout=timeout, **options)

    def waitSignals(self, signals, *, timeout=MILLISECONDS, **options):
        return super().waitSignals(signals, timeout=timeout, **options)

    def waitUntil(self, callback, *, timeout=MILLISECONDS):
        super().waitUntil(callback, timeout=timeout)

    def waitActive(self, widget, *, timeout=MILLISECONDS):
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget, *, timeout=MILLISECONDS):
        return super().waitExposed(widget, timeout=timeout)
