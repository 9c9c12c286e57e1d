"""The blocks of a piece in another order or grouping: pure functions, each returns the new blocks.

A block is found by its id wherever it lies, in a box too. What cannot be done returns the blocks as they are.
"""

from collections.abc import Callable, Iterable

from msgspec import structs

from morat.newsroom.blocks import Block, Box, Gallery, Photo, Table, new_id
from morat.newsroom.inline import Runs, plain

Blocks = tuple[Block, ...]


def find(blocks: Iterable[Block], block_id: str) -> Block | None:
    """Return the block with this id, None where there is none; pictures of galleries are not looked at."""
    for block in blocks:
        if block.id == block_id:
            return block
        if isinstance(block, Box) and (inside := find(block.blocks, block_id)) is not None:
            return inside
    return None


def replaced(blocks: Blocks, block_id: str, new: Iterable[Block]) -> Blocks:
    """Return ``blocks`` with others in the place of one."""
    put = tuple(new)
    done: list[Block] = []
    for block in blocks:
        if block.id == block_id:
            done.extend(put)
        elif isinstance(block, Box):
            inside = replaced(block.blocks, block_id, put)
            done.append(block if inside == block.blocks else structs.replace(block, blocks=inside))
        else:
            done.append(block)
    return tuple(done)


def with_photo(blocks: Blocks, photo: Photo) -> Blocks:
    """Return ``blocks`` with another state of a photo in its place, in a gallery too."""
    done: list[Block] = []
    for block in blocks:
        match block:
            case Photo() if block.id == photo.id:
                done.append(photo)
            case Gallery():
                photos = tuple(photo if one.id == photo.id else one for one in block.photos)
                done.append(structs.replace(block, photos=photos))
            case Box():
                done.append(structs.replace(block, blocks=with_photo(block.blocks, photo)))
            case _:
                done.append(block)
    return tuple(done)


def moved(blocks: Blocks, block_id: str, target: str, *, after: bool) -> Blocks:
    """Return ``blocks`` with one of them beside another; a box stays out of boxes."""
    block, beside = find(blocks, block_id), find(blocks, target)
    if block is None or beside is None or block is beside:
        return blocks
    if isinstance(block, Box):
        if find(block.blocks, target) is not None:
            return blocks
        beside = next((one for one in blocks if isinstance(one, Box) and find(one.blocks, target)), beside)
    rest = replaced(blocks, block_id, ())
    left = find(rest, beside.id)
    return blocks if left is None else replaced(rest, left.id, (left, block) if after else (block, left))


def shifted(blocks: Blocks, block_id: str, way: int) -> Blocks:
    """Return ``blocks`` with one of them a place up (-1) or down (1); at the edge of a box it leaves it."""
    for number, block in enumerate(blocks):
        if block.id == block_id:
            to = number + way
            if not 0 <= to < len(blocks):
                return blocks
            return moved(blocks, block_id, blocks[to].id, after=way > 0)
        if isinstance(block, Box) and find(block.blocks, block_id) is not None:
            inside = shifted(block.blocks, block_id, way)
            if inside == block.blocks:
                return moved(blocks, block_id, block.id, after=way > 0)
            return (*blocks[:number], structs.replace(block, blocks=inside), *blocks[number + 1 :])
    return blocks


def gathered(blocks: Blocks, block_id: str) -> tuple[Blocks, str]:
    """Put a photo into a gallery with the photo or gallery beside it; also return the id of the gallery.

    The one above is preferred; a photo that stands alone becomes a gallery of one.
    """
    photo = find(blocks, block_id)
    if not isinstance(photo, Photo):
        return blocks, block_id
    siblings = _siblings(blocks, block_id)
    at = next(number for number, one in enumerate(siblings) if one.id == block_id)
    for near in (at - 1, at + 1):
        other = siblings[near] if 0 <= near < len(siblings) else None
        if isinstance(other, Photo | Gallery):
            gallery = _joined((other, photo) if near < at else (photo, other))
            return replaced(replaced(blocks, photo.id, ()), other.id, (gallery,)), gallery.id
    alone = _joined((photo,))
    return replaced(blocks, photo.id, (alone,)), alone.id


