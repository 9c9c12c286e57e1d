"""A window that holds unsaved text does not go away."""

from functools import partial
from threading import Thread

from shiboken6 import isValid

from morat.library.articles import Articles
from morat.newsroom.messages import UserError


def test_a_full_disk_keeps_the_window_open_until_the_text_is_safe(open_desk, monkeypatch):
    desk = open_desk()
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    desk.type("Mot cau chua luu")
    save = Articles.save

    def full(self, *args, **kwargs):
        raise UserError("disk-full", path="library.db")

    monkeypatch.setattr(Articles, "save", full)
    desk.window.close()
    assert desk.window.isVisible()
    assert "library.db" in desk.text("saveState")
    assert desk.text("headlineEdit") == "Mot cau chua luu"
    monkeypatch.setattr(Articles, "save", save)
    desk.window.close()
    assert not desk.window.isVisible()


def test_the_window_is_taken_apart_before_the_program_ends(sample, qapp):
    sample.window.close()
    # What the screen says of the focus may come late.
    sample.window.show()
    sample.window.activateWindow()
    headline = sample.caret_in("headlineEdit")
    sample.until(headline.hasFocus)
    left = []

    def note(old, _new):
        left.append(old is headline and isValid(old))

    qapp.focusChanged.connect(note)
    sample.program.let_go()
    qapp.focusChanged.disconnect(note)
    assert left == [True]
    assert not isValid(sample.window)
    assert not isValid(sample.program)


def test_a_bug_on_another_thread_is_told_in_the_window(sample):
    bug = partial(sample.program.on_bug, ValueError, ValueError("x"), None)
    thread = Thread(target=bug)
    thread.start()
    thread.join()
    sample.until(sample.notices.isVisible)
    assert "errors.log" in sample.notices.text
