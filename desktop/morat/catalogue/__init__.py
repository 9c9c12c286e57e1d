"""The one catalogue: every sentence a person reads, in the window and on the command line.

Source language English (the msgid), Vietnamese complete (``resources/i18n/vi.po``). Codes of
errors, notices, findings and the checklist find their English sentence in ``errors``, ``notices``,
``reasons``, ``lacks``.
"""

import gettext
from collections.abc import Mapping

from morat.assets import resource
from morat.catalogue import errors, lacks, notices, reasons
from morat.catalogue.marking import Sentence
from morat.newsroom.messages import Message

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"


class Catalogue:
    """Words in one language. Handed to whoever speaks; there is no current language anywhere else."""

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        """Load the words of ``language`` (``vi`` or ``en``); an unknown one speaks Vietnamese."""
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self._words: gettext.NullTranslations = gettext.NullTranslations()
        if self.language != "en":
            path = resource("i18n", f"{self.language}.mo")
            if path.is_file():
                with path.open("rb") as file:
                    self._words = gettext.GNUTranslations(file)

    def text(self, english: str, **params: object) -> str:
        """Return ``english`` in this language with ``{name}`` filled from ``params``."""
        return self._fill(self._words.gettext(english), params)

    def plural(self, one: str, many: str, n: int, **params: object) -> str:
        """Return the form for ``n`` things, with ``{n}`` and ``params`` filled."""
        return self._fill(self._words.ngettext(one, many, n), {"n": n, **params})

    def lookup(self, english: str) -> str:
        """Return the words for ``english`` as they stand, for those who fill them in themselves."""
        return self._words.gettext(english)

    def lookup_plural(self, one: str, many: str, n: int) -> str:
        """Return the form for ``n`` things as it stands."""
        return self._words.ngettext(one, many, n)

    def say(self, message: Message) -> str:
        """Return the sentence of a message; one without a sentence is said by its code."""
        sentence = sentence_of(message.code)
        if sentence is None:
            return message.code
        if isinstance(sentence, tuple):
            count = message.params.get("n", 0)
            one, many = sentence
            return self._fill(
                self._words.ngettext(one, many, count if isinstance(count, int) else 0), message.params
            )
        return self._fill(self._words.gettext(sentence), message.params)

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number as this language does: Vietnamese 1.234,5, English 1,234.5."""
        written = f"{value:,.{digits}f}"
        if self.language == "vi":
            written = written.translate({ord(","): ".", ord("."): ","})
        return written

    def size(self, count: int) -> str:
        """Write a file size in kB or MB."""
        if count < 1_000_000:
            return f"{self.number(max(1, round(count / 1000)))} kB"
        return f"{self.number(count / 1_000_000, 1)} MB"

    def _fill(self, sentence: str, params: Mapping[str, object]) -> str:
        if not params:
            return sentence
        return sentence.format_map({name: self._written(value) for name, value in params.items()})

    def _written(self, value: object) -> str:
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, list | tuple):
            return ", ".join(map(self._written, value))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        return str(value)


def sentence_of(code: str) -> Sentence | None:
    """Return the English sentence of a code, None when there is none."""
    for table in (errors.ERRORS, notices.NOTICES, reasons.REASONS, lacks.LACKS):
        if code in table:
            return table[code]
    return None
