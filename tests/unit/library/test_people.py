"""The register of people: what is put in reads back, nobody is lost, payment data stays where it is."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.formats import people_csv
from morat.library.peek import DATABASE
from morat.library.sqlite import connect
from morat.library.store import Library
from morat.newsroom.messages import UserError
from morat.newsroom.people import Person, entries, new_person
from morat.operations.people import (
    all_codes,
    export_people,
    import_people,
    list_people,
    own_codes,
    write_own_codes,
)
from tests.helpers.examples import SHARED

TEXT = st.text(max_size=12)
LIST = st.lists(TEXT, max_size=3).map(tuple)
CODE = st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True)
PERSON = st.builds(
    new_person,
    TEXT.filter(lambda text: new_person(text).name),
    title=TEXT,
    unit=TEXT,
    spellings=LIST,
    pen_names=LIST,
    codes=st.lists(CODE, max_size=2).map(tuple),
    note=TEXT,
)
HANH = new_person("Trần Thị Hạnh", title="Chủ tịch", unit="UBND tỉnh", codes=("ctth",))


@given(st.lists(PERSON, max_size=5))
@settings(suppress_health_check=SHARED, max_examples=25)
def test_what_is_put_in_reads_back_in_order(library: Library, people: list[Person]):
    library.people.remove([person.id for person in library.people.all()])
    library.people.put(people)
    assert library.people.all() == people
    library.people.put(people)
    assert library.people.all() == people
    library.people.remove([person.id for person in people[::2]])
    assert library.people.all() == people[1::2]


def test_nobody_is_put_in_without_a_name(library: Library):
    with pytest.raises(UserError) as refused:
        library.people.put([HANH, new_person(" ")])
    assert refused.value.message.code == "person-nameless"
    assert library.people.all() == []


def test_people_are_found_with_and_without_marks_in_the_order_of_their_names(library: Library):
    an = new_person("Nguyễn Văn An", pen_names=("Hải Đăng",))
    library.people.put([HANH, an])
    assert list_people(library) == [an, HANH]
    assert list_people(library, "tran chu") == [HANH]
    assert list_people(library, "hai dang") == [an]
    assert list_people(library, "ctth") == [HANH]
    assert list_people(library, "xyz") == []


@given(st.lists(PERSON.map(lambda person: Person(**{**_plain(person), "id": ""})), max_size=4))
def test_a_table_reads_back(people: list[Person]):
    table = people_csv.read(people_csv.write(people), "so.csv")
    assert [_plain(person) for person in table.people] == [_without_separators(person) for person in people]
    assert table.unknown == ()


def _plain(person: Person) -> dict[str, object]:
    return {field: getattr(person, field) for field in person.__struct_fields__ if field != "id"}


def _without_separators(person: Person) -> dict[str, object]:
    """What a semicolon inside an entry of a list makes of it: two entries."""
    values = _plain(person)
    for field in ("spellings", "pen_names", "codes"):
        values[field] = tuple("; ".join(values[field]).split(";"))  # type: ignore[arg-type]
    return _plain(new_person(**values))  # type: ignore[arg-type]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_spreadsheets_are_read(library: Library, tmp_path, separator, encoding):
    rows = [
        ["HỌ VÀ TÊN", "Chức danh", "Tài khoản", "Mã"],
        ["Trần Thị Hạnh", "Chủ tịch", "0071", "ctth"],
        ["", "Không tên", "", ""],
        ["Nguyễn Văn An", "", "", "ctth"],
        ["TRẦN THỊ HẠNH", "", "", ""],
    ]
    path = tmp_path / "so.csv"
    path.write_text("\n".join(separator.join(row) for row in rows), encoding)
    done = import_people(library, path)
    assert [person.name for person in done.added] == ["Trần Thị Hạnh", "Nguyễn Văn An"]
    told = {message.code: message.params for message in done.warnings}
    assert told["people-twice"] == {"n": 1, "names": ["TRẦN THỊ HẠNH"]}
    assert told["people-nameless"] == {"n": 1}
    assert told["people-columns"] == {"names": ["Tài khoản"]}
    assert told["people-codes"] == {"names": ["ctth"]}
    again = import_people(library, path)
    assert again.added == ()
    assert len(library.people.all()) == 2


def test_a_table_without_names_is_refused(library: Library, tmp_path):
    path = tmp_path / "so.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UserError) as refused:
        import_people(library, path)
    assert refused.value.message.code == "people-without-names"
    with pytest.raises(UserError) as missing:
        import_people(library, tmp_path / "none.csv")
    assert missing.value.message.code == "file-unreadable"


def test_codes_of_people_and_of_the_newsroom(library: Library, tmp_path):
    library.people.put([HANH, new_person("Người Khác", codes=("ctth", "nk"))])
    write_own_codes(library.folder, "# tỉnh\nqn\tQuảng Ninh\nnk\tNhân khẩu\n")
    codes = all_codes(library, tmp_path)
    assert codes.find("ctth") == "Chủ tịch Trần Thị Hạnh"
    assert [codes.find("ctth", column) for column in range(2, 7)] == [
        *("Trần Thị Hạnh", "Chủ tịch", "UBND tỉnh", "Chủ tịch UBND tỉnh Trần Thị Hạnh"),
        None,
    ]
    assert codes.find("nk", 3) is None
    assert codes.find("qn") == "Quảng Ninh"
    assert codes.find("nk") == "Nhân khẩu"
    before = own_codes(library.folder)
    with pytest.raises(UserError) as refused:
        write_own_codes(library.folder, "qn\tx\nhai chữ\ty\n")
    assert refused.value.message.params == {"lines": "2"}
    assert own_codes(library.folder) == before


def test_payment_data_is_kept_and_never_leaves(library: Library, tmp_path):
    library.people.put([HANH])
    db = connect(library.folder / DATABASE)
    db.execute(
        "insert into people_payment (person_id, account, bank) values (?, '0071000999', 'VCB')", (HANH.id,)
    )
    db.commit()
    path = tmp_path / "so.csv"
    assert export_people(library, path) == 1
    assert b"0071000999" not in path.read_bytes()
    assert "0071000999" not in json.dumps([entry.texts for entry in entries(library.people.all())])
    library.people.remove([HANH.id])
    library.people.put([HANH])
    assert db.execute("select account from people_payment").fetchall() == [("0071000999",)]
    db.close()
