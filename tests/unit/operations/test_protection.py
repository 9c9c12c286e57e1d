"""Children, victims and witnesses: marks that stay in the house, and what is said before a face leaves."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("PySide6", reason="pictures are drawn by Qt")
from msgspec import structs

from morat.cli.run import run
from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Gallery, Photo
from morat.newsroom.checklist import lacks
from morat.newsroom.genres import Profile
from morat.newsroom.protection import CHILD, WITNESS, exposures, permission
from morat.newsroom.recipe import Cover, Recipe, Rect, written
from morat.operations import handoff
from morat.operations.exporting import ENDINGS, export_piece
from morat.operations.photo_export import export_photos
from morat.operations.photographs import add_photo
from morat.operations.renditions import known
from tests.unit.operations.test_edited_photos import portrait

pytestmark = [pytest.mark.qt, pytest.mark.usefixtures("qapp")]
ID = "8a7f6c1e-0000-4000-8000-000000000004"
HIDDEN = written(Recipe(blur=(Cover(Rect(0.1, 0.1, 0.3, 0.3)),)))
SECRET = "CháuTuyếtBíMật"


def marked(library: Library, flags=(CHILD,), permitted: str = "") -> str:
    facts = add_photo(library, portrait(), "bé.jpg").facts
    library.photos.update(structs.replace(facts, protects=flags, permitted=permitted))
    return facts.sha256


def piece(sha: str, edit: str | None = None) -> Article:
    photo = Photo("p", sha, credit="An", alt="Tả", edit=edit)
    return Article(id=ID, headline="Bài", blocks=(Gallery("g", (photo,)),))


def told(article: Article, library: Library) -> list[str]:
    return [message.code for message in exposures(article, known(library))]


def test_a_marked_picture_is_asked_about_until_it_is_hidden_or_permitted(library: Library):
    sha = marked(library)
    assert told(piece(sha), library) == ["photo-exposed"]
    assert told(piece(sha, written(Recipe(turn=1))), library) == ["photo-exposed"]
    assert told(piece(sha, HIDDEN), library) == []
    facts = library.photos.facts(sha)
    now = datetime(2026, 11, 30, 9, 15, tzinfo=UTC)
    library.photos.update(structs.replace(facts, permitted=permission("Lê An", now)))
    assert told(piece(sha), library) == []
    assert library.photos.facts(sha).permitted == "2026-11-30T09:15+00:00 Lê An"


def test_the_checklist_has_a_line(library: Library):
    sha = marked(library, (CHILD, WITNESS))
    now = datetime.now(UTC)
    found = [
        (lack.reason.code, lack.block) for lack in lacks(piece(sha), Profile("news"), now, known(library))
    ]
    assert ("photos-exposed", "g") in found
    found = [lack.reason.code for lack in lacks(piece(sha, HIDDEN), Profile("news"), now, known(library))]
    assert "photos-exposed" not in found


@pytest.mark.parametrize("to", ENDINGS)
def test_marks_are_warned_of_and_never_printed(to: str, library: Library, tmp_path: Path):
    sha = marked(library, (CHILD, SECRET), "")
    made = export_piece(piece(sha), library, to, tmp_path / f"b{ENDINGS[to]}")
    assert "photo-exposed" in [message.code for message in made.warnings]
    files = [made.path] if made.path.is_file() else [one for one in made.path.rglob("*") if one.is_file()]
    for file in files:
        data = file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                data = b"".join(packed.read(name) for name in packed.namelist())
        assert SECRET.encode() not in data
    alone = export_photos(piece(sha), library, tmp_path / "ra")
    assert [message.code for message in alone.warnings] == ["photo-exposed"]
    assert all(SECRET.encode() not in path.read_bytes() for path in alone.paths)


@pytest.mark.parametrize("edit", [None, written(Recipe(crop=Rect(0, 0, 0.5, 0.5)))])
def test_marks_come_to_a_colleague(edit: str | None, library: Library, tmp_path: Path):
    sha = marked(library, (WITNESS,), "2026-11-30T09:15+00:00 Lê An")
    article = piece(sha, edit)
    library.articles.save(article)
    handoff.send(library, ID, tmp_path / "b.morat")
    with Library.open(tmp_path / "khác") as other:
        received = handoff.receive(other, tmp_path / "b.morat").article
        assert told(received, other) == []
        (mark,) = {(facts.protects, facts.permitted) for facts in other.photos.rows()}
        assert mark == ((WITNESS,), "2026-11-30T09:15+00:00 Lê An")
        # What is said of a picture here is not overruled from elsewhere.
        (facts,) = other.photos.rows()
        other.photos.update(structs.replace(facts, protects=(CHILD,), permitted=""))
        library.articles.save(structs.replace(article, headline="Tít khác"))
        handoff.send(library, ID, tmp_path / "c.morat")
        handoff.receive(other, tmp_path / "c.morat")
        assert other.photos.rows()[0].protects == (CHILD,)


def test_the_command_marks_and_permits(library: Library, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("MORAT_HOME", str(tmp_path / "nhà"))
    sha = add_photo(library, portrait(), "bé.jpg").facts.sha256
    library.articles.save(piece(sha))
    library.close()
    folder = ["--library", str(tmp_path / "thư viện")]
    assert run(["photos", "protect", sha[:12], "--as", "child", "victim", "--json", *folder])[0] == 0
    (given,) = json.loads(capsys.readouterr().out)
    assert (given["protects"], given["permitted"]) == (["child", "victim"], "")
    out = str(tmp_path / "b.html")
    assert run(["export", ID, "--to", "html", "--out", out, *folder])[0] == 0
    assert "trẻ em, nạn nhân" in capsys.readouterr().err
    assert run(["photos", "protect", sha, "--permitted", "Mẹ cháu", *folder])[0] == 0
    capsys.readouterr()
    assert run(["export", ID, "--to", "html", "--out", out, "--force", *folder])[0] == 0
    assert "trẻ em" not in capsys.readouterr().err
    assert run(["photos", "protect", sha, "--as", "child", *folder])[0] == 0
    assert capsys.readouterr().out.split() == [sha[:12], "child"]
