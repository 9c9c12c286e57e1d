"""All actions of the window in one table: menus, toolbar, shortcuts and the help page are made from it."""

from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from morat.catalogue import Catalogue
from morat.catalogue.marking import mark
from morat.ui.kit.icons import icon


class Spec(NamedTuple):
    """One action: its name (also the handler's), words, Tabler icon, keys, and whether it needs a piece."""

    name: str
    english: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    needs_piece: bool = False
    checkable: bool = False


class MenuSpec(NamedTuple):
    """One menu: its words and its actions; an empty name is a line between groups."""

    english: str
    actions: tuple[str, ...]


ACTIONS = (
    Spec("new", mark("New piece"), "file-plus", ("Ctrl+N",)),
    Spec("new_of_genre", mark("New piece of a genre…"), "chevron-down", ("Ctrl+Shift+N",)),
    Spec("bring", mark("Import…"), "file-import", ("Ctrl+O",)),
    Spec("sample", mark("Open the sample"), "news"),
    Spec("add_photos", mark("Photos…"), "photo-plus", ("Ctrl+Shift+O",)),
    Spec("ingest", mark("Photos of a card or folder…"), "camera-down", ("Ctrl+Alt+O",)),
    Spec("save", mark("Save"), "device-floppy", ("Ctrl+S",), needs_piece=True),
    Spec("export", mark("Export…"), "download", ("Ctrl+E",), needs_piece=True),
    Spec("print_piece", mark("Print…"), "printer", ("Ctrl+P",), needs_piece=True),
    Spec("duplicate", mark("Duplicate the piece"), "copy-plus", ("Ctrl+Shift+D",), needs_piece=True),
    Spec("send", mark("Send…"), "send", ("Ctrl+Shift+E",), needs_piece=True),
    Spec("receive", mark("Open a hand-off file…"), "inbox", ("Ctrl+Shift+R",)),
    Spec("restore_library", mark("Restore the library…"), "database-import"),
    Spec("other_library", mark("Another library…"), "books"),
    Spec("move_library", mark("Move the library, to a new computer too…"), "folder-symlink"),
    Spec("settings", mark("Settings…"), "settings", ("Ctrl+,",)),
    Spec("quit", mark("Quit"), "logout", ("Ctrl+Q",)),
    Spec("undo", mark("Undo"), "arrow-back-up", ("Ctrl+Z",), needs_piece=True),
    Spec("redo", mark("Redo"), "arrow-forward-up", ("Ctrl+Y", "Ctrl+Shift+Z"), needs_piece=True),
    Spec("cut", mark("Cut"), "cut", ("Ctrl+X",), needs_piece=True),
    Spec("copy", mark("Copy"), "copy", ("Ctrl+C",), needs_piece=True),
    Spec("copy_for_cms", mark("Copy for a CMS"), "clipboard-copy", ("Ctrl+Shift+C",), needs_piece=True),
    Spec("paste", mark("Paste"), "clipboard", ("Ctrl+V",), needs_piece=True),
    Spec("paste_plain", mark("Paste as plain text"), "clipboard-text", ("Ctrl+Shift+V",), needs_piece=True),
    Spec("select_all", mark("Select all"), "select-all", ("Ctrl+A",), needs_piece=True),
    Spec("find", mark("Find…"), "file-search", ("Ctrl+F",), needs_piece=True),
    Spec("find_replace", mark("Replace…"), "replace", ("Ctrl+H",), needs_piece=True),
    Spec("find_next", mark("Find next"), "chevron-down", ("F3",), needs_piece=True),
    Spec("find_previous", mark("Find previous"), "chevron-up", ("Shift+F3",), needs_piece=True),
    Spec("find_piece", mark("Find a piece"), "search", ("Ctrl+Shift+F",)),
    Spec("insert_frame", mark("Frame for a picture"), "photo", ("Ctrl+Shift+P",), needs_piece=True),
    Spec("deck", mark("Deck"), "heading", ("Ctrl+Alt+1",), needs_piece=True),
    Spec("characters", mark("Special characters…"), "omega", ("Ctrl+;",), needs_piece=True),
    Spec("details", mark("About the piece"), "list-details", ("Ctrl+Shift+I",), needs_piece=True),
    Spec("missing", mark("What is still missing"), "checklist", ("Ctrl+Shift+M",), needs_piece=True),
    Spec("bold", mark("Bold"), "bold", ("Ctrl+B",), needs_piece=True),
    Spec("italic", mark("Italic"), "italic", ("Ctrl+I",), needs_piece=True),
    Spec("underline", mark("Underline"), "underline", ("Ctrl+U",), needs_piece=True),
    Spec("strike", mark("Strike through"), "strikethrough", needs_piece=True),
    Spec("link", mark("Link…"), "link", ("Ctrl+K",), needs_piece=True),
    Spec("subhead", mark("Subhead"), "heading", ("Ctrl+Alt+2",), needs_piece=True),
    Spec("small_subhead", mark("Small subhead"), "h-3", ("Ctrl+Alt+3",), needs_piece=True),
    Spec("paragraph", mark("Paragraph"), "pilcrow", ("Ctrl+Alt+0",), needs_piece=True),
    Spec("quote", mark("Quote"), "quote", ("Ctrl+Alt+4",), needs_piece=True),
    Spec("pullquote", mark("Pull quote"), "blockquote", needs_piece=True),
    Spec("bullets", mark("Bullets"), "list", ("Ctrl+Shift+8",), needs_piece=True),
    Spec("numbers", mark("Numbering"), "list-numbers", ("Ctrl+Shift+7",), needs_piece=True),
    Spec("insert_box", mark("Information box"), "info-square", ("Ctrl+Shift+B",), needs_piece=True),
    Spec("insert_note", mark("Note by the editors"), "note", needs_piece=True),
    Spec("insert_table", mark("Table…"), "table-plus", ("Ctrl+Shift+T",), needs_piece=True),
    Spec("insert_video", mark("Video or post…"), "video", ("Ctrl+Shift+Y",), needs_piece=True),
    Spec("insert_gallery", mark("Gallery"), "library-photo", ("Ctrl+Shift+G",), needs_piece=True),
    Spec("move_up", mark("Move the block up"), "arrow-up", ("Alt+Up",), needs_piece=True),
    Spec("move_down", mark("Move the block down"), "arrow-down", ("Alt+Down",), needs_piece=True),
    Spec("attribution", mark("Source of the quote"), "signature", ("Ctrl+Alt+5",), needs_piece=True),
    Spec("photo_half", mark("Photo at half the width"), "square-half", needs_piece=True),
    Spec("photo_full", mark("Photo as wide as the text"), "photo", needs_piece=True),
    Spec("photo_wide", mark("Photo as wide as the page"), "arrow-autofit-width", needs_piece=True),
    Spec("edit_picture", mark("Edit the picture…"), "crop", ("Ctrl+Alt+P",), needs_piece=True),
    Spec("caption_photo", mark("Caption of the photo"), "text-caption", ("F2",)),
    Spec("into_gallery", mark("Photo into a gallery"), "photo-plus", needs_piece=True),
    Spec("gallery_photos", mark("Photos of the gallery…"), "library-photo", needs_piece=True),
    Spec("link_address", mark("Address of the video…"), "link", needs_piece=True),
    Spec("row_above", mark("Row above"), "row-insert-top", needs_piece=True),
    Spec("row_below", mark("Row below"), "row-insert-bottom", needs_piece=True),
    Spec("remove_row", mark("Remove the row"), "row-remove", needs_piece=True),
    Spec("column_left", mark("Column at the left"), "column-insert-left", needs_piece=True),
    Spec("column_right", mark("Column at the right"), "column-insert-right", needs_piece=True),
    Spec("remove_column", mark("Remove the column"), "column-remove", needs_piece=True),
    Spec("header_row", mark("Heading row"), "table-row", needs_piece=True),
    Spec("edit_photos", mark("Edit the selected photos…"), "edit", ("Ctrl+Alt+E",)),
    Spec("fill_in_template", mark("Fill in a caption template…"), "template", ("Ctrl+Alt+U",)),
    Spec("caption_skeleton", mark("Who – what – where – when"), "forms", ("Ctrl+Alt+K",)),
    Spec("replace_in_photos", mark("Find and replace in the selected photos…"), "replace", ("Ctrl+Alt+H",)),
    Spec("caption_templates", mark("Caption templates…"), "stack-2"),
    Spec("pick_photos", mark("Pick the photos (P)"), "check"),
    Spec("reject_photos", mark("Reject the photos (X)"), "x"),
    Spec("unmark_photos", mark("Neither (U)"), "circle"),
    Spec("look_at_photo", mark("See the photo large (Space)"), "zoom-in-area"),
    Spec("copy_photo_fields", mark("Copy what is said of the photo"), "copy", ("Ctrl+Alt+C",)),
    Spec("paste_photo_fields", mark("Put it on the selected photos…"), "clipboard", ("Ctrl+Alt+V",)),
    Spec("undo_photo_edit", mark("Take back the last edit of photos"), "arrow-back-up", ("Ctrl+Alt+Z",)),
    Spec("compare_photos", mark("Compare two shots…"), "columns-2", ("Ctrl+Alt+T",)),
    Spec("write_into_files", mark("Write captions into the photos’ files…"), "file-pencil", ("Ctrl+Alt+W",)),
    Spec("export_photos", mark("Photos of the piece into a folder…"), "photo-down", needs_piece=True),
    Spec("left_side", mark("Library"), "layout-sidebar", ("Ctrl+\\",), checkable=True),
    Spec("right_side", mark("Side panel"), "layout-sidebar-right", ("Ctrl+Shift+\\",), checkable=True),
    Spec("zoom_in", mark("Larger"), "zoom-in", ("Ctrl+=", "Ctrl++"), needs_piece=True),
    Spec("zoom_out", mark("Smaller"), "zoom-out", ("Ctrl+-",), needs_piece=True),
    Spec("zoom_reset", mark("Actual size"), "zoom-reset", ("Ctrl+0",), needs_piece=True),
    Spec("to_message", mark("To the message above the page"), "message", ("F6",)),
    Spec("full_screen", mark("Full screen"), "maximize", ("F11",), checkable=True),
    Spec("beside", mark("Beside the page…"), "columns-2", ("F8",), needs_piece=True),
    Spec("preview", mark("Preview"), "eye", ("F9",), needs_piece=True),
    Spec("preview_phone", mark("Preview on a phone"), "device-mobile", ("Shift+F9",), needs_piece=True),
    Spec("open_in_browser", mark("Open in the browser"), "world", ("Ctrl+F9",), needs_piece=True),
    Spec("comment", mark("Comment…"), "message-plus", ("Ctrl+Alt+M",), needs_piece=True),
    Spec("show_comments", mark("Next comment"), "message", ("Ctrl+Alt+N",), needs_piece=True),
    Spec("show_history", mark("History"), "history", ("Ctrl+Shift+H",), needs_piece=True),
    Spec("proofread", mark("Proofread"), "text-spellcheck", ("F7",), needs_piece=True),
    Spec("fix_here", mark("What can be done here"), "bulb", ("Ctrl+.",), needs_piece=True),
    Spec("proofing", mark("What is looked for…"), "adjustments-horizontal"),
    Spec("typing_aid", mark("Type Vietnamese here (Telex, VNI)"), "language", ("F12",), checkable=True),
    Spec("people", mark("Register of people…"), "address-book", ("Ctrl+Shift+L",)),
    Spec("codes", mark("Codes while typing…"), "abc"),
    Spec("shortcuts", mark("Keyboard shortcuts"), "keyboard", ("F1",)),
    Spec("about", mark("About Mo-rát"), "info-circle"),
)

