"""Why the system refused, in words a person knows instead of its own English ones."""

import errno

from morat.newsroom.messages import Message

_OF_WINDOWS = {
    "system-read-only": (19,),
    "system-away": (21, 51, 53, 55, 59, 64, 67, 121, 1167, 1231),
    "system-in-use": (32, 33),
    "system-bad-name": (123, 161, 206),
}
"""Numbers of Windows that say more than Python's: to that a locked card, a drive without one and a file that
another program has for itself are a lack of rights, and a server that is gone is a file that is not there."""
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
_BY_WINDOWS = {number: code for code, numbers in _OF_WINDOWS.items() for number in numbers}
# Not every system has all of the numbers.
_BY_NUMBER = {
    getattr(errno, name): code for code, names in _REASONS.items() for name in names if hasattr(errno, name)
}


def reason(error: OSError) -> Message | str:
    """Return why the system refused, to stand in brackets inside another message.

    What nobody meets every year stays in the system's own words; ``?`` where it says none.
    """
    windows = _BY_WINDOWS.get(getattr(error, "winerror", None) or 0, "")
    code = windows or _BY_NUMBER.get(error.errno or 0, "")
    return Message(code) if code else error.strerror or "?"
