//! Certificates tampered with: one random change after the other, some of them made so that sums still fit.

use super::dice::Dice;
use sekiwari::certificate::{Case, Certificate, Core, End, HittingTree, Part, Step};
use sekiwari::market::{HouseholdId, Market, PoolId, Stage, WishId};

/// Changes a certificate somewhere. It may by chance stay as it was or stay right.
pub fn tamper(certificate: &mut Certificate, market: &Market, dice: &mut Dice) {
    let argument = dice.below(10);
    if argument < 5 {
        let Some(case) = any_argument(certificate, dice) else {
            return change_steps(&mut certificate.shared, market, dice);
        };
        let n = dice.below(count(case));
        if let Some(case) = nth(case, n) {
            change_case(case, market, dice);
        }
    } else if argument < 6 {
        let always = dice.one_in(3);
        let steps = if always { &mut certificate.always } else { &mut certificate.shared };
        change_steps(steps, market, dice);
    } else {
        change_claims(certificate, market, dice);
    }
}

fn any_argument<'c>(certificate: &'c mut Certificate, dice: &mut Dice) -> Option<&'c mut Case> {
    let cores = certificate.groups.iter_mut().flat_map(|g| &mut g.cores).map(|c| &mut c.case);
    let of_part = |part: &'c mut Part| part.cores.iter_mut().map(|c| &mut c.case).chain([&mut part.case]);
    let mut all: Vec<&mut Case> = cores.chain(certificate.parts.iter_mut().flat_map(of_part)).collect();
    let n = dice.below(all.len());
    (n < all.len()).then(|| all.swap_remove(n))
}

fn inner(case: &mut Case) -> Vec<&mut Case> {
    match &mut case.end {
        End::Choice { cases, .. } => cases.iter_mut().map(|(_, c)| c).collect(),
        End::Suspect { hard, blocks, .. } => vec![hard, blocks],
        End::Among { none, some, .. } => vec![none, some],
        End::Apart { within, rest, .. } => vec![within, rest],
        End::Contradiction { .. } | End::Bounded => Vec::new(),
    }
}

fn count(case: &mut Case) -> usize {
    1 + inner(case).into_iter().map(count).sum::<usize>()
}

fn nth(case: &mut Case, n: usize) -> Option<&mut Case> {
    if n == 0 {
        return Some(case);
    }
    let mut left = n - 1;
    for case in inner(case) {
        let size = count(case);
        if left < size {
            return nth(case, left);
        }
        left -= size;
    }
    None
}

fn any_household(market: &Market, dice: &mut Dice) -> HouseholdId {
    let spare = usize::from(dice.one_in(9));
    HouseholdId::new(dice.below(market.households().len() + spare) as u32)
}

fn any_step(market: &Market, dice: &mut Dice) -> Step {
    let spare = usize::from(dice.one_in(9));
    let wish = WishId::new(dice.below(market.wish_count() + spare) as u32);
    if dice.one_in(2) {
        return Step::Guarantee { wish };
    }
    let own = market.wish_count() > wish.index() && !dice.one_in(5);
    let pool = match own {
        true => market.claims(wish)[dice.below(market.claims(wish).len())].pool,
        false => PoolId::new(dice.below(market.pools().len() + 1) as u32),
    };
    Step::Hopeless { wish, pool }
}

fn change_steps(steps: &mut Vec<Step>, market: &Market, dice: &mut Dice) {
    let (at, other) = (dice.below(steps.len()), dice.below(steps.len()));
    match dice.below(5) {
        0 if !steps.is_empty() => drop(steps.remove(at)),
        1 if steps.len() > 1 => steps.swap(at, other),
        2 if !steps.is_empty() => steps[at] = any_step(market, dice),
        3 if !steps.is_empty() => steps.truncate(at),
        _ => steps.insert(at, any_step(market, dice)),
    }
}

fn change_case(case: &mut Case, market: &Market, dice: &mut Dice) {
    match dice.below(12) {
        0..=5 => change_steps(&mut case.steps, market, dice),
        6 => case.end = End::Bounded,
        7 => case.end = End::Contradiction { household: any_household(market, dice) },
        8 => {
            let household = any_household(market, dice);
            let bounded = || Box::new(Case { steps: Vec::new(), end: End::Bounded });
            let households = vec![household];
            case.end = match dice.below(3) {
                0 => End::Suspect { household, hard: bounded(), blocks: bounded() },
                1 => End::Among { households, none: bounded(), some: bounded() },
                _ => End::Apart { households, value: vec![0; 2], within: bounded(), rest: bounded() },
            };
        }
        _ => change_end(case, market, dice),
    }
}

fn change_end(case: &mut Case, market: &Market, dice: &mut Dice) {
    match &mut case.end {
        End::Contradiction { household } => *household = any_household(market, dice),
        End::Bounded => case.end = End::Contradiction { household: any_household(market, dice) },
        End::Choice { household, cases } => {
            let at = dice.below(cases.len());
            match dice.below(5) {
                0 => *household = any_household(market, dice),
                1 if !cases.is_empty() => drop(cases.remove(at)),
                2 if !cases.is_empty() => cases.push(cases[at].clone()),
                3 if !cases.is_empty() => cases[at].0 = None,
                _ => cases.reverse(),
            }
        }
        End::Suspect { household, hard, blocks } => match dice.below(3) {
            0 => *household = any_household(market, dice),
            1 => std::mem::swap(hard, blocks),
            _ => *blocks = hard.clone(),
        },
        End::Among { households, none, some } => match dice.below(5) {
            0 => households.push(any_household(market, dice)),
            1 => drop(households.pop()),
            2 => {
                if let Some(first) = households.first_mut() {
                    *first = any_household(market, dice);
                }
            }
            3 => std::mem::swap(none, some),
            _ => *some = none.clone(),
        },
        End::Apart { households, value, within, rest } => match dice.below(6) {
            0 => change_households(households, market, dice),
            1 => std::mem::swap(within, rest),
            2 => *within = rest.clone(),
            3 => drop(value.pop()),
            _ => {
                let stage = dice.below(value.len());
                value.iter_mut().skip(stage).take(1).for_each(|v| *v -= 1);
            }
        },
    }
}

