"""What changed between two states of a piece, word by word; exact in both directions.

Blocks are the same block when they have the same id, wherever they stand and whatever type they are
now. Words are syllables with their punctuation. ``applied(old, changes(old, new)) == new``, and
``applied(new, inverse(changes(old, new))) == old``: the merge and the tracked changes stand on this.

A text is a tuple of runs throughout. Items of a list and cells of a table are one text as well,
parted by signs that no text can carry (``newsroom.text.clean`` takes them out).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from msgspec import Struct, structs

from morat.newsroom.article import Article
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
from morat.newsroom.edits import Edit, edited, edits, inverted, joined, with_text
from morat.newsroom.inline import Run, Runs, plain
from morat.newsroom.word_match import increasing

ITEM, CELL = "\u2029", "\u2028"
"""What parts the items of a list and the rows of a table, and the cells of a row."""

Owner = str | None
"""Whose text or value it is: the id of a block, None for the article itself."""

_BODY = {"runs": "body"}
# Attribute and field (as in a Finding) of every text, in reading order.
_TEXTS: Mapping[type[Struct], Mapping[str, str]] = {
    Article: {name: name for name in ("kicker", "headline", "deck", "standfirst", "source", "note")},
    Paragraph: _BODY,
    Subhead: _BODY,
    Pullquote: _BODY,
    Quote: {**_BODY, "attribution": "attribution"},
    ListBlock: {"items": "body"},
    Photo: {"caption": "caption", "credit": "credit", "alt": "alt"},
    Gallery: {"caption": "caption"},
    Table: {"rows": "body"},
    Embed: {"caption": "caption"},
    Box: {"title": "title"},
}
_CHILDREN: Mapping[type[Struct], str] = {Article: "blocks", Gallery: "photos", Box: "blocks"}
_BLANK: Mapping[str, object] = {"items": ((),), "rows": ()}
_Node = Article | Block
Node = TypeVar("Node", Article, Block)


class TextChange(Struct, frozen=True):
    """The edits of one text, in its order and apart from each other; ``field`` as in a Finding."""

    owner: Owner
    field: str
    edits: tuple[Edit, ...]


class ValueChange(Struct, frozen=True):
    """A plain value that is another now.

    ``field`` is the attribute; ``type`` where the block is of another type, its values are then the
    blocks without their texts.
    """

    owner: Owner
    field: str
    old: object
    new: object


class Place(Struct, frozen=True):
    """Where a block stands: in the article (``owner`` None) or a box or gallery, as which of its blocks."""

    owner: Owner
    index: int


class PlaceChange(Struct, frozen=True):
    """A block came (``old`` is None), went (``new`` is None) or moved.

    ``content`` is a block that came or went, without the blocks inside it, which have their own.
    """

    block: str
    old: Place | None
    new: Place | None
    content: Block | None = None


class Changes(Struct, frozen=True):
    """Everything that changed; empty (and false) when nothing did."""

    texts: tuple[TextChange, ...] = ()
    values: tuple[ValueChange, ...] = ()
    places: tuple[PlaceChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts or self.values or self.places)


def changes(old: Article, new: Article) -> Changes:
    """Return what leads from ``old`` to ``new``; both in their normal form (``tidy_article``).

    Takes time in step with the length of the texts that differ (see tests/benchmarks/changes.py).
    """
    before, after = _Tree(old), _Tree(new)
    texts: list[TextChange] = []
    values: list[ValueChange] = []
    for owner, node in after.nodes.items():
        was = before.nodes.get(owner)
        if was is not None and was != node:
            values += _value_changes(owner, was, node)
            texts += _text_changes(owner, was, node)
    return Changes(tuple(texts), tuple(values), tuple(_place_changes(before, after)))


def applied(article: Article, made: Changes) -> Article:
    """Return ``article``, from which ``made`` was told, with these changes.

    Raises:
        ValueError: it is not the one from which they were told.
    """
    tree = _Tree(article)
    of_owner = defaultdict[Owner, list[TextChange | ValueChange]](list)
    told: list[TextChange | ValueChange] = [*made.values, *made.texts]
    for one in told:
        of_owner[one.owner].append(one)
    for owner, those in of_owner.items():
        bare, texts = _taken_apart(tree.nodes[owner])
        for one in those:
            if isinstance(one, ValueChange):
                bare = _with_value(bare, one)
            else:
                texts[one.field] = edited(texts.get(one.field, ()), one.edits)
        tree.nodes[owner] = _put_together(bare, texts)
    tree.move(made.places)
    return tree.article()


def inverse(made: Changes) -> Changes:
    """Return what leads back."""
    return Changes(
        tuple(TextChange(one.owner, one.field, tuple(inverted(one.edits))) for one in made.texts),
        tuple(ValueChange(one.owner, one.field, one.new, one.old) for one in made.values),
        tuple(PlaceChange(one.block, one.new, one.old, one.content) for one in made.places),
    )


def of_block(made: Changes, block: Owner) -> Changes:
    """Return those of one block (or of the article's own texts and values), fit to be applied alone.

    With a block that came, went or moved go the places of those inside it, and of the one it is in; with one
    that became another kind (a paragraph a gallery) the places of those inside it.
    """
    moving = {one.block: one for one in made.places}
    became = any(one.owner == block and one.field == "type" for one in made.values)
    along = {block} if became else {block} & moving.keys()
    count = -1
    while len(along) != count:
        count = len(along)
        for name, one in moving.items():
            around = {place.owner for place in (one.old, one.new) if place}
            if name in along:
                along |= around & moving.keys()
            elif around & along:
                along.add(name)
    return Changes(
        tuple(one for one in made.texts if one.owner == block),
        tuple(one for one in made.values if one.owner == block),
        tuple(one for one in made.places if one.block in along),
    )


def texts_of(node: Article | Block) -> dict[str, Runs]:
    """Return the texts of an article or block by their fields, empty ones left out, in reading order."""
    return _taken_apart(node)[1]


def with_text_of(node: Node, field: str, text: Runs) -> Node:
    """Return an article or block with another text in a ``field`` that :func:`texts_of` gives it."""
    bare, texts = _taken_apart(node)
    return cast("Node", _put_together(bare, {**texts, field: text}))


def _text_changes(owner: Owner, was: _Node, node: _Node) -> Iterator[TextChange]:
    old, new = texts_of(was), texts_of(node)
    for field in dict.fromkeys((*new, *old)):
        made = edits(old.get(field, ()), new.get(field, ()))
        if made:
            yield TextChange(owner, field, made)


def _value_changes(owner: Owner, was: _Node, node: _Node) -> Iterator[ValueChange]:
    old, new = _taken_apart(was)[0], _taken_apart(node)[0]
    if type(old) is not type(new):
        yield ValueChange(owner, "type", old, new)
        return
    for field in old.__struct_fields__:
        one, other = getattr(old, field), getattr(new, field)
        if one != other:
            yield ValueChange(owner, field, one, other)


def _with_value(bare: _Node, value: ValueChange) -> _Node:
    if value.field == "type":
        return cast("Block", value.new)
    return structs.replace(bare, **{value.field: value.new})


def _taken_apart(node: _Node) -> tuple[_Node, dict[str, Runs]]:
    """Return an article or block without its texts, and these by their fields."""
    texts: dict[str, Runs] = {}
    blank: dict[str, object] = {}
    for name, field in _TEXTS.get(type(node), {}).items():
        value = getattr(node, name)
        text = _text_of(name, value)
        if text:
            texts[field] = text
            blank[name] = "" if isinstance(value, str) else _BLANK.get(name, ())
    bare = structs.replace(node, **blank) if blank else node
    if _put_together(bare, texts) != node:
        # Not in its normal form: it stays whole, and its attributes change as plain values.
        return node, {}
    return bare, texts


def _put_together(bare: _Node, texts: Mapping[str, Runs]) -> _Node:
    filled: dict[str, object] = {}
    for name, field in _TEXTS.get(type(bare), {}).items():
        text = texts.get(field)
        if text:
            filled[name] = _value_of(name, text, is_line=isinstance(getattr(bare, name), str))
    return structs.replace(bare, **filled) if filled else bare


def _text_of(name: str, value: Any) -> Runs:
    if isinstance(value, str):
        return (Run(value),) if value else ()
    if name == "items":
        return _strung(value, ITEM)
    if name == "rows":
        return _strung([_strung(row, CELL) for row in value], ITEM)
    return cast("Runs", value)


def _strung(texts: Sequence[Runs], sign: str) -> Runs:
    done: list[Run] = []
    for place, text in enumerate(texts):
        if place:
            done.append(Run(sign))
        done += text
    return joined(done)


def _value_of(name: str, text: Runs, *, is_line: bool) -> object:
    if is_line:
        return plain(text)
    if name == "items":
        return tuple(_parted(text, ITEM))
    if name == "rows":
        return tuple(tuple(_parted(row, CELL)) for row in _parted(text, ITEM))
    return text


def _parted(text: Runs, sign: str) -> Iterator[Runs]:
    part: list[Run] = []
    for run in text:
        first, *others = run.text.split(sign)
        part.append(with_text(run, first))
        for other in others:
            yield joined(part)
            part = [with_text(run, other)]
    yield joined(part)


class _Tree:
    """An article as blocks by id, each alone, and which stand in which."""

    def __init__(self, article: Article) -> None:
        self.nodes: dict[Owner, _Node] = {}
        self.children: dict[Owner, list[str]] = {}
        self._add(None, article)

    def _add(self, owner: Owner, node: _Node) -> None:
        inside = _CHILDREN.get(type(node))
        if inside is None:
            self.nodes[owner] = node
            return
        blocks: tuple[Block, ...] = getattr(node, inside)
        self.nodes[owner] = structs.replace(node, **{inside: ()})
        self.children[owner] = [block.id for block in blocks]
        for block in blocks:
            self._add(block.id, block)

    def places(self) -> dict[str, Place]:
        """Return where every block stands."""
        return {
            block: Place(owner, index)
            for owner, blocks in self.children.items()
            for index, block in enumerate(blocks)
        }

    def move(self, made: tuple[PlaceChange, ...]) -> None:
        """Take away what went or moved, then put what came or moved into its place, from the front on."""
        leaving = {one.block for one in made}
        for owner, blocks in self.children.items():
            self.children[owner] = [block for block in blocks if block not in leaving]
        for one in made:
            if one.new is None:
                self.nodes.pop(one.block)
            elif one.content is not None:
                self.nodes[one.block] = one.content
        for one in sorted((one for one in made if one.new), key=lambda one: cast("Place", one.new).index):
            place = cast("Place", one.new)
            self.children.setdefault(place.owner, []).insert(place.index, one.block)

    def article(self) -> Article:
        """Return the article again."""
        return cast("Article", self._whole(None))

    def _whole(self, owner: Owner) -> _Node:
        node = self.nodes[owner]
        inside = _CHILDREN.get(type(node))
        if inside is None:
            return node
        blocks = tuple(self._whole(block) for block in self.children.get(owner, ()))
        return structs.replace(node, **{inside: blocks})


def _place_changes(before: _Tree, after: _Tree) -> Iterator[PlaceChange]:
    old, new = before.places(), after.places()
    for block, place in old.items():
        if block not in new:
            yield PlaceChange(block, place, None, cast("Block", before.nodes[block]))
    stay: set[str] = set()
    for owner, blocks in after.children.items():
        kept = [block for block in blocks if block in old and old[block].owner == owner]
        stay.update(kept[at] for at in increasing([old[block].index for block in kept]))
    for block, place in new.items():
        if block not in old:
            yield PlaceChange(block, None, place, cast("Block", after.nodes[block]))
        elif block not in stay:
            yield PlaceChange(block, old[block], place)
