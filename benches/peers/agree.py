"""Small markets where often nothing is stable: fewest blocking households, then most seated, by CP-SAT in proven stages
against what our core claims.

    python agree.py [--family knots|rounds|ties] [--seeds A..B] [--limit 30] [--write]

Three things are told apart: a claim of ours that is *wrong* (ends with 1; every seed is printed), an answer that is *not proven*,
and one that CP-SAT could not prove either. Claims are: the lower bound on blocking households, the upper bound on seated
children (of allocations with the fewest blocking), the status `optimal`, with ties the lower bound on the rank sum, and the judge's own
counts, which are counted again here.
"""

import argparse
import collections
import json
import multiprocessing
import statistics
import sys

import models
import ours
import results
from market import measure, parse


# 340 markets. `round` markets are cities of 150 children with few facilities whose points differ strongly.
CITY = ["--children", 150, "--facilities", 6, "--siblings", 600, "--noise", 20, "--list-length", 3]
FAMILIES = {
    "knots": (["knots"], "1..240"),
    "rounds": (["round", *CITY], "1..60"),
    "ties": (["knots", "--class-size", 4], "1001..1040"),
}


def one(job):
    family, line, limit = job
    market = parse(line)
    runner = ours.Ours(limit)
    row = runner.solve(line)
    runner.close()
    start = row and (row["ranks"] if row["blocking"] <= row["da"]["blocking"] else row["da"]["ranks"])
    peer = models.best_cp_sat(market, limit, 1, start, rank_stage=True)
    return family, market.name, market.seed, row, wrong_claims(market, row, peer), peer


def wrong_claims(market, row, peer):
    """What ours claims and CP-SAT or the definition refute. An unproven answer of CP-SAT still refutes by being better."""
    wrong = []
    if row is None:
        return wrong
    own = measure(market, row["ranks"])
    if own != (row["blocking"], row["seated"], row["rank_sum"]):
        wrong.append(f"the judge counts {row['blocking'], row['seated'], row['rank_sum']}, recounted {own}")
    least, most = row["blocking_min"], row["seated_max"]
    optimal = row["status"] == "optimal"
    if optimal and (row["blocking"], row["seated"]) != (least, most):
        wrong.append(f"optimal, but {row['blocking']} blocking and {row['seated']} seated against bounds {least}, {most}")
    if peer.blocking is not None and peer.blocking < least:
        wrong.append(f"at least {least} blocking, but {peer.blocking} are possible")
    if peer.blocking is not None and peer.blocking == least and peer.seated > most:
        wrong.append(f"at most {most} seated, but {peer.seated} are possible")
    if peer.proven:
        truth = (peer.blocking, peer.seated)
        if row["blocking"] < truth[0] or (row["blocking"] == truth[0] and row["seated"] > truth[1]):
            wrong.append(f"better than what CP-SAT proves: {row['blocking'], row['seated']} against {truth}")
        if most < truth[1]:
            wrong.append(f"at most {most} seated, but {truth[1]} are possible with the fewest blocking")
        if optimal and (row["blocking"], row["seated"]) != truth:
            wrong.append(f"optimal with {row['blocking'], row['seated']}, CP-SAT proves {truth}")
        if peer.rank_proven and (row["blocking"], row["seated"]) == truth:
            # With ties `optimal` speaks of the seated; the rank sum has a bound of its own.
            claimed = row["rank_sum_min"] if row["ties"] else row["rank_sum"] if optimal else None
            if row["rank_sum"] < peer.rank_sum or (claimed or 0) > peer.rank_sum:
                wrong.append(f"rank sum {row['rank_sum']}, at least {claimed}, CP-SAT proves {peer.rank_sum}")
    return wrong


def brief(answer):
    return {key: value for key, value in answer.items() if key != "ranks"}


def run(jobs, log):
    """Solves all, two at a time; a row each, in the order of the jobs."""
    rows = []
    with multiprocessing.Pool(2) as pool:
        for family, name, seed, row, faults, peer in pool.imap(one, jobs):
            for fault in faults:
                print(f"WRONG {family} seed {seed}: {fault}", flush=True)
            found = {"ours": brief(row or {}), "peer": brief(vars(peer))}
            rows.append({"family": family, "name": name, "seed": seed, **found, "wrong": faults})
            if log:
                print(json.dumps(rows[-1]), file=log, flush=True)
    return rows


def tabulate(rows, limit):
    fewest = collections.defaultdict(collections.Counter)
    times = {"ours": [], "peer": []}
    for row in rows:
        ours_, peer = row["ours"], row["peer"]
        group = fewest[peer["blocking"] if peer["proven"] else -1]
        group["markets"] += 1
        if not ours_:
            group["late"] += 1
            continue
        group["fewest"] += ours_["blocking"] == ours_["blocking_min"]
        group["optimal"] += ours_["status"] == "optimal"
        if peer["proven"]:
            group["same"] += (ours_["blocking"], ours_["seated"]) == (peer["blocking"], peer["seated"])
            times["ours"].append(ours_["seconds"])
            times["peer"].append(peer["seconds"])
    head = ["fewest blocking households", "markets", "ours: proven fewest", "ours: proven optimal", "same answer", "ours: over the limit"]
    columns = ["markets", "fewest", "optimal", "same", "late"]
    body = [
        ["CP-SAT proves none" if key < 0 else key, *(fewest[key][column] for column in columns)]
        for key in sorted(fewest, key=lambda key: (key < 0, key))
    ]
    body.append(["all", *(sum(group[column] for group in fewest.values()) for column in columns)])
    wrong = [f"{row['family']} seed {row['seed']}: {fault}" for row in rows for fault in row["wrong"]]
    text = results.table(head, body)
    text += f"\n\n{len(rows)} markets, limit {limit:g} s each, one thread each, two markets at a time. "
    text += f"Claims of ours refuted: **{len(wrong)}**. "
    if times["ours"]:
        def spread(name):
            return f"{results.seconds(statistics.median(times[name]))} / {results.seconds(max(times[name]))}"

        text += f"Where CP-SAT proves and ours answers, median / worst: ours {spread('ours')}, CP-SAT {spread('peer')}."
    return text + "".join(f"\n- wrong: {fault}" for fault in wrong), wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--family", choices=FAMILIES, help="one of them instead of all")
    parser.add_argument("--seeds", help="instead of the family's own, A..B")
    parser.add_argument("--limit", type=float, default=30, help="seconds for each of the two on each market")
    parser.add_argument("--write", action="store_true", help="renew the sections of RESULTS.md")
    parser.add_argument("--log", help="add every row to this file, a line of JSON each")
    arguments = parser.parse_args()
    ours.build()
    wrong = []
    for family, (options, seeds) in FAMILIES.items():
        if arguments.family not in (None, family):
            continue
        lines = ours.markets(*options, "--seeds", arguments.seeds or seeds)
        log = open(arguments.log, "a", encoding="utf-8") if arguments.log else None
        rows = run([(family, line, arguments.limit) for line in lines], log)
        text, faults = tabulate(rows, arguments.limit)
        wrong += faults
        print(f"{family}\n{text}\n", flush=True)
        if arguments.write:
            command = f"python agree.py --family {family} --seeds {arguments.seeds or seeds} --limit {arguments.limit:g} --write"
            results.write(f"agree {family}", command, text)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
