"""Count the words of real Word files that the reader misses, with pandoc as the other opinion.

Text that Word hides counts as read: it is kept, in a comment beside the text.

Run ``uv run python tests/benchmarks/docx_words.py`` beside a folder ``shared/corpora/docx``, or name
a folder. Prints a line a file in which words are missing, and the share of all words.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypandoc

from morat.formats import docx_in
from morat.newsroom.article import Article, body_text
from morat.newsroom.messages import UserError

_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "docx"
_WORD = re.compile(r"\w+")
_INSIDE_WORDS = (
    "Strong",
    "Emph",
    "Underline",
    "Strikeout",
    "Subscript",
    "Superscript",
    "SmallCaps",
    "Span",
    "Link",
)


def words_of(article: Article) -> Counter[str]:
    """Count every word that a piece prints."""
    people = " ".join(author.printed for author in article.authors)
    fields = (article.kicker, article.headline, article.deck, article.standfirst, article.source, people)
    place = (article.dateline.place, " ".join(article.tags), body_text(article))
    return Counter(_WORD.findall("\n".join((*fields, *place))))


def pandoc_words(path: Path) -> Counter[str]:
    """Count the words that pandoc reads in a file, tracked changes accepted.

    Taken from its tree and not from its plain text, where numbers of list items and descriptions
    of pictures stand among the words. Formulas are left out: pandoc turns them into TeX.
    """
    tree = pypandoc.convert_file(path, "json", format="docx", extra_args=["--track-changes=accept"])
    return Counter(_WORD.findall("".join(_words_below(json.loads(tree)))))


def _words_below(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _words_below(item)
    elif isinstance(node, dict):
        match node.get("t"):
            case "Str":
                yield node["c"]
            case "Code":
                yield node["c"][1]
            case "Image" | "Math":
                pass
            case kind:
                # Letters in bold inside a word are parts of one word; everything else parts words.
                between = "" if kind in _INSIDE_WORDS else " "
                yield between
                yield from _words_below(list(node.values()))
                yield between


def compare(path: Path) -> tuple[int, Counter[str]]:
    """Return how many words pandoc reads in a file, and which of them the reader does not."""
    theirs = pandoc_words(path)
    incoming = docx_in.read(path.read_bytes(), path.name, "accept")
    dropped = " ".join(str(warning.params.get("lines", "")) for warning in incoming.warnings)
    # Text that Word hides, which pandoc reads like any other.
    hidden = "\n".join(comment.text for comment in incoming.review.comments if comment.author == "Word")
    return theirs.total(), theirs - words_of(incoming.article) - Counter(_WORD.findall(f"{dropped} {hidden}"))


def main(folder: Path) -> None:
    """Compare every Word file of a folder."""
    total = absent = 0
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in (".docx", ".docm", ".dotx"):
            continue
        try:
            count, missing = compare(path)
        except UserError as error:
            print(f"{path.name}: refused ({error.message.code})")
            continue
        except RuntimeError as error:
            print(f"{path.name}: pandoc cannot read it ({str(error).splitlines()[-1][:60]})")
            continue
        total += count
        absent += missing.total()
        if missing:
            shown = " ".join(word for word, _ in missing.most_common(8))
            print(f"{path.name}: {missing.total()} of {count} missing: {shown}")
    print(f"{absent} of {total} words missing ({100 * absent / max(total, 1):.2f} %)")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _CORPUS)