MENUS = (
    MenuSpec(
        mark("File"),
        (
            "new",
            "new_of_genre",
            "bring",
            "receive",
            "add_photos",
            "ingest",
            "sample",
            "",
            "save",
            "duplicate",
            "export",
            "print_piece",
            "send",
            "",
            "restore_library",
            "other_library",
            "move_library",
            "",
            "settings",
            "",
            "quit",
        ),
    ),
    MenuSpec(
        mark("Edit"),
        (
            *("undo", "redo", "", "cut", "copy", "copy_for_cms", "paste", "paste_plain", "select_all", ""),
            *("find", "find_replace", "find_next", "find_previous", "", "details", "", "find_piece"),
        ),
    ),
    MenuSpec(
        mark("Insert"),
        (
            *("deck", "insert_frame", "link", "comment", "characters", ""),
            *("insert_gallery", "insert_video", "", "insert_box", "insert_note", "insert_table"),
        ),
    ),
    MenuSpec(
        mark("Format"),
        (
            *("bold", "italic", "underline", "strike", ""),
            *("paragraph", "subhead", "small_subhead", "quote", "pullquote", ""),
            *("bullets", "numbers"),
        ),
    ),
    MenuSpec(
        mark("Block"),
        (
            *("move_up", "move_down", "attribution", ""),
            *("photo_half", "photo_full", "photo_wide", "edit_picture", "caption_photo", ""),
            *("into_gallery", "gallery_photos", "link_address", ""),
            *("row_above", "row_below", "column_left", "column_right", ""),
            *("remove_row", "remove_column", "header_row"),
        ),
    ),
    MenuSpec(
        mark("Photos"),
        (
            *(
                "edit_photos",
                "fill_in_template",
                "caption_skeleton",
                "replace_in_photos",
                "caption_templates",
                "",
            ),
            *("pick_photos", "reject_photos", "unmark_photos", "look_at_photo", "compare_photos", ""),
            *("copy_photo_fields", "paste_photo_fields", "undo_photo_edit", ""),
            *("add_photos", "ingest", "write_into_files", "export_photos"),
        ),
    ),
    MenuSpec(
        mark("View"),
        (
            "left_side",
            "right_side",
            "show_comments",
            "show_history",
            "",
            "beside",
            "preview",
            "preview_phone",
            "open_in_browser",
            "",
            "zoom_in",
            "zoom_out",
            "zoom_reset",
            "",
            "to_message",
            "full_screen",
        ),
    ),
    MenuSpec(
        mark("Tools"),
        ("proofread", "fix_here", "proofing", "", "missing", "", "people", "codes", "typing_aid"),
    ),
    MenuSpec(mark("Help"), ("shortcuts", "about")),
)


