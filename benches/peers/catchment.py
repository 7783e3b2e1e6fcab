"""Floating catchment areas, side by side with PySAL's access, on the same points, one after the other in one run.

    python catchment.py [--seed 1] [--reach 1500]

The points are made here: children around towns, facilities with 0 to 20 seats. Distances for access are straight lines on the sphere unrolled at the middle
latitude of a pair, rounded down as ours are, and given to it as the table of pairs within reach that it asks for (made with SciPy's
k-d tree and NumPy; its time stands beside). Ours: from points, median of five runs in memory. Ends with 1 if a value differs by more than 1e-6.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import time

import numpy
import pandas
from access import Access, weights
from scipy.spatial import cKDTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "target" / "release" / "examples" / "measure_access"
SIZES = [(1_600, 86), (10_000, 540), (30_000, 1_230)]


def points(children, facilities, seed):
    """Towns of different density in a square of some 20 km."""
    dice = random.Random(seed)
    towns = [(dice.uniform(-90_000, 90_000), dice.uniform(-110_000, 110_000), dice.uniform(5_000, 25_000)) for _ in range(20)]

    def place():
        lat, lon, spread = dice.choice(towns)
        return round(35_450_000 + dice.gauss(lat, spread)), round(139_550_000 + dice.gauss(lon, spread))

    homes = numpy.array([place() for _ in range(children)])
    sites = numpy.array([place() for _ in range(facilities)])
    return homes, sites, numpy.array([dice.randint(0, 20) for _ in range(facilities)])


COSINE = None


def metres(a, b):
    """As the program measures, in whole numbers."""
    global COSINE
    if COSINE is None:
        import math

        COSINE = numpy.array([round(math.cos(math.radians(d)) * 100_000) for d in range(91)] + [0])
    lat, lon = numpy.abs(a[:, 0] - b[:, 0]), numpy.abs(a[:, 1] - b[:, 1])
    middle = (a[:, 0] + b[:, 0]) // 2
    degree, part = middle // 1_000_000, middle % 1_000_000
    step = (COSINE[degree + 1] - COSINE[degree]) * part
    # Towards zero, not down.
    cosine = COSINE[degree] - (-step) // 1_000_000
    north, east = lat * 111_195 // 1_000_000, lon * 111_195 // 1_000_000 * cosine // 100_000
    return numpy.floor(numpy.sqrt(north * north + east * east)).astype(int)


def pairs(homes, sites, reach):
    scale = numpy.array([0.111195, 0.111195 * numpy.cos(numpy.radians(35.75))])
    near = cKDTree(sites * scale).query_ball_point(homes * scale, reach + 10)
    origin = numpy.repeat(numpy.arange(len(homes)), [len(n) for n in near])
    dest = numpy.concatenate([numpy.array(n, dtype=int) for n in near])
    cost = metres(homes[origin], sites[dest])
    kept = cost <= reach
    return pandas.DataFrame({"origin": origin[kept], "dest": dest[kept], "cost": cost[kept]})


def theirs(homes, sites, seats, reach):
    begun = time.perf_counter()
    table = pairs(homes, sites, reach)
    made = time.perf_counter()
    demand = pandas.DataFrame({"id": range(len(homes)), "n": 1})
    supply = pandas.DataFrame({"id": range(len(sites)), "seats": seats})
    measured = Access(
        demand_df=demand, demand_index="id", demand_value="n", supply_df=supply, supply_index="id", supply_value="seats",
        cost_df=table, cost_origin="origin", cost_dest="dest", cost_name="cost",
    )
    plain = measured.two_stage_fca(name="plain", cost="cost", max_cost=reach)
    bands = {-(-reach // 3): 1, -(-2 * reach // 3): 0.68, reach: 0.22}
    weighted = measured.enhanced_two_stage_fca(name="weighted", cost="cost", max_cost=reach, weight_fn=weights.step_fn(bands))
    done = time.perf_counter()
    column = lambda frame: frame.iloc[:, 0].reindex(range(len(homes))).fillna(0).to_numpy()
    return column(plain), column(weighted), made - begun, done - made, len(table)


def ours(homes, sites, seats, reach):
    lines = [f"facility {lat} {lon} {n}" for (lat, lon), n in zip(sites, seats)] + [f"child {lat} {lon}" for lat, lon in homes]
    ran = subprocess.run([PROGRAM, str(reach), "5"], input="\n".join(lines), capture_output=True, text=True, check=True)
    found = json.loads(ran.stdout)
    return numpy.array(found["plain"]), numpy.array(found["weighted"]), found["seconds"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--reach", type=int, default=1_500)
    given = arguments.parse_args()
    build = ["cargo", "build", "--release", "-q", "-p", "sekiwari-synth", "--example", "measure_access"]
    subprocess.run(build, cwd=ROOT, check=True)
    print("| children x facilities | pairs within reach | largest difference | ours, all | access: table of pairs | access: both methods |")
    print("|---|---|---|---|---|---|")
    differs = False
    for children, facilities in SIZES:
        homes, sites, seats = points(children, facilities, given.seed)
        plain, weighted, made, took, count = theirs(homes, sites, seats, given.reach)
        own_plain, own_weighted, seconds = ours(homes, sites, seats, given.reach)
        most = max(numpy.abs(plain - own_plain).max(), numpy.abs(weighted - own_weighted).max())
        differs |= most > 1e-6
        print(f"| {children:,} x {facilities:,} | {count:,} | {most:.1e} | {seconds * 1000:.0f} ms | {made:.2f} s | {took:.2f} s |", flush=True)
    sys.exit(int(differs))


if __name__ == "__main__":
    main()
