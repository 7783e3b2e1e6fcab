//! Over many tiny rounds: what is decided passes both judges, and what is told about it holds.

use crate::month::month;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use sekiwari::Lang;
use sekiwari::exact::day::{DayOptions, DayRule, solve};
use sekiwari::explain::daily::{
    Cause, Decided, Limit, MainReason, calendar_rows, main_reasons, next_if_cancelled, reasons, waiting,
    waiting_text,
};
use sekiwari::market::day::{KeyPart, Keys};
use sekiwari::priority::Lottery;
use sekiwari::programme::daily::decided::judge_round;
use sekiwari::programme::daily::{Compiled, Decision, Round, compile};
use sekiwari::verify::day::{DayVerdict, judge};

/// So many cases from a fixed seed; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` give others.
pub(crate) fn config(cases: u32) -> Config {
    let default = Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    let rng_seed = match default.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_260_601),
        fixed => fixed,
    };
    Config { cases, rng_seed, failure_persistence: None, ..default }
}

/// A round with what a rule gives.
pub(crate) struct Solved {
    pub(crate) round: Round,
    pub(crate) compiled: Compiled,
    pub(crate) decisions: Vec<Decision>,
    /// Open market requests as the solver decided them.
    pub(crate) order: Vec<u32>,
}

/// `None` where what is confirmed does not fit together.
pub(crate) fn decide(round: Round, rule: DayRule) -> Option<(Solved, DayVerdict)> {
    let compiled = compile(&round, Lottery::new(7)).unwrap();
    let solution = solve(&compiled.market, &DayOptions { rule, ..DayOptions::default() }).ok()?;
    let verdict = judge(&compiled.market, &solution.answer);
    let decisions = compiled.decisions(&round, &solution.answer);
    assert_eq!(compiled.answer(&round, &decisions), Ok(solution.answer));
    Some((Solved { round, compiled, decisions, order: solution.order }, verdict))
}

/// The order that is told, counted from the answer, is the one in which the solver went.
fn ordered(seed: u64, d: &Solved, decided: &Decided<'_>) {
    let open = |r: &u32| !d.compiled.market.request(*r as usize).fixed();
    let mut told: Vec<u32> = (0..d.round.groups().len() as u32).filter(open).collect();
    told.sort_unstable_by_key(|&r| decided.considered(r));
    assert_eq!(told, d.order, "{seed}");
}

/// What is told of a round that priority decided.
fn told(seed: u64, d: &Solved) {
    let answer = d.compiled.answer(&d.round, &d.decisions).unwrap();
    let decided = Decided::new(&d.round, &d.compiled, &answer, d.compiled.market.keys(), &[]);
    ordered(seed, d, &decided);
    let reasons = reasons(&decided);
    // Priority leaves no place that somebody would rather have.
    assert!(reasons.iter().all(|r| r.cause != Cause::FreePlace), "{seed}: {reasons:?}");
    for reason in &reasons {
        assert_eq!(reason.stay.is_some(), !reason.broken.is_empty(), "{seed}: {reason:?}");
        assert_eq!(reason.binding.is_some(), reason.stay.is_some(), "{seed}: {reason:?}");
    }
    let mains = main_reasons(&decided, &reasons);
    for reason in &reasons {
        let (ja, en) = (reason.text(&decided, "rule", Lang::Ja), reason.text(&decided, "rule", Lang::En));
        assert!(ja.ends_with('。') && en.ends_with('.') && !en.contains("  "), "{seed}: {ja} {en}");
        let waits = waiting_text(&decided, reason, Lang::Ja).is_some();
        // Who has used its days as things stand does not wait.
        let own = reason.broken.iter().any(|b| matches!(b.limit, Limit::Cap | Limit::Elsewhere));
        let granted = d.decisions[reason.request as usize].place.is_some();
        assert_eq!(waits, reason.stay.is_some() && !own && !granted, "{seed}: {reason:?}");
    }
    for (decision, main) in d.decisions.iter().zip(&mains) {
        let refused = decision.kind.is_some() && decision.place.is_none();
        assert_eq!(matches!(main, MainReason::Refused(_)), refused, "{seed}: {main:?}");
        assert_eq!(MainReason::from_name(main.as_str()), Some(*main));
    }
    for opening in 0..d.compiled.openings.len() as u32 {
        for waiting in waiting(&decided, opening) {
            assert!(!waiting.lacks.is_empty(), "{seed}: {waiting:?}");
        }
    }
    let rows = calendar_rows(&decided);
    let there: u32 = rows.iter().map(|r| r.children).sum();
    let placed = d.decisions.iter().filter_map(|d| d.place);
    assert_eq!(there as usize, placed.map(|p| p.slots.len()).sum::<usize>(), "{seed}");
    for row in &rows {
        assert!(row.seats.is_none_or(|seats| row.children <= seats), "{seed}: {row:?}");
        assert!(row.teachers.is_none_or(|(there, needed)| needed <= there), "{seed}: {row:?}");
        assert!(row.nurses.is_none_or(|(there, needed)| needed <= there), "{seed}: {row:?}");
        assert_eq!(row.refused > 0, row.binding.is_some(), "{seed}: {row:?}");
    }
}

