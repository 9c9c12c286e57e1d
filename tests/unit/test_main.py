"""Which arguments open the window, and with what."""

import pytest

from morat import __main__ as program


@pytest.fixture
def opened(monkeypatch):
    """The options of every window that was opened."""
    seen = []

    def window(options):
        seen.append(options)
        return 0

    monkeypatch.setattr(program, "_window", window)
    return seen


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], {}),
        (["--open", "bài.docx"], {"--open": "bài.docx"}),
        (["--library=/kho", "--open", "a=b.md"], {"--library": "/kho", "--open": "a=b.md"}),
        (["--lang", "en", "--library", "/kho"], {"--lang": "en", "--library": "/kho"}),
        (["--open=a=b.md"], {"--open": "a=b.md"}),
    ],
)
def test_the_window_is_opened_with_its_options(opened, arguments, options):
    assert program.main(arguments) == 0
    assert opened == [options]


@pytest.mark.parametrize("arguments", [["--open"], ["--library="], ["--open", "a.md", "--force"], ["a.md"]])
def test_anything_else_is_for_the_command_line(opened, arguments, capsys):
    assert program.main(arguments) == 2
    assert opened == []
    assert "morat" in capsys.readouterr().err


@pytest.mark.qt
def test_the_demonstration_goes_on_in_the_window(opened, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    library = tmp_path / "kho"
    arguments = ["--library", str(library), "--lang", "en", "demo", "--out", str(tmp_path / "ra"), "--json"]
    assert program.main(arguments) == 0
    (options,) = opened
    assert (options["--library"], options["--lang"]) == (str(library), "en")
    assert options["--open"] in capsys.readouterr().out
