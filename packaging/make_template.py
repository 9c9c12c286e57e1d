"""Make the Word documents of ``resources/templates/word``, the empty ones that exports are written into.

Run ``python packaging/make_template.py`` after a change here and commit the files it writes.
Made by hand from the standard (ECMA-376) rather than taken from an office program: a template
saved by one carries its author, a thumbnail and languages nobody chose.
"""

import re
import zipfile
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "templates" / "word"
FONT = "Times New Roman"
LANGUAGE = "vi-VN"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_A = f"{_DRAWING}/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_INSET = '<w:ind w:left="567" w:right="567"/>'
_FRAMED = '<w:ind w:left="170" w:right="170"/>'
_CENTRED = '<w:jc w:val="center"/>'
_RIGHT = '<w:jc w:val="right"/>'
_NEXT = "<w:keepNext/><w:keepLines/>"
_TOGETHER = "<w:keepLines/>"
_CLOSE = "<w:contextualSpacing/>"
_GREY = '<w:color w:val="595959"/>'
_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
# Names that Word knows itself; to it the others are a stranger's.
_BUILT_IN = frozenset(
    ("Title", "Body Text", "heading 2", "heading 3", "caption", "Quote", "List Bullet", "List Number")
) | {"header", "footer", "Hyperlink", "annotation text", "annotation reference"}
_CELL_MARGINS = (("top", 40), ("left", 108), ("bottom", 40), ("right", 108))


class Style(NamedTuple):
    """A paragraph or character style: id, the name shown in Word, and its properties as WordprocessingML.

    ``next`` is the style of the paragraph that Enter begins; ``paragraph`` and ``run`` follow the
    order of elements that the schema asks for.
    """

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    next: str = "BodyText"


def spacing(before: int = 0, after: int = 0, line: int | None = None) -> str:
    """Return paragraph spacing in points; ``line`` is the exact line height."""
    exact = "" if line is None else f' w:line="{line * 20}" w:lineRule="exact"'
    return f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"{exact}/>'


