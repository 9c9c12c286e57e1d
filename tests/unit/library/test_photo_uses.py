"""Where photos ran: pieces, days, captions."""

from morat.library.store import Library
from morat.newsroom.article import Published, new_article
from morat.newsroom.blocks import Photo
from morat.newsroom.inline import runs_of

A, B = "a" * 64, "b" * 64


def piece(library: Library, headline: str, *shas: str, caption: str = "", at: str = "", **fields: object):
    blocks = tuple(Photo(f"p{n}", sha, runs_of(caption)) for n, sha in enumerate(shas))
    article = new_article(headline=headline, blocks=blocks, **fields)
    library.articles.save(article, at=at or None)
    return article


def test_a_photo_knows_its_pieces_their_day_and_its_caption_there(library: Library) -> None:
    old = piece(
        library, "Chợ phiên", A, caption="Chợ sớm.", status="published", at="2026-03-12T08:00:00+00:00"
    )
    told = piece(
        library,
        "Tết trồng cây",
        A,
        B,
        status="corrected",
        published=Published("2026-02-01T06:00:00+07:00", "https://bao.vn/1"),
    )
    draft = piece(library, "Nháp", A)
    gone = piece(library, "Bỏ", A, status="published")
    library.trash.put(gone.id)
    runs = library.photo_uses.runs(A)
    assert [run.article for run in runs] == [told.id, old.id, draft.id]
    assert [run.public for run in runs] == [True, True, False]
    assert runs[0].at == "2026-02-01T06:00:00+07:00"
    assert runs[1].at.startswith("2026-03-12T08:00")
    assert (runs[1].headline, runs[1].caption) == ("Chợ phiên", "Chợ sớm.")
    assert library.photo_uses.runs("c" * 64) == []


def test_when_photos_last_appeared(library: Library) -> None:
    piece(library, "Nháp", B)
    one = piece(library, "Một", A, status="published", at="2026-03-12T08:00:00+00:00")
    two = piece(library, "Hai", A, status="published", at="2026-05-01T08:00:00+00:00")
    found = library.photo_uses.last_in_public([A, B])
    assert list(found) == [A]
    assert found[A].startswith("2026-05-01")
    assert library.photo_uses.last_in_public([A, B], but=two.id)[A].startswith("2026-03-12")
    library.trash.put(one.id)
    assert library.photo_uses.last_in_public([A, B], but=two.id) == {}
    assert library.photo_uses.last_in_public([]) == {}
