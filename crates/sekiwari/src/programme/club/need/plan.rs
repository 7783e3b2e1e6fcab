//! The smallest plan.

use super::build::{Part, city};
use super::costs::{ITEMS, Score};
use super::problem::Problem;
use super::relax::Relaxation;
use super::search::search;
use super::state::State;
use super::{Costs, Demand, Item, NeedError, Totals};

/// Where children may be seated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reach {
    /// At a home club of their district; the one they list first, if they list any.
    HomeOnly,
    /// At any club they accept.
    #[default]
    WithOverflow,
}

impl Reach {
    /// Names in settings.
    pub const NAMES: &'static [(&'static str, Reach)] =
        &[("home-only", Reach::HomeOnly), ("with-overflow", Reach::WithOverflow)];
}

/// What a plan may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedOptions {
    /// Where children may be seated.
    pub reach: Reach,
    /// Whether districts without a club may get one.
    pub new_clubs: bool,
    /// The area of a new room in hundredths of a square metre.
    pub area_per_room: u64,
    /// Which plan is smaller.
    pub costs: Costs,
    /// Work that the search may take, in columns × rows of the linear programmes that it solves, over the whole city.
    pub effort: u64,
}

impl Default for NeedOptions {
    /// Overflow, new clubs, rooms for a unit of 40 at 1.65 m².
    fn default() -> Self {
        Self {
            reach: Reach::WithOverflow,
            new_clubs: true,
            area_per_room: 6_600,
            costs: Costs::default(),
            effort: 60_000_000,
        }
    }
}

/// A club of today or of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A club there is.
    Club(u32),
    /// The new club of a district.
    NewIn(u32),
}

/// What one club needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClubNeed {
    /// The club.
    pub place: Place,
    /// What to add.
    pub added: Totals,
}

/// Children of a group at a club.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seating {
    /// The group.
    pub group: u32,
    /// The club.
    pub place: Place,
    /// How many.
    pub children: u32,
}

/// A plan under which nobody waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Clubs to which something is added.
    pub clubs: Vec<ClubNeed>,
    /// Seats to add to routes, for those that need any.
    pub routes: Vec<(u32, u32)>,
    /// Where everybody can be.
    pub seated: Vec<Seating>,
    /// Groups that no club can take, whatever is added: none that they accept opens on their days, or it cannot be reached.
    pub nowhere: Vec<u32>,
    /// What is added in all.
    pub totals: Totals,
    /// What it costs, level by level.
    pub cost: Vec<u64>,
    /// No plan costs less than this, levels compared one after the other.
    pub bound: Vec<u64>,
    /// Whether no plan is smaller.
    pub proven: bool,
    /// Parts of the city that no child leaves, and how many of them are proven.
    pub parts: (u32, u32),
}

