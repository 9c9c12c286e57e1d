"""From a picture's file to what the library knows of it."""

from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import clean_line
from morat.photos import metadata
from morat.photos.decode import measure
from morat.photos.fingerprint import of_bytes


def facts(data: bytes, file: str, sidecar: bytes = b"") -> PhotoFacts:
    """Return hash, measure and metadata of a picture; ``file`` is the name it came under.

    The packet of a ``sidecar`` stands for the one in the file.

    Nothing is made up: a file without a Credit Line has no credit, even where it names its creator.

    Raises:
        UserError: as ``decode.measure``.
    """
    return measured(data, file, of_bytes(data), measure(data, file), sidecar)


def measured(
    data: bytes, file: str, sha: str, size: tuple[int, int, str], sidecar: bytes = b""
) -> PhotoFacts:
    """Return the same of a picture whose hash and measure (as ``decode.measure`` gives it) are known."""
    width, height, mime = size
    found = metadata.read(data, sidecar)
    return PhotoFacts(
        sha256=sha,
        file=clean_line(file),
        mime=mime,
        width=width,
        height=height,
        bytes=len(data),
        caption=found.caption,
        headline=found.headline,
        alt=found.alt,
        description=found.description,
        credit=found.credit,
        creator=found.creator,
        copyright=found.copyright,
        people=found.people,
        city=found.city,
        country=found.country,
        taken=found.taken,
        gps=found.gps,
        source=found.source,
        location=found.location,
        province=found.province,
        event=found.event,
        keywords=found.keywords,
        instructions=found.instructions,
        rating=found.rating,
        pick=found.pick,
    )
