"""What each family of rules is about, in words for whoever switches it on or wants to know why it spoke."""

from typing import NamedTuple

from morat.catalogue.marking import mark


class Family(NamedTuple):
    """A family: its name, one line about what it looks for, and where its rules come from."""

    name: str
    about: str
    source: str


_OURS = mark("Usage of printed news; a newsroom may switch it off.")

WORDS: dict[str, Family] = {
    "syllable": Family(
        mark("Syllables"),
        mark("Syllables that Vietnamese cannot have: nguời, đuợc."),
        mark("Onsets, rimes and tones of Vietnamese spelling, with loan words and names of ethnic places."),
    ),
    "tone-place": Family(
        mark("Place of the tone mark"),
        mark("Tone marks on a letter where neither style puts them: họat, cuả."),
        mark("Both styles of placing tone marks, the old one (hòa) and the new one (hoà)."),
    ),
    "confusion": Family(
        mark("Words often confused"),
        mark("Well-known slips: xúc tích for súc tích, sử lý for xử lý."),
        mark("A list of Mo-rát's own, checked against news and Wikipedia."),
    ),
    "context": Family(
        mark("Words out of place"),
        mark("Real words that hardly ever stand beside these: hỏi/ngã, d/gi, s/x, slips of a key."),
        mark("How often words stand side by side in the Vietnamese Wikipedia (CC BY-SA 4.0)."),
    ),
    "telex": Family(
        mark("Left-over typing"),
        mark("Keys of Telex or VNI that became no letters: nguwowif, Vie65t."),
        mark("The typing methods Telex and VNI."),
    ),
    "unicode": Family(
        mark("Characters"),
        mark("Letters that only look right: Ð for Đ, invisible signs, old encodings."),
        mark("Unicode, and TCVN 6909:2001 for Vietnamese."),
    ),
    "foreign": Family(
        mark("Foreign words"),
        mark("English words that are misspelt."),
        mark("The English word list of pyspellchecker."),
    ),
    "tone-style": Family(
        mark("Old or new tone style"),
        mark("hòa beside hoà in one piece."),
        mark("Both are right. The house style chooses, or most of the piece; names keep their own."),
    ),
    "iy-style": Family(
        mark("i or y"),
        mark("kĩ thuật where the newsroom writes kỹ thuật."),
        mark("The list in the house style; linguists disagree, so it is never an error."),
    ),
    "term": Family(
        mark("Choice of words"),
        mark("Words the newsroom avoids, and terms that are disputed or have changed."),
        mark("The house style, and Mo-rát's own list of disputed terms."),
    ),
    "space": Family(mark("Spaces"), mark("Spaces too many or too few, words run together."), _OURS),
    "punctuation": Family(
        mark("Punctuation"), mark("Spaces around stops and brackets, stops set twice."), _OURS
    ),
    "quote": Family(
        mark("Quotes and brackets"), mark("Quotes and brackets that do not close, or are mixed."), _OURS
    ),
    "repeat": Family(
        mark("Doubled words"),
        mark("các các. Words that are doubled by custom (song song) are left alone."),
        mark("A list of Mo-rát's own of doubled words."),
    ),
    "name": Family(
        mark("Names"),
        mark("One person or place spelt in two ways. A name that stands alone is never corrected."),
        mark("Only this piece itself: headline, standfirst, text and captions side by side."),
    ),
    "title": Family(
        mark("Titles of people"),
        mark("One person with two different functions."),
        mark("Only this piece itself."),
    ),
    "abbreviation": Family(
        mark("Abbreviations"),
        mark("One body abbreviated in several ways, or nowhere written in full."),
        mark("This piece itself, and the abbreviations of the house style."),
    ),
    "capital": Family(
        mark("Capitals"),
        mark("Capitals of institutions and laws, and words written now with one, now without."),
        mark("Usage of the press; Decree 30/2020/NĐ-CP, Annex II, as a house style of its own."),
    ),
    "date": Family(
        mark("Dates"), mark("Days that do not exist, weekdays that do not agree."), mark("The calendar.")
    ),
    "number": Family(mark("Numbers"), mark("Points and commas in numbers, sums that do not add up."), _OURS),
    "unit": Family(mark("Units"), mark("How units, currencies and per cent are written."), _OURS),
    "caption": Family(mark("Captions"), mark("Captions without a stop, or that say something else."), _OURS),
    "length": Family(
        mark("Length"), mark("Long sentences and headlines."), mark("The limits of the house style.")
    ),
    "furniture": Family(
        mark("Left-over page parts"),
        mark("Lines that came along when a page was copied: counters, buttons."),
        mark("A list of Mo-rát's own."),
    ),
}
"""By family; every one of ``newsroom.findings.FAMILIES`` is here."""


def family_of(rule: str) -> Family:
    """Return what is said of the family of ``rule``; one that is not known is called by its own name."""
    family = rule.partition("/")[0]
    return WORDS.get(family, Family(family, "", ""))
