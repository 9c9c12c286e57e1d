"""ninjs out: the piece as IPTC News in JSON 3.0, for agencies and systems that take a feed.

The pictures are told by the names that they have when the photos leave for a folder; their bytes go by
themselves.
Fields: iptc.org/std/ninjs, schema 3.0.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping

from morat.formats import cms_out, text_out
from morat.formats.naming import creators, photo_names, uri
from morat.formats.printed import instant
from morat.newsroom.article import Article, size
from morat.newsroom.blocks import Photo, photos_in
from morat.newsroom.inline import plain
from morat.newsroom.pictures import Picture
from morat.newsroom.text import slug

_MINUTES = re.compile(r"(T\d\d:\d\d)(Z|[+-])")
_STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}


def write(article: Article, pictures: Mapping[str, Picture]) -> bytes:
    """Return ``article`` as JSON; ``pictures`` are the photos' files by the hash of the original."""
    names = photo_names(article, pictures)
    published = _with_seconds(instant(article.published.at)) if article.published else ""
    item: dict[str, object] = {
        "uri": uri(article),
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full",
        "language": article.language,
        "versionCreated": published if "T" in published else "",
        "title": article.headline,
        "slugline": slug(article.headline),
        "by": creators(article),
        "located": article.dateline.place,
        "headlines": _told(main=article.headline, kicker=article.kicker, deck=article.deck),
        "descriptions": _told(summary=article.standfirst),
        "bodies": _bodies(article, names),
        "subjects": [{"name": name} for name in filter(None, (article.section, *article.tags))],
        "genres": [{"literal": article.genre}] if article.genre else [],
        "infoSources": [{"name": article.source}] if article.source else [],
        "associations": list(_pictures(article, pictures, names)),
    }
    kept = {name: value for name, value in item.items() if value}
    return _json(kept)


def _with_seconds(moment: str) -> str:
    """Return a moment as RFC 3339 asks for it: with its seconds."""
    return _MINUTES.sub(r"\1:00\2", moment)


def _told(**values: str) -> list[dict[str, str]]:
    return [{"role": role, "value": value} for role, value in values.items() if value]


def _bodies(article: Article, names: Mapping[str, str]) -> list[dict[str, object]]:
    measured = size(article)
    return [
        {
            "role": "main",
            "contentType": "text/plain",
            "charCount": measured.characters,
            "wordCount": measured.words,
            "value": text_out.body(article),
        },
        {"role": "richtext", "contentType": "text/html", "value": cms_out.html(article, names)},
    ]


def _pictures(
    article: Article, pictures: Mapping[str, Picture], names: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    """Yield an associated object for each photo that has its picture, once a picture."""
    first: dict[str, Photo] = {}
    for photo in photos_in(article.blocks):
        first.setdefault(photo.photo or "", photo)
    for sha, name in names.items():
        photo, picture = first[sha], pictures[sha]
        digest = hashlib.sha256(picture.data).hexdigest()
        item: dict[str, object] = {
            "name": name,
            "uri": f"urn:sha256:{digest}",
            "type": "picture",
            "by": photo.credit,
            "descriptions": _told(caption=plain(photo.caption), alt=photo.alt),
            "renditions": [
                {
                    "name": "web",
                    "contentType": picture.mime,
                    "width": picture.width,
                    "height": picture.height,
                    "sizeInBytes": len(picture.data),
                    "originalFilename": name,
                    "digest": f"sha256:{digest}",
                }
            ],
        }
        yield {name: value for name, value in item.items() if value}


def _json(value: object) -> bytes:
    # A line separator would end a line where the JSON is put into a script.
    told = json.dumps(value, ensure_ascii=False, indent=2)
    return (told.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n").encode()
