"""The same markets, one after the other, for our core and the peers; a table with the ratio of the times.

    python run.py [--limit 60] [--seeds 1..1] [--only TEXT] [--workers 2] [--write]

Ours and the peers' times are of solving; the peers' include building their model in memory, not the narrowing in Python
(that is shown beside it). A peer is stopped at the limit. Ends with 1 if two proofs contradict each other, or an answer of a
peer refutes a bound of ours.
"""

import argparse
import multiprocessing
import queue
import sys

import models
import ours
import results
from agree import wrong_claims
from market import parse

HARD = ["--siblings", 600, "--noise", 30, "--list-length", 8]
SETS = {
    "500": ["round", "--children", 500],
    "1,600": ["round", "--children", 1600],
    "10,000": ["round", "--children", 10000],
    "1,600; 40 % siblings, noisy priorities": ["round", "--children", 1600, "--siblings", 400, "--noise", 10],
    "500; 60 % siblings, lists of 8, strongly differing priorities": ["round", "--children", 500, *HARD],
    "1,600; 60 % siblings, lists of 8, strongly differing priorities": ["round", "--children", 1600, *HARD],
    "500; ties in steps of 3 points": ["round", "--children", 500, "--tie-step", 3, "--weak"],
    "1,600; ties by points and keys": ["round", "--children", 1600, "--weak"],
    "500; 60 % siblings, lists of 8, strongly differing priorities, ties in steps of 10 points": [
        "round", "--children", 500, *HARD, "--tie-step", 10, "--weak",
    ],
    "knots, 1,000 children in 40 regions": [
        "knots", "--children", 1000, "--regions", 40, "--pools", 5, "--seats", 700, "--siblings", 500, "--clash", 400,
        "--knots", 300, "--links", 50, "--holders", 80,
    ],
}  # fmt: skip
PEERS = {
    "CP-SAT, published form": models.published_cp_sat,
    "CP-SAT, best form": models.best_cp_sat,
    "HiGHS, best form": models.best_highs,
}


def in_process(results_queue, peer, line, limit, workers, start):
    results_queue.put(PEERS[peer](parse(line), limit, workers, start))


def solve(peer, line, limit, workers, start):
    """In a process of its own, so that a solver that overruns its limit can be stopped; None if it was."""
    answers = multiprocessing.Queue()
    process = multiprocessing.Process(target=in_process, args=(answers, peer, line, limit, workers, start))
    process.start()
    try:
        # Narrowing is not counted, and reading the line takes time too.
        answer = answers.get(timeout=limit * 1.5 + 60)
    except queue.Empty:
        answer = None
        process.kill()
    process.join()
    return answer


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--seeds", default="1..1")
    parser.add_argument("--only", default="", help="sets whose name contains this")
    parser.add_argument("--workers", type=int, default=2, help="threads of the peers")
    parser.add_argument("--write", action="store_true", help="renew the section of RESULTS.md")
    arguments = parser.parse_args()
    ours.build()
    rows, wrong = [], []
    for name, options in SETS.items():
        if arguments.only not in name:
            continue
        for line in ours.markets(*options, "--seeds", arguments.seeds):
            rows += compare(name, line, arguments, wrong)
            print(results.table(["", *HEAD[1:]], rows[-len(PEERS) - 2 :]), flush=True)
    text = results.table(HEAD, rows) + f"\n\nPeers: limit {arguments.limit:g} s, {arguments.workers} threads. "
    text += f"A ratio in brackets: ours is not proven. "
    text += f"Contradictions: **{len(wrong)}**." + "".join(f"\n- wrong: {fault}" for fault in wrong)
    print(text)
    if arguments.write:
        results.write("run", "python " + " ".join(sys.argv), text)
    return int(bool(wrong))


HEAD = ["market", "solver", "proven", "blocking", "seated", "rank sum", "time", "time / ours"]


def compare(name, line, arguments, wrong):
    market = parse(line)
    label = f"{name} (seed {market.seed})"
    runner = ours.Ours(arguments.limit, repeat=5)
    # Five runs within the limit, or else a single one.
    row = runner.solve(line)
    if row is None:
        runner = ours.Ours(arguments.limit)
        row = runner.solve(line)
    runner.close()
    rows = []
    plain = (row or ours.heuristic(line))["da"]
    own = proven = None
    if row is None:
        rows.append([label, "ours", "no answer", "", "", "", f"> {arguments.limit:g} s", ""])
    else:
        own, proven = row["seconds"], row["status"] == "optimal"
        status = "optimal" if proven else f"blocking >= {row['blocking_min']}, seated <= {row['seated_max']}"
        rows.append([label, "ours", status, row["blocking"], row["seated"], row["rank_sum"], results.seconds(own), "1"])
    rows.append(
        ["", "deferred acceptance", "-", plain["blocking"], plain["seated"], plain["rank_sum"], results.seconds(plain["seconds"]), ""]
    )
    proofs = {}
    if proven:
        proofs["ours"] = (row["blocking"], row["seated"])
    for peer in PEERS:
        answer = solve(peer, line, arguments.limit, arguments.workers, plain["ranks"])
        if answer is None:
            rows.append(["", peer, "stopped", "", "", "", f"> {arguments.limit:g} s", ""])
            continue
        if answer.proven:
            proofs[peer] = (answer.blocking, answer.seated)
        wrong += [f"{label}: {fault}" for fault in wrong_claims(market, row, answer)]
        status = "optimal" if answer.proven else f"blocking >= {answer.blocking_min}" if answer.ranks else "no answer"
        ratio = ""
        if own:
            factor = answer.seconds / own
            ratio = f"{factor:,.0f}" if factor >= 10 else f"{factor:.2g}"
            ratio = ratio if answer.proven else f"> {ratio}"
            ratio = ratio if proven else f"({ratio})"
        prepared = f" (+ {results.seconds(answer.prepare)} narrowing)" if answer.prepare else ""
        blank = lambda value: "" if value is None else value
        rows.append(
            ["", peer, status, blank(answer.blocking), blank(answer.seated), blank(answer.rank_sum),
             results.seconds(answer.seconds) + prepared, ratio]
        )  # fmt: skip
    if len(set(proofs.values())) > 1:
        wrong.append(f"{label}: proofs differ: {proofs}")
    return rows


if __name__ == "__main__":
    sys.exit(main())
