"""Hand damaged and hostile files to every reader: only the reader's own error may come of it.

Run ``uv run python tests/reliability/fuzz_readers.py --long`` for a million inputs, or name a number.
Inputs are good files of each kind, their bytes flipped, cut, doubled and swapped; of ZIPs also the parts,
packed anew. Each batch runs in a process of its own that may use 500 MB (as far as the system holds it to
that) and ten seconds of the processor an input; a batch that dies is told with its seed. Exit status 1 when
anything but a ``UserError`` came up.
"""

import argparse
import io
import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

SHORT, LONG, BATCH = 1_000, 1_000_000, 4_000
SECONDS, MEGABYTES = 10, 500
_ODD = (
    *(b"<", b">", b"&", b"\x00", b"\xff", b"]]>", b"<!--", b"</w:p>", b"<w:ins>", b"<w:del/>"),
    *(b"&#0;", b'"', b"{", b"["),
)
_ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'


def good() -> dict[str, list[bytes]]:
    """Return good files by the name of their reader."""
    import warnings

    from morat.formats import bundle, docx_out, html_out, packet_out, text_out
    from morat.newsroom.manuscript import Manuscript
    from tests.helpers.jpegs import jpeg
    from tests.helpers.strategies import reviewed
    from tests.helpers.word import LONG as WORDS
    from tests.helpers.word import p, word_file
    from tests.unit.formats.test_docx_in_review import COMMENTS, EXTENDED, TRACKED

    warnings.simplefilter("ignore")
    pieces = [reviewed().example() for _ in range(6)]
    articles = [article for article, _ in pieces]
    picture = {"0" * 64: jpeg()}
    word = [docx_out.write(article, picture, Manuscript(review=review)) for article, review in pieces]
    body = "".join(TRACKED.values())
    word.append(word_file(p("Tít") + p(WORDS) + body, comments=COMMENTS, commentsExtended=EXTENDED))
    pages = [html_out.write(article, picture) for article in articles]
    texts = [text_out.write(article) for article in articles]
    return {
        "docx": word,
        "html": pages,
        "text": [*texts, "Tít bài\n\nSapo dài.\n\nẢnh: Chợ.".encode("cp1258", "replace")],
        "markdown": [b"---\ntitle: x\n---\n# T\n\n![a](b.png)\n\n| a | b |\n|---|---|\n| c | d |\n", *texts],
        "packet": [packet_out.write(article, picture) for article in articles],
        "morat": [bundle.pack(bundle.Bundle(article=article)) for article in articles],
        "clipboard": [*pages, b"<!--StartFragment--><p class=MsoNormal><b>a</b></p><table><tr><td>b</table>"],
    }


def readers() -> dict[str, Callable[[bytes], object]]:
    """Return what reads each kind."""
    from morat.formats import (
        bundle,
        clipboard_in,
        docx_in,
        encodings,
        html_in,
        markdown_in,
        packet_in,
        text_in,
    )

    return {
        "docx": docx_in.read,
        "html": html_in.read,
        "text": lambda data: text_in.read(encodings.decode(data, None, "x")),
        "markdown": lambda data: markdown_in.read(encodings.decode(data, None, "x")),
        "packet": lambda data: packet_in.read(data, "x"),
        "morat": lambda data: bundle.unpack(data, "x"),
        "clipboard": lambda data: clipboard_in.read(clipboard_in.decoded(data)),
    }


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return ``data`` damaged in one to six places."""
    if data[:2] == b"PK" and chance.random() < 0.7:
        return _repacked(data, chance)
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, end = sorted((chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)))
        match chance.randrange(7):
            case 0 if made:
                made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del made[at : min(end, at + 200)]
            case 2:
                made[at:at] = made[at : min(end, at + 400)] * chance.randint(1, 3)
            case 3:
                made[at:at] = chance.choice(_ODD)
            case 4:
                del made[end:]
            case 5:
                made[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 8)))
            case _:
                made[:0] = _ENTITY if chance.random() < 0.1 else b""
    return bytes(made)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """Return a ZIP whose parts are damaged, missing, there twice or elsewhere."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        names = source.namelist()
        ill = set(chance.sample(names, min(len(names), chance.randint(1, 3))))
        for named in names:
            name, part = named, source.read(named)
            if name in ill:
                match chance.randrange(6):
                    case 0:
                        continue
                    case 1:
                        name = chance.choice(("../../etc/x", "/abs", name.upper(), f"{name}\\..", "a" * 300))
                    case 2:
                        target.writestr(zipfile.ZipInfo(name), part)
                    case _:
                        part = mutated(part, chance)
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, part)
    return packed.getvalue()


def batch(seed: int, count: int) -> None:
    """Read ``count`` inputs; raises what no reader may raise, with the kind and number of the input."""
    import warnings

    from morat.newsroom.messages import UserError

    warnings.simplefilter("ignore")
    files, read = good(), readers()
    resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES << 20, MEGABYTES << 20))
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        kind = chance.choice(sorted(files))
        data = mutated(chance.choice(files[kind]), chance)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            read[kind](data)
        except UserError:
            pass
        except BaseException:
            print(f"seed {seed}, input {number}, {kind}, {len(data)} bytes", flush=True)
            Path(os.environ.get("FUZZ_KEEP", "/tmp"), f"fuzz-{kind}-{seed}-{number}").write_bytes(data)
            raise
        signal.setitimer(signal.ITIMER_PROF, 0)


def main(count: int, first: int) -> int:
    """Run as many inputs as asked for; return how many batches failed."""
    failed = 0
    begun = time.monotonic()
    done = 0
    seed = first
    while done < count:
        size = min(BATCH, count - done)
        run = subprocess.run(
            [sys.executable, __file__, "--batch", str(seed), str(size)],
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            failed += 1
            print(
                f"seed {seed} failed ({run.returncode}):\n{run.stdout[-500:]}{run.stderr[-1500:]}", flush=True
            )
        done += size
        seed += 1
    print(f"{done} inputs, {failed} batches failed, {time.monotonic() - begun:.0f} s")
    return failed


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    if sys.argv[1:2] == ["--batch"]:
        batch(int(sys.argv[2]), int(sys.argv[3]))
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("--long", action="store_true")
        parser.add_argument("--count", type=int, default=0)
        parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
        given = parser.parse_args()
        sys.exit(1 if main(given.count or (LONG if given.long else SHORT), given.seed) else 0)
