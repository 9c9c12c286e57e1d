"""Content profiles: how long each field of a genre (thể loại) may be.

The first stones; the profiles of every genre, with required fields, come from resources.
"""

from msgspec import Struct


class Profile(Struct, frozen=True):
    """Limits of one genre, in words; 0 is no limit."""

    headline_words: int = 0
    standfirst_words: int = 0


_PROFILES = {
    "news": Profile(headline_words=12, standfirst_words=60),
    "notice": Profile(headline_words=12, standfirst_words=60),
}
_ANY = Profile(headline_words=16, standfirst_words=80)


def profile(genre: str) -> Profile:
    """Return the limits of ``genre``; an unknown genre has the common ones."""
    return _PROFILES.get(genre, _ANY)
