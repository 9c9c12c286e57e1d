"""What a newsroom wants of its texts: which rules speak, how grave they are, which words are its own."""

from collections.abc import Mapping

from msgspec import Struct

OFF = "off"
"""The level of a rule that does not speak."""


class Style(Struct, frozen=True):
    """A house style.

    ``levels`` gives a family (``tone-style``) or a rule (``tone-style/mixed``) another severity than its
    own, or :data:`OFF`; the rule's entry goes before its family's.
    """

    levels: Mapping[str, str] = {}

    def level(self, rule: str, own: str) -> str:
        """Return the severity of ``rule`` (``family/name``) whose own one is ``own``; ``off`` for none."""
        family = rule.partition("/")[0]
        return self.levels.get(rule, self.levels.get(family, own))


DEFAULT = Style()
"""The style of a newsroom that has chosen nothing."""
