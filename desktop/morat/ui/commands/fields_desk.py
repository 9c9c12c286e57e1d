"""What the newsroom knows for the fields of a photo: its lists, and the people of its register."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from morat.newsroom.codes import Codes
from morat.services.library_desk import LibraryDesk
from morat.ui.commands.people_desk import PeopleDesk
from morat.ui.photos.fields import PhotoFields

if TYPE_CHECKING:
    from morat.operations.pieces import Offers
    from morat.services.library_desk import Library


class FieldsDesk(QObject):
    """Answers the fields of a photo from the library."""

    def __init__(self, fields: PhotoFields, desk: LibraryDesk, people: PeopleDesk) -> None:
        """Stand between ``fields`` and the library of ``desk``."""
        super().__init__(fields)
        self._fields = fields
        self._desk = desk
        fields.offersWanted.connect(self._on_offers_wanted)
        people.codesChanged.connect(self._on_codes)

    @Slot()
    def _on_offers_wanted(self) -> None:
        self._desk.ask(_offers, self._on_offers, topic="photo-offers")

    def _on_offers(self, offers: "dict[str, Offers]") -> None:
        for field, (listed, used) in offers.items():
            self._fields.show_offers(field, listed, used)

    @Slot(object)
    def _on_codes(self, codes: Codes) -> None:
        self._fields.show_people(codes)
        self._on_offers_wanted()


def _offers(library: "Library") -> "dict[str, Offers]":
    from morat.operations import photo_lists, places

    return photo_lists.all_offers(library, places.home())
