"""Any web page: what of it is no article is taken away, and the part that holds the article is found."""

import re

from lxml.html import HtmlElement

from morat.newsroom.text import clean_line, word_count

_NEVER = (
    *(
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "footer",
        "form",
        "button",
        "select",
        "input",
    ),
    *("textarea", "label", "svg", "canvas", "object", "audio", "dialog", "menu", "title", "meta", "link"),
)
_OTHER_NAMES = re.compile(
    r"(?:^|[\s_-])"
    r"(?:share|social|breadcrumbs?|related|comments?|advert|ads?|banner|sidebar|menu|navbar|pagination|print|tags?)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HOLDERS = ("div", "section", "td", "table", "tbody", "tr", "center", "main", "article")
_RUNNING = ("p", "div", "td", "font", "span")
_ENOUGH = 60
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def article_of(page: HtmlElement) -> HtmlElement:
    """Return the element of a pruned page that holds the article.

    That is the ``article`` or ``main`` with most running text, else the innermost element that has
    nearly all of the page's.
    """
    named = [element for element in page.iter("article", "main") if running_words(element) >= _ENOUGH]
    if named:
        return max(named, key=running_words)
    body = page.find("body")
    best = page if body is None else body
    while (total := running_words(best)) > 0:
        inner = [child for child in best if child.tag in _HOLDERS]
        heavy = max(inner, key=running_words, default=None)
        if heavy is None or running_words(heavy) < 0.8 * total:
            break
        best = heavy
    return best


def prune(page: HtmlElement) -> None:
    """Take away scripts, menus, forms, share buttons and what is hidden."""
    for element in [*page.iter()]:
        if element.getparent() is not None and _is_other(element):
            element.drop_tree()


def headline_outside(page: HtmlElement, root: HtmlElement) -> str:
    """Return the page's first ``h1`` where none stands inside the article."""
    if any(clean_line(heading.text_content()) for heading in root.iter("h1")):
        return ""
    headings = (clean_line(heading.text_content()) for heading in page.iter("h1"))
    return next((words for words in headings if words), "")


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


def _is_other(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment
    if element.tag in _NEVER or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    whole = element.tag in ("html", "body", "article", "main", "h1")
    # A class may lie: what holds running text is kept.
    return not whole and _OTHER_NAMES.search(names) is not None and running_words(element) < _ENOUGH
