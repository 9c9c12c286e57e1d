"""The contact sheet of a piece: the library's photos beside its own, and what is looked over."""

from morat.library.store import Library
from morat.newsroom.article import Author, new_article
from morat.newsroom.blocks import Paragraph, Photo
from morat.newsroom.inline import runs_of
from morat.newsroom.pictures import PhotoFacts
from morat.operations import contact_sheet
from morat.operations.contact_sheet import Wanted, look_over, read_sheet, runs
from morat.photos.fingerprint import of_bytes

TEXT = "Ông Vi Văn Thắng, Chủ tịch xã, cùng bà con trồng cây."


def add(library: Library, name: str) -> str:
    data = name.encode()
    library.photos.add(data, PhotoFacts(sha256=of_bytes(data), file=name, caption=name))
    return of_bytes(data)


def names(caption: str, **fields: object) -> list[str]:
    """The people of a caption that a piece does not speak of."""
    photo = Photo("p", "a" * 64, runs_of(caption), credit="Thu Hà", alt="x")
    article = new_article(blocks=(Paragraph("t", runs_of(TEXT)), photo), **fields)
    (notes,) = look_over(article).values()
    return [str(note.params["name"]) for note in notes if note.code == "name-caption"]


def test_own_photos_are_on_the_sheet_however_old(library, monkeypatch):
    monkeypatch.setattr(contact_sheet, "LIMIT", 2)
    old, *_, newer, newest = (add(library, name) for name in ("cũ", "một", "hai", "ba"))
    sheet = read_sheet(library, Wanted(here={old: 1, "f" * 64: 1}))
    assert [facts.sha256 for facts in sheet.photos] == [old, newest, newer]


def test_own_photos_are_known_while_others_are_searched_for(library):
    old, _ = (add(library, name) for name in ("cũ", "hai"))
    for wanted, shown in (
        (Wanted(here={old: 1}, query="hai"), ["hai"]),
        (Wanted(here={old: 1}, trashed=True), []),
    ):
        sheet = read_sheet(library, wanted)
        assert [facts.file for facts in sheet.photos] == shown
        assert [facts.file for facts in sheet.hidden] == ["cũ"]
    assert read_sheet(library, Wanted(here={old: 1}, query="cũ")).hidden == ()
    assert read_sheet(library, Wanted(here={old: 1})).hidden == ()


def test_a_sheet_says_what_ran_elsewhere(library):
    sha = add(library, "chợ")
    piece = new_article(headline="Chợ", blocks=(Photo("p", sha),), status="published")
    library.articles.save(piece)
    assert list(read_sheet(library, Wanted()).ran) == [sha]
    assert read_sheet(library, Wanted(piece.id)).ran == {}
    assert [run.headline for run in runs(library, sha)] == ["Chợ"]
    assert runs(library, sha, but=piece.id) == []


def test_people_in_captions_of_whom_the_text_does_not_speak():
    assert names("Ông Vi Văn Thắng trồng cây.") == []
    assert names("Ông Thắng và bà Nguyễn Thị Hoa trồng cây.") == ["Nguyễn Thị Hoa"]


def test_who_took_the_picture_is_not_in_it():
    assert names("Bà con trồng cây. Ảnh: Nguyễn Mai Hương") == []
    assert names("Bà con cùng Nguyễn Mai Hương.", authors=(Author("Nguyễn Mai Hương"),)) == []
