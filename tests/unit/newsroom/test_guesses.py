"""What a reader guessed is taken back: the lines are the paragraphs that they were in the file."""

from itertools import permutations

from msgspec import structs

from morat.formats import text_in
from morat.newsroom.blocks import Paragraph, Photo, Subhead
from morat.newsroom.guesses import text_of, undone
from morat.newsroom.inline import plain

LONG = "Từ sáng sớm, hàng trăm người dân đã có mặt bên bờ sông để xem đội đua của xã ra quân mùa lễ hội. "
TEXT = "\n\n".join(
    ("Chợ nổi đông trở lại", LONG * 2, LONG * 3, "Ảnh: Người dân dự hội.", LONG * 3, "Mai Hương")
)


def test_everything_taken_back_in_any_order_is_the_file_again() -> None:
    incoming = text_in.read(TEXT)
    fields = [guess.field for guess in incoming.guesses]
    assert fields == ["headline", "standfirst", "frame", "byline"]
    for order in permutations(incoming.guesses):
        article = incoming.article
        for guess in order:
            article = undone(article, guess, incoming.guesses)
        assert all(isinstance(block, Paragraph) for block in article.blocks)
        texts = [plain(block.runs) for block in article.blocks if isinstance(block, Paragraph)]
        assert texts == [line.strip() for line in TEXT.split("\n\n")]
        assert (article.headline, article.standfirst, article.authors) == ("", "", ())


def test_a_caption_leaves_its_picture_and_a_subhead_becomes_a_paragraph() -> None:
    incoming = text_in.read(TEXT)
    frame = next(guess for guess in incoming.guesses if guess.field == "frame")
    caption = structs.replace(frame, field="caption")
    article = undone(incoming.article, caption, incoming.guesses)
    at = next(place for place, block in enumerate(article.blocks) if isinstance(block, Photo))
    photo, below = article.blocks[at : at + 2]
    assert isinstance(photo, Photo)
    assert photo.caption == ()
    assert isinstance(below, Paragraph)
    assert plain(below.runs) == text_of(caption) == "Ảnh: Người dân dự hội."
    subhead = structs.replace(frame, field="subhead", block="s")
    piece = structs.replace(article, blocks=(Subhead("s"),))
    assert [type(block) for block in undone(piece, subhead, (subhead,)).blocks] == [Paragraph]
