"""Asks before a picture leaves that shows a child, a victim or a witness with the face seen."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from msgspec import structs
from PySide6.QtCore import QObject

from morat.newsroom.protection import exposed, exposures, permission
from morat.operations.preferences import Preferences
from morat.ui.desks.workbench import Workbench

Ask = Callable[[str, str, Mapping[str, Callable[[], None]]], None]


class ProtectionDesk(QObject):
    """Stands before everything that leaves."""

    def __init__(
        self, bench: Workbench, preferences: Preferences, ask: Ask, hide: Callable[[str], None]
    ) -> None:
        """Look at the piece of ``bench``; ``ask`` asks, ``hide`` opens a photo (its id) for it."""
        super().__init__(bench)
        self._bench = bench
        self._preferences = preferences
        self._ask = ask
        self._hide = hide
        self._then: Callable[[], None] | None = None
        bench.photos.panel.protection.protected.connect(self._on_protected)
        bench.photos.panel.protection.permitted.connect(self._on_permitted)

    def pass_by(self, then: Callable[[], None]) -> None:
        """Do ``then``; where somebody must be protected, ask first: it may be, or a face is hidden."""
        opened, known = self._bench.article, self._bench.photos.sheet.facts
        told = list(exposures(opened.article(), known)) if opened is not None else []
        if not told:
            then()
            return
        self._then = then
        words = self._bench.window.words
        text = words.text
        self._ask(
            "error",
            " ".join(map(words.say, told)),
            {text("It is permitted: go on"): self._permit, text("Hide the face"): self._open},
        )

    def _permit(self) -> None:
        opened, known = self._bench.article, self._bench.photos.sheet.facts
        if opened is not None:
            shas = {photo.photo or "" for photo, _told in exposed(opened.article(), known)}
            self._say(permitted=self._now(), of=shas)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _open(self) -> None:
        opened, known = self._bench.article, self._bench.photos.sheet.facts
        self._then = None
        if opened is not None:
            self._hide(next((photo.id for photo, _told in exposed(opened.article(), known)), ""))

    def _say(self, *, permitted: str, of: set[str]) -> None:
        known = [facts for sha in sorted(of) if (facts := self._bench.photos.sheet.facts(sha)) is not None]
        self._bench.photos.edit([structs.replace(facts, permitted=permitted) for facts in known])

    def _now(self) -> str:
        return permission(self._preferences.get("author"), datetime.now(UTC))

    def _on_protected(self, flags: tuple[str, ...]) -> None:
        photos = self._bench.photos.panel.selected()
        # A permission was given for those it was asked about.
        self._bench.photos.edit([structs.replace(facts, protects=flags, permitted="") for facts in photos])

    def _on_permitted(self, allowed: bool) -> None:  # noqa: FBT001 - a signal's signature
        shas = {facts.sha256 for facts in self._bench.photos.panel.selected()}
        self._say(permitted=self._now() if allowed else "", of=shas)
