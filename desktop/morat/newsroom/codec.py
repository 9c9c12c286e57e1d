"""The JSON form of an article and its way back (INTERFACES: schema ``morat/article-1``).

Fields that this version does not know ride along in each value's ``extra`` as JSON text and
are written again where they stood. Blocks of unknown type become ``Unknown`` and come out whole.
"""

from functools import lru_cache
from typing import Any, cast

import msgspec
from msgspec import structs

from morat.newsroom.article import SCHEMA, Article, Author, Dateline, Published, Series, tidy_article
from morat.newsroom.blocks import (
    Block,
    Box,
    Embed,
    Gallery,
    ListBlock,
    Paragraph,
    Photo,
    Pullquote,
    Quote,
    Subhead,
    Table,
)
from morat.newsroom.inline import Run
from morat.newsroom.messages import UserError
from morat.newsroom.review import Comment, Reply, Review, Settled, Suggestion, tidy_review

Json = dict[str, Any]

REVIEW_SCHEMA = "morat/review-1"

_BLOCKS: dict[str, type[msgspec.Struct]] = {
    "paragraph": Paragraph,
    "subhead": Subhead,
    "pullquote": Pullquote,
    "quote": Quote,
    "list": ListBlock,
    "photo": Photo,
    "gallery": Gallery,
    "table": Table,
    "embed": Embed,
    "box": Box,
}
# What makes the JSON of an article another than that of its structs.
_SPREAD = (b'"extra":', b'"edit":"', b'"type":"unknown"')
_HEAD = b'{"schema":"%s",' % SCHEMA.encode()
# Where structs lie below structs; lists, and lists of lists, are walked through.
_INSIDE: dict[str, type[msgspec.Struct]] = {
    "dateline": Dateline,
    "authors": Author,
    "series": Series,
    "published": Published,
    "runs": Run,
    "items": Run,
    "rows": Run,
    "photos": Photo,
    "comments": Comment,
    "replies": Reply,
    "suggestions": Suggestion,
    "settled": Settled,
}


def to_json(article: Article) -> Json:
    """Return ``article`` as plain values, ready for ``json.dumps``."""
    tree = cast("Json", msgspec.to_builtins(article))
    return {"schema": SCHEMA, **_spread(tree)}


def to_bytes(article: Article) -> bytes:
    """Return ``article`` as UTF-8 JSON, the same bytes for equal articles."""
    # Most pieces hold nothing that must be put back where it stood: theirs is what the structs give, without
    # the empty fields that would hold it. In text a quotation mark has a backslash before it, so these bytes
    # are never text.
    blocks = [_block_bytes(block) for block in article.blocks]
    around = _plain_bytes(structs.replace(article, blocks=()))
    if around is None or None in blocks:
        return msgspec.json.encode(to_json(article))
    inside = b'"blocks":[%s]' % b",".join(cast("list[bytes]", blocks))
    return _HEAD + around[1:].replace(b'"blocks":[]', inside, 1)


@lru_cache(maxsize=8192)
def _block_bytes(block: Block) -> bytes | None:
    # Between two savings of a piece nearly all of its blocks stay the same.
    return _plain_bytes(block)


def _plain_bytes(value: msgspec.Struct) -> bytes | None:
    """Return the JSON that the structs give, None where something in it must be put back where it stood."""
    data = msgspec.json.encode(value).replace(b',"extra":""', b"")
    return None if any(sign in data for sign in _SPREAD) else data


def from_bytes(data: bytes) -> Article:
    """Read an article from UTF-8 JSON; see :func:`from_json`."""
    try:
        tree = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UserError("article-unreadable", reason=str(error)) from error
    return from_json(tree)


def from_json(tree: object) -> Article:
    """Read an article from plain values.

    Raises:
        UserError: ``article-unreadable`` (not an article), ``article-newer`` (schema of a later version).
    """
    if not isinstance(tree, dict):
        raise UserError("article-unreadable", reason="not an object")
    known = dict(cast("Json", tree))
    schema = known.pop("schema", SCHEMA)
    if schema != SCHEMA:
        raise UserError("article-newer", schema=str(schema))
    try:
        return tidy_article(msgspec.convert(_gather(known, Article), Article))
    except (msgspec.ValidationError, RecursionError) as error:
        raise UserError("article-unreadable", reason=str(error)) from error


