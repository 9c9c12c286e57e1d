"""The writing desk beside a bare text window and novelWriter, watched from outside.

    uv run --with novelwriter --with numpy --with psutil --with python-xlib --with pillow \
        python tests/benchmarks/desk.py [--pairs 5] [--keys 60] [--only start|open|keys|paragraph|memory]

Each program is started in turn (A B C A B C ...) by the harness of the shared bench, on a screen of its own
with a window manager: keys are pressed through X, pixels watched, CPU is that of the whole process tree, work
put off included. Machines are shared and noisy: what counts are the ratios of the medians of one run. Needs
the folder ../shared beside the project, and Debian's xvfb, openbox and wmctrl.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.start import Screen, painted, running

BENCH = Path(__file__).parents[3] / "shared" / "bench"
SAMPLE = BENCH.parent / "samples" / "uong-bi.txt"
PLACES = ("end", "middle", "start")
HANDLE, ROOT = "53b69b83cdafc", "7031beac91f75"
PROJECT = f"""<?xml version='1.0' encoding='utf-8'?>
<novelWriterXML appVersion="26.2.2" hexVersion="0x260202f0" fileVersion="1.6" fileRevision="0" timeStamp="2026-10-11 00:00:00">
  <project id="e2be99af-f9bf-4403-857a-c3d1ac25abea" saveCount="1" autoCount="1" editTime="1" indexRevision="1">
    <name>Bench</name><author>Bench</author>
  </project>
  <settings>
    <doBackup>no</doBackup><language>en_GB</language><spellChecking auto="no">None</spellChecking>
    <lastHandle><entry key="editor">{HANDLE}</entry></lastHandle>
    <status><entry key="sf12341" count="1" color="#969896" shape="STAR">New</entry></status>
    <importance><entry key="ia857f0" count="1" color="faded" shape="STAR">None</entry></importance>
  </settings>
  <content items="2" novelWords="0" notesWords="0" novelChars="0" notesChars="0">
    <item handle="{ROOT}" parent="None" root="{ROOT}" order="0" type="ROOT" class="NOVEL">
      <meta expanded="yes" /><name status="sf12341" import="ia857f0">Novel</name>
    </item>
    <item handle="{HANDLE}" parent="{ROOT}" root="{ROOT}" order="0" type="FILE" class="NOVEL" layout="DOCUMENT">
      <meta expanded="no" heading="H1" charCount="1" wordCount="1" paraCount="1" cursorPos="0" />
      <name status="sf12341" import="ia857f0" active="yes">Piece</name>
    </item>
  </content>