def _joined(parts: tuple[Photo | Gallery, ...]) -> Gallery:
    whole = next((one for one in parts if isinstance(one, Gallery)), None)
    photos: list[Photo] = []
    for part in parts:
        photos.extend(part.photos if isinstance(part, Gallery) else (part,))
    if whole is not None:
        return structs.replace(whole, photos=tuple(photos))
    caption: Runs = next((photo.caption for photo in photos if plain(photo.caption)), ())
    return Gallery(new_id(), tuple(photos), caption)


def boxed(blocks: Blocks, ids: Iterable[str], box: Box) -> Blocks:
    """Return ``blocks`` with those of ``ids`` inside ``box``; unchanged where one is or has a box."""
    wanted = set(ids)
    inside = tuple(block for block in blocks if block.id in wanted)
    if len(inside) != len(wanted) or any(isinstance(block, Box) for block in inside):
        return blocks
    whole = structs.replace(box, blocks=inside)
    first = inside[0].id
    return tuple(
        whole if block.id == first else block
        for block in blocks
        if block.id == first or block.id not in wanted
    )


def added(blocks: Blocks, gallery_id: str, photo: Photo) -> Blocks:
    """Return ``blocks`` with a photo at the end of a gallery."""
    gallery = find(blocks, gallery_id)
    if not isinstance(gallery, Gallery):
        return blocks
    return replaced(blocks, gallery_id, (structs.replace(gallery, photos=(*gallery.photos, photo)),))


def with_photos(blocks: Blocks, gallery_id: str, photos: tuple[Photo, ...], out: tuple[Photo, ...]) -> Blocks:
    """Return ``blocks`` with these photos in a gallery, and those taken ``out`` of it below.

    A gallery without photos that had some is gone; its caption goes with it.
    """
    gallery = find(blocks, gallery_id)
    if not isinstance(gallery, Gallery):
        return blocks
    kept: Blocks = (structs.replace(gallery, photos=photos),) if photos else ()
    return replaced(blocks, gallery_id, (*kept, *out))


def table_changed(blocks: Blocks, table_id: str, change: Callable[[Table], Table | None]) -> Blocks:
    """Return ``blocks`` with one table changed; None takes it away."""
    table = find(blocks, table_id)
    if not isinstance(table, Table):
        return blocks
    new = change(table)
    return replaced(blocks, table_id, () if new is None else (new,))


def with_row(table: Table, at: int) -> Table:
    """Return ``table`` with an empty row that is number ``at`` then."""
    empty: tuple[Runs, ...] = ((),) * len(table.rows[0])
    return structs.replace(table, rows=(*table.rows[:at], empty, *table.rows[at:]))


def with_column(table: Table, at: int) -> Table:
    """Return ``table`` with an empty column that is number ``at`` then."""
    return structs.replace(table, rows=tuple((*row[:at], (), *row[at:]) for row in table.rows))


def without_row(table: Table, at: int) -> Table | None:
    """Return ``table`` without a row; without its last one there is none."""
    rows = (*table.rows[:at], *table.rows[at + 1 :])
    return structs.replace(table, rows=rows) if rows else None


def without_column(table: Table, at: int) -> Table | None:
    """Return ``table`` without a column; without its last one there is none."""
    rows = tuple((*row[:at], *row[at + 1 :]) for row in table.rows)
    return structs.replace(table, rows=rows) if rows[0] else None


def _siblings(blocks: Blocks, block_id: str) -> Blocks:
    for block in blocks:
        if isinstance(block, Box) and find(block.blocks, block_id) is not None:
            return _siblings(block.blocks, block_id)
    return blocks
