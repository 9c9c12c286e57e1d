"""What is offered for the fields of photos."""

import hashlib

from morat.library.store import Library
from morat.newsroom.pictures import PhotoFacts
from morat.newsroom.text import clean
from morat.operations.photo_lists import FILES, all_offers
from morat.operations.pieces import Offers


def test_the_newsrooms_list_comes_first_and_a_broken_one_is_left_out(tmp_path):
    with Library.open(tmp_path / "library") as library:
        for number, credit in enumerate(("Lạ", "Mai Hương", "Lạ")):
            data = bytes([number])
            sha = hashlib.sha256(data).hexdigest()
            library.photos.add(data, PhotoFacts(sha256=sha, credit=credit))
        house = tmp_path / "library" / "house"
        house.mkdir()
        (house / "credit.txt").write_text("# ảnh\nMai Hương\nTTXVN\n", "utf-8")
        (house / "keyword.txt").write_bytes("bão".encode("utf-16"))
        found = all_offers(library, tmp_path / "home")
    assert set(found) == set(FILES)
    assert found["credit"] == Offers((clean("Mai Hương"), "TTXVN"), ("Lạ",))
    assert found["keywords"] == Offers()
