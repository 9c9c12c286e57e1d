"""The publish packet out: one ZIP with everything that a page or a printer needs of a piece.

A folder named after the piece holds it as text, HTML and Word, its photos as ``anh/01-ten-bai.jpg``,
their captions as a list, and ``SHA256SUMS`` (``sha256sum -c`` and 7-Zip read it).
"""

import hashlib
from collections.abc import Iterator, Mapping

from morat.formats import docx_out, html_out, text_out
from morat.formats.naming import photo_names
from morat.formats.printed import printed
from morat.formats.zipping import zipped
from morat.newsroom.article import Article
from morat.newsroom.blocks import photos_in
from morat.newsroom.inline import plain
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.pictures import Picture
from morat.newsroom.text import slug

PHOTOS = "anh"
CAPTIONS = "chu-thich-anh.txt"
SUMS = "SHA256SUMS"
_PACKED = frozenset((".txt", ".html", ""))


def write(
    article: Article,
    pictures: Mapping[str, Picture],
    manuscript: Manuscript = Manuscript(),  # noqa: B008 - it is frozen
) -> bytes:
    """Return the packet of ``article``; ``pictures`` are the photos' files by the hash of the original.

    ``manuscript`` says how the Word file looks.
    """
    stem = slug(article.headline)
    names = photo_names(article, pictures)
    files = {
        f"{stem}.txt": text_out.write(article),
        f"{stem}.html": html_out.write(article, pictures),
        f"{stem}.docx": docx_out.write(article, pictures, manuscript),
        **{f"{PHOTOS}/{name}": pictures[sha].data for sha, name in names.items()},
    }
    captions = "\n\n".join(_captions(article, names))
    if captions:
        files[CAPTIONS] = (captions + "\n").encode()
    sums = [f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in files.items()]
    files[SUMS] = "".join(sums).encode()
    return zipped({f"{stem}/{path}": data for path, data in files.items()}, _PACKED)


def _captions(article: Article, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is said of each photo: its file, its caption, its credit, its alt text."""
    words = printed(article.language)
    for number, photo in enumerate(photos_in(article.blocks), 1):
        lines = (
            names.get(photo.photo or "", f"{number:02} – {words.frame}"),
            plain(photo.caption),
            words.credit + photo.credit if photo.credit else "",
            photo.alt,
        )
        yield "\n".join(filter(None, lines))