def blocks_to_bytes(blocks: tuple[Block, ...]) -> bytes:
    """Return a few blocks as UTF-8 JSON (clipboard, journal, blocks held in a document)."""
    plain = [_block_bytes(block) for block in blocks]
    if None not in plain:
        return b"[%s]" % b",".join(cast("list[bytes]", plain))
    return msgspec.json.encode(_spread(msgspec.to_builtins(blocks)), order="deterministic")


def blocks_from_bytes(data: bytes) -> tuple[Block, ...]:
    """Read what :func:`blocks_to_bytes` wrote; ids are kept.

    Raises:
        UserError: ``article-unreadable``.
    """
    try:
        return from_json({"id": "blocks", "blocks": msgspec.json.decode(data)}).blocks
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UserError("article-unreadable", reason=str(error)) from error


def review_to_bytes(review: Review) -> bytes:
    """Return what is said of a piece as UTF-8 JSON (schema ``morat/review-1``)."""
    tree = cast("Json", msgspec.to_builtins(review))
    return msgspec.json.encode({"schema": REVIEW_SCHEMA, **_spread(tree)})


def review_from_bytes(data: bytes) -> Review:
    """Read what :func:`review_to_bytes` wrote; fields that are not known are kept.

    Raises:
        UserError: ``article-unreadable``, ``article-newer``.
    """
    try:
        known = msgspec.json.decode(data, type=dict[str, Any])
        schema = known.pop("schema", REVIEW_SCHEMA)
        if schema != REVIEW_SCHEMA:
            raise UserError("article-newer", schema=str(schema))
        return tidy_review(msgspec.convert(_gather(known, Review), Review))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UserError("article-unreadable", reason=str(error)) from error


def _spread(value: Any) -> Any:
    """Put unknown fields back where they stood, from the leaves up."""
    if (items := _items(value)) is not None:
        return [_spread(item) for item in items]
    if not isinstance(value, dict):
        return value
    tree: Json = {name: _spread(item) for name, item in cast("Json", value).items()}
    extra = tree.pop("extra", "")
    if isinstance(tree.get("edit"), str):
        tree["edit"] = msgspec.json.decode(tree["edit"])
    if tree.get("type") == "unknown":
        tree = {"id": tree["id"], "type": tree["kind"]}
    if extra:
        tree.update(msgspec.json.decode(extra))
    return tree


def _gather(tree: Json, cls: type[msgspec.Struct]) -> Json:
    """Return ``tree`` with everything ``cls`` does not know moved into ``extra``, all the way down."""
    names = set(cls.__struct_fields__) - {"extra"}
    out: Json = {name: _inner(name, value) for name, value in tree.items() if name in names}
    rest = {name: value for name, value in tree.items() if name not in names}
    if cls in _BLOCKS.values():
        out["type"] = rest.pop("type", tree.get("type"))
        out.setdefault("id", "")
        if out["type"] is None:
            out["type"] = "photo"
    if out.get("edit") is not None:
        out["edit"] = _canonical(out["edit"])
    if rest:
        out["extra"] = _canonical(rest)
    return out


def _inner(name: str, value: Any) -> Any:
    if name == "blocks" and (items := _items(value)) is not None:
        return [_gather_block(item) for item in items]
    inside = _INSIDE.get(name)
    return value if inside is None else _gather_each(value, inside)


def _gather_each(value: Any, cls: type[msgspec.Struct]) -> Any:
    if (items := _items(value)) is not None:
        return [_gather_each(item, cls) for item in items]
    return _gather(cast("Json", value), cls) if isinstance(value, dict) else value


def _gather_block(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    tree = cast("Json", value)
    kind = tree.get("type")
    if isinstance(kind, str) and kind in _BLOCKS:
        return _gather(tree, _BLOCKS[kind])
    rest = {name: item for name, item in tree.items() if name not in ("id", "type")}
    block_id = tree.get("id")
    return {
        "type": "unknown",
        "id": block_id if isinstance(block_id, str) else "",
        "kind": str(kind or "unknown"),
        "extra": _canonical(rest) if rest else "",
    }


def _items(value: object) -> list[Any] | None:
    """Return a list's items, None for anything that is no list."""
    if not isinstance(value, list | tuple):
        return None
    return cast("list[Any]", value)


def _canonical(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
