"""Word files made of a few lines of XML, and what may be said in them."""

import io
import zipfile

from morat.newsroom.review import Comment, Reply

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LONG = "Từ sáng sớm, hàng trăm người dân đã có mặt bên bờ sông để xem đội đua của xã ra quân mùa lễ hội. "


def word_file(body: str, **parts: str) -> bytes:
    """A Word file with ``body``; further parts by name, slashes as two underscores."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{MAIN}" xmlns:r="{REL}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            f'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>',
        )
        for name, xml in parts.items():
            package.writestr(f"word/{name.replace('__', '/')}.xml", xml)
    return packed.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


STYLES = f"""<w:styles xmlns:w="{MAIN}">
<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="u2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Rieng"><w:name w:val="Tít riêng"/><w:basedOn w:val="u2"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{MAIN}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def item(text: str, number: int) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


QUESTION = Comment(
    id="00000a01",
    block="a",
    field="body",
    start=5,
    end=10,
    quoted="23/11",
    author="Trần Biên",
    at="2026-11-23T03:42:00+00:00",
    text="Ngày nào?\nHỏi lại phóng viên.",
    replies=(Reply(id="00000a02", author="Mai Hương", at="2026-11-23T03:42:00+00:00", text="Đúng ngày 23."),),
    resolved=True,
)
"""What an editor asks of a paragraph ``a`` that begins with “Sáng 23/11”, and the answer."""
