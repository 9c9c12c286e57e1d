"""Names that a piece spells in two ways (VIETNAMESE, rule 18): people, places, bodies.

A name that stands alone is never corrected, nor is one of two people whose names are alike. What most of
the piece writes is held to be right, of two as frequent forms the first one; both are said.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from morat.language.letters import LOWER
from morat.language.marks import Mark
from morat.language.passages import CONTEXT, Passage
from morat.language.people import Name, addressed, folded, is_address, lexicon_of_people, names_in, one_style
from morat.language.silence import surnames
from morat.language.style import Style
from morat.language.syllables import is_syllable as is_by_rule
from morat.language.titles import functions_of
from morat.newsroom.messages import Message
from morat.newsroom.text import fold

_JOINT = re.compile(rf"(?:[,;]? (?:và|cùng|với|hay|hoặc) |[,;] ?|/|\n)(?:[{LOWER}/]+ ){{0,3}}", re.IGNORECASE)
_TEXT = ("kicker", "headline", "deck", "standfirst", "body", "title", "attribution")
_SIGNED = ("authors", "credit")
_ALIKE = {"x": "s", "tr": "ch", "gi": "d", "r": "d", "n": "l"}
_ONSET = re.compile("^(?:x|tr|gi(?=[aeou])|r|n(?![gh]))")
_CODA = re.compile("(?:ng|nh|ch|c)$")
_SEVERAL = 2
"""Times a form stands in a piece from which it is no slip."""


def check(passages: Sequence[Passage], style: Style) -> Iterator[tuple[int, Mark]]:  # noqa: ARG001 - alike
    """Yield names in another spelling than the rest of the piece, and people whom captions alone name."""
    names = list(names_in(passages))
    groups: dict[tuple[str, ...], list[Name]] = {}
    for name in names:
        groups.setdefault(folded(name.syllables), []).append(name)
    for group in groups.values():
        yield from _spellings(passages, group)
    people = {key: group for key, group in groups.items() if any(name.person for name in group)}
    yield from _slips(passages, people)
    yield from _short(passages, people)
    yield from _captions(passages, names, people)


def _spellings(passages: Sequence[Passage], group: Sequence[Name]) -> Iterator[tuple[int, Mark]]:
    """Yield the rarer of spellings that differ in marks alone: Thủy, Thuỷ; Uông Bí, Uống Bí."""
    forms = _forms(group)
    if len(forms) < 2:
        return
    kept = _kept(forms)
    for form, found in forms.items():
        if form == kept:
            continue
        if one_style(form) != one_style(kept) and _may_be_two(passages, forms[kept], found):
            continue
        yield from _marks(passages, found, kept, len(forms[kept]))


def _forms(group: Iterable[Name]) -> dict[str, list[Name]]:
    forms: dict[str, list[Name]] = {}
    for name in group:
        forms.setdefault(name.text, []).append(name)
    return forms


def _kept(forms: Mapping[str, Sequence[Name]]) -> str:
    """Return the form that is held to be right: with a real surname, most often, first."""
    real = [form for form in forms if form.split(" ")[0] in surnames()]
    return max(real or forms, key=lambda form: len(forms[form]))


def _may_be_two(passages: Sequence[Passage], kept: Sequence[Name], found: Sequence[Name]) -> bool:
    """Say whether two forms may well be of two people or places."""
    if kept[0].syllables[0] in surnames() and found[0].syllables[0] not in surnames():
        return False  # Nguyễn, Nguyển
    if len(found) >= _SEVERAL:
        return True
    if any(_are_listed(passages, one, other) for one in kept for other in found):
        return True
    if len(kept) < _SEVERAL and kept[0].number == found[0].number:
        return True
    if any(name.person for name in (*kept, *found)):
        one, other = _functions(passages, kept), _functions(passages, found)
        return bool(one and other and not one & other) or _are_addressed_apart(kept, found)
    return len(kept) < _SEVERAL and kept[0].before != found[0].before


def _are_listed(passages: Sequence[Passage], one: Name, other: Name) -> bool:
    """Say whether two names stand side by side: “Nguyễn Văn Thắng và Nguyễn Văn Thăng”."""
    if one.number != other.number:
        return False
    first, last = sorted((one, other), key=lambda name: name.start)
    return _JOINT.fullmatch(passages[one.number].text, first.end, last.start) is not None


def _functions(passages: Sequence[Passage], names: Iterable[Name]) -> set[str]:
    return {one for name in names for one in functions_of(passages[name.number].text, name)}


def _are_addressed_apart(some: Iterable[Name], others: Iterable[Name]) -> bool:
    """Say whether one is addressed as a man and the other as a woman."""
    one, other = ({is_address(name.before) for name in names} for names in (some, others))
    return _sexes_differ(one, other)


def _sexes_differ(some: set[str], others: set[str]) -> bool:
    people = lexicon_of_people()
    return bool(
        (some & people.men and others & people.women) or (some & people.women and others & people.men)
    )


def _slips(
    passages: Sequence[Passage], people: Mapping[tuple[str, ...], Sequence[Name]]
) -> Iterator[tuple[int, Mark]]:
    """Yield names of people that stand once and are a letter away from one that stands several times."""
    often: dict[tuple[int, tuple[str, ...]], tuple[str, ...]] = {}
    for key, group in people.items():
        if len(group) >= _SEVERAL and len(key) > 2:
            for place in range(len(key)):
                often.setdefault((place, key[:place] + key[place + 1 :]), key)
    for key, group in people.items():
        if len(group) > 1 or len(key) < 3:
            continue
        for place in range(len(key)):
            other = often.get((place, key[:place] + key[place + 1 :]))
            if other is None or other == key:
                continue
            written = group[0].syllables[place].lower()
            if not _is_slip(key[place], other[place], real=is_by_rule(written)):
                continue
            kept = people[other]
            form = _kept(_forms(kept))
            both_surnames = place == 0 and group[0].syllables[0] in surnames()
            if not both_surnames and not _may_be_two(passages, kept, group):
                yield from _marks(passages, group, form, len(kept))


def _is_slip(one: str, other: str, *, real: bool) -> bool:
    """Say whether a syllable is a slip for another: a ``real`` one that sounds alike, or a letter apart."""
    if real:
        return _sound(one) == _sound(other)
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _sound(syllable: str) -> str:
    """Return a syllable with what is mixed up made one: s and x, ch and tr, d and gi..."""
    syllable = _CODA.sub(lambda match: "t" if match[0] in ("c", "ch") else "n", syllable.replace("y", "i"))
    return _ONSET.sub(lambda match: _ALIKE[match[0]], syllable)


def _short(
    passages: Sequence[Passage], people: Mapping[tuple[str, ...], Sequence[Name]]
) -> Iterator[tuple[int, Mark]]:
    """Yield “ông Thăng” where the one person of that name is Vi Văn Thắng, and no woman."""
    full: dict[tuple[str, ...], list[Name]] = {}
    for key, group in people.items():
        for size in (1, 2) if len(key) > 2 else ():
            full.setdefault(key[-size:], []).extend(group)
    for number, passage in enumerate(passages) if full else ():
        for match in addressed(passage.text):
            syllables = match["name"].split(" ")
            group = full.get(folded(syllables), ())
            forms = {" ".join(name.syllables[-len(syllables) :]) for name in group}
            if len(forms) != 1 or one_style(match["name"]) in map(one_style, forms):
                continue
            if _sexes_differ({match["address"].lower()}, {is_address(name.before) for name in group}):
                continue
            (right,) = forms
            reason = Message("name-short", name=right)
            if passage.field not in CONTEXT:
                yield number, Mark(*match.span("name"), "name/short", "warning", reason, (right,))


def strangers(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """Yield the block and the name of everybody whom captions name and the text does not."""
    names = list(names_in(passages))
    for name in _strangers(passages, names, [name for name in names if name.person]):
        yield passages[name.number].block or "", name.text


def _captions(
    passages: Sequence[Passage], names: Sequence[Name], people: Mapping[tuple[str, ...], Sequence[Name]]
) -> Iterator[tuple[int, Mark]]:
    """Yield people whom a caption names and the text does not, where each is named first."""
    for name in _strangers(passages, names, [group[0] for group in people.values()]):
        # On the surname alone: the whole name underlined would read as doubt about its spelling.
        end = name.start + len(name.syllables[0])
        yield (
            name.number,
            Mark(name.start, end, "name/caption", "info", Message("name-caption", name=name.text)),
        )


def _strangers(passages: Sequence[Passage], names: Sequence[Name], people: Iterable[Name]) -> Iterator[Name]:
    """Yield those of ``people`` whom captions name and the text does not; unless it names nobody."""
    told = [name for name in names if passages[name.number].field in _TEXT]
    if not any(name.person and len(name.syllables) > 2 for name in told):
        return
    signed = {folded(name.syllables) for name in names if passages[name.number].field in _SIGNED}
    given = Counter(folded(name.syllables)[-1] for name in told)
    for passage in passages:
        for match in addressed(passage.text) if passage.field in _TEXT else ():
            given[fold(match["name"].split(" ")[-1])] += 1
    for name in people:
        last = folded(name.syllables)[-1]
        if passages[name.number].field != "caption" or len(name.syllables) < 3 or given[last]:
            continue
        # Who took the picture is not in it.
        if folded(name.syllables) not in signed and not name.before.endswith("ảnh:"):
            yield name


def _marks(
    passages: Sequence[Passage], found: Iterable[Name], kept: str, times: int
) -> Iterator[tuple[int, Mark]]:
    for name in found:
        if passages[name.number].field not in CONTEXT:
            reason = Message("name-spelling", found=name.text, kept=kept, n=times)
            yield name.number, Mark(name.start, name.end, "name/spelling", "warning", reason, (kept,))
