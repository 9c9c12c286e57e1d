"""Settings: one table with defaults, kept as JSON; unknown ones are left as they are."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

VERSION = 1
SETTINGS_FILE = "settings.json"
"""The file of the settings in the folder of the person."""
ON, OFF = "on", "off"


class Setting(NamedTuple):
    """One setting: its key, default, the values it may take (none named: any text)."""

    key: str
    default: str
    choices: tuple[str, ...] = ()


ZOOM_CHOICES = ("50", "67", "80", "90", "100", "110", "125", "150", "175", "200", "250", "300")
"""Sizes in which a page can be shown, in percent."""

SETTINGS = (
    Setting("language", "vi", ("vi", "en")),
    Setting("theme", "system", ("system", "light", "dark")),
    Setting("author", ""),
    Setting("style", "default"),
    Setting("typing_aid", OFF, (OFF, "telex", "vni")),
    Setting("code_delimiter", "=", ("=", "\\", "*", "+", "~")),
    Setting("genre", "news"),
    Setting("type_quotes", ON, (ON, OFF)),
    Setting("type_dashes", ON, (ON, OFF)),
    Setting("type_ellipsis", ON, (ON, OFF)),
    Setting("cms_captions", "figure", ("figure", "paragraph")),
    Setting("photo_preset", "web"),
    Setting("piece_preset", "web"),
    Setting("photo_numbers", ON, (ON, OFF)),
    Setting("word_page", "newsroom"),
    Setting("page_template", ""),
    Setting("backup_folder", ""),
    Setting("last_article", ""),
    Setting("last_place", ""),
    Setting("zoom", "100", ZOOM_CHOICES),
    Setting("last_folder", ""),
    Setting("last_export", ""),
    Setting("ingest_template", ""),
    Setting("ingest_pattern", ""),
    Setting("characters", ""),
    Setting("template", ""),
    Setting("window", ""),
    Setting("library", ""),
    Setting("libraries", ""),
    Setting("warned_of", ""),
)
"""All settings. The dialog, the tests and the defaults are made from this table."""


class Preferences:
    """The user's settings. A damaged or missing file means defaults; it is never in the way of starting."""

    def __init__(self, path: Path) -> None:
        """Read the settings of ``path``."""
        self._path = path
        self._values = _read(path)

    def get(self, key: str) -> str:
        """Return a setting, its default where nothing (or nothing possible) was chosen."""
        setting = _setting(key)
        value = self._values.get(key)
        if not isinstance(value, str) or (setting.choices and value not in setting.choices):
            return setting.default
        return value

    def set(self, key: str, value: str) -> bool:
        """Change a setting and write the file; say whether it could be written."""
        _setting(key)
        self._values[key] = value
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft = self._path.with_suffix(".new")
            text = json.dumps({**self._values, "version": VERSION}, ensure_ascii=False, indent=1)
            draft.write_text(text, "utf-8")
            draft.replace(self._path)
        except OSError:
            return False
        return True

    def values(self) -> Mapping[str, str]:
        """Return every setting with its present value."""
        return {setting.key: self.get(setting.key) for setting in SETTINGS}


def system_language() -> str | None:
    """Return a language asked for by the environment (``MORAT_LANG``), None where there is none."""
    return os.environ.get("MORAT_LANG") or None


def _setting(key: str) -> Setting:
    return next(setting for setting in SETTINGS if setting.key == key)


def _read(path: Path) -> dict[str, object]:
    try:
        values: object = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, object]", values) if isinstance(values, dict) else {}
