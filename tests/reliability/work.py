"""The work of a busy newsroom, step after step: saves, files in and out, photos, the trash, backups."""

import hashlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import structs

from morat.formats import docx_out
from morat.library.revisions import content_hash
from morat.library.store import Library
from morat.newsroom.article import Article
from morat.newsroom.blocks import Paragraph, Photo, photos_in
from morat.newsroom.codec import to_bytes
from morat.newsroom.inline import runs_of
from morat.operations import care, handoff, importing, ingest, photographs, pieces
from morat.operations.exporting import ENDINGS, export_piece
from tests.helpers.jpegs import jpeg
from tests.helpers.pieces import article

Json = dict[str, Any]
Step = Callable[[], Iterator[Json]]
PIECES = 12
"""Pieces that are worked on; every one gets a long history."""


class Work:
    """Steps on one library; each yields its promises after the call that makes them has returned."""

    def __init__(self, library: Library, incoming: Path, outgoing: Path, chance: random.Random) -> None:
        """Work on ``library``; files come from the folder ``incoming`` and go to ``outgoing``."""
        self._library = library
        self._incoming = incoming
        self._outgoing = outgoing
        self._chance = chance
        self._steps: dict[str, tuple[int, Step]] = {
            "save": (150, self.save),
            "photo": (5, self.photo),
            "card": (3, self.card),
            "import": (4, self.bring_in),
            "import-word": (2, self.bring_in_word),
            "export": (5, self.export),
            "send": (4, self.send),
            "receive": (3, self.receive),
            "trash": (3, self.trash),
            "backup": (3, self.backup),
            "plain": (2, self.plain),
        }

    def names(self) -> list[str]:
        """Return the names of all steps."""
        return list(self._steps)

    def choose(self) -> str:
        """Return the name of the next step; saves are the most common."""
        weights = [weight for weight, _ in self._steps.values()]
        return self._chance.choices(list(self._steps), weights)[0]

    def do(self, name: str) -> Iterator[Json]:
        """Do one step and yield its promises."""
        return self._steps[name][1]()

    def save(self) -> Iterator[Json]:
        """Save a piece: one of those that are here, grown by a sentence, or a new one."""
        number = self._chance.randrange(PIECES)
        made = article(number, 240, random.Random(number))
        piece = self._library.articles.get(made.id).article if self._library.articles.has(made.id) else made
        said = runs_of(f"Câu thứ {self._chance.random()} của bài.")
        blocks = (*piece.blocks[-20:], Paragraph(f"s{self._chance.getrandbits(64):x}", said))
        kind = self._chance.choice(("auto", "auto", "auto", "milestone"))
        yield self._saved(structs.replace(piece, blocks=blocks), kind)

    def photo(self) -> Iterator[Json]:
        """Bring in a photo and put it into a piece."""
        data = jpeg(self._chance.randrange(256), 8 + self._chance.randrange(64), 8).data
        sha = photographs.add_photo(self._library, data, "ảnh.jpg").facts.sha256
        yield {"what": "photo", "sha": sha}
        piece = self._some_piece()
        if piece is not None:
            block = Photo(f"f{self._chance.getrandbits(64):x}", sha, runs_of("Chú thích"))
            yield self._saved(structs.replace(piece, blocks=(*piece.blocks[-20:], block)), "auto")

    def card(self) -> Iterator[Json]:
        """Take the pictures of a card in; those that came in before something went wrong are promised too."""
        for number in range(3):
            made = jpeg(self._chance.randrange(256), 72 + self._chance.randrange(64), 8 + number)
            (self._incoming / f"IMG_{number}.JPG").write_bytes(made.data)
        found = ingest.scan([self._incoming])
        for one in ingest.take(self._library, [path for path in found.files if path.suffix == ".JPG"]):
            yield {"what": "photo", "sha": one.facts.sha256 if one.facts else "none came in"}

    def bring_in(self) -> Iterator[Json]:
        """Import a file of text."""
        path = self._incoming / f"in-{self._chance.randrange(4)}.txt"
        path.write_text(f"Tin số {self._chance.random()}\n\nSapo của tin.\n\nThân bài đây.", encoding="utf-8")
        done = importing.import_file(self._library, path)
        yield self._head(done.article.id)

    def bring_in_word(self) -> Iterator[Json]:
        """Import a Word file with a picture: both are here then."""
        picture = jpeg(self._chance.randrange(256), 8 + self._chance.randrange(64), 8)
        sha = hashlib.sha256(picture.data).hexdigest()
        text = Paragraph("p", runs_of(f"Thân bài {self._chance.random()}."))
        piece = Article(id="w", headline="Tin có ảnh", blocks=(text, Photo("f", sha, runs_of("Chú thích"))))
        path = self._incoming / "in.docx"
        path.write_bytes(docx_out.write(piece, {sha: picture}))
        done = importing.import_file(self._library, path)
        for photo in photos_in(done.article.blocks):
            yield {"what": "photo", "sha": photo.photo or "none came along"}
        yield self._head(done.article.id)

    def export(self) -> Iterator[Json]:
        """Export a piece over the file of an earlier one."""
        piece = self._some_piece()
        if piece is not None:
            to = self._chance.choice([kind for kind in ENDINGS if kind != "html-folder"])
            path = self._outgoing / f"out-{self._chance.randrange(2)}{ENDINGS[to]}"
            yield {"what": "file", "path": str(path), "sha": ""}
            export_piece(piece, self._library, to, path, force=True)
            yield _written(path)

    def send(self) -> Iterator[Json]:
        """Write the hand-off file of a piece; its new status makes a version."""
        piece = self._some_piece()
        if piece is not None:
            path = self._outgoing / f"out-{self._chance.randrange(2)}.morat"
            yield {"what": "file", "path": str(path), "sha": ""}
            status = self._chance.choice(("submitted", "draft"))
            handoff.send(self._library, piece.id, path, status=status, force=True)
            yield _written(path)
            yield self._head(piece.id)

    def receive(self) -> Iterator[Json]:
        """Take in a copy of a piece that a colleague has worked on."""
        piece = self._some_piece()
        if piece is not None:
            path = self._incoming / "in.morat"
            handoff.send(self._library, piece.id, path, force=True)
            yield self._saved(structs.replace(piece, note=f"{self._chance.random()}"), "auto")
            yield self._head(handoff.receive(self._library, path).article.id)

    def trash(self) -> Iterator[Json]:
        """Put a piece into the trash and take it out again."""
        piece = self._some_piece()
        if piece is not None:
            pieces.put_into_trash(self._library, piece.id)
            yield self._head(piece.id)
            pieces.take_back(self._library, piece.id)
            yield self._head(piece.id)

    def backup(self) -> Iterator[Json]:
        """Back the library up while it is open."""
        yield {"what": "backup", "path": str(care.back_up(self._library.folder).backup.path)}

    def plain(self) -> Iterator[Json]:
        """Bring the plain copies up to date."""
        care.update_plain_copies(self._library.folder)
        yield {"what": "plain"}

    def _some_piece(self) -> Article | None:
        rows = self._library.articles.rows(limit=PIECES)
        return self._library.articles.get(self._chance.choice(rows).id).article if rows else None

    def _saved(self, piece: Article, kind: str) -> Json:
        saved = self._library.articles.save(piece, kind=kind)
        content = content_hash(to_bytes(piece))
        return {"what": "save", "id": piece.id, "revision": saved.revision, "content": content}

    def _head(self, piece: str) -> Json:
        stored = self._library.articles.get(piece)
        content = content_hash(to_bytes(stored.article))
        return {"what": "save", "id": piece, "revision": stored.revision, "content": content}


def put_back(folder: Path) -> None:
    """Back a library up that nobody has open and put that backup back: everything must be there as before."""
    care.back_up(folder)
    care.put_back(folder, care.find_backup(folder, care.NEWEST))
    care.complete_search(folder)


def _written(path: Path) -> Json:
    return {"what": "file", "path": str(path), "sha": hashlib.sha256(path.read_bytes()).hexdigest()}
