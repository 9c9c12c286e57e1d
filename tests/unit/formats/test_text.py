from hypothesis import given
from hypothesis import strategies as st

from morat.formats import text_in, text_out
from morat.newsroom.article import Author, new_article
from morat.newsroom.blocks import ListBlock, Paragraph, Photo, Quote, Subhead, new_id
from morat.newsroom.inline import Run, plain, runs_of
from tests.helpers.strategies import articles

SYLLABLES = [
    *("xã", "đường", "làng", "ruộng", "trường", "học", "người", "dân", "mùa", "lúa", "ngô", "đồi", "suối"),
    *("cầu", "mới", "rộng", "xanh", "vui", "bền", "nhiều", "năm", "nay", "vẫn", "giữ", "thêm", "nghề", "dệt"),
    *(
        "vải",
        "bán",
        "chợ",
        "phiên",
        "sớm",
        "mai",
        "sương",
        "núi",
        "mây",
        "trời",
        "nắng",
        "gió",
        "sông",
        "bến",
    ),
]


def sentence(low, high):
    words = st.lists(st.sampled_from(SYLLABLES), min_size=low, max_size=high)
    return words.map(lambda found: " ".join(found).capitalize() + ".")


def bare(low, high):
    return sentence(low, high).map(lambda text: text[:-1])


captions = sentence(3, 20).map(lambda text: "Quang cảnh " + text.lower())
names = st.sampled_from(("Mai Hương", "Thu Hà", "Nguyễn Thị Kim Anh", "Đức Long"))
paragraphs = st.builds(lambda text: Paragraph(new_id(), runs_of(text)), sentence(30, 60))
photos = st.builds(
    lambda caption, credit: Photo(new_id(), caption=runs_of(caption), credit=credit),
    captions,
    st.one_of(st.just(""), names),
)
pieces = st.builds(
    lambda headline, standfirst, blocks, last, authors: new_article(
        headline=headline,
        standfirst=standfirst,
        blocks=(*blocks, last),
        authors=tuple(map(Author, authors)),
    ),
    bare(5, 12),
    sentence(20, 60),
    st.lists(st.one_of(paragraphs, photos), max_size=6).map(tuple),
    paragraphs,
    st.lists(names, max_size=2, unique=True),
)


def printed(article):
    body = [
        (plain(block.caption), block.credit) if isinstance(block, Photo) else plain(block.runs)
        for block in article.blocks
    ]
    return article.headline, article.standfirst, body, [author.printed for author in article.authors]


@given(pieces)
def test_what_is_written_is_read_again(article):
    assert printed(text_in.read(text_out.write(article).decode()).article) == printed(article)


@given(articles())
def test_any_piece_is_written_and_never_its_note(article):
    secret = "không-in-dòng-này"
    text = text_out.write(
        new_article(headline="Tít", note=secret, blocks=article.blocks, embargo=secret)
    ).decode()
    assert text.startswith("Tít\n")
    assert secret not in text
    text_in.read(text)


def test_every_kind_of_block_is_readable():
    article = new_article(
        headline="Tít",
        standfirst="Sapo.",
        blocks=(
            Subhead(new_id(), runs=runs_of("Mục")),
            Paragraph(new_id(), (Run("Một "), Run("hai", ("bold",)))),
            ListBlock(new_id(), ordered=True, items=(runs_of("một"), runs_of("hai"))),
            Quote(new_id(), runs_of("Dân biết."), "Ông Tạo"),
            Photo(new_id(), caption=runs_of("Quang cảnh."), credit="Thu Hà"),
        ),
        authors=(Author("Trần Thị Mai Hương", "Mai Hương"), Author("Quang Minh", role="photographer")),
        source="Báo Đồng Mây",
        tags=("đường", "làng"),
    )
    assert text_out.write(article).decode().split("\n\n") == [
        "Tít",
        "Sapo.",
        "Mục",
        "Một hai",
        "1. một\n2. hai",
        "“Dân biết.”\n— Ông Tạo",
        "Ảnh: Quang cảnh. (Ảnh: Thu Hà)",
        "Mai Hương",
        "Ảnh: Quang Minh",
        "Nguồn: Báo Đồng Mây",
        "Từ khóa: đường, làng\n",
    ]


def test_paragraphs_wrapped_by_a_mail_program_are_joined():
    wrapped = (
        "Sáng nay xã Đồng Mây khánh thành con đường liên thôn dài bảy cây số\n"
        "sau hai năm thi công, với sự góp sức của hơn hai trăm hộ dân trong\n"
        "xã; nhiều gia đình đã hiến đất để con đường được rộng thêm."
    )
    article = text_in.read(f"Con đường mới\n\n{wrapped}\n\n{wrapped}").article
    assert article.standfirst == wrapped.replace("\n", " ")
    assert len(article.blocks) == 1
