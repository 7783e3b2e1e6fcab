"""Small markets where often nothing is stable: fewest blocking households, then most seated, by CP-SAT in proven stages
against what our core claims.

    python agree.py [--family knots|rounds|ties] [--seeds A..B] [--limit 60] [--write]

Three things are told apart: a claim of ours that is *wrong* (ends with 1; every seed is printed), an answer that is *not proven*,
and one that CP-SAT could not prove either. Claims are: the lower bound on blocking households, the upper bound on seated
children (of allocations with the fewest blocking), the status `optimal`, and the judge's own counts, which are counted again here.
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


# 260 markets. `round` markets are cities of 150 children with few facilities whose points differ strongly.
CITY = ["--children", 150, "--facilities", 6, "--siblings", 600, "--noise", 20, "--list-length", 5, "--joint-wishes", 200]
FAMILIES = {
    "knots": (["knots"], "1..160"),
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
        if optimal and peer.rank_proven and (row["blocking"], row["seated"]) == truth and row["rank_sum"] != peer.rank_sum:
            wrong.append(f"optimal with rank sum {row['rank_sum']}, CP-SAT proves {peer.rank_sum}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--family", choices=FAMILIES, help="one of them instead of all")
    parser.add_argument("--seeds", help="instead of the family's own, A..B")
    parser.add_argument("--limit", type=float, default=60, help="seconds for each of the two on each market")
    parser.add_argument("--write", action="store_true", help="renew the section of RESULTS.md")
    parser.add_argument("--jsonl", help="write every row there")
    arguments = parser.parse_args()
    ours.build()
    jobs = []
    for family, (options, seeds) in FAMILIES.items():
        if arguments.family in (None, family):
            lines = ours.markets(*options, "--seeds", arguments.seeds or seeds)
            jobs += [(family, line, arguments.limit) for line in lines]
    counts, wrong, fewest = collections.Counter(), [], collections.defaultdict(collections.Counter)
    times = {"ours": [], "peer": []}
    log = open(arguments.jsonl, "w", encoding="utf-8") if arguments.jsonl else None
    with multiprocessing.Pool(2) as pool:
        for family, name, seed, row, faults, peer in pool.imap(one, jobs):
            counts["markets"] += 1
            wrong += [f"{family} seed {seed}: {fault}" for fault in faults]
            for fault in faults:
                print(f"WRONG {family} seed {seed}: {fault}", flush=True)
            proven = row is not None and row["status"] == "optimal"
            bound = row is not None and row["blocking"] == row["blocking_min"]
            minimum = str(peer.blocking) if peer.proven else "not proven by CP-SAT"
            group = fewest[family, minimum]
            group["markets"] += 1
            group["ours optimal"] += proven
            group["ours fewest"] += bound
            group["ours late"] += row is None
            if row is not None and peer.proven:
                group["same"] += (row["blocking"], row["seated"]) == (peer.blocking, peer.seated)
                times["ours"].append(row["seconds"])
                times["peer"].append(peer.seconds)
            if log:
                brief = {k: v for k, v in (row or {}).items() if k != "ranks"}
                found = {k: v for k, v in vars(peer).items() if k != "ranks"}
                print(json.dumps({"family": family, "name": name, "ours": brief, "peer": found, "wrong": faults}), file=log, flush=True)
    head = [
        "family", "fewest blocking households (CP-SAT)", "markets", "ours: proven fewest", "ours: proven optimal",
        "same answer", "ours: over the limit",
    ]  # fmt: skip
    columns = ["markets", "ours fewest", "ours optimal", "same", "ours late"]
    order = sorted(fewest, key=lambda key: (list(FAMILIES).index(key[0]), not key[1].isdigit(), key[1].zfill(4)))
    rows = [[*key, *(fewest[key][column] for column in columns)] for key in order]
    total = collections.Counter()
    for group in fewest.values():
        total.update(group)
    rows.append(["all", "", *(total[column] for column in columns)])
    text = results.table(head, rows)
    text += f"\n\n{counts['markets']} markets of 60 to 200 children, limit {arguments.limit:g} s each, one thread each. "
    text += f"Claims of ours refuted: **{len(wrong)}**. "
    if times["ours"]:
        def spread(name):
            return f"{results.seconds(statistics.median(times[name]))} / {results.seconds(max(times[name]))}"

        text += f"Where CP-SAT proves: median / worst seconds ours {spread('ours')}, CP-SAT {spread('peer')}."
    text += "".join(f"\n- wrong: {fault}" for fault in wrong)
    print(text)
    if arguments.write:
        results.write("agree", "python " + " ".join(sys.argv), text)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
