"""A market read from a line of JSON, and the definition of a blocking household.

Written from the definition alone, without looking at the Rust code, so that both sides can be held against each other:

    Household h blocks with wish w if it prefers w to what it has, and for every pool k that w uses, with n = number of
    h's claims on k in w and `worst` = the worst rank class among them,

        (seats of k taken by other households with rank class <= worst) + n <= seats(k).

Source: Sun et al., AAAI 2023 and AAAI 2024 (arXiv 2212.02751, 2401.07761).
"""

import json
from dataclasses import dataclass


@dataclass
class Household:
    children: int
    held: bool  # never left out; the last wish is to stay
    wishes: list  # best first; each a list of claims (pool, rank class, child)
    demands: list  # per wish: list of (pool, number of claims, worst rank class)
    sizes: list  # per wish: children seated


@dataclass
class Market:
    name: str
    seed: int
    ties: bool
    seats: list
    households: list

    @property
    def children(self):
        return sum(h.children for h in self.households)


def demands_of(wish):
    """What a wish asks of each pool: (pool, number of claims, worst rank class)."""
    pools = {}
    for pool, rank, _child in wish:
        count, worst = pools.get(pool, (0, 0))
        pools[pool] = (count + 1, max(worst, rank))
    return [(pool, count, worst) for pool, (count, worst) in sorted(pools.items())]


def parse(line):
    data = json.loads(line)
    households = []
    for h in data["households"]:
        wishes = [[tuple(claim) for claim in wish] for wish in h["wishes"]]
        households.append(
            Household(
                h["children"],
                h["held"],
                wishes,
                [demands_of(w) for w in wishes],
                [len({child for _, _, child in w}) for w in wishes],
            )
        )
    return Market(data["name"], data["seed"], data["ties"], data["pools"], households)


def measure(market, ranks):
    """(blocking households, children seated, sum of ranks) of an allocation: per household the 1-based place of its wish,
    0 for none. Raises ValueError if it is not feasible."""
    taken = [[] for _ in market.seats]  # per pool: (rank class, household)
    for h, (household, rank) in enumerate(zip(market.households, ranks)):
        if rank == 0 and household.held:
            raise ValueError(f"household {h} holds a seat and is left out")
        if rank:
            for pool, claim_rank, _child in household.wishes[rank - 1]:
                taken[pool].append((claim_rank, h))
    for pool, seats in enumerate(market.seats):
        if len(taken[pool]) > seats:
            raise ValueError(f"pool {pool} has {seats} seats and gives {len(taken[pool])}")
    blocking = 0
    for h, (household, rank) in enumerate(zip(market.households, ranks)):
        better = household.demands[: rank - 1] if rank else household.demands
        blocking += any(
            all(
                sum(1 for r, other in taken[pool] if other != h and r <= worst) + n <= market.seats[pool]
                for pool, n, worst in demand
            )
            for demand in better
        )
    seated = sum(h.sizes[r - 1] for h, r in zip(market.households, ranks) if r)
    return blocking, seated, sum(ranks)
