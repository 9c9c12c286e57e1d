"""What is said of a piece stays with its words, whatever is done to the text."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from morat.newsroom.accepting import accept_all
from morat.newsroom.anchors import Anchors, followed
from morat.newsroom.article import Article, new_article, tidy_article
from morat.newsroom.blocks import Box, ListBlock, Paragraph, Photo, walk
from morat.newsroom.changes import texts_of
from morat.newsroom.inline import plain, runs_of
from morat.newsroom.review import Comment, Review, Suggestion
from morat.newsroom.shifts import moved, shifts
from tests.helpers.strategies import articles, reviewed


def texts(article: Article) -> dict[tuple[str | None, str], str]:
    owners = [(None, structs.replace(article, blocks=())), *((one.id, one) for one in walk(article.blocks))]
    return {(key, field): plain(runs) for key, owner in owners for field, runs in texts_of(owner).items()}


def piece(*lines: str) -> Article:
    return new_article(blocks=tuple(Paragraph(f"b{n}", runs_of(line)) for n, line in enumerate(lines)))


def on(article: Article, words: str, number: int = 0) -> Comment:
    """Return a comment on the first place with these words."""
    (block, field), text = next(one for one in texts(article).items() if words in one[1])
    start = text.index(words)
    return Comment(
        id=f"{number + 1:08x}", block=block, field=field, start=start, end=start + len(words), quoted=words
    )


def words_of(one: Comment | Suggestion, article: Article) -> str:
    return texts(article).get((one.block, one.field), "")[one.start : one.end]


def after(article: Article, *blocks: Paragraph) -> Article:
    return structs.replace(article, blocks=blocks)


def said(article: Article, words: str) -> Review:
    return Review((on(article, words),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sáng nay hội nghị họp tại Uông Bí.", "hội nghị"),
        ("hội nghị họp.", "hội nghị"),
        ("Hôm nay: sáng hội nghị tỉnh họp.", "hội nghị"),
        ("Hôm nay hội  nghị họp.", "hội  nghị"),
        ("Hôm nay hội đồng họp.", "hội đồng"),
        ("Hôm nay cuộc họp.", "cuộc"),
        ("Hôm nay nghị họp.", "nghị"),
        ("Hôm nay họp.", ""),
        ("", ""),
    ],
)
def test_a_comment_stays_with_its_words(text, expected):
    before = piece("Hôm nay hội nghị họp.", "Hai.")
    now = after(before, Paragraph("b0", runs_of(text)), before.blocks[1])
    (comment,) = followed(said(before, "hội nghị"), before, now).comments
    assert (comment.block, words_of(comment, now), comment.quoted) == ("b0", expected, "hội nghị")


def test_a_paragraph_that_is_parted_takes_its_comments_along():
    before = piece("Một hai. Ba bốn.", "Năm.")
    review = Review(tuple(on(before, words, n) for n, words in enumerate(("hai", "bốn", "Năm", "hai. Ba"))))
    now = after(
        before, Paragraph("b0", runs_of("Một hai.")), Paragraph("new", runs_of("Ba bốn.")), before.blocks[1]
    )
    there = followed(review, before, now)
    assert [(one.block, words_of(one, now)) for one in there.comments] == [
        ("b0", "hai"),
        ("new", "bốn"),
        ("b1", "Năm"),
        ("b0", "hai."),
    ]
    assert followed(there, now, before).comments[:3] == review.comments[:3]


def test_words_that_are_cut_are_found_where_they_are_put_in_later():
    states = [
        piece("Một hai ba.", "Bốn.", "Năm sáu."),
        piece("Một ba.", "Bốn.", "Năm sáu."),
        piece("Một ba.", "Bốn. Bảy.", "Năm sáu."),
        piece("Một ba.", "Bốn. Bảy.", "Năm hai sáu."),
    ]
    anchors = Anchors(states[0], said(states[0], "hai"))
    places = [(one.block, words_of(one, now)) for now in states[1:] for one in anchors.follow(now).comments]
    assert places == [("b0", ""), ("b0", ""), ("b2", "hai")]


def test_a_comment_outlives_its_paragraph_and_comes_back_with_it():
    whole = piece("Một.", "Hai ba.", "Bốn.")
    without = after(whole, whole.blocks[0], whole.blocks[2])
    edited = after(whole, Paragraph("b0", runs_of("Xin: Một.")), whole.blocks[2])
    review = said(whole, "ba")
    anchors = Anchors(whole, review)
    (comment,) = anchors.follow(without).comments
    assert (comment.block, comment.start, comment.end, comment.quoted) == ("b0", 4, 4, "ba")
    (comment,) = anchors.follow(edited).comments
    assert (comment.block, comment.start) == ("b0", 9)
    anchors.follow(without)
    assert anchors.follow(whole) == review


def test_of_an_empty_piece_a_comment_is_one_on_the_whole():
    before = piece("Một.")
    (comment,) = followed(said(before, "Một"), before, after(before)).comments
    assert (comment.block, comment.field, comment.start, comment.end) == (None, "", 0, 0)


def test_captions_items_and_headlines_are_texts_like_others():
    before = new_article(
        headline="Uông Bí họp",
        blocks=(
            Photo("p", None, runs_of("Quang cảnh hội nghị"), credit="Ảnh: Mai"),
            Box("x", blocks=(ListBlock("l", items=(runs_of("một hai"), runs_of("ba"))),)),
        ),
    )
    now = structs.replace(
        before,
        headline="Hôm nay Uông Bí họp",
        blocks=(
            Photo("p", None, runs_of("Toàn cảnh hội nghị"), credit="Ảnh: Chị Mai"),
            Box("x", blocks=(ListBlock("l", items=(runs_of("không"), runs_of("một hai"), runs_of("ba"))),)),
        ),
    )
    words = ("Uông Bí", "hội nghị", "Mai", "hai", "ba")
    there = followed(Review(tuple(on(before, one, n) for n, one in enumerate(words))), before, now)
    assert tuple(words_of(one, now) for one in there.comments) == words


def test_a_suggestion_quotes_what_is_left_and_nothing_that_came_in():
    before = piece("Một hai ba bốn.")
    start = Suggestion(id="1", kind="delete", block="b0", start=4, end=10, quoted="hai ba")
    shorter, longer, none = (
        after(before, Paragraph("b0", runs_of(text)))
        for text in ("Một hai bốn.", "Một hai không ba bốn.", "Một bốn.")
    )
    for now, quoted, fits in ((shorter, "hai ", True), (longer, "hai ba", False), (none, "hai ba", False)):
        anchors = Anchors(before, Review(suggestions=(start,)))
        (one,) = anchors.follow(now).suggestions
        assert one.quoted == quoted
        assert (not accept_all(now, Review(suggestions=(one,))).review.suggestions) == fits
        assert anchors.follow(before).suggestions == (start,)


def test_whole_paragraphs_that_would_come_or_go_wait_for_theirs():
    before = piece("Một. Hai.", "Ba.", "Bốn.")
    made = (
        Suggestion(id="1", kind="add", block="b0", blocks=(Paragraph("new", runs_of("Mới.")),)),
        Suggestion(id="2", kind="remove", block="b1"),
        Suggestion(id="3", kind="add", block="b1", blocks=(Paragraph("more", runs_of("Nữa.")),)),
        Suggestion(id="4", kind="join", block="b1"),
        Suggestion(id="5", kind="add", block=None, blocks=(Paragraph("front", runs_of("Đầu.")),)),
    )
    parted = (Paragraph("b0", runs_of("Một.")), Paragraph("half", runs_of("Hai.")))
    anchors = Anchors(before, Review(suggestions=made))
    now = anchors.follow(after(before, *parted, before.blocks[2])).suggestions
    assert [one.block for one in now] == ["half", "b1", "half", "b1", None]
    # Nobody's paragraph goes because the one that should go has gone.
    done = accept_all(anchors.article, anchors.review)
    assert [one.id for one in done.review.suggestions] == ["2", "4"]
    assert anchors.follow(before).suggestions == made


@given(st.text("ab \u2029", max_size=12), st.text("ab \u2029", max_size=12), st.data())
def test_shifts_lead_from_one_text_to_the_other(old, new, data):
    made = shifts(old, new)
    built, at = "", 0
    for one in made:
        built += old[at : one.start]
        assert len(built) == one.now
        built += new[one.now : one.now + one.size]
        at = one.end
    assert built + old[at:] == new
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(old)), st.integers(0, len(old)))))
    low, high, _ = moved(start, end, made)
    assert 0 <= low <= high <= len(new)


# Every word is there once, so that where one has gone is known without the code that is tried.


@st.composite
def drafts(draw: st.DrawFn) -> Article:
    letters = iter(range(0x4E00, 0x9000))
    lines = draw(st.lists(st.integers(0, 6), min_size=1, max_size=5))
    return piece(*(" ".join(chr(next(letters)) + chr(next(letters)) for _ in range(n)) for n in lines))


def _lines(article: Article) -> list[tuple[str, str]]:
    return [(block.id, plain(block.runs)) for block in article.blocks]


def _edited(draw, article: Article, clip: list[str], names: Iterator[int]) -> Article:
    """Return what one action makes of a piece; words that were cut wait on ``clip``."""
    lines = _lines(article)
    place = draw(st.integers(0, len(lines) - 1))
    name, text = lines[place]
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    match draw(st.sampled_from(("type", "erase", "cut", "paste", "part", "join", "move", "drop", "new"))):
        case "type":
            lines[place] = name, text[:start] + f"<{next(names)}>" + text[start:]
        case "erase":
            lines[place] = name, text[:start] + text[end:]
        case "cut":
            if text[start:end].strip():
                clip[:] = [text[start:end]]
                lines[place] = name, text[:start] + text[end:]
        case "paste":
            if clip:
                lines[place] = name, text[:start] + clip.pop() + text[start:]
        case "part":
            lines[place : place + 1] = [(name, text[:start]), (f"n{next(names)}", text[start:])]
        case "join" if place + 1 < len(lines):
            lines[place : place + 2] = [(name, text + lines[place + 1][1])]
        case "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
        case "drop" if len(lines) > 1:
            del lines[place]
        case "new":
            lines.insert(place, (f"n{next(names)}", f"({next(names)})"))
    same = {block.id: block for block in article.blocks}
    blocks = (
        same[name] if name in same and plain(same[name].runs) == text else Paragraph(name, runs_of(text))
        for name, text in lines
    )
    return structs.replace(article, blocks=tuple(blocks))


def _words(text: str) -> set[str]:
    return {letter for letter in text if letter >= "\u4e00"}


def _check(before: Article, now: Article, was: Review, review: Review) -> None:
    assert [one.id for one in review.comments] == [one.id for one in was.comments]
    there, new = texts(before), texts(now)
    ids = {block.id for block in now.blocks}
    for old, one in zip(was.comments, review.comments, strict=True):
        assert one.block in ids or (one.block, one.field) == (None, "")
        assert 0 <= one.start <= one.end <= len(new.get((one.block, one.field), ""))
        stretch = there.get((old.block, old.field), "")[old.start : old.end].strip()
        covered = _words(stretch)
        homes = [text for text in new.values() if covered & _words(text)]
        # One whose paragraph is parted where something was typed into it stays with the first half.
        is_whole = covered == set(stretch) - {" "} or any(stretch in text for text in homes)
        if covered and is_whole and len(homes) == 1 and covered <= _words(homes[0]):
            # More than that only where the text reads again as it did when the comment stood on more.
            found = [letter for letter in words_of(one, now) if letter in _words(letter)]
            assert covered <= set(found), (old, one)
            assert {found[0], found[-1]} <= covered | _words(one.quoted), (old, one)


@settings(max_examples=120, deadline=None)
@given(drafts(), st.data())
def test_whatever_is_done_every_comment_is_there_and_on_its_words(article, data):
    spots = [(name, text) for name, text in _lines(article) if text]
    comments = []
    for number in range(data.draw(st.integers(1, 4))):
        name, text = data.draw(st.sampled_from(spots)) if spots else ("b0", "")
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        # Which of two spaces side by side is a new one nobody can tell.
        quoted = text[start:end].strip()
        start += len(text[start:end]) - len(text[start:end].lstrip()) if quoted else 0
        comments.append(
            Comment(
                id=f"{number + 1:08x}",
                block=name,
                field="body",
                start=start,
                end=start + len(quoted),
                quoted=quoted,
            )
        )
    review = Review(tuple(comments))
    anchors, states, clip, names = Anchors(article, review), [article], [], count(1)
    for _ in range(data.draw(st.integers(1, 8))):
        now = _edited(data.draw, states[-1], clip, names)
        was = anchors.review
        _check(states[-1], now, was, anchors.follow(now))
        states.append(now)
    for state in reversed(states):
        anchors.follow(state)
    assert anchors.review == review


@settings(max_examples=60, deadline=None)
@given(reviewed(), articles())
def test_any_other_text_leaves_all_that_is_said(said, other):
    article, review = said
    now = tidy_article(structs.replace(other, id=article.id))
    anchors = Anchors(article, review)
    there = anchors.follow(now)
    assert [one.id for one in there.comments] == [one.id for one in review.comments]
    assert [one.id for one in there.suggestions] == [one.id for one in review.suggestions]
    new, ids = texts(now), {None, *(block.id for block in walk(now.blocks))}
    for one in there.comments:
        assert one.block in ids
        assert one.end <= len(new.get((one.block, one.field), ""))
    assert anchors.follow(article) == review
