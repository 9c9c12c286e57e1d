"""Take back what a reader of files guessed: the lines become the paragraphs that they were."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from morat.newsroom.article import Article
from morat.newsroom.blocks import Block, Paragraph, Photo
from morat.newsroom.incoming import Guess
from morat.newsroom.inline import plain

_LINES = ("kicker", "headline", "deck", "standfirst")


def undone(article: Article, guess: Guess, guesses: Sequence[Guess]) -> Article:
    """Return ``article`` without ``guess``, one of ``guesses``.

    Paragraphs that stood above the text stand there in the order of the file, whichever comes back first.
    """
    if guess.field in _LINES:
        article = structs.replace(article, **{guess.field: ""})
        return structs.replace(article, blocks=_at_top(article.blocks, guess, guesses))
    if guess.field == "byline":
        return _without_byline(article, guess, guesses)
    return structs.replace(article, blocks=tuple(_without(article.blocks, guess)))


def text_of(guess: Guess) -> str:
    """Return what the guessed lines say, on one line."""
    return " ".join(" ".join(plain(runs) for runs in guess.lines).split())


def _paragraphs(guess: Guess) -> tuple[Block, ...]:
    return tuple(Paragraph(name, runs) for name, runs in zip(guess.ids, guess.lines, strict=True))


def _at_top(blocks: tuple[Block, ...], guess: Guess, guesses: Sequence[Guess]) -> tuple[Block, ...]:
    before = {name for one in guesses[: guesses.index(guess)] for name in one.ids}
    at = 0
    while at < len(blocks) and blocks[at].id in before:
        at += 1
    return (*blocks[:at], *_paragraphs(guess), *blocks[at:])


def _without_byline(article: Article, guess: Guess, guesses: Sequence[Guess]) -> Article:
    """Take the names, and the source, that stand in the guessed line away."""
    text = text_of(guess).casefold()
    authors = tuple(one for one in article.authors if one.printed.casefold() not in text)
    source = "" if article.source.casefold() in text else article.source
    if guess.is_last:
        blocks = (*article.blocks, *_paragraphs(guess))
    else:
        blocks = _at_top(article.blocks, guess, guesses)
    return structs.replace(article, authors=authors, source=source, blocks=blocks)


def _without(blocks: tuple[Block, ...], guess: Guess) -> Iterator[Block]:
    for block in blocks:
        if block.id != guess.block:
            yield block
            continue
        if guess.field == "caption" and isinstance(block, Photo):
            yield structs.replace(block, caption=(), credit="")
        yield from _paragraphs(guess)
