"""Pieces without pictures need no Qt: these tests run where it is not installed, too."""

import pytest

from tests.helpers.command import speaker

TEXT = """Xã Vân Trầm mở hội xuân

Sáng 3/2, xã Vân Trầm khai hội xuân với các trò chơi dân gian, đông đảo bà con về dự suốt cả ngày.

Hội xuân năm nay có thi gói bánh chưng, kéo co và đẩy gậy giữa các thôn, chuẩn bị từ trước Tết.

Bà con các thôn dậy từ sớm , dựng trại và bày mâm cỗ. Đến chiều, thôn Nà Trầm giành giải nhất toàn đoàn.

Mai Hương
"""


@pytest.fixture
def morat(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("MORAT_HOME", str(tmp_path / "home"))
    return speaker(capsys)


def test_text_goes_the_whole_way(morat, tmp_path):
    source = tmp_path / "bài.txt"
    source.write_text(TEXT, "utf-8")
    (piece,) = morat("import", source, "--json").value
    assert piece["headline"] == "Xã Vân Trầm mở hội xuân"
    assert [row["id"] for row in morat("list", "--query", "hoi xuan", "--json").value] == [piece["id"]]
    assert morat("show", piece["id"], "--json").value["authors"][0]["name"] == "Mai Hương"
    (report,) = morat("proof", piece["id"], "--json").value
    assert [finding["rule"] for finding in report["findings"]] == ["punctuation/space-before"]
    for kind in ("html", "docx", "text"):
        out = tmp_path / f"ra.{kind}"
        assert morat("export", piece["id"], "--to", kind, "--out", out).status == 0
        assert out.stat().st_size > 400
    bundle = tmp_path / "bài.morat"
    assert morat("send", piece["id"], "--out", bundle).status == 0
    assert morat("receive", bundle, "--json").value["id"] == piece["id"]
