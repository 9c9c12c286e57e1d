import gc

from PySide6.QtGui import QTextCursor

from morat.newsroom.article import Author, new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.findings import Finding
from morat.newsroom.inline import plain, runs_of
from morat.newsroom.messages import Message
from morat.services.document.look import Look
from morat.services.open_article import OpenArticle


def opened(**fields):
    return OpenArticle(new_article(**fields), Look(), str)


def type_into(document, text):
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    for letter in text:
        cursor.insertText(letter)


def headline_and_body(article):
    now = article.article()
    return now.headline, " ".join(plain(block.runs) for block in now.blocks)


def test_typing_in_two_fields_undoes_in_the_order_it_was_typed(qapp):
    article = opened(blocks=(Paragraph("a"),))
    type_into(article.body, "ab")
    type_into(article.fields["headline"], "H")
    type_into(article.body, "cd")
    stack = article.history.stack
    seen = [headline_and_body(article)]
    while stack.can_undo:
        stack.undo()
        seen.append(headline_and_body(article))
    assert seen == [("H", "abcd"), ("H", "ab"), ("", "ab"), ("", "")]
    while stack.can_redo:
        stack.redo()
    assert headline_and_body(article) == ("H", "abcd")


def test_typing_after_an_undo_is_a_step_of_its_own(qapp):
    article = opened(blocks=(Paragraph("a"),))
    type_into(article.body, "ab")
    type_into(article.fields["headline"], "H")
    article.history.stack.undo()
    type_into(article.body, "cd")
    article.history.stack.undo()
    assert headline_and_body(article) == ("", "ab")


def test_plain_values_share_the_history(qapp):
    article = opened(section="Xã hội")
    article.set_value("section", "Kinh tế")
    article.set_value("section", "Kinh tế")
    article.set_value("authors", (Author("Mai Hương"),))
    assert article.history.stack.count == 2
    article.history.stack.undo()
    assert article.article().authors == ()
    article.history.stack.undo()
    assert article.article().section == "Xã hội"


def test_undo_to_the_start_gives_the_first_article(qapp):
    article = opened(
        headline="Tít", blocks=(Paragraph("a", runs_of("Một.")), Photo("p", None, runs_of("Ảnh")))
    )
    first = article.article()
    type_into(article.body, " thêm")
    article.insert_photo(Photo("q", "ab" * 32, runs_of("Mới"), credit="An"), 1)
    article.change_photo("q", credit="Bình")
    type_into(article.fields["standfirst"], "Sapo")
    article.set_value("genre", "feature")
    assert article.article() != first
    while article.history.stack.can_undo:
        article.history.stack.undo()
    assert article.article() == first


def test_a_photo_fills_the_empty_frame_it_is_dropped_on_and_keeps_its_caption(qapp):
    article = opened(
        blocks=(Photo("p", None, runs_of("Quang cảnh hội nghị.")), Paragraph("a", runs_of("Văn.")))
    )
    article.insert_photo(Photo("x", "ab" * 32, runs_of("Khác"), credit="An"), 0)
    photo = article.article().blocks[0]
    assert (photo.id, photo.photo, plain(photo.caption), photo.credit) == (
        "p",
        "ab" * 32,
        "Quang cảnh hội nghị.",
        "An",
    )
    assert article.history.stack.count == 1


def test_a_suggestion_is_one_step_and_waits_for_the_right_text(qapp):
    article = opened(
        blocks=(Photo("p", None, runs_of("Quang cảnh  hội nghị")), Paragraph("a", runs_of("Văn.")))
    )
    finding = Finding("caption", "p", 10, 12, "  ", "space/double", "error", Message("x"), (" ",))
    assert article.take_suggestion(finding, " ")
    assert plain(article.article().blocks[0].caption) == "Quang cảnh hội nghị"
    assert article.history.stack.undo_text == "apply-suggestion"
    assert not article.take_suggestion(finding, " ")


def test_a_suggestion_in_the_headline(qapp):
    article = opened(headline="Họp họp chi bộ")
    finding = Finding("headline", None, 0, 7, "Họp họp", "repeat/word", "error", Message("x"), ("Họp",))
    assert article.take_suggestion(finding, "Họp")
    assert article.article().headline == "Họp chi bộ"


def test_suggestions_everywhere_are_one_step(qapp):
    def doctor(field, block, start):
        return Finding(
            field, block, start, start + 6, "bác sỹ", "iy-style/house", "warning", Message("x"), ("bác sĩ",)
        )

    text = "bác sỹ, bác sỹ"
    photo = Photo("p", "ab" * 32, runs_of(text), credit=text, alt=text)
    before = opened(headline=text, blocks=(photo, Paragraph("a", runs_of(text))))
    places = [("headline", None), ("caption", "p"), ("credit", "p"), ("alt", "p"), ("body", "a")]
    findings = [doctor(*place, start) for place in places for start in (0, 8)]
    assert before.take_all(findings) == len(findings)
    after = before.article()
    right = text.replace("sỹ", "sĩ")
    assert (after.headline, after.blocks[0].credit, after.blocks[0].alt) == (right, right, right)
    assert (plain(after.blocks[0].caption), plain(after.blocks[1].runs)) == (right, right)
    assert before.history.stack.count == 1
    before.history.stack.undo()
    assert before.article().blocks[0].alt == text
    assert before.take_all([doctor("alt", "p", 1)]) == 0


def test_articles_with_steps_can_be_collected(qapp):
    # Those that only the cycle collector frees, as an article that was closed is.
    for _ in range(20):
        article = opened(blocks=(Paragraph("a"),))
        type_into(article.body, "ab")
        type_into(article.fields["headline"], "H")
        article.set_value("section", "Kinh tế")
        article.history.stack.undo()
        del article
        gc.collect()


def test_a_field_that_is_a_document_is_set_as_one_step(qapp):
    article = OpenArticle(new_article(note="Cũ", deck="Phụ"), Look(), str)
    article.set_value("note", "Mới\nhai dòng")
    article.set_value("deck", "Khác")
    assert (article.article().note, article.value("deck")) == ("Mới\nhai dòng", "Khác")
    assert article.history.stack.undo_text == "edit-deck"
    article.history.stack.undo()
    article.history.stack.undo()
    assert (article.article().note, article.article().deck) == ("Cũ", "Phụ")
    assert not article.history.stack.can_undo
