"""The task as CP-SAT and HiGHS models.

Variables: x[h, w] = household h gets wish w; b[h] = h blocks. Rows: at most (holders: exactly) one wish a household, seats
of every pool, and for every wish that its pools may leave open

    some better or equal wish of h is given, or one pool of the wish has `seats - n + 1` claims of others as good, or b[h].

Objective: fewest blocking households, then most children seated, then the smallest sum of wish ranks.

    published   one model, one weighted sum of the first two, no start. (Published models count blocking coalitions, pairs of
                a household and a wish; here households are counted, so that the answers can be compared.)
    best        stages. First "nobody blocks" as a hard rule on the market narrowed by `propagate`, with the result of
                deferred acceptance as a start; only if that is proven impossible, the fewest blocking, then the most seated
                among those, each stage started from the one before.
"""

import time
from dataclasses import dataclass, field

import highspy
from ortools.sat.python import cp_model

from market import measure
from propagate import Reduced

WEIGHT = 10_000  # of a blocking household, against one child seated


@dataclass
class Answer:
    """What a solver found. `proven` speaks of the first two aims, `rank_proven` of all three."""

    proven: bool
    ranks: list = None
    seconds: float = 0.0  # building and solving, without narrowing
    prepare: float = 0.0  # narrowing
    blocking: int = None
    seated: int = None
    rank_sum: int = None
    blocking_min: int = 0  # proven
    rank_proven: bool = False
    stages: list = field(default_factory=list)

    def judged(self, market):
        if self.ranks is not None:
            self.blocking, self.seated, self.rank_sum = measure(market, self.ranks)
        return self


class Rows:
    """The rows of a market in solver-neutral form.

    given       per household: wish places with a variable
    claimants   (household, wish places that make this claim); one child at one pool. Its variable is the sum of those
    at          per pool: (rank class, claimant), best first
    full        key: (seats needed, claimants of others as good); one variable each, which says that the pool is that full
    rows        (household, place, keys): one must be full, unless a wish up to that place is given
    """

    def __init__(self, market, reduced=None):
        self.market = market
        self.given, self.claimants, self.at, self.full, self.rows = [], [], [[] for _ in market.seats], {}, []
        for h, household in enumerate(market.households):
            possible = [w for w, d in enumerate(household.demands) if all(n <= market.seats[p] for p, n, _ in d)]
            self.given.append(reduced.alive[h] if reduced else possible)
            own = {}
            for place in self.given[h]:
                for pool, rank, child in household.wishes[place]:
                    own.setdefault((pool, rank, child), []).append(place)
            for (pool, rank, _child), places in own.items():
                self.at[pool].append((rank, len(self.claimants)))
                self.claimants.append((h, places))
        self.must = reduced.must if reduced else [h.held for h in market.households]
        for pool in self.at:
            pool.sort()
        for h, household in enumerate(market.households):
            last = reduced.last[h] if reduced else None
            for place, demand in enumerate(household.demands):
                # The guaranteed wish or a better one is given, so no row is needed from there on.
                if last is not None and place >= last:
                    break
                if all(n <= market.seats[pool] for pool, n, _ in demand):
                    keys = [self._key(h, *d) for d in demand]
                    self.rows.append((h, place, [key for key in keys if key is not None]))

    def _key(self, h, pool, n, worst):
        """Of the variable "others as good leave fewer than n seats", or None if they never do."""
        key = (h, pool, n, worst)
        if key not in self.full:
            need = self.market.seats[pool] - n + 1
            others = [c for rank, c in self.at[pool] if rank <= worst and self.claimants[c][0] != h]
            self.full[key] = (need, others) if len(others) >= need else None
        return key if self.full[key] else None


def published_cp_sat(market, limit, workers, start):
    begun = time.perf_counter()
    model = CpModel(Rows(market), soft=True)
    model.model.minimize(WEIGHT * sum(model.blocks) - model.seated())
    solver, status = model.solve(limit - (time.perf_counter() - begun), workers)
    answer = Answer(status == cp_model.OPTIMAL, stages=[solver.status_name(status)])
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        answer.ranks = model.ranks(solver)
    answer.seconds = time.perf_counter() - begun
    answer.judged(market)
    if answer.proven:
        answer.blocking_min = answer.blocking
    return answer


def best_cp_sat(market, limit, workers, start, rank_stage=False):
    return staged(market, limit, start, rank_stage, lambda rows, soft: CpStages(rows, soft, workers))


def best_highs(market, limit, workers, start, rank_stage=False):
    return staged(market, limit, start, rank_stage, lambda rows, soft: HighsStages(rows, soft, workers))