def size(points: float) -> str:
    """Return a letter size in points."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def frame(colour: str, style: str = "single", room: int = 8) -> str:
    """Return a border round a paragraph, ``room`` points away from it."""
    side = f'w:val="{style}" w:sz="6" w:space="{room}" w:color="{colour}"'
    return f"<w:pBdr><w:top {side}/><w:left {side}/><w:bottom {side}/><w:right {side}/></w:pBdr>"


def level(number: int) -> str:
    """Return what makes a paragraph a heading of the outline, 0 the highest."""
    return f'<w:outlineLvl w:val="{number}"/>'


def numbered(number: int) -> str:
    """Return what makes a paragraph an item of list ``number``."""
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


PARAGRAPHS = (
    Style("BodyText", "Body Text", next="BodyText"),
    Style(
        "Kicker",
        "Kicker",
        _NEXT + spacing(after=4),
        f'{_BOLD}<w:caps/><w:color w:val="9C1C1C"/><w:spacing w:val="20"/>{size(12)}',
        "Title",
    ),
    Style("Title", "Title", _NEXT + spacing(after=6) + level(0), _BOLD + size(26), "Sapo"),
    Style("Deck", "Deck", _NEXT + spacing(after=6), _ITALIC + size(16), "Sapo"),
    Style("Sapo", "Sapo", _TOGETHER + spacing(after=8), _BOLD + size(13)),
    Style("Dateline", "Dateline", spacing(after=8), _GREY + size(11)),
    Style("Byline", "Byline", _TOGETHER + spacing(before=8, after=4) + _RIGHT, _BOLD, "Byline"),
    Style("Source", "Source", spacing(after=4) + _RIGHT, _ITALIC + _GREY + size(11)),
    Style("Heading2", "heading 2", _NEXT + spacing(12, 6) + level(1), _BOLD + size(15)),
    Style("Heading3", "heading 3", _NEXT + spacing(10, 4) + level(2), _BOLD + _ITALIC + size(13)),
    Style("Photo", "Photo", _NEXT + spacing(8, 4) + _CENTRED, next="Caption"),
    Style(
        "PhotoMissing",
        "Photo Missing",
        _NEXT + frame("7F7F7F", "dashed", 20) + spacing(28, 26) + _INSET + _CENTRED,
        _GREY + size(11),
        "Caption",
    ),
    Style("Caption", "caption", _TOGETHER + spacing(after=10) + _CENTRED, _ITALIC + size(11)),
    Style(
        "GalleryCaption",
        "Gallery Caption",
        _TOGETHER + spacing(after=4) + _CENTRED,
        _BOLD + _ITALIC + size(11),
    ),
    Style("Quote", "Quote", _TOGETHER + spacing(6, 4) + _INSET, _ITALIC),
    Style("Attribution", "Attribution", spacing(after=8) + _INSET + _RIGHT, _GREY + size(11)),
    Style(
        "Pullquote",
        "Pullquote",
        _TOGETHER
        + '<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="9C1C1C"/></w:pBdr>'
        + spacing(8, 8)
        + '<w:ind w:left="567" w:right="567"/>',
        _BOLD + size(16),
    ),
    Style("ListBullet", "List Bullet", numbered(1) + spacing(after=6) + _CLOSE, next="ListBullet"),
    Style("ListNumber", "List Number", numbered(2) + spacing(after=6) + _CLOSE, next="ListNumber"),
    Style("TableText", "Table Text", spacing(2, 2), size(11), "TableText"),
    Style("BoxTitle", "Box Title", _NEXT + spacing(4, 4), _BOLD),
    Style("Embed", "Embed", _TOGETHER + frame("BFBFBF") + spacing(8, 8) + _FRAMED, size(11)),
    Style("OtherBlock", "Other Block", frame("BFBFBF", "dotted") + spacing(8, 8) + _FRAMED, _GREY + size(11)),
    Style("Header", "header", spacing() + _CENTRED, size(11), "Header"),
    Style("Footer", "footer", spacing() + _CENTRED, _GREY + size(11), "Footer"),
    Style("CommentText", "annotation text", spacing(), size(10), "CommentText"),
    # What Word asks for between two tables and at the end of a cell: a line that is not seen.
    Style("Spacer", "Spacer", spacing(line=8), size(2)),
)
CHARACTERS = (
    Style("Label", "Label", run=_GREY),
    Style("Credit", "Credit", run=_GREY),
    Style("Author", "Author"),
    Style("Place", "Place", run=_BOLD),
    Style("Date", "Date Written"),
    Style("CommentReference", "annotation reference", run=size(8)),
    Style("Hyperlink", "Hyperlink", run='<w:color w:val="0563C1"/><w:u w:val="single"/>'),
)


class TableStyle(NamedTuple):
    """A table style: the colours of its lines and of the ground of its cells, empty for none."""

    id: str
    name: str
    line: str = ""
    ground: str = ""


TABLES = (
    TableStyle("Table", "News Table", "7F7F7F"),
    TableStyle("InfoBox", "Info Box", "9C1C1C", "F7F3EC"),
    TableStyle("EditorNote", "Editor Note", "595959", "F2F2F2"),
    TableStyle("Gallery", "Gallery"),
)


class Page(NamedTuple):
    """How a page is set.

    ``margins`` (top, right, bottom, left) in millimetres, ``size`` of the text in points, ``line`` its height
    in lines, ``after`` the points below a paragraph; the number of the page stands in the header or the
    footer, ``first`` says whether on the first page too. ``styles`` stand in for those of the same id.
    """

    name: str
    margins: tuple[int, int, int, int]
    size: float
    line: float
    after: int
    number: str
    first: bool = True
    black: bool = False
    styles: tuple[Style, ...] = ()


NEWSROOM = Page("newsroom", (20, 20, 20, 25), 13, 1.2, 6, "footer")
_INDENT = '<w:ind w:firstLine="720"/>'
_JUSTIFIED = '<w:jc w:val="both"/>'
ADMINISTRATIVE = Page(
    "administrative",
    (20, 20, 20, 30),
    14,
    1.15,
    6,
    "header",
    first=False,
    black=True,
    styles=(
        Style(
            "Kicker", "Kicker", _NEXT + spacing(after=6) + _CENTRED, f"{_BOLD}<w:caps/>{size(13)}", "Title"
        ),
        Style("Title", "Title", _NEXT + spacing(after=6) + _CENTRED + level(0), _BOLD + size(14), "Sapo"),
        Style("Deck", "Deck", _NEXT + spacing(after=12) + _CENTRED, _BOLD + size(14), "Sapo"),
        Style("Sapo", "Sapo", _TOGETHER + spacing(after=6) + _INDENT + _JUSTIFIED, _BOLD),
        Style("BodyText", "Body Text", _INDENT + _JUSTIFIED, next="BodyText"),
        Style("Heading2", "heading 2", _NEXT + spacing(6, 6) + _INDENT + _JUSTIFIED + level(1), _BOLD),
        Style(
            "Heading3", "heading 3", _NEXT + spacing(6, 6) + _INDENT + _JUSTIFIED + level(2), _BOLD + _ITALIC
        ),
        Style("Pullquote", "Pullquote", _TOGETHER + spacing(6, 6) + _INSET + _JUSTIFIED, _BOLD),
        Style("Caption", "caption", _TOGETHER + spacing(after=10) + _CENTRED, _ITALIC + size(13)),
        Style("TableText", "Table Text", spacing(2, 2), size(13), "TableText"),
        Style("Header", "header", spacing() + _CENTRED, size(14), "Header"),
    ),
)
"""An administrative paper, as Annex I of Decree 30/2020/NĐ-CP of 5 March 2020 on clerical work asks for.

