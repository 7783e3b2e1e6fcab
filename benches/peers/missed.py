"""How often `deferred-acceptance` misses a stable allocation that exists (ours finds and proves one).

    python missed.py [--seeds 1..20] [--noise 10] [--limit 5] [--write]

Rounds of `sekiwari generate` whose points differ between facilities, by size and by share of children with siblings.
"""

import argparse
import sys

import ours
import results
from market import measure, parse

SIZES = [200, 500, 1600, 5000]
SHARES = [160, 400, 600]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1..20")
    parser.add_argument("--noise", type=int, default=10)
    parser.add_argument("--limit", type=float, default=5, help="seconds for each market")
    parser.add_argument("--write", action="store_true", help="renew the section of RESULTS.md")
    arguments = parser.parse_args()
    ours.build()
    runner = ours.Ours(arguments.limit)
    rows, wrong = [], 0
    for share in SHARES:
        for size in SIZES:
            lines = ours.markets(
                "round", "--children", size, "--siblings", share, "--noise", arguments.noise, "--seeds", arguments.seeds
            )
            exists = missed = none = unknown = envied = 0
            for line in lines:
                row = runner.solve(line)
                if row is None:
                    unknown += 1
                    continue
                market = parse(line)
                # Both counts are the judge's; count them again.
                for found in (row, row["da"]):
                    wrong += measure(market, found["ranks"])[:2] != (found["blocking"], found["seated"])
                wrong += row["da"]["blocking"] < row["blocking_min"]
                if row["blocking"] == 0:
                    exists += 1
                    missed += row["da"]["blocking"] > 0
                    envied += row["da"]["blocking"]
                elif row["blocking_min"] > 0:
                    none += 1
                else:
                    unknown += 1
            mean = f"{envied / missed:.1f}" if missed else "-"
            rows.append([f"{share / 10:g} %", f"{size:,}", len(lines), exists, missed, mean, none, unknown])
            print(rows[-1], flush=True)
    runner.close()
    head = [
        "children with siblings", "children", "markets", "a stable one exists", "of these missed by deferred acceptance",
        "blocking households then, mean", "proven that none exists", "open",
    ]  # fmt: skip
    text = results.table(head, rows)
    text += f"\n\nPoints differ between facilities by up to {arguments.noise} up and down. Wrong counts: **{wrong}**."
    print(text)
    if arguments.write:
        results.write("missed", "python " + " ".join(sys.argv), text)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