/// Drops, repeats or changes a core, makes one up, or takes over one of a group.
fn change_cores(cores: &mut Vec<Core>, of_group: Option<Core>, market: &Market, dice: &mut Dice) {
    let at = dice.below(cores.len());
    match dice.below(6) {
        0 if !cores.is_empty() => drop(cores.remove(at)),
        1 if !cores.is_empty() => cores.push(cores[at].clone()),
        2 | 3 if !cores.is_empty() => change_households(&mut cores[at].households, market, dice),
        4 => cores.extend(of_group),
        _ => {
            let household = any_household(market, dice);
            let case = Case { steps: Vec::new(), end: End::Contradiction { household } };
            cores.push(Core { households: vec![household], case });
        }
    }
}

fn change_claims(certificate: &mut Certificate, market: &Market, dice: &mut Dice) {
    let (group, part) = (dice.below(certificate.groups.len()), dice.below(certificate.parts.len()));
    let up = dice.one_in(2);
    let step = |n: u32| if up { n + 1 } else { n.saturating_sub(1) };
    match dice.below(17) {
        15 | 16 => {
            let of_group = certificate.groups.get(group).and_then(|g| g.cores.first()).cloned();
            if let Some(part) = certificate.parts.get_mut(part) {
                change_cores(&mut part.cores, of_group, market, dice);
            }
        }
        0 => certificate.blocking_min = step(certificate.blocking_min),
        1 => certificate.best = certificate.best.take().filter(|_| up),
        2 => {
            let stage = dice.below(certificate.stages.len());
            if let Some(value) = certificate.best.as_mut().and_then(|b| b.get_mut(stage)) {
                *value += if up { 1 } else { -1 };
            }
        }
        // A better bound, with sums that fit.
        3 | 4 => {
            let stage = dice.below(certificate.stages.len());
            if let (Some(best), Some(part)) = (&mut certificate.best, certificate.parts.get_mut(part)) {
                best[stage] -= 1;
                part.value[stage] -= 1;
            }
        }
        5 => {
            if let Some(part) = certificate.parts.get_mut(part) {
                part.blocking = step(part.blocking);
            }
        }
        6 => {
            if let Some(part) = certificate.parts.get_mut(part) {
                change_households(&mut part.households, market, dice);
            }
        }
        7 if !certificate.parts.is_empty() => {
            if up {
                drop(certificate.parts.remove(part));
            } else {
                certificate.parts.push(certificate.parts[part].clone());
            }
        }
        8 if !certificate.groups.is_empty() => {
            if up {
                let gone = certificate.groups.remove(group);
                certificate.blocking_min -= gone.at_least.min(certificate.blocking_min);
            } else {
                let twice = certificate.groups[group].clone();
                certificate.blocking_min += twice.at_least;
                certificate.groups.push(twice);
            }
        }
        9 => {
            if let Some(group) = certificate.groups.get_mut(group).filter(|g| !g.cores.is_empty()) {
                let core = dice.below(group.cores.len());
                match dice.below(3) {
                    0 => drop(group.cores.remove(core)),
                    1 => group.cores.push(group.cores[core].clone()),
                    _ => change_households(&mut group.cores[core].households, market, dice),
                }
            }
        }
        // One more blocking household, with a deeper tree and sums that fit.
        10 => {
            if let Some(group) = certificate.groups.get_mut(group).filter(|g| !g.cores.is_empty()) {
                group.at_least += 1;
                certificate.blocking_min += 1;
                let core = dice.below(group.cores.len());
                let branch = group.why.clone();
                let branches = vec![branch; group.cores[core].households.len()];
                group.why = HittingTree { core: core as u32, branches };
                if let Some(part) = certificate.parts.get_mut(part) {
                    part.blocking += u32::from(up);
                }
            }
        }
        11 => {
            if let Some(group) = certificate.groups.get_mut(group) {
                group.at_least = step(group.at_least);
            }
        }
        12 => {
            if let Some(group) = certificate.groups.get_mut(group) {
                match dice.below(3) {
                    0 => drop(group.why.branches.pop()),
                    1 => group.why.core = dice.below(group.cores.len() + 1) as u32,
                    _ => group.why.branches.push(HittingTree { core: 0, branches: Vec::new() }),
                }
            }
        }
        13 => {
            let stage = dice.below(certificate.stages.len());
            if let Some(s) = certificate.stages.get_mut(stage) {
                *s =
                    [Stage::FirstWishes, Stage::Together, Stage::WithinRank(2), Stage::Seated][dice.below(4)];
            }
        }
        // Blocking moved from one part to another.
        _ => {
            let other = dice.below(certificate.parts.len());
            if other != part && certificate.parts[part].blocking > 0 {
                certificate.parts[part].blocking -= 1;
                certificate.parts[other].blocking += 1;
            }
        }
    }
}

fn change_households(households: &mut Vec<HouseholdId>, market: &Market, dice: &mut Dice) {
    let at = dice.below(households.len());
    if dice.one_in(2) && !households.is_empty() {
        households.remove(at);
        return;
    }
    households.push(any_household(market, dice));
    if !dice.one_in(5) {
        households.sort();
        households.dedup();
    }
}
