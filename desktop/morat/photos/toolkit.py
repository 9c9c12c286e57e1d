"""Exiv2: the one module that names it, and the lock it needs."""

import threading
from typing import Any

import exiv2 as bindings

exiv2: Any = bindings
"""The bindings, which carry no types."""
# Exiv2 writes its complaints about makers' notes to standard error, where messages to people go.
exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
LOCK = threading.Lock()
"""Held while Exiv2 works: its XMP toolkit is not safe across threads, and the bindings let go of the GIL."""


def opened(data: bytes) -> Any:
    """Return the image that Exiv2 makes of a file's bytes, read.

    Raises:
        exiv2.Exiv2Error: it is none that Exiv2 knows, or damaged.
    """
    # Exiv2 remembers for good under which prefix it met a schema: a damaged file would spoil those after it.
    exiv2.XmpProperties.unregisterNs()
    image = exiv2.ImageFactory.open(data)
    image.readMetadata()
    return image


def raw(datum: Any) -> bytes:
    """Return the bytes of a string value; the bindings give bytes that are no UTF-8 as surrogates."""
    return str(datum.toString()).encode("utf-8", "surrogateescape")
