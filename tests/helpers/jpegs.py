"""Small real photographs, made on the spot."""

import io

from PIL import Image

from morat.newsroom.pictures import Picture


def jpeg(shade: int = 90, width: int = 120, height: int = 80) -> Picture:
    """Return a JPEG of one colour; another ``shade`` is another file."""
    packed = io.BytesIO()
    Image.new("RGB", (width, height), (shade, 90, 60)).save(packed, "JPEG")
    return Picture(packed.getvalue(), "image/jpeg", width, height)
