"""Read content profiles (``newsroom.genres``) from TOML: those that ship, and what a newsroom lays over them.

A newsroom's file is laid over the shipped one of the same name and holds only what differs; one of another
name is a genre of its own, laid over ``other``.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, cast

from msgspec import structs

from morat.assets import resource
from morat.newsroom.codec import from_json
from morat.newsroom.genres import CHARACTERS, MEASURED, REQUIRABLE, WORDS, Genres, Limit, Profile
from morat.newsroom.house_file import HouseFile
from morat.newsroom.messages import Message, UserError

FOLDER = "genres"
_KNOWN = frozenset(("name", "required", "photos", WORDS, CHARACTERS, "template"))


class Parsed(NamedTuple):
    """A profile that was read, and what is to be said of its file."""

    profile: Profile
    warnings: tuple[Message, ...]


def parse(text: str, file: str, base: Genres) -> Parsed:
    """Return the profile written in ``text``; the genre is the name of ``file``.

    Raises:
        UserError: ``style-damaged`` (no TOML), ``style-wrong`` and ``style-wrong-choice`` (a value that
            cannot be): all name file and line.
    """
    genre = file.removesuffix(".toml")
    return _Reader(text, file).profile(base.profile(genre))


def parse_all(files: Iterable[tuple[str, str]], base: Genres) -> tuple[Genres, tuple[Message, ...]]:
    """Lay files (name and text) over ``base``; one that cannot be read is left out, and that is said."""
    profiles = dict(base.profiles)
    warnings: list[Message] = []
    for file, text in files:
        try:
            parsed = parse(text, file, Genres(profiles))
        except UserError as error:
            warnings.append(error.message)
            continue
        profiles[parsed.profile.genre] = parsed.profile
        warnings += parsed.warnings
    return Genres(profiles), tuple(warnings)


@lru_cache(maxsize=1)
def shipped() -> Genres:
    """Return the profiles of ``resources/genres``."""
    paths = sorted(resource(FOLDER).glob("*.toml"))
    profiles = [parse(path.read_text(encoding="utf-8"), path.name, Genres()).profile for path in paths]
    return Genres({profile.genre: profile for profile in profiles})


class _Reader(HouseFile):
    """What a profile says."""

    def profile(self, base: Profile) -> Parsed:
        """Return the profile, laid over ``base``."""
        profile = structs.replace(
            base,
            names={**base.names, **self.table("name", str)},
            required=self._required() if "required" in self.values else base.required,
            photos=self._number("photos", base.photos),
            limits={**base.limits, **dict(self._limits(WORDS)), **dict(self._limits(CHARACTERS))},
            template=self._template() if "template" in self.values else base.template,
        )
        unknown = tuple(self.passed_over("", key) for key in self.values if key not in _KNOWN)
        return Parsed(profile, unknown)

    def _required(self) -> tuple[str, ...]:
        fields = self.strings(self.values, "required")
        for field in fields:
            if field not in REQUIRABLE:
                self.wrong("", "required", field, REQUIRABLE)
        return tuple(fields)

    def _number(self, key: str, own: int) -> int:
        value = self.values.get(key, own)
        if not _is_count(value):
            self.wrong("", key, value)
        return int(value)

    def _limits(self, unit: str) -> Iterator[tuple[str, Limit]]:
        for field, value in self.table(unit, (int, list), _is_limit).items():
            if field not in MEASURED:
                self.wrong(unit, field, value, MEASURED)
            least, most = cast("list[int]", value) if isinstance(value, list) else (0, int(value))
            yield field, Limit(most, least, unit)

    def _template(self) -> tuple[Mapping[str, Any], ...]:
        blocks: object = self.values["template"]
        if not isinstance(blocks, list):
            self.wrong("", "template", blocks)
        for number, block in enumerate(cast("list[object]", blocks)):
            try:
                from_json({"id": "template", "blocks": [block]})
            except UserError as error:
                self.wrong("template", "type", error.message.params.get("reason", block), number=number)
        return tuple(cast("list[dict[str, Any]]", blocks))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_limit(value: object) -> bool:
    """Say whether a length is right: the most, or the least and the most."""
    if isinstance(value, list):
        ends = cast("list[object]", value)
        return len(ends) == 2 and all(map(_is_count, ends)) and _in_order(*cast("list[int]", ends))
    return _is_count(value)


def _in_order(least: int, most: int) -> bool:
    return not most or least <= most
