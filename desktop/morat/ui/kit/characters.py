"""Characters that a keyboard lacks and a newsroom needs, each with the name it is searched by."""

from morat.catalogue.marking import mark

CHARACTERS = (
    ("“", mark("opening quotation mark")),
    ("”", mark("closing quotation mark")),
    ("‘", mark("opening single quotation mark")),
    ("’", mark("closing single quotation mark, apostrophe")),
    ("«", mark("opening French quotation mark")),
    ("»", mark("closing French quotation mark")),
    ("–", mark("en dash")),
    ("—", mark("em dash")),
    ("\u2011", mark("hyphen that keeps a line together")),
    ("…", mark("ellipsis, three dots")),
    ("\u00a0", mark("space that keeps a line together")),
    ("\u2009", mark("thin space")),
    ("°", mark("degree")),
    ("′", mark("minute, foot")),
    ("″", mark("second, inch")),
    ("²", mark("squared, superscript two")),
    ("³", mark("cubed, superscript three")),
    ("₂", mark("subscript two, as in CO₂")),
    ("½", mark("one half")),
    ("¼", mark("one quarter")),
    ("¾", mark("three quarters")),
    ("⅓", mark("one third")),
    ("⅔", mark("two thirds")),
    ("‰", mark("per mille")),
    ("×", mark("times, multiplication")),
    ("÷", mark("division")),
    ("−", mark("minus")),
    ("±", mark("plus or minus")),
    ("≈", mark("nearly equal")),
    ("≠", mark("not equal")),
    ("≤", mark("at most")),
    ("≥", mark("at least")),
    ("µ", mark("micro")),
    ("π", mark("pi")),
    ("α", mark("alpha")),
    ("β", mark("beta")),
    ("Ω", mark("ohm, omega")),
    ("₫", mark("dong sign, currency")),
    ("€", mark("euro, currency")),
    ("£", mark("pound, currency")),
    ("¥", mark("yen, yuan, currency")),
    ("©", mark("copyright")),
    ("®", mark("registered trade mark")),
    ("™", mark("trade mark")),
    ("№", mark("numero sign")),
    ("§", mark("section sign")),
    ("†", mark("dagger, died")),
    ("•", mark("bullet")),
    ("·", mark("middle dot")),
    ("→", mark("arrow to the right")),
    ("←", mark("arrow to the left")),
    ("↑", mark("arrow up, rising")),
    ("↓", mark("arrow down, falling")),
    ("✓", mark("check mark")),
    ("★", mark("star")),
    ("é", mark("e with acute, French")),
    ("è", mark("e with grave, French")),
    ("ç", mark("c with cedilla, French")),
    ("ñ", mark("n with tilde, Spanish")),
    ("ä", mark("a with two dots, German")),
    ("ö", mark("o with two dots, German")),
    ("ü", mark("u with two dots, German")),
    ("ß", mark("sharp s, German")),
    ("å", mark("a with ring, Swedish")),
    ("ø", mark("o with stroke, Danish")),
    ("č", mark("c with caron, Czech")),
    ("š", mark("s with caron, Czech")),
    ("ž", mark("z with caron, Czech")),
    ("ł", mark("l with stroke, Polish")),
)
BLANK = {"\u00a0": "␣", "\u2009": "␣", "\u2011": "‑"}
"""What stands for a character that cannot be seen."""
KEPT = 12
"""Characters that are remembered as used last."""


def ordered(recent: str) -> list[tuple[str, str]]:
    """Return all characters with their names, those of ``recent`` first."""
    names = dict(CHARACTERS)
    first = [character for character in recent if character in names]
    rest = [character for character, _ in CHARACTERS if character not in first]
    return [(character, names[character]) for character in (*first, *rest)]


def used(recent: str, character: str) -> str:
    """Return ``recent`` after ``character`` was used."""
    return (character + recent.replace(character, ""))[:KEPT]