class Actions:
    """The window's actions, by name (which is their object name too); ``group`` tells which was triggered."""

    def __init__(self, window: QWidget, words: Catalogue) -> None:
        """Make all actions, add them to ``window`` so that their keys work, and disable those for a piece."""
        self._words = words
        self._by_name: dict[str, QAction] = {}
        self.group = QActionGroup(window)
        self.group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        for spec in ACTIONS:
            action = QAction(words.text(spec.english), window)
            action.setObjectName(spec.name)
            self.group.addAction(action)
            action.setCheckable(spec.checkable)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setEnabled(not spec.needs_piece)
            self._by_name[spec.name] = action
        window.addActions(list(self._by_name.values()))

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def piece_is_open(self, *, now: bool) -> None:
        """Enable what needs a piece, or disable it."""
        for spec in ACTIONS:
            if spec.needs_piece:
                self._by_name[spec.name].setEnabled(now)

    def show_icons(self) -> None:
        """Give the actions their icons; done when a menu first opens, for it costs a file each."""
        for spec in ACTIONS:
            if spec.icon and self._by_name[spec.name].icon().isNull():
                self._by_name[spec.name].setIcon(icon(spec.icon))

    def fill(self, menu: QMenu) -> None:
        """Put all menus into ``menu`` as submenus."""
        self.show_icons()
        for spec in MENUS:
            below = menu.addMenu(self._words.text(spec.english))
            for name in spec.actions:
                if name:
                    below.addAction(self._by_name[name])
                else:
                    below.addSeparator()


