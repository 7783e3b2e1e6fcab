"""Holds the models against brute force on tiny markets: fewest blocking households, most seated, smallest rank sum.

`python selftest.py [--count 150]`; ends with 1 on any difference.
"""

import argparse
import itertools
import sys

import models
import ours
from market import measure, parse


def brute_force(market):
    best = None
    choices = [range(1 if h.held else 0, len(h.wishes) + 1) for h in market.households]
    for ranks in itertools.product(*choices):
        try:
            blocking, seated, rank_sum = measure(market, ranks)
        except ValueError:
            continue
        value = (blocking, -seated, rank_sum)
        best = value if best is None or value < best else best
    return best[0], -best[1], best[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=150)
    count = parser.parse_args().count
    ours.build()
    wrong, minima = 0, {}
    for class_size in (1, 3):
        lines = ours.markets(
            "knots", "--seeds", f"1..{count}", "--children", 9, "--regions", 1, "--pools", 4, "--knots", 500,
            "--holders", 200, "--class-size", class_size,
        )  # fmt: skip
        for line in lines:
            market = parse(line)
            if len(market.households) > 7:
                continue
            truth = brute_force(market)
            minima[truth[0]] = minima.get(truth[0], 0) + 1
            for name, solve in SOLVERS.items():
                answer = solve(market)
                found = (answer.blocking, answer.seated, answer.rank_sum)
                compared = 2 if name == "published CP-SAT" else 3
                if not answer.proven or found[:compared] != truth[:compared]:
                    wrong += 1
                    print(f"{market.name} class size {class_size}: {name} {found}, brute force {truth}, {answer.stages}")
    print(f"{sum(minima.values())} markets, fewest blocking households {dict(sorted(minima.items()))}, {wrong} differences")
    return int(wrong > 0)


SOLVERS = {
    "published CP-SAT": lambda m: models.published_cp_sat(m, 60, 1, None),
    "best CP-SAT": lambda m: models.best_cp_sat(m, 60, 1, None, rank_stage=True),
    "best HiGHS": lambda m: models.best_highs(m, 60, 1, None, rank_stage=True),
}

if __name__ == "__main__":
    sys.exit(main())
