"""What Mo-rát says to a person, as a code with parameters and no language.

The sentence for each code stands in ``morat.catalogue``; a test holds that every
code used in the tree has one.
"""

from collections.abc import Mapping


class Message:
    """A sentence to be said: ``code`` (kebab-case) and its parameters.

    Plain values, so that a message can cross threads and processes. A plain class
    and not a Struct: errors are needed before msgspec is worth loading.
    """

    __slots__ = ("code", "params")

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params: Mapping[str, object] = params

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.code, self.params) == (other.code, other.params)

    def __hash__(self) -> int:
        return hash(self.code)

    def __repr__(self) -> str:
        return f"Message({self.code!r}, {dict(self.params)!r})"


class UserError(Exception):
    """Something in the user's world stands in the way: a full disk, a damaged file, a locked library.

    Not for our own mistakes: those stay ordinary exceptions and reach the last-chance handler.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.message = Message(code, **params)
