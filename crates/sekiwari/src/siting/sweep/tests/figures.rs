//! The figures of a run are those of `whatif`: the same numbers by another way.

use super::super::{Kept, Point, Refusal, Scopes, Step, Summary, Tally};
use super::{closes, grow, opens, resize};
use crate::exact::Control;
use crate::market::Status;
use crate::mechanism::{Mechanism, MechanismError, Ties};
use crate::priority::Lottery;
use crate::programme::nursery::siblings::JointOptions;
use crate::programme::nursery::{Round, compile};
use crate::siting::behaviour::{Behaviour, FitOptions, ListModel};
use crate::siting::effect::{Effect, Figure, Outcome, Scope, Snapshot};
use crate::siting::scenario::tests::made::{data, town};
use crate::siting::scenario::{Case, Families, Scenario, apply};
use crate::siting::{Draw, Rule};
use crate::verify::certify;
use proptest::collection::vec;
use proptest::prelude::*;

/// Without the limit, which `stable-optimal` does not know.
fn free_town() -> Round {
    let mut data = data();
    data.limits.clear();
    Round::new(data).unwrap()
}

/// Applied, decided and looked at without anything of sweeps.
fn snapshot(round: &Round, scenarios: &[Scenario], families: &Families<'_>, rule: &Rule) -> Snapshot {
    let mut case = Case::of(round);
    for scenario in scenarios {
        case = apply(&case, scenario, families).unwrap().case;
    }
    let compiled = compile(&case.round, Lottery::new(rule.lottery), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let request = crate::Request { mechanism: rule.mechanism, ties: rule.ties, ..Default::default() };
    let outcome = crate::solve(&request, &compiled.market, &strict).unwrap().outcome;
    let market = if rule.ties == Ties::Weak { &compiled.market } else { &strict };
    let verified = certify(market, outcome.allocation).unwrap();
    Snapshot::of(&Outcome {
        round: &case.round,
        compiled: &compiled,
        market,
        allocation: &verified,
        verdict: verified.verdict(),
        bounds: outcome.bounds,
        status: outcome.status,
    })
}

fn evaluate(
    case: &Case<'_>,
    scenarios: &[Scenario],
    families: &Families<'_>,
    rule: &Rule,
    scopes: &Scopes,
) -> Tally {
    let steps = scenarios.iter().map(|scenario| Step { scenario, behaviour: families.behaviour }).collect();
    let point = Point { case, steps, rule: rule.clone() };
    point.evaluate(families.draw, scopes, &mut Kept::default(), &Control::default()).unwrap()
}

/// Every column with its figure.
fn columns(scopes: &Scopes) -> Vec<(Figure, Scope)> {
    let all = Scopes::OF_ALL.map(|f| (f, Scope::default()));
    let groups = scopes.groups().flat_map(|scope| Scopes::OF_GROUPS.map(|f| (f, scope.clone())));
    all.into_iter().chain(groups).collect()
}

fn scenario() -> impl Strategy<Value = Scenario> {
    prop_oneof![
        (0i64..4).prop_map(|by| resize("F1", by)),
        (-2i64..3).prop_map(|by| resize("F2", by)),
        (-3i64..6).prop_map(grow),
        (0i32..3_000, 1u32..4).prop_map(|(metres, seats)| opens("N", metres, seats)),
        Just(closes("F3")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// One scenario, or two on one another where both fit.
    #[test]
    fn a_run_counts_what_a_snapshot_counts(
        first in scenario(), second in scenario(), seed in 0u64..5, number in 0u32..5,
        mechanism in 0usize..4, weak in any::<bool>(), modelled in any::<bool>(),
    ) {
        let round = free_town();
        let case = Case::of(&round);
        let scopes = Scopes::of(&round);
        let model = ListModel::fit(&round, &FitOptions::default()).unwrap();
        let behaviour = match modelled {
            true => Behaviour::Model { model: &model, likings: None, most: None },
            false => Behaviour::Near { metres: 1_000, most: Some(3) },
        };
        let families = Families { behaviour, draw: Draw { seed, number } };
        let mechanism = [
            Mechanism::StableOptimal, Mechanism::PointsOrder, Mechanism::WishOrder, Mechanism::MaxPlacement,
        ][mechanism];
        let ties = if weak { Ties::Weak } else { Ties::Strict };
        let rule = Rule { mechanism, ties, lottery: seed, ..Rule::default() };
        let mut scenarios = vec![first, second];
        while scenarios.iter().try_fold(case.clone(), |c, s| apply(&c, s, &families).map(|a| a.case)).is_err() {
            scenarios.pop();
        }
        let told = snapshot(&round, &scenarios, &families, &rule);
        let tally = evaluate(&case, &scenarios, &families, &rule, &scopes);
        prop_assert_eq!(tally.status, told.status);
        prop_assert_eq!(tally.values.len(), scopes.width());
        for ((figure, scope), value) in columns(&scopes).into_iter().zip(&tally.values) {
            let there = told.figure(figure, &scope);
            // Nobody is counted as 0, and has no mean way.
            let expected = if figure == Figure::MeanMetres { there } else { there.or(Some(0)) };
            prop_assert_eq!(*value, expected, "{:?} {:?}", figure, scope);
        }
    }

    /// Summing up draws is what effects do.
    #[test]
    fn a_summary_is_an_effect(more in 1i64..6, seed in 0u64..20, draws in 1u32..6) {
        let round = free_town();
        let (case, scopes, rule) = (Case::of(&round), Scopes::of(&round), Rule::default());
        let scenario = [grow(more)];
        let families = |number| Families { draw: Draw { seed, number }, ..Families::STILL };
        let before = snapshot(&round, &[], &families(0), &rule);
        let all: Vec<Snapshot> =
            (0..draws).map(|n| snapshot(&round, &scenario, &families(n), &rule)).collect();
        let effect = Effect::new(&before, &all).unwrap();
        let today = evaluate(&case, &[], &families(0), &rule, &scopes);
        let tallies: Vec<Tally> =
            (0..draws).map(|n| evaluate(&case, &scenario, &families(n), &rule, &scopes)).collect();
        let summary = Summary::of(&today, tallies.iter());
        prop_assert_eq!((summary.draws, summary.optimal), (draws, draws));
        for ((figure, scope), i) in columns(&scopes).into_iter().zip(0..) {
            let own = effect.figures.iter().find(|f| f.figure == figure && f.scope == scope);
            let (after, difference) = own.map_or((None, None), |f| (f.after, f.difference()));
            prop_assert_eq!((summary.spreads[i], summary.differences[i]), (after, difference));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// Whatever was run before, on whatever round: the changed round is the one that its scenarios make alone.
    #[test]
    fn what_is_kept_of_other_runs_leaves_no_trace(
        pool in vec(scenario(), 4),
        runs in vec((vec((0usize..4, 0usize..3), 0..4), 0u32..2, any::<bool>()), 2..12),
    ) {
        let rounds = [free_town(), town()];
        let cases = [Case::of(&rounds[0]), Case::of(&rounds[1])];
        let model = ListModel::fit(&rounds[0], &FitOptions::default()).unwrap();
        let behaviours = [
            Behaviour::Still,
            Behaviour::Near { metres: 1_000, most: None },
            Behaviour::Model { model: &model, likings: None, most: None },
        ];
        let mut kept = Kept::default();
        for (steps, number, other) in runs {
            let case = &cases[usize::from(other)];
            let steps: Vec<Step<'_>> = steps
                .iter()
                .map(|&(s, b)| Step { scenario: &pool[s], behaviour: behaviours[b] })
                .collect();
            let draw = Draw { seed: 1, number };
            let alone = steps.iter().try_fold(case.clone(), |case, step| {
                apply(&case, step.scenario, &Families { behaviour: step.behaviour, draw }).map(|a| a.case)
            });
            let point = Point { case, steps, rule: Rule::default() };
            match (kept.apply(&point, draw), alone) {
                (Ok(own), Ok(alone)) => prop_assert_eq!(&own.round, &alone.round),
                (Err(stuck), Err(faults)) => prop_assert_eq!(stuck.faults, faults),
                (own, alone) => prop_assert!(false, "{:?} {:?}", own.is_ok(), alone.is_ok()),
            }
        }
    }
}

#[test]
fn a_run_that_cannot_be_says_why_and_one_without_proof_is_counted_as_such() {
    let round = town();
    let (case, scopes) = (Case::of(&round), Scopes::of(&round));
    let point =
        Point { case: &case, steps: vec![], rule: Rule { mechanism: Mechanism::Cutoff, ..Rule::default() } };
    let refused = point.evaluate(Draw::default(), &scopes, &mut Kept::default(), &Control::default());
    let expected = MechanismError::SeveralClaims { mechanism: "cutoff" };
    assert_eq!(refused, Err(Refusal::Mechanism(expected)));
    let closed = [closes("F9")];
    let steps = closed.iter().map(|scenario| Step { scenario, behaviour: Behaviour::Still }).collect();
    let stuck = Point { steps, ..point.clone() }.evaluate(
        Draw::default(),
        &scopes,
        &mut Kept::default(),
        &Control::default(),
    );
    assert!(matches!(stuck, Err(Refusal::Stuck(stuck)) if stuck.step == 0 && *stuck.round == round));
    let optimal = Point { rule: Rule { mechanism: Mechanism::PointsOrder, ..Rule::default() }, ..point };
    let tally =
        optimal.evaluate(Draw::default(), &scopes, &mut Kept::default(), &Control::default()).unwrap();
    assert_eq!(tally.status, Status::Feasible);
}