def staged(market, limit, start, rank_stage, make):
    """Lexicographic stages with either solver. `start`: ranks of a feasible allocation, or None."""
    begun = time.perf_counter()
    reduced = Reduced(market)
    prepare = time.perf_counter() - begun
    begun = time.perf_counter()
    left = lambda: max(limit - (time.perf_counter() - begun), 0.01)
    answer = Answer(False, prepare=prepare)

    def done(proven, ranks, stages=None):
        answer.proven, answer.ranks = proven, ranks
        answer.seconds = time.perf_counter() - begun
        if proven and rank_stage:  # not counted
            answer.rank_proven, found, _ = stages.run("ranks", limit, ranks)
            answer.stages.append(("ranks", answer.rank_proven))
            answer.ranks = found if answer.rank_proven else ranks
        return answer.judged(market)

    if reduced.stable:
        stages = make(Rows(market, reduced), False)
        proven, ranks, possible = stages.run("seated", left(), start)
        answer.stages.append(("nobody blocks", proven))
        if ranks is not None:
            answer.blocking_min = 0
            return done(proven, ranks, stages)
        if possible:  # not found and not refuted
            return done(False, start)
    answer.stages.append(("nobody blocks", "impossible"))
    answer.blocking_min = 1
    stages = make(Rows(market), True)
    proven, ranks, _ = stages.run("blocking", left(), start)
    answer.stages.append(("fewest blocking", proven))
    if not proven:
        answer.blocking_min = max(1, stages.bound or 0)
        found = [r for r in (ranks, start) if r is not None]
        return done(False, min(found, key=lambda r: measure(market, r)[0], default=None))
    answer.blocking_min = measure(market, ranks)[0]
    proven, better, _ = stages.run("seated", left(), ranks)
    answer.stages.append(("most seated", proven))
    ranks = better if better is not None else ranks
    return done(proven, ranks, stages)


class CpModel:
    def __init__(self, rows, soft):
        self.rows, market = rows, rows.market
        self.model = model = cp_model.CpModel()
        self.x = {(h, w): model.new_bool_var("") for h, places in enumerate(rows.given) for w in places}
        self.blocks = [model.new_bool_var("") for _ in market.households] if soft else []
        for h, places in enumerate(rows.given):
            variables = [self.x[h, w] for w in places]
            if rows.must[h]:
                model.add_exactly_one(variables)
            elif variables:
                model.add_at_most_one(variables)
        claims = []
        for h, places in rows.claimants:
            variable = self.x[h, places[0]]
            if len(places) > 1:
                variable = model.new_bool_var("")
                model.add(sum(self.x[h, w] for w in places) == variable)
            claims.append(variable)
        for pool, seats in zip(rows.at, market.seats):
            if len(pool) > seats:
                model.add(sum(claims[c] for _, c in pool) <= seats)
        self.claims, self.full = claims, {}
        full = self.full
        for key, row in rows.full.items():
            if row:
                need, others = row
                full[key] = model.new_bool_var("")
                model.add(sum(claims[c] for c in others) >= need).only_enforce_if(full[key])
        for h, place, keys in rows.rows:
            clause = [self.x[h, w] for w in rows.given[h] if w <= place] + [full[key] for key in keys]
            if soft:
                clause.append(self.blocks[h])
            model.add_bool_or(clause)

    def seated(self):
        return sum(self.rows.market.households[h].sizes[w] * v for (h, w), v in self.x.items())

    def rank_sum(self):
        return sum((w + 1) * v for (h, w), v in self.x.items())

    def hint(self, ranks):
        """A start with a value for every variable, so that nothing is left to guess."""
        hint, rows = self.model.add_hint, self.rows
        self.model.clear_hints()
        for (h, w), variable in self.x.items():
            hint(variable, ranks[h] == w + 1)
        sits = [ranks[h] - 1 in places for h, places in rows.claimants]
        for variable, (_, places), seated in zip(self.claims, rows.claimants, sits):
            if len(places) > 1:
                hint(variable, seated)
        full = {key: sum(sits[c] for c in rows.full[key][1]) >= rows.full[key][0] for key in self.full}
        for key, variable in self.full.items():
            hint(variable, full[key])
        if self.blocks:
            blocks = [False] * len(self.blocks)
            for h, place, keys in rows.rows:
                blocks[h] |= not 0 < ranks[h] <= place + 1 and not any(full[key] for key in keys)
            for variable, value in zip(self.blocks, blocks):
                hint(variable, value)

    def solve(self, limit, workers):
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(limit, 0.01)
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = 1
        return solver, solver.solve(self.model)

    def ranks(self, solver):
        ranks = [0] * len(self.rows.market.households)
        for (h, w), v in self.x.items():
            if solver.boolean_value(v):
                ranks[h] = w + 1
        return ranks


