"""Help while typing, through the window: the built-in Telex and what it leaves to undo."""

from PySide6.QtCore import Qt


def test_the_built_in_telex_is_switched_by_a_key_and_says_so(desk):
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    label = desk.window.status.typing
    assert not label.isVisible()
    desk.keys(Qt.Key.Key_F12)
    assert label.isVisible()
    assert label.text() == "Gõ Telex"
    assert desk.window.actions_by_name["typing_aid"].isChecked()
    desk.type("Chowj phieen ddoong")
    assert desk.text("headlineEdit") == "Chợ phiên đông"
    desk.keys(Qt.Key.Key_Z, control=True)
    assert desk.text("headlineEdit") == "Chợ phiên "
    desk.keys(Qt.Key.Key_Z, control=True)
    desk.type('hop laij\nSangs nay "ddepj".\n')
    assert desk.text("headlineEdit") == "Chợ hop lại"
    assert desk.text("standfirstEdit") == "Sáng nay “đẹp”."
    desk.type("mua")
    desk.keys(Qt.Key.Key_F12)
    assert not label.isVisible()
    desk.type("w as")
    assert desk.text("bodyEdit") == "muaw as"


def test_undo_goes_through_fields_word_by_word(desk):
    desk.click_card("Viết bài mới")
    desk.until(lambda: desk.bench.article is not None)
    desk.keys(Qt.Key.Key_F12)
    desk.type("Tins\nSapo ngawns\nThaan baif")
    stack = desk.bench.article.history.stack
    texts = []
    while stack.can_undo:
        stack.undo()
        texts.append(tuple(desk.text(f"{name}Edit") for name in ("headline", "standfirst", "body")))
    assert texts == [
        ("Tín", "Sapo ngắn", "Thân "),
        ("Tín", "Sapo ngắn", ""),
        ("Tín", "Sapo ", ""),
        ("Tín", "", ""),
        ("", "", ""),
    ]
