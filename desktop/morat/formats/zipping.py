"""ZIP files: one whose bytes depend on its members alone, and what reading a damaged one raises."""

import io
import struct
import zipfile
import zlib
from collections.abc import Container, Mapping
from pathlib import PurePosixPath

DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,  # what zipfile says of a flipped bit in the compression method
    RuntimeError,  # ... and in the encryption flag; RecursionError is one too
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    KeyError,
    IndexError,
    MemoryError,
)
"""What ``zipfile`` and its readers raise on damaged files; more than its own exception."""

_WRITTEN = (1980, 1, 1, 0, 0, 0)


def zipped(members: Mapping[str, bytes], packed: Container[str]) -> bytes:
    """Return a ZIP of ``members`` by path, in their order.

    Those whose ending is among ``packed`` are compressed; pictures are already and are only stored.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in members.items():
            entry = zipfile.ZipInfo(path, _WRITTEN)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            small = PurePosixPath(path).suffix in packed
            entry.compress_type = zipfile.ZIP_DEFLATED if small else zipfile.ZIP_STORED
            archive.writestr(entry, data)
    return out.getvalue()
