"""Small real photographs, made on the spot."""

import io
import random
import struct

from PIL import Image

from morat.newsroom.pictures import Picture


def photograph(seed: int, width: int = 240, height: int = 160, **saved: object) -> bytes:
    """Return a JPEG that looks like no other ``seed``'s; ``saved`` is what Pillow's ``save`` is told."""
    chance = random.Random(seed)
    small = Image.new("RGB", (12, 8))
    small.putdata([(chance.randrange(256),) * 3 for _ in range(12 * 8)])
    packed = io.BytesIO()
    small.resize((width, height), Image.Resampling.BICUBIC).save(packed, "JPEG", **{"quality": 90, **saved})
    return packed.getvalue()


def with_thumbnail(data: bytes, orientation: int = 1, size: tuple[int, int] = (160, 120)) -> bytes:
    """Return a JPEG with the EXIF block of a camera: how it was held, and a small picture of itself."""
    small = io.BytesIO()
    Image.open(io.BytesIO(data)).resize(size).save(small, "JPEG")
    thumbnail = small.getvalue()
    entry = struct.Struct("<HHII").pack
    first = struct.pack("<H", 1) + entry(0x0112, 3, 1, orientation) + struct.pack("<I", 26)
    second = struct.pack("<H", 3) + entry(0x0103, 3, 1, 6) + entry(0x0201, 4, 1, 68)
    second += entry(0x0202, 4, 1, len(thumbnail)) + bytes(4)
    block = b"II*\0" + struct.pack("<I", 8) + first + second + thumbnail
    body = b"Exif\0\0" + block
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + data[2:]


def jpeg(shade: int = 90, width: int = 120, height: int = 80) -> Picture:
    """Return a JPEG of one colour; another ``shade`` is another file."""
    packed = io.BytesIO()
    Image.new("RGB", (width, height), (shade, 90, 60)).save(packed, "JPEG")
    return Picture(packed.getvalue(), "image/jpeg", width, height)
