"""The classical problems of location, side by side with PySAL's spopt (models through PuLP, solved by CBC), one after the other in one run.

    python location.py [--limit 60] [--only TEXT] [--seed 1] [--workers 2] [--shared FOLDER]

The instances are made here and given to both: a plane of 20 km by 20 km with points of weight 1 to 100, and, where FOLDER (or
SEKIWARI_SHARED) has it, San Francisco with 205 census tracts and 16 stores, its distances rounded to whole metres. Ours: median of three
runs in memory. spopt: making the model and solving it, in a process that is ended at the limit and a half. Every choice is valued again
here. Ends with 1 if two proven values differ, or a choice is better than what the other proves.
"""

import argparse
import csv
import json
import multiprocessing
import os
import pathlib
import queue
import random
import signal
import subprocess
import sys
import time

import results

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "target" / "release" / "examples" / "solve_location"


class Instance:
    def __init__(self, name, weights, distances):
        self.name, self.weights, self.distances = name, weights, distances

    def text(self):
        head = f"{len(self.weights)} {len(self.distances[0])}\n{' '.join(map(str, self.weights))}\n"
        return head + "\n".join(" ".join(map(str, row)) for row in self.distances)


def plane(points, sites, seed):
    dice = random.Random(seed)
    place = lambda: (dice.uniform(0, 20_000), dice.uniform(0, 20_000))
    at = [place() for _ in range(sites)]
    homes = [place() for _ in range(points)]
    way = lambda a, b: round(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)
    weights = [dice.randint(1, 100) for _ in homes]
    return Instance(f"plane, seed {seed}", weights, [[way(h, s) for s in at] for h in homes])


def san_francisco(folder):
    path = folder / "data/facility_location/SF_network_distance_candidateStore_16_censusTract_205_new.csv"
    if not path.exists():
        print(f"skipped: {path} is not there")
        return None
    stores, tracts, weights, way = {}, {}, {}, {}
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            store = stores.setdefault(row["name"], len(stores))
            tract = tracts.setdefault(row["DestinationName"], len(tracts))
            weights[tract] = int(row["demand"])
            way[tract, store] = round(float(row["distance"]))
    distances = [[way[t, s] for s in range(len(stores))] for t in range(len(tracts))]
    return Instance("San Francisco", [weights[t] for t in range(len(tracts))], distances)


def value(instance, problem, radius, chosen):
    """The value of a choice, from the definition; None if it is none."""
    nearest = [min(row[j] for j in chosen) for row in instance.distances]
    match problem:
        case "p_median":
            return sum(w * d for w, d in zip(instance.weights, nearest))
        case "p_center":
            return max(nearest)
        case "max_covering":
            return sum(w for w, d in zip(instance.weights, nearest) if d <= radius)
        case "set_covering":
            return len(chosen) if max(nearest) <= radius else None


def ours(instance, problem, number, radius):
    command = [PROGRAM, problem, str(number), str(radius), "3"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, input=instance.text())
    return json.loads(done.stdout)


def spopt(answers, instance, problem, number, radius, limit, workers):
    import numpy
    import pulp
    from spopt.locate import LSCP, MCLP, PCenter, PMedian

    os.setpgid(0, 0)
    distances, weights = numpy.array(instance.distances, dtype=float), numpy.array(instance.weights)
    start = time.perf_counter()
    match problem:
        case "p_median":
            model = PMedian.from_cost_matrix(distances, weights, p_facilities=number)
        case "p_center":
            model = PCenter.from_cost_matrix(distances, p_facilities=number)
        case "max_covering":
            model = MCLP.from_cost_matrix(distances, weights, service_radius=radius, p_facilities=number)
        case "set_covering":
            model = LSCP.from_cost_matrix(distances, service_radius=radius)
    built = time.perf_counter() - start
    try:
        model = model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=limit, threads=workers), results=False)
        # CBC that was stopped is "optimal" for PuLP too; the solution's own status tells, mostly.
        proven = model.problem.sol_status == pulp.LpSolutionOptimal
        chosen = [j for j, y in enumerate(model.fac_vars) if (y.value() or 0) > 0.5]
    except RuntimeError:
        proven, chosen = False, []
    seconds = time.perf_counter() - start
    answers.put({"proven": proven and seconds < limit, "chosen": chosen, "built": built, "seconds": seconds})


