"""What the system refuses is said in the person's language, and not in the system's."""

import errno
import os

import pytest

from morat.catalogue import Catalogue
from morat.cli import run
from morat.newsroom.messages import Message, UserError
from morat.newsroom.system_errors import reason


class _WindowsError(OSError):
    """An error as Windows raises it: a number of its own beside that of POSIX."""

    def __init__(self, number: int, winerror: int) -> None:
        super().__init__(number, "Access is denied")
        self.winerror = winerror


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOENT, "No such file or directory"), "không có tệp hoặc thư mục này"),
        (PermissionError(errno.EACCES, "Permission denied"), "máy tính không cho phép"),
        (_WindowsError(errno.EACCES, 5), "máy tính không cho phép"),
        (_WindowsError(errno.EACCES, 32), "chương trình khác đang dùng"),
        (_WindowsError(errno.EACCES, 19), "ổ đĩa chỉ cho đọc"),
        (_WindowsError(errno.EACCES, 21), "ổ đĩa hoặc thư mục mạng chưa kết nối"),
        (_WindowsError(errno.ENOENT, 53), "ổ đĩa hoặc thư mục mạng chưa kết nối"),
        (_WindowsError(errno.EINVAL, 64), "ổ đĩa hoặc thư mục mạng chưa kết nối"),
        (_WindowsError(errno.EINVAL, 123), "tên hoặc đường dẫn quá dài, hoặc có ký tự ổ đĩa không nhận"),
        (OSError(errno.EROFS, "Read-only file system"), "ổ đĩa chỉ cho đọc"),
        (OSError(errno.ETIMEDOUT, "Connection timed out"), "ổ đĩa hoặc thư mục mạng chưa kết nối"),
        (OSError(errno.EDOM, "Numerical argument out of domain"), "Numerical argument out of domain"),
        (OSError("of nobody's numbers"), "?"),
    ],
)
def test_a_reason_is_said_in_vietnamese(error: OSError, said: str) -> None:
    message = UserError("file-unreadable", path="bài.docx", reason=reason(error)).message
    assert Catalogue("vi").say(message) == f"Không đọc được tệp bài.docx ({said})."


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_has_words(language: str) -> None:
    words = Catalogue(language)
    told = [reason(OSError(number, os.strerror(number))) for number in errno.errorcode]
    ours = [one for one in told if isinstance(one, Message)]
    assert len({one.code for one in ours}) > 10
    assert all(words.say(one) != one.code for one in ours)


@pytest.mark.parametrize(
    ("source", "out"), [("bai.txt", f"{'a' * 300}.html"), (f"{'a' * 300}.txt", "ra.html")]
)
def test_a_command_says_what_is_wrong_with_a_name(tmp_path, capsys, source: str, out: str) -> None:
    (tmp_path / "bai.txt").write_text("Tít của bài\n\nMột câu của bài.", "utf-8")
    wanted = ["--to", "html", "--out", str(tmp_path / out), "--lang", "vi"]
    status, _ = run(["export", str(tmp_path / source), *wanted])
    assert status == 1
    assert "tên hoặc đường dẫn quá dài" in capsys.readouterr().err
