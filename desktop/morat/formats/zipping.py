"""A ZIP whose bytes depend on its members alone."""

import io
import zipfile
from collections.abc import Container, Mapping
from pathlib import PurePosixPath

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
