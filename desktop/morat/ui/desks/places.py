"""Where one was in each piece: the caret and what was seen, also after the next start."""

from morat.ui.editor.view import Place, View


class Places:
    """Remembers places of pieces by their id."""

    def __init__(self, view: View) -> None:
        """Remember what ``view`` shows; of no piece yet."""
        self._view = view
        self._places: dict[str, Place] = {}

    def leave(self, piece: str) -> None:
        """Remember where one is in ``piece``, which is on the page."""
        self._places[piece] = self._view.place

    def arrive(self, piece: str) -> None:
        """Go where one was in ``piece``, which has just come to the page; nothing where one never was."""
        place = self._places.get(piece)
        if place is not None:
            self._view.go_to(place)

    def written(self, piece: str) -> str:
        """Return where one is in ``piece``, as text for the settings."""
        self.leave(piece)
        return f"{piece} {self._places[piece].written()}"

    def recall(self, text: str) -> None:
        """Remember what :meth:`written` wrote at another time; anything else says nothing."""
        piece, _, rest = text.partition(" ")
        place = Place.read(rest)
        if place is not None:
            self._places[piece] = place
