"""Widgets. editor, photos, review, library and dialogs do not know each other; main_window only wires."""
