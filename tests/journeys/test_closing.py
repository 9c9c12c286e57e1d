"""A window that holds unsaved text does not go away."""

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
