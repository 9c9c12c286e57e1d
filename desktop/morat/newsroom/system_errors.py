"""Why the system refused, in words a person knows instead of its own English ones."""

import errno

from morat.newsroom.messages import Message

_IN_USE = (32, 33)
"""Windows: another program has the file, or a part of it, for itself; Python calls that a lack of rights."""
_BAD_NAME = (123, 161)
_REASONS = {
    "system-missing": ("ENOENT",),
    "system-forbidden": ("EACCES", "EPERM"),
    "system-in-use": ("EBUSY", "ETXTBSY"),
    "system-folder": ("EISDIR",),
    "system-no-folder": ("ENOTDIR",),
    "system-there-already": ("EEXIST", "ENOTEMPTY"),
    "system-read-only": ("EROFS",),
    "system-full": ("ENOSPC", "EDQUOT"),
    "system-broken": ("EIO", "EBADMSG", "EUCLEAN"),
    "system-bad-name": ("ENAMETOOLONG", "EILSEQ"),
    "system-away": (
        *("ENODEV", "ENXIO", "ESTALE", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH"),
        *("ETIMEDOUT", "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOMEDIUM"),
    ),
    "system-too-large": ("EFBIG",),
    "system-too-many-open": ("EMFILE", "ENFILE"),
    "system-out-of-memory": ("ENOMEM",),
}
# Not every system has all of the numbers.
_BY_NUMBER = {
    getattr(errno, name): code for code, names in _REASONS.items() for name in names if hasattr(errno, name)
}


def reason(error: OSError) -> Message | str:
    """Return why the system refused, to stand in brackets inside another message.

    What nobody meets every year stays in the system's own words; ``?`` where it says none.
    """
    windows = getattr(error, "winerror", None)
    code = "system-in-use" if windows in _IN_USE else "system-bad-name" if windows in _BAD_NAME else ""
    code = code or _BY_NUMBER.get(error.errno or 0, "")
    return Message(code) if code else error.strerror or "?"