</novelWriterXML>
"""  # noqa: E501


class Bench:
    """The programs, their documents and the place where the harness leaves its figures."""

    def __init__(self, folder, keys):
        self.folder = folder
        self.keys = keys
        self.environment = {**os.environ, "BENCH_OUT": str(folder), "MIDDLE_PAGES": "60"}
        self.environment.pop("DISPLAY", None)
        self.environment.pop("QT_QPA_PLATFORM", None)

    def document(self, program, words, paragraph=False):
        """Return the path of a document of so many words as ``program`` opens it."""
        name = f"{words}{'p' if paragraph else ''}"
        # No line end at the end: a bare text window makes an empty paragraph of it, and types in that.
        text = one_paragraph(words) if paragraph else "\n\n".join(paragraphs(words))
        if program != "novelwriter":
            path = self.folder / f"{name}.txt"
            path.write_text(text, "utf-8")
            return path
        folder = self.folder / f"novel-{name}"
        (folder / "content").mkdir(parents=True, exist_ok=True)
        (folder / "nwProject.nwx").write_text(PROJECT, "utf-8")
        for ending in ("md", "nwd"):  # the name of today's releases, and of older ones
            (folder / "content" / f"{HANDLE}.{ending}").write_text(f"# Piece\n\n{text}", "utf-8")
        return folder

    def run(self, program, document=None, where=(), mode="run"):
        """Return what the harness says of one start of ``program``, None when it did not come up."""
        command = [sys.executable, str(BENCH / "harness.py"), mode, program]
        command += ["--doc", str(document)] if document else []
        command += ["--n", "1"] if mode == "start" else ["--keys", str(self.keys), "--where", ",".join(where)]
        done = subprocess.run(
            command, check=False, env=self.environment, cwd=self.folder, capture_output=True, text=True
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        said = json.loads(lines[-1]) if lines else {"error": done.stderr[-300:]}
        if said.get("error") or said.get("err"):
            print(f"{program}: {said.get('error') or said['err']}", file=sys.stderr)
            return None
        return said


def sentences():
    text = SAMPLE.read_text("utf-8")
    return [line.strip() for line in text.replace(". ", ".\n").splitlines() if len(line.split()) >= 4]


def paragraphs(words):
    """Return Vietnamese paragraphs of together so many words, the same every time."""
    choice, known, out, count = random.Random(7), sentences(), [], 0
    while count < words:
        paragraph = " ".join(choice.choice(known) for _ in range(choice.randint(3, 5))).split()[
            : words - count
        ]
        out.append(" ".join(paragraph))
        count += len(paragraph)
    return out


def one_paragraph(words):
    return "Tít của bài\n\n" + " ".join(paragraphs(words))


def median(rows, *path):
    """Return the median of one figure over all runs that have it, NaN where none has."""
    found = []
    for row in rows:
        value = row
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            found.append(value)
    return statistics.median(found) if found else float("nan")


def told(name, ours, floor, limit, unit="", other=None):
    beside = f"   novelWriter {other:8.2f}{unit}" if other is not None else ""
    bar = f"(bar {limit}x)" if limit else ""
    print(
        f"{name:44} {ours:8.2f}{unit}   bare {floor:8.2f}{unit}   {ours / floor:5.2f}x {bar}{beside}",
        flush=True,
    )


def start(bench, pairs):
    rows = {"bare": [], "morat-empty": []}
    for _ in range(pairs):
        for program, kept in rows.items():
            said = bench.run(program, mode="start")
            if said:
                kept.append(said["median"])
    ours, floor = rows["morat-empty"], rows["bare"]
    told("start: CPU to first paint", median(ours, "cpu_paint"), median(floor, "cpu_paint"), 1.6, " s")
    told("start: CPU to idle", median(ours, "cpu_s"), median(floor, "cpu_s"), 2, " s")


def opened(bench, pairs):
    """CPU to the first picture with a long piece, to the microsecond: the harness counts in hundredths."""
    document = str(bench.document("bare-page", 100_000))
    morat = [sys.executable, "-m", "morat", "--library", str(bench.folder / "opened"), "--open", document]
    commands = {"bare": [sys.executable, str(BENCH / "apps" / "bare.py"), "--page", document], "morat": morat}
    screen = Screen(bench.folder)
    environment = {
        **bench.environment, "DISPLAY": screen.display, "MORAT_HOME": str(bench.folder / "opened-home"),
    }  # fmt: skip
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    rows = {program: [] for program in commands}
    try:
        empty = screen.picture()
        for number in range(pairs + 1):
            for program, command in commands.items():
                with running(command, environment) as process:
                    used = painted(screen, process, empty)
                while screen.picture() != empty:
                    time.sleep(0.01)
                # The first of each fills the disk's cache and compiles.
                if number:
                    rows[program].append(used)
    finally:
        screen.close()
    ours, floor = (statistics.median(rows[program]) for program in ("morat", "bare"))
    told("100,000 words: CPU to open, first paint", ours, floor, 1.5, " ms")


def typed(bench, pairs, words, where, programs, paragraph=False):
    rows = {program: [] for program in programs}
    for _ in range(pairs):
        for program, kept in rows.items():
            said = bench.run(program, bench.document(program, words, paragraph), where)
            if said:
                kept.append(said)
    return rows


def keys(bench, pairs):
    rows = typed(bench, pairs, 100_000, PLACES, ("bare-page", "morat", "novelwriter"))
    ours, floor, other = rows["morat"], rows["bare-page"], rows["novelwriter"]
    told(
        "100,000 words: CPU to open, until idle",
        median(ours, "open", "cpu_s"),
        median(floor, "open", "cpu_s"),
        None,
        " s",
        median(other, "open", "cpu_s"),
    )
    for place in PLACES:
        key = f"keys_{place}"
        told(
            f"100,000 words, {place}: CPU a key",
            median(ours, key, "cpu_ms_per_key"),
            median(floor, key, "cpu_ms_per_key"),
            2,
            " ms",
            median(other, key, "cpu_ms_per_key"),
        )
        told(
            f"100,000 words, {place}: key to pixel, p50",
            median(ours, key, "p50"),
            median(floor, key, "p50"),
            1.3,
            " ms",
            median(other, key, "p50"),
        )


def long_paragraph(bench, pairs):
    rows = typed(bench, pairs, 10_000, ("end",), ("bare-page", "morat"), paragraph=True)
    for name, figure, unit in (("CPU a key", "cpu_ms_per_key", " ms"), ("key to pixel, p50", "p50", " ms")):
        told(
            f"one paragraph of 10,000 words: {name}",
            median(rows["morat"], "keys_end", figure),
            median(rows["bare-page"], "keys_end", figure),
            1.5,
            unit,
        )


def memory(bench, pairs):
    rows = typed(bench, pairs, 10_000, (), ("bare-page", "morat"))
    told(
        "10,000 words, idle: PSS",
        median(rows["morat"], "open", "mem", "pss"),
        median(rows["bare-page"], "open", "mem", "pss"),
        1.6,
        " MiB",
    )


PARTS = {"start": start, "open": opened, "keys": keys, "paragraph": long_paragraph, "memory": memory}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--pairs", type=int, default=5)
    arguments.add_argument("--keys", type=int, default=60)
    arguments.add_argument("--only", choices=PARTS, action="append")
    wanted = arguments.parse_args()
    if not SAMPLE.is_file():
        sys.exit("The folder ../shared with its bench is not here.")
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        bench = Bench(Path(folder), wanted.keys)
        for part in wanted.only or PARTS:
            PARTS[part](bench, wanted.pairs)


if __name__ == "__main__":
    main()
