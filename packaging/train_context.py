"""Learn the weights of language/judge.py and choice.py from planted mistakes: resources/lexicon/context.json.

    uv run python packaging/counts.py viwiki.txt.xz --noise 5 --out noisy.bin
    uv run --with scikit-learn==1.7.2 python packaging/train_context.py viwiki.txt.xz noisy.bin

The text is of parts of the corpus that noisy.bin does not count, many, so that it is of many subjects; the
counts are of a corpus with mistakes in it, as real ones have: without them a mistake that is common in print
would look right. Neither news nor any text that the
proofreader is measured on is seen. The same input gives the same file.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier

ROOT = Path(__file__).resolve().parents[1]
sys.path += [str(ROOT / "desktop"), str(ROOT / "tests" / "benchmarks")]

from counts import is_learned_from, parts_of  # noqa: E402
from planting import MIX, WIDER, Planted, plant  # noqa: E402

from morat.language.choice import numbers_of  # noqa: E402
from morat.language.counts import Counts  # noqa: E402
from morat.language.evidence import NAMES, Evidence, Suspect  # noqa: E402
from morat.language.judge import chances_of, compared  # noqa: E402
from morat.language.silence import name_spans  # noqa: E402
from morat.language.tokens import spelling  # noqa: E402
from morat.language.tones import placed  # noqa: E402

OUTPUT = ROOT / "resources" / "lexicon" / "context.json"
SEED, ROUNDS = 11, 2
"""The first seed, and how many times every part has mistakes planted in it, each time others."""
RATES = (0.015, 0.032, 0.006, 0.032)
"""Mistakes a syllable: drafts have many, print has few."""
TREES, LEAVES, SPEED = 160, 14, 0.08

Case = tuple[Suspect, Planted | None]


def cases(evidence: Evidence, lines: list[tuple[str, list[Planted]]]) -> list[Case]:
    """Return the suspects of planted lines, each with the mistake that it is."""
    found: list[Case] = []
    for text, planted in lines:
        names = list(name_spans(text))
        for suspect in evidence.suspects(text):
            start = suspect.match.start()
            if placed(suspect.match[0].lower()) or any(low <= start < high for low, high in names):
                continue
            found.append((suspect, next((one for one in planted if one.start <= start < one.end), None)))
    return found


def is_right(word: str, planted: Planted | None) -> bool:
    """Say whether ``word`` is what stood there."""
    return planted is not None and word in map(spelling, planted.right)


def learn(found: list[Case], counts: Counts) -> dict[str, object]:
    """Return the weights."""
    numbers = np.array([one.numbers for suspect, _ in found for one in suspect.meant])
    right = np.array([is_right(one.word, planted) for suspect, planted in found for one in suspect.meant])
    weights, bias = _regression(numbers, right, np.array([len(suspect.meant) for suspect, _ in found]))
    scores = numbers @ weights + bias
    wrong_rows, wrong, at = [], [], 0
    for suspect, planted in found:
        size = len(suspect.meant)
        mine = chances_of(scores[at : at + size].tolist())
        best = suspect.meant[max(range(size), key=mine.__getitem__)].numbers
        wrong_rows.append([*best, *compared(best), np.log(max(mine) + 1e-6), np.log(sum(mine) + 1e-6)])
        wrong.append(planted is not None)
        at += size
    return {
        "names": NAMES,
        "bias": round(bias, 5),
        "weights": [round(float(one), 5) for one in weights],
        "wrong": _boosted(wrong_rows, wrong, TREES, LEAVES),
        "right": _choosing(found, counts),
    }


def _choosing(found: list[Case], counts: Counts) -> list[float]:
    """Return the weights of language/choice.py.

    Of mistakes in their usual proportions: those of the ear, which are planted more often to be told from
    words that are right, would be suggested too often.
    """
    known = [
        (suspect, [is_right(one.word, planted) for one in suspect.meant])
        for suspect, planted in found
        if planted is not None and planted.kind in MIX
    ]
    known = [(suspect, right) for suspect, right in known if any(right)]
    rows = np.array([numbers_of(one, counts, suspect.near) for suspect, _ in known for one in suspect.meant])
    right = np.array([one for _, ones in known for one in ones])
    sizes = np.array([len(ones) for _, ones in known])
    weights, _ = _regression(rows, right, sizes, none=0.0)
    return [round(float(one), 5) for one in weights]


def _regression(
    numbers: np.ndarray, right: np.ndarray, sizes: np.ndarray, none: float = 1.0
) -> tuple[np.ndarray, float]:
    """Return the weights and the bias under which what is right is the likeliest of what may be meant.

    ``sizes`` are the numbers of rows that belong to one suspect; "none of them" has the score 0, or no part
    in it where ``none`` is 0.
    """
    mean, spread = numbers.mean(0), numbers.std(0) + 1e-6
    rows = np.hstack([(numbers - mean) / spread, np.ones((len(numbers), 1))])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = rows @ weights
        highest = np.maximum(np.maximum.reduceat(scores, starts), 0)
        shares = np.exp(scores - np.repeat(highest, sizes))
        total = np.add.reduceat(shares, starts) + none * np.exp(-highest)
        said = scores[right].sum() - (highest + np.log(total)).sum()
        slope = rows.T @ (shares / np.repeat(total, sizes) - right)
        return weights @ weights / 2 - said, slope + weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    weights = found[:-1] / spread
    return weights, float(found[-1] - (weights * mean).sum())


def _boosted(rows: list[list[float]], yes: list[bool], trees: int, leaves: int) -> tuple[float, object]:
    """Return the base and the trees that tell the rows apart."""
    judge = HistGradientBoostingClassifier(
        max_iter=trees, learning_rate=SPEED, max_leaf_nodes=leaves, l2_regularization=2, random_state=0,
        early_stopping=False,
    ).fit(np.array(rows), yes)  # fmt: skip
    base = round(float(judge._baseline_prediction[0, 0]), 5)  # noqa: SLF001 - no public way out
    return base, [_tree(predictors[0].nodes) for predictors in judge._predictors]  # noqa: SLF001


def _tree(nodes: np.ndarray) -> list[list[float]]:
    return [
        [round(float(node["value"]), 5)]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]),
            round(float(node["num_threshold"]), 5),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("counts", type=Path, help="counts of the corpus with mistakes planted")
    parser.add_argument("--out", type=Path, default=OUTPUT)
    asked = parser.parse_args()
    counts = Counts(asked.counts)
    evidence = Evidence(counts)
    parts = [part.split("\n")[1:-1] for part in parts_of(asked.corpus, wanted=is_learned_from)]
    found = [
        case
        for number, lines in enumerate(parts * ROUNDS)
        for case in cases(
            evidence, plant(lines, SEED + number, RATES[number % len(RATES)], WIDER, capitals=0.3)
        )
    ]
    print(len(found), "suspects,", sum(planted is not None for _, planted in found), "mistakes")
    weights = learn(found, counts)
    text = ",\n".join(f'"{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in weights.items())
    asked.out.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
