"""The table of the IPTC standard is what its script makes of the technical reference."""

import json

from morat.photos.standard import STANDARD, Property
from tests.helpers.shared import shared
from tests.helpers.tools import packaging_module


def test_the_table_is_made_of_the_reference():
    reference = json.loads(
        shared("corpora", "iptc", "iptc-pmd-techreference_2024.1.json").read_text(encoding="utf-8")
    )
    made: dict[str, object] = {}
    exec(packaging_module("iptc_map").table(reference), made)
    rows = {name: tuple(place) for name, place in made["STANDARD"].items()}
    assert rows == {name: tuple(place) for name, place in STANDARD.items()}


def test_a_few_rows_by_heart():
    assert STANDARD["description"] == Property(
        "Xmp.dc.description", "alt", iim="2:120", limit=2000, exif="Exif.Image.ImageDescription"
    )
    assert STANDARD["title"].iim == "2:5"
    assert STANDARD["personInImageNames"].xmp == "Xmp.iptcExt.PersonInImage"
