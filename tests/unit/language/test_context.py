"""Counts, neighbours and evidence: the file says what was counted, and words that do not fit are found."""

import importlib.util
import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from morat.assets import resource
from morat.language import context, tokens
from morat.language.choice import Choice, numbers_of
from morat.language.counts import LEVELS, Counts
from morat.language.evidence import NAMES, Evidence
from morat.language.judge import Judge, chances_of
from morat.language.neighbours import KINDS, Neighbours
from morat.language.proofread import proofread_text
from tests.helpers.house import ROOT
from tests.helpers.strategies import VIETNAMESE

SPELLING = ("context", "syllable", "confusion", "tone-place")
SMALL = "Ông xử lý thông tin. Ông xử lý việc, ông xử lý thông tin;\nÔng xử lý thông tin\nhoà bình hòa bình"


@pytest.fixture(scope="module")
def recipe():
    spec = importlib.util.spec_from_file_location("counts_recipe", ROOT / "packaging" / "counts.py")
    module = importlib.util.module_from_spec(spec)
    paths = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = paths
    return module


@pytest.fixture
def read(recipe, tmp_path):
    def read(*texts):
        path = tmp_path / "counts.bin"
        path.write_bytes(recipe.make(texts, []))
        return Counts(path)

    return read


def spoken(text):
    return [one for one in proofread_text(text) if one.rule.partition("/")[0] in SPELLING]


def test_a_small_text_is_counted_as_it_reads(read):
    counts = read(SMALL)
    ids = {word: counts.number(word) for word in counts.words}
    assert set(ids) == {"ông", "xử", "lý", "thông", "tin"}
    assert counts.word("xử") == 4
    assert counts.word("hòa") == 0  # read twice, which is too seldom to be remembered
    assert counts.pair(ids["xử"], ids["lý"]) == 4
    assert counts.pair(ids["tin"], tokens.BREAK) == 3
    assert counts.pair(ids["lý"], tokens.OTHER) == 1
    assert counts.pair(ids["lý"], ids["xử"]) == 0
    assert counts.triple(ids["xử"], ids["lý"], ids["thông"]) == 3
    assert counts.triple(ids["lý"], tokens.OTHER, tokens.PAUSE) == 0
    assert counts.skip(ids["xử"], ids["thông"]) == 3
    assert dict(counts.pairs(ids["lý"])) == {ids["thông"]: 3}


WORDS = st.lists(st.sampled_from(["ba", "má", "hai", "cô", ",", ".", "7", "x2", "hoà", "hòa"]), max_size=60)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_the_file_holds_what_was_read(recipe, tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("counts") / "counts.bin"
    path.write_bytes(recipe.make([" ".join(words) for words in texts], []))
    counts = Counts(path)
    read = [tokens.BREAK]
    for words in texts:
        for number, _ in tokens.read(" ".join(words), counts.number):
            if number != tokens.BREAK or read[-1] != tokens.BREAK:
                read.append(number)
        if read[-1] != tokens.BREAK:
            read.append(tokens.BREAK)
    size = len(counts.words) + tokens.FIRST_WORD
    for first in range(size):
        assert counts.word_counts[first] == read.count(first)
        for second in range(size):
            pairs = list(pairwise(read)).count((first, second))
            assert counts.pair(first, second) == max(level for level in (0, *LEVELS) if level <= pairs)


def test_the_same_text_gives_the_same_file(recipe):
    assert recipe.make([SMALL], ["vồn vã"]) == recipe.make([SMALL], ["vồn vã"])


@pytest.mark.parametrize("data", [b"", b"PK", b"MORAT-N1" + b"\0" * 60 + b"x"])
def test_a_damaged_file_is_refused(tmp_path, data):
    path = tmp_path / "counts.bin"
    path.write_bytes(data or b"x")
    with pytest.raises(ValueError, match=r"counts\.bin"):
        Counts(path)


def test_the_shipped_file_is_small_and_says_whose_it_is():
    assert resource("lexicon", "counts.bin").stat().st_size < 12 << 20
    notice = resource("lexicon", "counts.md").read_text(encoding="utf-8")
    assert "Attribution-ShareAlike 4.0" in notice


def test_the_notice_names_the_file_that_is_there():
    import hashlib

    data = resource("lexicon", "counts.bin").read_bytes()
    assert hashlib.sha256(data).hexdigest() in resource("lexicon", "counts.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrote", "meant", "kind"),
    [
        ("nguời", "người", "mark"), ("chia", "chìa", "tone-dropped"), ("sẽ", "sẻ", "hoi-nga"),
        ("nàm", "làm", "onset"), ("dành", "giành", "onset"), ("lan", "lang", "final"),
        ("nghành", "ngành", "beside"),
        ("ngừời", "người", "doubled"), ("tiéng", "tiếng", "mark"), ("qaun", "quan", "swapped"),
        ("cjo", "cho", "beside"),
        ("thhu", "thu", "doubled"), ("trog", "trong", "left-out"),
        ("th", "thế", "vowel-left-out"),
        ("hựu", "hượu", "vowel"), ("đónm", "đón", "beside"), ("troong", "trong", "doubled"),
        ("cl", "có", "vowel-substituted"), ("tbi", "tài", "vowel-substituted"),
        ("iá", "á", "inserted"), ("tu", "tiu", "left-out"),
        ("huyn", "huyện", "vowel-left-out"), ("s", "sử", "vowel-left-out"),
    ],
)  # fmt: skip
def test_slips_have_a_kind(wrote, meant, kind):
    found = Neighbours([meant, "xa"], [1.0, 1.0]).of(wrote)
    assert [(one.word, one.kind) for one in found] == [(meant, kind)]


