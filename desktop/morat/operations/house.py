"""What is the newsroom's own: styles, genres, words and what it ignores, in files that people read and share.

The folder ``house`` of the library belongs to the newsroom, the one beside the settings to the person at
this machine. Both may hold ``styles/NAME.toml``, ``genres/NAME.toml``, ``templates/NAME.html`` (a page
template in Jinja2, its style sheet in ``NAME.css``; ``formats/page_values.py`` says what it is handed),
``templates/NAME.docx`` (a page for Word files; ``formats/docx_template.py`` says what of it counts),
``dictionary.txt`` (a word or phrase a line) and ``ignored.txt`` (``rule: text`` a line); that of the
newsroom ``tag.txt``, ``section.txt``, ``source.txt``, ``series.txt`` and ``place.txt`` with what is offered
first there, one a line. Lines that begin with # are remarks. To share them is to copy the folder.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from msgspec import structs

from morat.assets import resource
from morat.language import genre_file, style_file
from morat.language.phrases import Phrases
from morat.language.style import DEFAULT, Style
from morat.newsroom.genres import Genres
from morat.newsroom.ignoring import one_line
from morat.newsroom.manuscript import SHIPPED, Manuscript
from morat.newsroom.messages import Message, UserError
from morat.newsroom.system_errors import reason
from morat.newsroom.text import clean, clean_line
from morat.operations.writing import write_file

if TYPE_CHECKING:
    # Jinja2 is loaded by those alone who make a page.
    from morat.formats.page_template import PageTemplate

T = TypeVar("T")

FOLDER = "house"
DICTIONARY, IGNORED = "dictionary.txt", "ignored.txt"
DEFAULT_NAME = "default"
TEMPLATES = "templates"


class Loaded(NamedTuple):
    """A style with dictionary and ignored findings in it, and what is to be said of its files."""

    style: Style
    warnings: tuple[Message, ...]


class House:
    """The newsroom's and the person's own files. Files that are not there are empty."""

    def __init__(self, library: Path, home: Path) -> None:
        """Read and write below the folders of the library and of the settings; nothing is made yet."""
        self.newsroom = library / FOLDER
        self.personal = home / FOLDER

    def styles(self) -> list[str]:
        """Return the names of all styles, the default one first."""
        found = {path.stem for folder in self._style_folders() for path in folder.glob("*.toml")}
        return sorted(found, key=lambda name: (name != DEFAULT_NAME, name))

    def titles(self) -> dict[str, str]:
        """Return what each style is called, by name; one whose file is broken is called by its name."""
        titles: dict[str, str] = {}
        for name in self.styles():
            try:
                titles[name] = self._parsed(name, ()).style.title
            except UserError:
                titles[name] = name
        return titles

    def style(self, name: str = DEFAULT_NAME) -> Loaded:
        """Return the style called ``name`` (or in the file ``name``), with the dictionaries laid in.

        Raises:
            UserError: ``style-unknown``, ``style-circular``, ``style-damaged``, ``style-wrong``,
                ``house-not-utf8``, ``file-unreadable``.
        """
        style, warnings = self._parsed(name, ())
        words = (word for folder in self._folders() for word in _lines(folder / DICTIONARY))
        ignored = (line for folder in self._folders() for line in _lines(folder / IGNORED))
        genres, more = self._genres()
        return Loaded(
            structs.replace(
                style,
                genres=genres,
                dictionary=Phrases[None]((word, None) for word in words),
                ignored=frozenset(_remembered(ignored)),
            ),
            (*warnings, *more),
        )

    def genres(self, style: str = DEFAULT_NAME) -> Genres:
        """Return the content profiles as the style called ``style`` leaves them.

        What cannot be read is as it ships; :meth:`style` says what that is.
        """
        genres, _ = self._genres()
        try:
            chosen, _ = self._parsed(style, ())
        except UserError:
            return genres
        whole = structs.replace(chosen, genres=genres)
        return Genres({genre: whole.profile(genre) for genre in genres.profiles})

    def page_templates(self) -> list[str]:
        """Return the names of the newsroom's and the person's own page templates."""
        return sorted({path.stem for path in self._templates("html")})

    def page_template(self, name: str) -> "PageTemplate":
        """Return the page template called ``name`` (or in the file ``name``).

        Its style sheet is the file beside it that ends in ``.css``, else that of the usual page.

        Raises:
            UserError: ``page-template-unknown``, ``house-not-utf8``, ``file-unreadable``.
        """
        from morat.formats.page_template import PageTemplate, shipped

        by_file = [Path(name)] if name.endswith(".html") and Path(name).is_file() else []
        named = (path for path in self._templates("html") if path.stem == name)
        path = next(chain(by_file, named), None)
        if path is None:
            raise UserError("page-template-unknown", name=name, folder=str(self.newsroom / TEMPLATES))
        style = path.with_suffix(".css")
        return PageTemplate(path.name, text_of(path), text_of(style) if style.is_file() else shipped().style)

    def word_pages(self) -> list[str]:
        """Return the names of the pages for Word files: those that ship, the newsroom's and the person's."""
        return list(dict.fromkeys((*SHIPPED, *(path.stem for path in self._templates("docx")))))

    def manuscript(self, page: str) -> Manuscript:
        """Return the page for Word files called ``page`` (or in the file ``page``).

        Raises:
            UserError: ``word-page-unknown``, ``file-unreadable``.
        """
        by_file = [Path(page)] if page.endswith(".docx") and Path(page).is_file() else []
        named = (path for path in self._templates("docx") if path.stem == page)
        path = next(chain(by_file, named), None)
        if path is None and page in SHIPPED:
            return Manuscript(page=page)
        if path is None:
            raise UserError("word-page-unknown", name=page, names=self.word_pages())
        try:
            return Manuscript(page=path.stem, template=path.read_bytes())
        except OSError as error:
            raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error

    def set_level(self, name: str, rule: str, level: str | None) -> None:
        """Give a family or rule of a style another level; None: that of the style it is based on.

        What the newsroom wrote in its file stays as it is, remarks too. A style that ships is not touched:
        the newsroom gets one of the same name that is based on it.

        Raises:
            UserError: as :meth:`style` and ``write_file``; the file is as it was.
        """
        import tomlkit

        self._parsed(name, ())
        own = [folder / "styles" / f"{name}.toml" for folder in self._folders()]
        path = next((path for path in own if path.is_file()), own[0])
        written = tomlkit.parse(text_of(path) if path.is_file() else f'based-on = "{name}"\n')
        levels: Any = written.setdefault("levels", tomlkit.table())
        if level is not None:
            levels[rule] = level
        elif rule in levels:
            del levels[rule]
        write_file(path, tomlkit.dumps(written).encode())

    def words(self, *, personal: bool = False) -> list[str]:
        """Return the words of the newsroom's dictionary, or of the person's, in the order of its file."""
        return _lines(self._folder(personal=personal) / DICTIONARY)

    def terms(self, kind: str) -> list[str]:
        """Return the newsroom's own list of tags, sections... (a file like ``tag.txt``), a line each.

        Raises:
            UserError: ``house-not-utf8``, ``file-unreadable``.
        """
        return _lines(self.newsroom / f"{kind}.txt")

    def add_word(self, word: str, *, personal: bool = False) -> None:
        """Put a word or phrase into the newsroom's dictionary, or into the person's.

        Raises:
            UserError: what reading and ``write_file`` raise; the file is as it was.
        """
        _add(self._folder(personal=personal) / DICTIONARY, word)

    def remove_word(self, word: str, *, personal: bool = False) -> None:
        """Take a word or phrase out of a dictionary again.

        Raises:
            UserError: as :meth:`add_word`.
        """
        _remove(self._folder(personal=personal) / DICTIONARY, word)

    def ignore(self, rule: str, text: str) -> None:
        """Let ``rule`` say nothing of ``text`` any more, in all pieces of the newsroom.

        Raises:
            UserError: as :meth:`add_word`.
        """
        _add(self.newsroom / IGNORED, f"{rule}: {one_line(text)}")

    def heed(self, rule: str, text: str) -> None:
        """Undo :meth:`ignore`.

        Raises:
            UserError: as :meth:`add_word`.
        """
        _remove(self.newsroom / IGNORED, f"{rule}: {one_line(text)}")

    def _folder(self, *, personal: bool) -> Path:
        return self.personal if personal else self.newsroom

    def _folders(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self.newsroom, self.personal)))

    def _style_folders(self) -> tuple[Path, ...]:
        return (*(folder / "styles" for folder in self._folders()), resource("styles"))

    def _templates(self, ending: str) -> Iterator[Path]:
        for folder in self._folders():
            yield from sorted((folder / TEMPLATES).glob(f"*.{ending}"))

    def _genres(self) -> tuple[Genres, tuple[Message, ...]]:
        """Lay the person's profiles over the shipped ones, and the newsroom's over both."""
        genres, warnings = genre_file.shipped(), list[Message]()
        for folder in reversed(self._folders()):
            files: list[tuple[str, str]] = []
            for path in sorted((folder / genre_file.FOLDER).glob("*.toml")):
                try:
                    files.append((path.name, text_of(path)))
                except UserError as error:
                    warnings.append(error.message)
            genres, more = genre_file.parse_all(files, genres)
            warnings += more
        return genres, tuple(warnings)

    def _parsed(self, name: str, seen: tuple[Path, ...]) -> Loaded:
        path = self._path(name, seen)
        text = text_of(path)
        warnings: tuple[Message, ...] = ()
        if path == resource("styles", f"{DEFAULT_NAME}.toml"):
            base = DEFAULT
        else:
            based_on = style_file.base_of(text, path.name) or DEFAULT_NAME
            base, warnings = self._parsed(based_on, (*seen, path))
        parsed = style_file.parse(text, path.name, base)
        return Loaded(parsed.style, (*warnings, *parsed.warnings))

    def _path(self, name: str, seen: tuple[Path, ...]) -> Path:
        """Return the file of a style. One that is based on its own name means the next of that name."""
        if not seen and name.endswith(".toml") and Path(name).is_file():
            return Path(name).absolute()
        files = [path for folder in self._style_folders() for path in folder.glob("*.toml")]
        there = [path for path in files if path.stem == name]
        if not there:
            raise UserError("style-unknown", name=name, names=self.styles())
        for path in there:
            if path not in seen:
                return path
        raise UserError("style-circular", name=name)


def _remembered(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        rule, colon, text = line.partition(": ")
        if colon and text:
            yield rule, text


def house_files(library: Path, home: Path, kind: str) -> Iterator[tuple[Path, bool]]:
    """Yield the TOML files of a ``kind`` (a folder's name) and whether they ship.

    Of two with the same name the first counts: the newsroom's, the person's, what ships.
    """
    own = (library / FOLDER / kind, home / FOLDER / kind)
    for folder in (*dict.fromkeys(own), resource(kind)):
        for path in sorted(folder.glob("*.toml")):
            yield path, folder not in own


def house_values(
    library: Path, home: Path, kind: str, parse: Callable[[str, str], tuple[T, tuple[Message, ...]]]
) -> tuple[list[tuple[T, Path, bool]], tuple[Message, ...]]:
    """Return what ``parse`` makes of text and name of each file that counts, its path, whether it ships.

    See :func:`house_files`. A file that cannot be read is left out, so that the next one of its name counts;
    that is among what is to be said.
    """
    kept: dict[str, tuple[T, Path, bool]] = {}
    warnings: list[Message] = []
    for path, ships in house_files(library, home, kind):
        if path.stem in kept:
            continue
        try:
            value, remarks = parse(text_of(path), path.name)
        except UserError as error:
            warnings.append(error.message)
            continue
        kept[path.stem] = (value, path, ships)
        warnings += remarks
    return list(kept.values()), tuple(warnings)


def text_of(path: Path) -> str:
    """Return the text of a file that people write, cleaned.

    Raises:
        UserError: ``house-not-utf8``, ``file-unreadable``.
    """
    try:
        return clean(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UserError("house-not-utf8", file=path.name) from error
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=reason(error)) from error


def _lines(path: Path) -> list[str]:
    """Return the lines of a list but remarks and empty ones; a file that is not there has none."""
    if not path.is_file():
        return []
    lines = (clean_line(line) for line in text_of(path).split("\n"))
    return [line for line in lines if line and not line.startswith("#")]


def _add(path: Path, line: str) -> None:
    line = clean_line(line)
    if not line or line in _lines(path):
        return
    text = text_of(path) if path.is_file() else ""
    if text and not text.endswith("\n"):
        text += "\n"
    write_file(path, f"{text}{line}\n".encode())


def _remove(path: Path, line: str) -> None:
    line = clean_line(line)
    if line in _lines(path):
        kept = [one for one in text_of(path).split("\n") if clean_line(one) != line]
        write_file(path, "\n".join(kept).encode())