/// Who is said to be next if somebody cancels is exactly who would fit then, as the judge of the round sees it.
fn cancelled(seed: u64, d: &Solved) {
    let answer = d.compiled.answer(&d.round, &d.decisions).unwrap();
    let decided = Decided::new(&d.round, &d.compiled, &answer, d.compiled.market.keys(), &[]);
    for request in 0..d.round.requests().len() as u32 {
        if d.decisions[request as usize].place.is_none() {
            continue;
        }
        let row = &d.round.requests()[request as usize];
        // Who comes together stays without a sibling; who frees a seat elsewhere is told as if it stayed free.
        if row.together.is_some() || row.rest_day.is_some() {
            continue;
        }
        let mut data = d.round.data().clone();
        data.requests[request as usize].state = sekiwari::programme::daily::round::State::Cancelled;
        let without = Round::new(data).unwrap();
        let mut decisions = d.decisions.clone();
        decisions[request as usize] = Decision { kind: None, place: None };
        let verdict = judge_round(&without, &decisions);
        let mut wasted: Vec<u32> = verdict.wasted.iter().map(|w| w.request).collect();
        let mut next = next_if_cancelled(&decided, request);
        wasted.sort_unstable();
        next.sort_unstable();
        assert_eq!(next, wasted, "{seed}: request {request}");
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn both_judges_agree_with_what_is_decided(seed in any::<u64>()) {
        let Some((decided, verdict)) = decide(month(seed), DayRule::Priority) else { return Ok(()) };
        prop_assert!(verdict.is_orderly(), "{seed}: {verdict:?}");
        let verdict = judge_round(&decided.round, &decided.decisions);
        prop_assert!(verdict.is_clean() && verdict.wasted.is_empty(), "{seed}: {verdict:?}");
        told(seed, &decided);
        cancelled(seed, &decided);
    }

    /// The rules that move nobody leave no place empty either.
    #[test]
    fn rules_that_move_nobody(seed in any::<u64>()) {
        for rule in [DayRule::FirstCome, DayRule::PointsOrder] {
            let Some((d, verdict)) = decide(month(seed), rule) else { continue };
            prop_assert!(verdict.is_clean(), "{seed}: {verdict:?}");
            let verdict = judge_round(&d.round, &d.decisions);
            prop_assert!(verdict.is_clean() && verdict.wasted.is_empty(), "{seed}: {verdict:?}");
            let keys = match rule {
                DayRule::FirstCome => Keys(vec![KeyPart::Time]),
                _ => Keys(d.round.rules().order.iter().copied().filter(|&k| k != KeyPart::Wish).collect()),
            };
            let answer = d.compiled.answer(&d.round, &d.decisions).unwrap();
            let decided = Decided::new(&d.round, &d.compiled, &answer, &keys, &[]);
            ordered(seed, &d, &decided);
            // Nobody is moved, so those who came earlier explain every wish.
            for reason in reasons(&decided) {
                let said = !matches!(reason.cause, Cause::Order | Cause::FreePlace | Cause::PassedOver);
                prop_assert!(said, "{seed} {rule:?}: {reason:?}");
            }
        }
    }
}