def test_a_syllable_is_no_other_with_a_consonant_for_its_vowel():
    assert not Neighbours(["có", "tài"], [1.0, 1.0]).of("can")


@given(st.lists(st.floats(-700, 700), min_size=1, max_size=9))
def test_chances_are_those_of_all_words_and_of_none(scores):
    chances = chances_of(scores)
    none = 1 - sum(chances)
    assert -1e-9 <= none <= 1
    assert max(range(len(scores)), key=scores.__getitem__) in (
        at for at, chance in enumerate(chances) if chance == max(chances)
    )
    if max(scores) > 1:
        assert max(chances) > none


def test_the_word_that_was_meant_goes_with_the_words_around():
    counts = Counts(resource("lexicon", "counts.bin"))
    choice = Choice.read(counts, resource("lexicon", "context.json"))
    evidence = Evidence(counts)

    def meant(text, wrote):
        (suspect,) = [one for one in evidence.suspects(text) if one.match[0] == wrote]
        order = choice.order(suspect.meant, suspect.near)
        assert sum(chance for _, chance in order) == pytest.approx(1)
        assert [chance for _, chance in order] == sorted((chance for _, chance in order), reverse=True)
        assert {one.word for one, _ in order} == {one.word for one in suspect.meant}
        return order[0][0].word

    assert meant("Một tiểu đoan pháo binh tới mặt trận", "đoan") == "đoàn"
    # What stands beside is the same: what is near decides.
    assert meant("Nhà thơ viết về tình yêu, bai này", "bai") == "bài"
    assert meant("Sóng biển, cát trắng, du khách tắm biển ở bai này", "bai") == "bãi"


def test_every_number_of_the_choice_has_a_weight():
    counts = Counts(resource("lexicon", "counts.bin"))
    (suspect,) = [one for one in Evidence(counts).suspects("Nhiều nguời dân") if one.match[0] == "nguời"]
    weights = json.loads(resource("lexicon", "context.json").read_text(encoding="utf-8"))["right"]
    assert len(numbers_of(suspect.meant[0], counts, suspect.near)) == len(weights)


def test_a_word_that_is_no_syllable_is_never_meant():
    words = ["người", "nguời", "ngời"]
    found = Neighbours(words, [1.0, 0.0, 1.0]).of("nguời")
    assert {one.word for one in found} == {"người", "ngời"}


def test_i_and_y_are_no_slip():
    assert not Neighbours(["lý", "kỳ", "quý"], [1.0, 1.0, 1.0]).of("lí")
    assert not Neighbours(["lý"], [1.0]).of("lý")