def peer(*job):
    answers = multiprocessing.Queue()
    limit = job[-2]
    process = multiprocessing.Process(target=spopt, args=(answers, *job))
    process.start()
    try:
        answer = answers.get(timeout=1.5 * limit)
    except queue.Empty:
        answer = None
        # CBC is a process of its own and would go on: the whole group is ended.
        os.killpg(process.pid, signal.SIGKILL)
    process.join()
    return answer


def compare(instance, problem, number, radius, arguments, wrong):
    own = ours(instance, problem, number, radius)
    name = f"{problem} {len(instance.weights):,} x {len(instance.distances[0])}, "
    name += {"set_covering": f"radius {radius}", "max_covering": f"{number} sites, radius {radius}"}.get(problem, f"{number} sites")
    name += f" ({instance.name})"
    if value(instance, problem, radius, own["open"]) != own["value"]:
        wrong.append(f"{name}: our value {own['value']} is not that of the choice")
    most = problem == "max_covering"
    rows = [[name, "ours", own["value"], own["status"] if own["status"] == "optimal" else f"bound {own['bound']}", results.seconds(own["seconds"]), "1"]]
    answer = peer(instance, problem, number, radius, arguments.limit, arguments.workers)
    if answer is None:
        rows.append(["", "spopt", "", "stopped", f"> {1.5 * arguments.limit:.0f} s", f"> {1.5 * arguments.limit / own['seconds']:,.0f}"])
        return rows
    found = value(instance, problem, radius, answer["chosen"]) if answer["chosen"] else None
    better = lambda a, b: a > b if most else a < b
    if found is not None and better(found, own["bound"]):
        wrong.append(f"{name}: spopt has {found}, beyond our bound {own['bound']}")
    if answer["proven"] and own["status"] == "optimal" and found != own["value"]:
        wrong.append(f"{name}: spopt proves {found}, we prove {own['value']}")
    if answer["proven"] and found is not None and better(own["value"], found):
        wrong.append(f"{name}: spopt proves {found}, we have {own['value']}")
    status = "optimal" if answer["proven"] else "not proven" if answer["chosen"] else "no answer"
    ratio = f"{answer['seconds'] / own['seconds']:,.0f}"
    taken = f"{results.seconds(answer['seconds'])} (model {results.seconds(answer['built'])})"
    rows.append(["", "spopt", found if found is not None else "", status, taken, ratio if answer["proven"] else f"> {ratio}"])
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--only", default="", help="problems whose name contains this")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="threads of CBC")
    default = os.environ.get("SEKIWARI_SHARED", ROOT.parent / "shared")
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path(default))
    arguments = parser.parse_args()
    command = ["cargo", "build", "--quiet", "--release", "-p", "sekiwari-synth", "--example", "solve_location"]
    subprocess.run(command, cwd=ROOT, check=True)
    jobs = []
    city = san_francisco(arguments.shared)
    if city:
        jobs += [(city, "set_covering", 0, 5000), (city, "max_covering", 4, 5000), (city, "p_median", 4, 0), (city, "p_center", 4, 0)]
    small, middle = plane(1_000, 50, arguments.seed), plane(5_000, 50, arguments.seed)
    large = plane(10_000, 100, arguments.seed)
    jobs += [(small, "set_covering", 0, 5000), (large, "max_covering", 10, 3000), (large, "max_covering", 20, 3000)]
    jobs += [(small, "p_center", 10, 0), (small, "p_median", 10, 0), (middle, "p_median", 10, 0), (large, "p_median", 20, 0)]
    head = ["problem", "solver", "value", "proven", "time", "time / ours"]
    rows, wrong = [], []
    for instance, problem, number, radius in jobs:
        if arguments.only in problem:
            rows += compare(instance, problem, number, radius, arguments, wrong)
            print(results.table([""] * 6, rows[-2:]), flush=True)
    print(results.table(head, rows))
    print(f"\nspopt: limit {arguments.limit:g} s, {arguments.workers} threads. Contradictions: {len(wrong)}")
    print("".join(f"wrong: {fault}\n" for fault in wrong), end="")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
