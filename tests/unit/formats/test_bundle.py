import hashlib
import io
import json
import random
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.formats.bundle import SCHEMA, Bundle, pack, unpack
from morat.newsroom.article import new_article
from morat.newsroom.blocks import Paragraph, new_id
from morat.newsroom.ignoring import SCOPES, Ignored
from morat.newsroom.incoming import FoundPicture
from morat.newsroom.inline import runs_of
from morat.newsroom.messages import UserError
from tests.helpers.strategies import lines, reviewed

hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
names = st.sampled_from(("a.jpg", "Ảnh hội nghị.JPEG", "b.png", "khong-duoi", "c.webp"))
ignored = st.builds(
    Ignored, rule=st.just("quote/style"), text=lines, scope=st.sampled_from(SCOPES), before=lines
)
bundles = st.builds(
    lambda pair, **rest: Bundle(article=pair[0], review=pair[1], **rest),
    reviewed(),
    ignored=st.lists(ignored, max_size=2).map(tuple),
    revision=hashes,
    ancestors=st.lists(hashes, max_size=3).map(tuple),
    photos=st.dictionaries(
        hashes, st.builds(FoundPicture, name=names, data=st.binary(max_size=50)), max_size=3
    ),
    note=lines,
    status=st.sampled_from(("draft", "submitted", "frozen")),
    sender=lines,
    sent_at=st.just("2026-11-23T07:00:00+00:00"),
    extra=st.sampled_from(("", '{"desk":"Thời sự","hops":[1,{"a":null}]}')),
)


def example():
    article = new_article(headline="Tít", blocks=(Paragraph(new_id(), runs_of("Đoạn văn.")),))
    photo = FoundPicture("anh.jpg", b"\xff\xd8" + bytes(range(200)))
    return Bundle(article=article, revision="a" * 64, photos={"b" * 64: photo}, sender="Mai Hương")


def refused(data, name="bai.morat"):
    with pytest.raises(UserError) as error:
        unpack(data, name)
    assert error.value.message.params["path"] == name
    return error.value.message


def rezipped(change):
    """Pack the example again after ``change`` had its way with the members."""
    with zipfile.ZipFile(io.BytesIO(pack(example()))) as archive:
        members = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in change(members):
            archive.writestr(path, data)
    return out.getvalue()


def with_manifest(**fields):
    def change(members):
        for path, data in members:
            if path == "manifest.json":
                yield path, json.dumps({**json.loads(data), **fields}).encode()
            else:
                yield path, data

    return rezipped(change)


@settings(max_examples=50)
@given(bundles)
def test_what_is_sent_arrives(contents):
    data = pack(contents)
    assert unpack(data) == contents
    assert pack(unpack(data)) == data


def test_the_manifest_tells_hashes_and_sizes():
    contents = example()
    with zipfile.ZipFile(io.BytesIO(pack(contents))) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["schema"] == SCHEMA
        assert manifest["piece"] == contents.article.id
        assert set(manifest["files"]) == {"article.json", f"photos/{'b' * 64}.jpg"}
        for path, told in manifest["files"].items():
            data = archive.read(path)
            assert told["bytes"] == len(data)
            assert told["sha256"] == hashlib.sha256(data).hexdigest()


def test_a_newer_schema_says_so():
    assert refused(with_manifest(schema="morat/bundle-2")).code == "bundle-newer"
    assert refused(with_manifest(schema="other/bundle-2")).code == "bundle-damaged"
    assert refused(with_manifest(schema=7)).code == "bundle-damaged"


@pytest.mark.parametrize(
    "change",
    [
        lambda members: [*members, ("../outside.txt", b"x")],
        lambda members: [*members, ("/etc/passwd", b"x")],
        lambda members: [*members, ("photos/extra.jpg", b"x")],
        lambda members: [*members, (f"photos/{'c' * 64}.jpg", b"x")],
        lambda members: members[:-1],
        lambda members: members[1:],
        lambda members: [(path, data + b" ") for path, data in members],
        lambda members: [
            (path, data[:-1] + b"!" if path.startswith("photos") else data) for path, data in members
        ],
        lambda members: [],
    ],
)
def test_members_that_are_too_many_too_few_or_changed(change):
    assert refused(rezipped(change)).code == "bundle-damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice_is_refused():
    assert refused(rezipped(lambda members: [*members, members[-1]])).code == "bundle-damaged"


@pytest.mark.parametrize(
    "fields", [{"piece": 3}, {"piece": "another"}, {"files": []}, {"ancestors": [1]}, {"note": {}}]
)
def test_a_manifest_of_the_wrong_types_is_refused(fields):
    assert refused(with_manifest(**fields)).code == "bundle-damaged"


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"not a zip" * 100, pack(example())[:-30], pack(example())[:200]]
)
def test_truncated_and_foreign_files_are_refused(data):
    assert refused(data).code == "bundle-damaged"


def test_a_bomb_is_refused_before_it_is_unpacked():
    def bomb(members):
        yield from members[:-1]
        yield members[-1][0], b"\0" * 5_000_000

    packed = bytearray(rezipped(bomb))
    assert refused(bytes(packed)).code == "bundle-damaged"


def test_a_folder_in_a_picture_s_name_is_taken_off():
    contents = example()
    files = {"b" * 64: FoundPicture("../../x/anh.jpg", b"1")}
    opened = unpack(pack(Bundle(article=contents.article, photos=files)))
    assert opened.photos["b" * 64].name == "anh.jpg"


def test_thousands_of_flipped_bytes_raise_nothing_else():
    data = pack(example())
    chance = random.Random(20261123)
    for _ in range(3_000):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with suppress(UserError):
            opened = unpack(bytes(spoilt))
            # What still opens must be whole.
            assert opened.article == unpack(data).article
            assert opened.photos == unpack(data).photos or opened.photos.keys() != {"b" * 64}
