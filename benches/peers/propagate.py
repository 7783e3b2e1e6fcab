"""Which wishes no stable allocation gives: an independent and plain version of the reductions our core uses.

Valid only where no household may block. Only *giving* a wish is ruled out here; the rows that say a wish does not block
are kept by the models for every wish that is not below a guaranteed one, so a wish that cannot be given may still block.

    guarantee   at wish w every pool has room: for all possible claimants of others as good as the worst claim, or because as many
                seats as w asks for are sure to go to worse claims of others and, in whatever is worse than w, to the household itself: the
                household ends at w or better
    hopeless    more seats of a pool are sure to be taken by others than w leaves
    shadow      another household has lost a wish with everything above it, which asks for one seat of a pool by a better claim than the
                worst of w there, and has room everywhere else: as it must not block, better claims fill the pool
    impossible  w asks for more seats than the pool has

Sure to be taken: seats a household claims whatever it gets (and it cannot end out), and the single claim of a household's
best wish left, ranked better than the worst claim of w, if all other pools of that wish are guaranteed: without the seat
that household would block.
"""


from collections import deque


NOTHING = ((), 0, ())


class Reduced:
    """`alive[h]`: wish places (0-based) that may still be given. `must[h]`: cannot end out. `stable`: False if it is proven
    that nothing is stable. `last[h]`: place of the guaranteed wish, after which no row is needed, or None."""

    def __init__(self, market):
        self.market = market
        self.alive = [
            [w for w, d in enumerate(h.demands) if all(n <= market.seats[p] for p, n, _ in d)] for h in market.households
        ]
        self.must = [h.held for h in market.households]
        self.last = [None] * len(market.households)
        self.stable = True
        self.users = [set() for _ in market.seats]  # households with a wish at the pool
        for h, household in enumerate(market.households):
            for d in household.demands:
                for pool, _, _ in d:
                    self.users[pool].add(h)
        self.summary = [self._summarise(h) for h in range(len(market.households))]
        self._run()

    def _run(self):
        queue = deque(range(len(self.market.households)))
        waiting = [True] * len(queue)
        while queue and self.stable:
            h = queue.popleft()
            waiting[h] = False
            before = (len(self.alive[h]), self.must[h])
            self._narrow(h)
            if self.must[h] and not self.alive[h]:
                self.stable = False
            if before != (len(self.alive[h]), self.must[h]):
                self.summary[h] = self._summarise(h)
            else:
                continue
            for pool in {pool for d in self.market.households[h].demands for pool, _, _ in d}:
                for other in self.users[pool]:
                    if not waiting[other]:
                        waiting[other] = True
                        queue.append(other)

    def _summarise(self, h):
        """Per pool: (the best rank that its best, second best, ... claim may have, claims it makes whatever it gets, and their ranks in
        each case)."""
        ranks = {}
        for w in self.alive[h]:
            here = {}
            for pool, rank, _ in self.market.households[h].wishes[w]:
                here.setdefault(pool, []).append(rank)
            for pool, list_of in here.items():
                ranks.setdefault(pool, []).append(sorted(list_of))
        summary = {}
        for pool, lists in ranks.items():
            most = max(map(len, lists))
            best = [min(l[j] for l in lists if len(l) > j) for j in range(most)]
            always = self.must[h] and len(lists) == len(self.alive[h])
            summary[pool] = (best, min(map(len, lists)) if always else 0, lists if always else ())
        return summary

    def _narrow(self, h):
        demands = self.market.households[h].demands
        kept = []
        for place in self.alive[h]:
            if self._hopeless(h, demands[place]):
                continue
            kept.append(place)
            if all(self._guaranteed(h, place, d) for d in demands[place]):
                self.must[h] = True
                self.last[h] = place
                break
        self.alive[h] = kept

    def _guaranteed(self, h, place, demand):
        pool, n, worst = demand
        possible, sure = 0, self._own_below(h, place, pool)
        for other in self.users[pool]:
            if other != h:
                best, _, cases = self.summary[other].get(pool, NOTHING)
                possible += sum(1 for rank in best if rank <= worst)
                sure += min((sum(1 for rank in ranks if rank > worst) for ranks in cases), default=0)
        return possible + n <= self.market.seats[pool] or sure >= n

    def _own_below(self, h, place, pool):
        """Seats of the pool that the household takes in whatever it may still get that is worse than a wish."""
        below = [w for w in self.alive[h] if w > place]
        if not self.must[h] or not below:
            return 0
        return min(sum(1 for p, _, _ in self.market.households[h].wishes[w] if p == pool) for w in below)

    def _hopeless(self, h, demand):
        for pool, n, worst in demand:
            sure = sum(self._sure(other, pool, worst) for other in self.users[pool] if other != h)
            if sure + n > self.market.seats[pool]:
                return True
            if any(self._shades(other, pool, worst) for other in self.users[pool] if other != h):
                return True
        return False

    def _shades(self, other, pool, worst):
        """Whether the other household has lost a wish that only better claims than `worst` in the pool keep from blocking."""
        demands = self.market.households[other].demands
        lost = demands[: self.alive[other][0]] if self.alive[other] else demands
        return any(
            any(p == pool and n == 1 and rank < worst for p, n, rank in wish)
            and all(n <= self.market.seats[p] for p, n, _ in wish)
            and all(self._guaranteed(other, place, d) for d in wish if d[0] != pool)
            for place, wish in enumerate(lost)
        )

    def _sure(self, other, pool, worst):
        """Seats of the pool that the other household takes if a claim ranked `worst` gets one."""
        forced = self.summary[other].get(pool, NOTHING)[1]
        if forced or not self.alive[other]:
            return forced
        place = self.alive[other][0]
        best = self.market.households[other].demands[place]
        for p, n, rank in best:
            if p == pool and n == 1 and rank < worst:
                return int(all(self._guaranteed(other, place, d) for d in best if d[0] != pool))
        return 0