LIST_KEYS = (
    (mark("Take the first suggestion, or another"), "Return / 1 / 2 / 3"),
    (mark("Put the same right everywhere"), "Ctrl+Return"),
    (mark("Ignore here, in the piece, in the newsroom"), "Del / Shift+Del / Ctrl+Del"),
    (mark("Add to the newsroom's dictionary, or to mine"), "D / Shift+D"),
    (mark("Say why"), "Space"),
    (mark("Back to the text"), "Esc"),
)
"""Keys of the list of findings, which no action has."""

REMARK_KEYS = (
    (mark("Write an answer, or accept a suggestion"), "Return"),
    (mark("Resolve, or open again"), "Space"),
    (mark("Delete a comment, or reject a suggestion"), "Del"),
    (mark("Back to the text"), "Esc"),
)
"""Keys of the list of comments and suggestions."""

FIND_KEYS = (
    (mark("Next, previous"), "Return / Shift+Return"),
    (mark("Replace, replace all"), "Return / Ctrl+Return"),
    (mark("Back to the text"), "Esc"),
)
"""Keys of the bar that finds and replaces."""

SHEET_KEYS = (
    (mark("Stars, none"), "1–5 / 0"),
    (mark("Pick, reject, neither"), "P / X / U"),
    (mark("See it large"), "Space"),
    (mark("Put into the text"), "Return"),
    (mark("Into the trash"), "Del"),
    (mark("Next, previous photo in the same field"), "PgDown / PgUp"),
    (mark("Back to the text"), "Esc"),
)
"""Keys of the contact sheet and of the fields below it."""

INGEST_KEYS = (
    (mark("Tick, or take the tick away"), "Space"),
    (mark("Bring in"), "Return"),
    (mark("Close"), "Esc"),
)
"""Keys of the pictures that may come in."""

CODE_KEYS = (
    (mark("Type one, a second text of it"), "=ctth= / =ctth#2="),
    (mark("Take the chosen row, another row"), "Tab / Return / Up / Down"),
    (mark("Bring back what was typed"), "Backspace"),
    (mark("Close the list"), "Esc"),
)
"""Keys of the list of codes under the caret."""


def shortcut_groups(words: Catalogue) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (words, keys) of all that has keys, for the help page: by menus, then by lists with their own.

    An action that two menus have stands in the first.
    """
    specs = {spec.name: spec for spec in ACTIONS if spec.keys}
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for menu in MENUS:
        found = [specs.pop(name) for name in menu.actions if name in specs]
        rows = [(words.text(spec.english).rstrip("…"), " / ".join(spec.keys)) for spec in found]
        groups.append((words.text(menu.english), rows))
    more = (
        (mark("Findings"), LIST_KEYS),
        (mark("Comments"), REMARK_KEYS),
        (mark("Find and replace"), FIND_KEYS),
        (mark("Contact sheet"), SHEET_KEYS),
        (mark("Bring in photos"), INGEST_KEYS),
        (mark("Codes"), CODE_KEYS),
    )
    groups += [
        (words.text(name), [(words.text(english), keys) for english, keys in rows]) for name, rows in more
    ]
    return [group for group in groups if group[1]]