Part I: A4 upright; 20-25 mm from the upper and lower edge, 30-35 mm from the left, 15-20 mm from the right;
Times New Roman in Unicode (TCVN 6909:2001), black; the page's number in Arabic figures of 13-14 points,
upright, in the middle of the upper margin, not on the first page. Part II, on the text: 13-14 points,
justified, the first line indented by 1 or 1.27 cm, at least 6 points between paragraphs, lines single to
1.5; headings bold.
"""
PAGES = (NEWSROOM, ADMINISTRATIVE)
_COLOUR = re.compile(r'<w:color w:val="[0-9A-F]{6}"/>')


def paragraph_style(style: Style) -> str:
    """Return the XML of a paragraph style."""
    return (
        f'<w:style w:type="paragraph"{_custom(style)} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{style.next}"/><w:qFormat/>'
        f"<w:pPr>{style.paragraph}</w:pPr><w:rPr>{style.run}</w:rPr></w:style>"
    )


def _custom(style: Style) -> str:
    return "" if style.name in _BUILT_IN else ' w:customStyle="1"'


def character_style(style: Style) -> str:
    """Return the XML of a character style."""
    return (
        f'<w:style w:type="character"{_custom(style)} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{style.run}</w:rPr></w:style>'
    )


def table_style(style: TableStyle) -> str:
    """Return the XML of a table style; a first row marked as heading is bold."""
    line = f'w:val="single" w:sz="6" w:space="0" w:color="{style.line}"'
    sides = "".join(
        f"<w:{side} {line}/>"
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        if style.line
    )
    borders = f"<w:tblBorders>{sides}</w:tblBorders>" if sides else ""
    ground = (
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{style.ground}"/></w:tcPr>'
        if style.ground
        else ""
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>{borders}</w:tblPr>'
        f'{ground}<w:tblStylePr w:type="firstRow"><w:rPr>{_BOLD}</w:rPr><w:tcPr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr></w:tblStylePr></w:style>'
    )


def styles(page: Page) -> str:
    """Return the styles part: serif and Vietnamese in all four slots of the defaults."""
    own = {style.id: style for style in page.styles}
    paragraphs = (own.get(style.id, style) for style in PARAGRAPHS)
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    language = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="{LANGUAGE}"/>'
    margin = "".join(f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in _CELL_MARGINS)
    made = (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults>'
        f"<w:rPrDefault><w:rPr>{fonts}{size(page.size)}{language}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:widowControl/>"
        f'<w:spacing w:after="{page.after * 20}" w:line="{round(page.line * 240)}" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{margin}</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:semiHidden/></w:style>'
        + "".join(map(paragraph_style, paragraphs))
        + "".join(map(character_style, CHARACTERS))
        + "".join(map(table_style, TABLES))
        + "</w:styles>"
    )
    return (
        _COLOUR.sub("", made).replace("9C1C1C", "000000").replace("F7F3EC", "F2F2F2") if page.black else made
    )


def numbering() -> str:
    """Return the numbering part: list 1 has bullets, list 2 numbers; exports add lists after them."""

    def levels(kind: str, text: str) -> str:
        return (
            f'<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl>'
        )

    return (
        f'{_HEAD}<w:numbering xmlns:w="{_W}">'
        f'<w:abstractNum w:abstractNumId="1">{levels("bullet", "•")}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{levels("decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )


def settings() -> str:
    """Return the settings part: the layout of Word 2013 and later, the fonts' language."""
    return (
        f'{_HEAD}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
        f'</w:compat><w:themeFontLang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="{LANGUAGE}"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def theme() -> str:
    """Return the theme part: plain colours, one serif for headings and text."""
    colours = (
        "dk1:000000 lt1:FFFFFF dk2:3B3B3B lt2:F7F3EC accent1:9C1C1C accent2:1F4E79 "
        "accent3:4F6228 accent4:7F6000 accent5:5B3A70 accent6:31656B hlink:0563C1 folHlink:954F72"
    )
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in (pair.split(":") for pair in colours.split())
    )
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="{_A}" name="Mo-rát"><a:themeElements><a:clrScheme name="Mo-rát">{scheme}'
        f'</a:clrScheme><a:fontScheme name="Mo-rát"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}'
        f'</a:minorFont></a:fontScheme><a:fmtScheme name="Mo-rát"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def font_table() -> str:
    """Return the font table: one font, with the Vietnamese code page among its ranges."""
    return (
        f'{_HEAD}<w:fonts xmlns:w="{_W}"><w:font w:name="{FONT}"><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="A3"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _bound(*prefixes: str) -> str:
    names = {
        "w": _W,
        "r": _R,
        "a": _A,
        "wp": f"{_DRAWING}/wordprocessingDrawing",
        "pic": f"{_DRAWING}/picture",
    }
    return " ".join(f'xmlns:{prefix}="{names[prefix]}"' for prefix in prefixes or names)


def document(page: Page) -> str:
    """Return the empty body: A4 with the margins of ``page``.

    Every prefix that exports use is bound here: some readers go by the usual prefixes.
    """
    top, right, bottom, left = (round(side * 1440 / 25.4) for side in page.margins)
    return (
        f"{_HEAD}<w:document {_bound()}><w:body><w:sectPr>"
        f'<w:{page.number}Reference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="567" w:footer="567" w:gutter="0"/>'
        f"{'' if page.first else '<w:titlePg/>'}</w:sectPr></w:body></w:document>"
    )


def page_number(page: Page) -> str:
    """Return the header or footer part: the number of the page."""
    mark, style = ("hdr", "Header") if page.number == "header" else ("ftr", "Footer")
    field = "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{field}</w:p>'
    return f"{_HEAD}<w:{mark} {_bound('w')}>{paragraph}</w:{mark}>"


def core_properties() -> str:
    """Return the core properties: a language, nobody's name, no date."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
    )


def extended_properties() -> str:
    """Return the extended properties: which program writes."""
    return (
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Mo-rát</Application></Properties>"
    )


def relationships(*rows: tuple[str, str]) -> str:
    """Return a relationships part; each row is a type's address and a target."""
    written = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def content_types(page: Page) -> str:
    """Return the list of content types."""
    overrides = (
        ("/word/document.xml", f"{_MAIN_TYPE}.document.main+xml"),
        ("/word/styles.xml", f"{_MAIN_TYPE}.styles+xml"),
        ("/word/numbering.xml", f"{_MAIN_TYPE}.numbering+xml"),
        ("/word/settings.xml", f"{_MAIN_TYPE}.settings+xml"),
        ("/word/fontTable.xml", f"{_MAIN_TYPE}.fontTable+xml"),
        (f"/word/{page.number}1.xml", f"{_MAIN_TYPE}.{page.number}+xml"),
        ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
    written = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{written}</Types>'
    )


def parts(page: Page = NEWSROOM) -> dict[str, str]:
    """Return every part of the template by its name in the package."""
    return {
        "[Content_Types].xml": content_types(page),
        "_rels/.rels": relationships(
            (f"{_R}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_R}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": extended_properties(),
        "docProps/core.xml": core_properties(),
        "word/_rels/document.xml.rels": relationships(
            (f"{_R}/styles", "styles.xml"),
            (f"{_R}/numbering", "numbering.xml"),
            (f"{_R}/settings", "settings.xml"),
            (f"{_R}/fontTable", "fontTable.xml"),
            (f"{_R}/theme", "theme/theme1.xml"),
            (f"{_R}/{page.number}", f"{page.number}1.xml"),
        ),
        "word/document.xml": document(page),
        "word/fontTable.xml": font_table(),
        "word/numbering.xml": numbering(),
        f"word/{page.number}1.xml": page_number(page),
        "word/settings.xml": settings(),
        "word/styles.xml": styles(page),
        "word/theme/theme1.xml": theme(),
    }


def write(page: Page) -> None:
    """Write the template of a page; the same bytes every time."""
    with zipfile.ZipFile(FOLDER / f"{page.name}.docx", "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts(page).items():
            package.writestr(zipfile.ZipInfo(name, ZIP_DATE), xml.encode(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    for page in PAGES:
        write(page)
