"""Any web page: what of it is no article is taken away, and the part that holds the article is found."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from morat.newsroom.text import clean_line, fold, word_count

_NEVER = (
    *(
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "footer",
        "button",
        "select",
        "input",
    ),
    *("textarea", "label", "svg", "canvas", "object", "audio", "dialog", "menu", "title", "meta", "link"),
)
_OTHER_NAMES = re.compile(
    r"(?:^|[\s_-])"
    r"(?:share|social|breadcrumbs?|comments?|advert|ads?|banner|sidebar|menu|navbar|pagination|print|tags?"
    r"|relate[ds]?\w*|[^\W_]*(?:lien|xem|doc|tin)[-_]?(?:quan|nhieu|khac|them)\w*|binh-?luan|y-?kien)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HOLDERS = ("div", "section", "td", "table", "tbody", "tr", "center", "main", "article", "form")
_RUNNING = ("p", "div", "td", "font", "span")
_ENOUGH = 60
_SHARE = 0.25
"""Of a page's running text: what has less and is called a menu or comments is taken for such."""
_MOSTLY = 0.6
"""Of the running text of an ``article``: one inside it that has as much is it."""
_FEW = 5
"""Words of a standfirst at least."""
_ALIKE = 60
"""Characters in which a description and a standfirst are compared."""
_LINES = ("p", "h2", "div", "td", "span")
_APART = ("p", "h1", "h2", "div", "td", "li")
_NAMES = ("class", "itemprop", "data-role")
_STANDFIRST = re.compile(
    r"(?<![^\W_])(?:sapo|standfirst|chapeau|lead|desc|description|summary|abstract)\b", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def article_of(page: HtmlElement) -> HtmlElement:
    """Return the element of a pruned page that holds the article.

    That is the ``article`` or ``main`` with most running text (the inner one where most of it stands there),
    else the innermost element that has nearly all of the page's.
    """
    words = {element: running_words(element) for element in page.iter("article", "main")}
    named = [element for element, count in words.items() if count >= _ENOUGH]
    if named:
        found = max(named, key=words.__getitem__)
        inner = [
            one for one in named if found in one.iterancestors() and words[one] >= _MOSTLY * words[found]
        ]
        return inner[-1] if inner else found
    body = page.find("body")
    best = page if body is None else body
    total = running_words(best)
    while total:
        inner = [child for child in best if child.tag in _HOLDERS]
        heavy = max(inner, key=running_words, default=None)
        if heavy is None or running_words(heavy) < 0.8 * total or _is_chapter(heavy, inner):
            break
        best = heavy
    return best


def _is_chapter(element: HtmlElement, beside: list[HtmlElement]) -> bool:
    """Say whether an element is one of several sections with text, which together are the article."""
    others = (one for one in beside if one is not element and one.tag == "section")
    return element.tag == "section" and sum(map(running_words, others)) >= _ENOUGH


def prune(page: HtmlElement) -> None:
    """Take away scripts, menus, forms, share buttons and what is hidden; a form around the page stays."""
    enough = max(_ENOUGH, _SHARE * running_words(page))
    for element in [*page.iter()]:
        if element.getparent() is not None and _is_other(element, enough):
            element.drop_tree()


def headline_outside(page: HtmlElement, root: HtmlElement) -> str:
    """Return the page's first ``h1`` where none stands inside the article."""
    if any(clean_line(heading.text_content()) for heading in root.iter("h1")):
        return ""
    headings = (clean_line(heading.text_content()) for heading in page.iter("h1"))
    return next((words for words in headings if words), "")


def standfirst_outside(page: HtmlElement, root: HtmlElement, told: str) -> str:
    """Return the standfirst that stands above the article: as the page describes itself, else called so.

    ``told`` is that description (see :func:`description_told`), often cut short. Where the article itself
    says it, what is called so above it is of another one.
    """
    above = list(_lines(page, root))
    found = next((said for _, said in above if _is_told(said, told)), "")
    if found or any(_is_told(said, told) for _, said in _lines(root)):
        return found
    return next((said for element, said in above if _is_called_standfirst(element)), "")


def _lines(around: HtmlElement, until: HtmlElement | None = None) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the elements in one that hold a line of some words, with it; those before ``until`` at most."""
    holders = () if until is None else (*until.iterancestors(),)
    for element in around.iter():
        if element is until:
            return
        if element.tag not in _LINES or element in holders:
            continue
        if next(element.iterdescendants(*_APART), None) is None:
            said = clean_line(element.text_content())
            if word_count(said) >= _FEW:
                yield element, said


def _is_called_standfirst(element: HtmlElement) -> bool:
    return _STANDFIRST.search(" ".join(element.get(name) or "" for name in _NAMES)) is not None


def _is_told(said: str, told: str) -> bool:
    beginning = fold(told)[:_ALIKE].rstrip(" .…")
    return len(beginning) > _ALIKE / 2 and fold(said).startswith(beginning)


def description_told(page: HtmlElement) -> str:
    """Return what the page tells search engines that it is about, empty where it says nothing."""
    for meta in page.iter("meta"):
        if meta.get("name") == "description" or meta.get("property") == "og:description":
            return clean_line(meta.get("content") or "")
    return ""


def title_told(page: HtmlElement) -> str:
    """Return the title that the page tells social networks, empty where there is none."""
    for meta in page.iter("meta"):
        if meta.get("property") == "og:title" or meta.get("name") == "title":
            return clean_line(meta.get("content") or "")
    return ""


def running_words(element: HtmlElement) -> int:
    """Return the words of running text below an element; menus and lists of links have none."""
    count = 0
    for part in element.iter(*_RUNNING):
        own = " ".join(filter(None, (part.text, *(child.tail for child in part))))
        words = word_count(own)
        count += words if words >= 8 else 0
    return count


def _is_other(element: HtmlElement, enough: float) -> bool:
    """Say whether an element is none of the article; ``enough`` running words are proof that it is."""
    if not isinstance(element.tag, str):
        return True  # a comment
    if element.tag == "form":
        return running_words(element) < enough
    if element.tag in _NEVER or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    names = " ".join(element.get(name) or "" for name in ("class", "id", "type"))
    whole = element.tag in ("html", "body", "article", "main", "h1")
    # A class may lie: what holds much of the running text is kept.
    return not whole and _OTHER_NAMES.search(names) is not None and running_words(element) < enough