@given(st.one_of(st.text(max_size=12), st.text("ngườilàmvaß\u0301İ", max_size=7)))
def test_any_word_has_neighbours_or_none(word):
    usual = {"người": 3.0, "làm": 2.0, "và": 9.0}
    found = Neighbours(list(usual), list(usual.values())).of(word)
    assert all(one.word in usual and one.kind in KINDS for one in found)
    weights = [usual[one.word] * one.likelihood for one in found]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Nhiều nguời dân đã đến dự lễ khai mạc.", "nguời", "người"),
        ("Ông đuợc bầu làm chủ tịch tỉnh.", "đuợc", "được"),
        ("Tỉnh sẽ triễn khai kế hoạch trong năm nay.", "triễn", "triển"),
        ("Các nhà khoa học nàm việc tại viện nghiên cứu.", "nàm", "làm"),
        ("Đội tuyển đã dành chiến thắng trong trận chung kết.", "dành", "giành"),
        ("Ông giữ chức Phó chủ tich Hội đồng nhân dân tỉnh.", "tich", "tịch"),
        ("Trường đại hoc quốc gia Hà Nội.", "hoc", "học"),
        ("Bài thơ truyền từ th hệ này sang thế hệ khác.", "th", "thế"),
        ("Thị trấn thuộc huyn Vũ Thư, tỉnh Thái Bình.", "huyn", "huyện"),
        ("Ông chưa từng s dụng nó trong chiến tranh.", "s", "sử"),
        ("Tiếng Việt có hi loại câu thơ.", "hi", "hai"),
    ],
)  # fmt: skip
def test_a_word_that_does_not_fit_is_found(text, wrong, right):
    (finding,) = spoken(text)
    assert wrong in finding.text
    assert finding.suggestions[0] == finding.text.replace(wrong, right)


RIGHT = """
Đắk Lắk, Krông Năng, Pleiku, Kon Tum; amôn, điốt
hòa bình, hoà bình; thủy lợi, thuỷ lợi
Cuộc họp sẽ chia tay; ông suy nghĩ về vụ nổ; giành giải nhất; dành dụm; chân thành
Bà Bùi Thị Kim Thuỷ, ông Nguyễn Văn Tòan, anh Trần Ðình Nghĩa
Số điện thoại, https://nguoi.vn/hop, abc@nguoi.vn, 30-CT/TW, iPhone, COVID-19, 5G, VietNamNet
Viết “nguời” hay "Hai 'ba'"? Слово; 漢字; O'Hara; D'Arcy; mô-lip-đen
Quang cảnh buổi sinh hoạt chi bộ, cán bộ, đảng viên; kinh tế - xã hội
Nhiều chiến sĩ đã hi sinh; bảng kí hiệu bản đồ
Theo điểm c khoản 2; hàng x, hàng y; vitamin c; tặng 1.000.000 đ cho 3 m vải, 5 g vàng; hi vọng
Trung tâm sẽ cùng bà con Nà Trầm, Khe Lạnh giữ nếp sống mới
Tuyến đường liên thôn qua Nà Trầm, nơi hàng cây đầu tiên đã bén rễ
Bệnh nhân sốt, nhức đầu và ho
Đất phù sa chua, glây yếu; dân gian lần lần bắt chước nhau; vị chủ tể trong làng
""".strip().split("\n")


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text):
    assert not spoken(text)


def test_a_text_that_says_the_same_again_and_again_is_marked_every_time():
    sentence = "Nhiều nguời dân đã đến dự lễ khai mạc. "
    starts = [mark.start for mark in context.check(sentence * 200, None)]
    assert starts == [sentence.index("nguời") + len(sentence) * number for number in range(200)]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.text(VIETNAMESE + " .,")))
def test_no_text_is_too_strange(text):
    for mark in context.check(text, None):
        assert text[mark.start : mark.end]
        assert mark.suggestions


def test_a_long_line_is_read():
    assert not list(context.check("ạ" * 100_000, None))
    assert len(list(context.check("nguời " * 2000, None))) >= 1


def test_weights_of_other_numbers_are_refused(tmp_path):
    path = tmp_path / "context.json"
    path.write_text(json.dumps({"names": list(NAMES)[1:]}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"context\.json"):
        Judge.read(path)


def test_evidence_says_what_stands_beside():
    evidence = Evidence(Counts(resource("lexicon", "counts.bin")))
    (suspect,) = [one for one in evidence.suspects("Nhiều nguời dân") if one.match[0] == "nguời"]
    assert (suspect.before, suspect.after) == ("Nhiều", "dân")
    assert suspect.meant[0].word == "người"
    assert len(suspect.meant[0].numbers) == len(NAMES)
    assert Path(resource("lexicon", "context.json")).is_file()


@pytest.mark.parametrize("line", ["Lễ hội diễn ra sáng nay. Ảnh: Khanh Hòa", "Tin, ảnh: Khanh Hòa"])
def test_whoever_signs_is_called_so(line: str):
    assert not list(proofread_text(line))
    assert [one.text for one in proofread_text(line.replace("Khanh Hòa", "Nguời dân đi chợ."))] == ["Nguời"]