class CpStages:
    """Stages on one CP-SAT model; every proven stage becomes a row of the next."""

    def __init__(self, rows, soft, workers):
        self.cp, self.workers, self.bound = CpModel(rows, soft), workers, None

    def run(self, goal, limit, start):
        """(proven best, ranks or None, whether it may be possible)"""
        cp = self.cp
        expression = {"blocking": sum(cp.blocks), "seated": -cp.seated(), "ranks": cp.rank_sum()}[goal]
        cp.model.minimize(expression)
        if start is not None:
            cp.hint(start)
        solver, status = cp.solve(limit, self.workers)
        if status == cp_model.INFEASIBLE:
            return False, None, False
        self.bound = -(-solver.best_objective_bound // 1)
        self.bound = int(self.bound) if abs(self.bound) < 1e15 else None
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False, None, True
        if status == cp_model.OPTIMAL:
            cp.model.add(expression <= round(solver.objective_value))
        return status == cp_model.OPTIMAL, cp.ranks(solver), True


class HighsStages:
    """The same with HiGHS, the rows over `y` written with `need` as their big M, which is the tightest."""

    def __init__(self, rows, soft, workers):
        self.rows, self.bound, market = rows, None, rows.market
        self.highs = highs = highspy.Highs()
        highs.silent()
        highs.setOptionValue("threads", workers)
        highs.setOptionValue("mip_rel_gap", 0.0)
        highs.setOptionValue("mip_abs_gap", 0.5)
        inf = highspy.kHighsInf
        self.x = {}
        for h, places in enumerate(rows.given):
            for w in places:
                self.x[h, w] = len(self.x)
        count = len(self.x)
        self.blocks = [count + h for h in range(len(market.households))] if soft else []
        count += len(self.blocks)
        lines = []  # (low, high, [(column, value)])
        for h, places in enumerate(rows.given):
            if places:
                lines.append((1.0 if rows.must[h] else 0.0, 1.0, [(self.x[h, w], 1.0) for w in places]))
        claims = []
        for h, places in rows.claimants:
            claims.append(self.x[h, places[0]] if len(places) == 1 else count)
            if len(places) > 1:
                lines.append((0.0, 0.0, [(self.x[h, w], 1.0) for w in places] + [(count, -1.0)]))
                count += 1
        for pool, seats in zip(rows.at, market.seats):
            if len(pool) > seats:
                lines.append((0.0, float(seats), [(claims[c], 1.0) for _, c in pool]))
        full = {}
        for key, row in rows.full.items():
            if row:
                need, others = row
                full[key] = count
                lines.append((0.0, inf, [(claims[c], 1.0) for c in others] + [(count, -float(need))]))
                count += 1
        for h, place, keys in rows.rows:
            clause = [(self.x[h, w], 1.0) for w in rows.given[h] if w <= place] + [(full[key], 1.0) for key in keys]
            if soft:
                clause.append((self.blocks[h], 1.0))
            lines.append((1.0, inf, clause))
        self.count = count
        highs.addVars(count, [0.0] * count, [1.0] * count)
        highs.changeColsIntegrality(count, list(range(count)), [highspy.HighsVarType.kInteger] * count)
        self.infeasible = any(low > 0 and not entries for low, _, entries in lines)
        starts, index, value = [], [], []
        for _, _, entries in lines:
            starts.append(len(index))
            merged = {}  # two children of a wish may claim seats of one pool
            for column, v in entries:
                merged[column] = merged.get(column, 0.0) + v
            index += merged.keys()
            value += merged.values()
        lows, highs_of = [low for low, _, _ in lines], [high for _, high, _ in lines]
        if highs.addRows(len(lines), lows, highs_of, len(index), starts, index, value) != highspy.HighsStatus.kOk:
            raise RuntimeError("HiGHS refuses the rows")

    def run(self, goal, limit, start):
        highs, market = self.highs, self.rows.market
        if self.infeasible:
            return False, None, False
        cost = [0.0] * self.count
        if goal == "blocking":
            for column in self.blocks:
                cost[column] = 1.0
        for (h, w), column in self.x.items():
            if goal == "seated":
                cost[column] = -float(market.households[h].sizes[w])
            elif goal == "ranks":
                cost[column] = float(w + 1)
        highs.changeColsCost(self.count, list(range(self.count)), cost)
        highs.setOptionValue("time_limit", highs.getRunTime() + max(limit, 0.01))
        if start is not None:
            columns = list(self.x.values())
            given = [float(start[h] == w + 1) for h, w in self.x]
            highs.setSolution(len(columns), columns, given)
        highs.run()
        status = highs.getModelStatus()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return False, None, False
        info = highs.getInfo()
        if abs(info.mip_dual_bound) < 1e15:
            self.bound = int(-(-(info.mip_dual_bound - 1e-6) // 1))
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return False, None, True
        values = highs.getSolution().col_value
        ranks = [0] * len(market.households)
        for (h, w), column in self.x.items():
            if values[column] > 0.5:
                ranks[h] = w + 1
        proven = status == highspy.HighsModelStatus.kOptimal
        if proven:
            entries = [(c, v) for c, v in enumerate(cost) if v]
            best = float(round(info.objective_function_value))
            highs.addRow(-highspy.kHighsInf, best, len(entries), [c for c, _ in entries], [v for _, v in entries])
        return proven, ranks, True