/// The smallest plan under which every child has a seat on all its days, by the order of the costs, or the smallest one found.
///
/// Enrolled children beyond the seats of today count: the plan makes good what they lack. Additions hold on all days and in all
/// seasons. A unit needs what the standards ask for; a child with a route takes a transport seat on each of its days in term time.
///
/// **Guarantees.** Every child outside `nowhere` is seated, within the limits of every slot. Nothing is smaller if `proven`;
/// otherwise nothing costs less than `bound`. The same input gives the same plan.
///
/// **Method.** Parts of the city that share no child are solved alone. Where nobody has a choice a formula says what is
/// needed. Otherwise everybody begins at the first choice; what is added is taken back along chains of children who can go
/// elsewhere; Hall's condition bounds each item. Where the two differ, branch and bound over linear relaxations looks for smaller
/// plans and better bounds, as far as the effort goes: it closes the gap of parts of up to about ten clubs, and of larger ones
/// often on the first levels. Without a solver among the features of the crate that step is left out. In large parts the last
/// levels, transport above all, are good rather than proven: the chains look at rooms and staff first.
///
/// **Cost.** 202 districts with 20,000 children in 2,000 groups, 177 of their clubs in one part, take 2 to 4 seconds; with a
/// route in every third district twice that.
///
/// # Errors
/// Everything that is wrong with the demand.
pub fn smallest_plan(demand: &Demand<'_>, options: &NeedOptions) -> Result<Plan, Vec<NeedError>> {
    let faults = demand.faults(options.area_per_room);
    if !faults.is_empty() {
        return Err(faults);
    }
    let city = city(demand, options);
    let today = demand.seats.clubs() as usize;
    let place = |club: usize| match club.checked_sub(today) {
        None => Place::Club(club as u32),
        Some(new) => Place::NewIn(city.founded[new]),
    };
    let levels = options.costs.levels().len();
    let mut plan = Plan {
        clubs: Vec::new(),
        routes: Vec::new(),
        seated: Vec::new(),
        nowhere: city.nowhere.clone(),
        totals: Totals::default(),
        cost: vec![0; levels],
        bound: vec![0; levels],
        proven: true,
        parts: (city.parts.len() as u32, 0),
    };
    // Small parts first: what they leave of the effort is for the large ones.
    let mut order: Vec<&Part> = city.parts.iter().collect();
    order.sort_by_key(|part| part.problem.choices());
    let (mut left, mut waiting) = (options.effort, order.len() as u64);
    for part in order {
        let mut effort = left / waiting;
        left -= effort;
        waiting -= 1;
        let (state, bound) = solve(&part.problem, &mut effort);
        left += effort;
        let proven = bound == state.score();
        plan.proven &= proven;
        plan.parts.1 += u32::from(proven);
        let score = state.score();
        for level in 0..levels {
            plan.cost[level] += score[level];
            plan.bound[level] += bound[level];
        }
        for (c, added) in state.added.iter().enumerate() {
            let mut of = Totals::default();
            of.add(added);
            plan.totals.add(added);
            if !of.is_zero() {
                plan.clubs.push(ClubNeed { place: place(part.clubs[c]), added: of });
            }
        }
        for (r, &seats) in state.transport.iter().enumerate().filter(|(_, n)| **n > 0) {
            plan.routes.push((part.routes[r] as u32, seats));
            plan.totals.0[Item::Transport.index()] += u64::from(seats);
        }
        for (party, going) in part.problem.parties.iter().zip(&state.going) {
            let some = party.ways.iter().zip(going).filter(|(_, n)| **n > 0);
            plan.seated.extend(some.map(|(way, &children)| Seating {
                group: party.group,
                place: place(part.clubs[way.club]),
                children,
            }));
        }
    }
    plan.clubs.sort_by_key(|c| c.place);
    plan.routes.sort_unstable();
    plan.seated.sort_by_key(|s| s.group);
    Ok(plan)
}

/// The best plan of a part, and what none goes below.
fn solve<'a>(problem: &'a Problem, effort: &mut u64) -> (State<'a>, Score) {
    let mut best = State::first_ways(problem);
    if problem.is_forced() {
        let score = best.score();
        return (best, score);
    }
    let forced: Vec<[u32; ITEMS]> = (problem.clubs.iter().zip(problem.forced_loads()))
        .map(|(club, loads)| club.needs(&loads, &problem.rule))
        .collect();
    let totals = Totals(problem.bound(&forced, problem.forced_transport()));
    let mut bound = problem.costs.score(&totals);
    let levels = problem.costs.levels().len();
    best.improve(&bound);
    let mut relaxation: Option<Relaxation> = None;
    for level in 0..levels {
        if best.score()[level] > bound[level] {
            let of = relaxation.get_or_insert_with(|| {
                let mut of = Relaxation::new(problem, &forced);
                (0..level).for_each(|before| of.keep(before, &best.score()));
                of
            });
            bound[level] = search(problem, of, level, &bound, &mut best, effort);
            if best.score()[level] > bound[level] {
                return (best, bound);
            }
        }
        if let Some(of) = &mut relaxation {
            of.keep(level, &best.score());
        }
    }
    (best, bound)
}
