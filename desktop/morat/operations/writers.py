"""Which writer a format of one file has; each is loaded for those alone who ask for it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from morat.newsroom.article import Article
from morat.newsroom.manuscript import Manuscript
from morat.newsroom.pictures import Picture

if TYPE_CHECKING:
    from morat.formats.page_template import PageTemplate

Writer = Callable[[Article, Mapping[str, Picture]], bytes]


def writer(
    to: str,
    template: "PageTemplate | None" = None,
    manuscript: Manuscript = Manuscript(),  # noqa: B008 - it is frozen
) -> Writer:
    """Return what writes a piece and its pictures (by the hash of the original) as ``to``.

    ``template`` is for a web page: the newsroom's own; ``manuscript`` says how a Word file looks.
    """
    match to:
        case "docx" | "packet":
            return _heavy(to, manuscript)
        case "ninjs":
            from morat.formats import ninjs_out

            return ninjs_out.write
        case "nitf":
            from morat.formats import nitf_out

            return nitf_out.write
        case "text" | "social":
            return _words_alone(to)
        case _:
            from morat.formats import html_out

            return partial(html_out.write, template=template)


def _heavy(to: str, manuscript: Manuscript) -> Writer:
    # python-docx costs a tenth of a second to load.
    if to == "packet":
        from morat.formats import packet_out

        return partial(packet_out.write, manuscript=manuscript)
    from morat.formats import docx_out

    return partial(docx_out.write, manuscript=manuscript)


def _words_alone(to: str) -> Writer:
    from morat.formats import social_out, text_out

    write = social_out.write if to == "social" else text_out.write

    def writer(article: Article, _pictures: Mapping[str, Picture]) -> bytes:
        return write(article)

    return writer
