"""English inside a Vietnamese text: a slip is seen and put right with one key."""

from PySide6.QtCore import Qt


def test_a_slip_in_english_words_is_put_right_with_one_key(desk):
    desk.program.commands.run("new")
    desk.caret_in("bodyEdit")
    desk.type("Ông nói “the goverment of the people is here” rồi cười.")
    findings = desk.bench.proof
    desk.until(lambda: any(one.rule == "foreign/english" for one in findings._findings))
    (slip,) = [one for one in findings._findings if one.rule == "foreign/english"]
    assert (slip.text, slip.suggestions[0]) == ("goverment", "government")
    for _ in findings._findings:
        desk.keys(Qt.Key.Key_F7)
        if desk.named("findingsList")._entry().finding.text == "goverment":
            break
    desk.keys(Qt.Key.Key_Return)
    assert "the government of the people" in desk.text("bodyEdit")
