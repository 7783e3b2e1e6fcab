//! Reserved seats of real cities, siblings among them, and what is said about them.

use crate::support::config;
use crate::support::reserves::{Shape, Town};
use proptest::prelude::*;
use sekiwari::explain::{Decided, ReasonCode, cut_offs, main_reasons, reasons, waiting_lists};
use sekiwari::market::{Market, WishId};
use sekiwari::mechanism::Mechanism;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{
    AgeClass, ClassSet, Compiled, Decision, Joint, Offer, Prefer, ReserveGroup, ReserveKind, ReserveRow,
    Round, RoundData, RoundError, SaidSeat, SiblingTerms, SingleFallback, compile,
};
use sekiwari::verify::{Seat, Submission, certify, judge};

const LANGS: [sekiwari::Lang; 2] = sekiwari::Lang::ALL;

/// So many facilities of class 3 without seats, and children with these points who list them in order.
fn draft(facilities: usize, children: &[(i64, &[usize])]) -> RoundData {
    use crate::support::reserves::{Kid, Place};
    let kid = |&(points, list): &(i64, &[usize])| Kid {
        list: list.to_vec(),
        points: vec![points; facilities],
        groups: [false, false],
        holds: None,
    };
    let places = vec![Place { open: 0, reserves: [None, None] }; facilities];
    Town { places, kids: children.iter().map(kid).collect() }.data()
}

fn reserve(facility: u32, seats: u32, group: ReserveGroup, kind: ReserveKind) -> ReserveRow {
    let classes = ClassSet::one(AgeClass::new(3).unwrap());
    ReserveRow { facility, classes, seats, group, kind, min_age_days: None }
}

fn decide(round: &Round) -> Vec<Decision> {
    let compiled = compile(round, Lottery::new(1), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let outcome =
        sekiwari::solve(&Mechanism::StableOptimal.into(), &compiled.market, &strict).unwrap().outcome;
    compiled.decisions(round, &certify(&strict, outcome.allocation).unwrap())
}

/// The children at a facility, by their numbers.
fn at(decisions: &[Decision], facility: u32) -> Vec<usize> {
    (0..decisions.len()).filter(|&i| decisions[i].facility == Some(facility)).collect()
}

/// Takatsuki: half of the new seats for age 3 at public sites were for leavers first, from 2023 all of them.
#[test]
fn half_of_the_seats_for_leavers_and_then_all() {
    // Children 0 to 7 leave facility 1, a partner of 0, with 1 to 8 points; 8 to 17 have 11 to 20.
    let lists: Vec<(i64, &[usize])> =
        (0..18).map(|i| (if i < 8 { i + 1 } else { i + 3 }, &[0usize][..])).collect();
    let round = |open: u32, reserved: Option<ReserveRow>| {
        let mut data = draft(2, &lists);
        data.facilities[1].partners = vec![0];
        data.children[..8].iter_mut().for_each(|(_, c)| c.affiliation.leaver_of = Some(1));
        data.seats[0].seats = open;
        data.reserves = reserved.into_iter().collect();
        Round::new(data).unwrap()
    };
    // Ids sort as text, so leavers are told by the round, not by their number.
    let leavers = |round: &Round| {
        let decisions = decide(round);
        let in_: Vec<usize> = at(&decisions, 0);
        assert_eq!(in_.len(), 12);
        in_.iter().filter(|&&i| round.children()[i].affiliation.leaver_of.is_some()).count()
    };
    assert_eq!(leavers(&round(12, None)), 2);
    let of = |seats, kind| Some(reserve(0, seats, ReserveGroup::Leavers, kind));
    assert_eq!(leavers(&round(6, of(6, ReserveKind::Soft))), 6);
    assert_eq!(leavers(&round(0, of(12, ReserveKind::Guarantee))), 8);
    // All seats reserved and the rest opened afterwards is the same.
    assert_eq!(leavers(&round(0, of(12, ReserveKind::Soft))), 8);
}

/// Toyama 2023: three sites with 2, 1 and 1 seats for medical care, each with the kinds of care it can give.
#[test]
fn medical_care_at_three_sites() {
    let lists: [(i64, &[usize]); 6] =
        [(9, &[0, 1]), (8, &[0, 2]), (7, &[0, 1]), (6, &[1, 0]), (5, &[2, 0]), (99, &[0, 1, 2])];
    let mut data = draft(3, &lists);
    for (facility, seats) in [2, 1, 1].into_iter().enumerate() {
        data.reserves.push(reserve(facility as u32, seats, ReserveGroup::SpecialCare, ReserveKind::Hard));
    }
    let words = |all: &[&str]| all.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    data.facilities[0].care_kinds = words(&["suction", "tube"]);
    data.facilities[1].care_kinds = words(&["suction"]);
    data.facilities[2].care_kinds = words(&["suction", "tube", "insulin"]);
    let needs: [&[&str]; 6] = [&["suction"], &["tube"], &["suction"], &["tube"], &["insulin"], &[]];
    for ((_, c), needs) in data.children.iter_mut().zip(needs) {
        c.affiliation.care_needs = words(needs);
    }
    let round = Round::new(data).unwrap();
    let decisions = decide(&round);
    // Child 3 needs tube feeding, which its first wish cannot give, and has too few points for the second.
    assert_eq!(round.offer(3, 1), Offer::CareKind);
    assert_eq!(round.unmet_needs(3, 1).collect::<Vec<_>>(), ["tube"]);
    assert_eq!([at(&decisions, 0), at(&decisions, 1), at(&decisions, 2)], [vec![0, 1], vec![2], vec![4]]);
    // However many points: seats for medical care stay as they are.
    assert_eq!(decisions[5].facility, None);
}

/// In-house facilities: seats for children of the staff and for local children, neither for the other.
#[test]
fn staff_and_local_seats_do_not_mix() {
    let lists: [(i64, &[usize]); 5] = [(1, &[0]), (9, &[0]), (8, &[0]), (7, &[0]), (2, &[0])];
    let mut data = draft(1, &lists);
    data.reserves.push(reserve(0, 2, ReserveGroup::Staff, ReserveKind::Hard));
    data.reserves.push(reserve(0, 2, ReserveGroup::Local, ReserveKind::Hard));
    data.children[0].1.affiliation.employee_of = Some(0);
    let round = Round::new(data).unwrap();
    assert_eq!(at(&decide(&round), 0), [0, 1, 2]);
}

#[test]
fn districts_and_ages_of_a_reserve() {
    let lists: [(i64, &[usize]); 3] = [(9, &[0]), (5, &[0]), (7, &[0])];
    let mut data = draft(1, &lists);
    let districts = ReserveGroup::from_name("district:D2;D3").unwrap();
    data.reserves
        .push(ReserveRow { min_age_days: Some(1000), ..reserve(0, 1, districts, ReserveKind::Soft) });
    for ((_, c), (district, born)) in data.children.iter_mut().zip([
        ("D1", jiff::civil::date(2023, 1, 1)),
        ("D2", jiff::civil::date(2023, 1, 1)),
        ("D3", jiff::civil::date(2023, 8, 1)),
    ]) {
        c.district = Some(district.to_owned());
        c.birth_date = Some(born);
    }
    // Child 2 has more points than child 1 but is 974 days old.
    let round = Round::new(data).unwrap();
    let decisions = decide(&round);
    assert_eq!(at(&decisions, 0), [1]);
    assert_eq!(decisions[1].reserve, Some(0));
}

#[test]
fn a_child_that_takes_two_seats() {
    let lists: [(i64, &[usize]); 3] = [(9, &[0]), (5, &[0, 1]), (4, &[0])];
    let heavy = |open| {
        let mut data = draft(2, &lists);
        data.seats[0].seats = open;
        data.seats[1].seats = 2;
        data.children[1].1.affiliation.seat_weight = 2;
        Round::new(data).unwrap()
    };
    assert_eq!([at(&decide(&heavy(2)), 0), at(&decide(&heavy(2)), 1)], [vec![0, 2], vec![1]]);
    assert_eq!([at(&decide(&heavy(3)), 0), at(&decide(&heavy(3)), 1)], [vec![0, 1], vec![]]);
}

#[test]
fn a_holder_keeps_two_seats_where_it_needs_them() {
    let lists: [(i64, &[usize]); 2] = [(1, &[1]), (9, &[0])];
    let round = |elsewhere| {
        let mut data = draft(2, &lists);
        data.children[0].1.affiliation.seat_weight = 2;
        data.children[0].1.current = Some(0);
        data.seats[1].seats = elsewhere;
        Round::new(data).unwrap()
    };
    // One seat elsewhere is too few; it stays, and both of its seats are taken.
    assert_eq!([at(&decide(&round(1)), 0), at(&decide(&round(1)), 1)], [vec![0], vec![]]);
    assert_eq!([at(&decide(&round(2)), 0), at(&decide(&round(2)), 1)], [vec![1], vec![0]]);
}

#[test]
fn rows_that_make_no_round() {
    let errors = |change: &dyn Fn(&mut RoundData)| {
        let mut data = draft(1, &[(1, &[0])]);
        change(&mut data);
        Round::new(data).unwrap_err()
    };
    let group = || ReserveGroup::Named("g".to_owned());
    let twice = errors(&|d| {
        d.reserves =
            vec![reserve(0, 1, group(), ReserveKind::Soft), reserve(0, 1, group(), ReserveKind::Hard)]
    });
    assert!(matches!(twice[..], [RoundError::ReservedTwice { class: 3, .. }]), "{twice:?}");
    let divides = errors(&|d| {
        d.seats[0].classes = ClassSet::of([AgeClass::new(3).unwrap(), AgeClass::new(4).unwrap()]).unwrap();
        d.reserves = vec![reserve(0, 1, group(), ReserveKind::Guarantee)];
    });
    assert!(matches!(divides[..], [RoundError::GuaranteeDividesSeats { .. }]), "{divides:?}");
    for weight in [0, 11] {
        let none = errors(&|d| d.children[0].1.affiliation.seat_weight = weight);
        assert!(matches!(none[..], [RoundError::SeatWeight { .. }]), "{none:?}");
    }
    for (table, change) in [
        (
            "reserves",
            &(|d: &mut RoundData| d.reserves = vec![reserve(7, 1, group(), ReserveKind::Soft)])
                as &dyn Fn(&mut RoundData),
        ),
        ("facilities", &|d| d.facilities[0].partners = vec![7]),
        ("children", &|d| d.children[0].1.affiliation.leaver_of = Some(7)),
    ] {
        let bad = errors(change);
        assert!(matches!(bad[..], [RoundError::BadIndex { table: t, .. }] if t == table), "{bad:?}");
    }
}

/// The facilities of a wish, child by child.
fn tuple(compiled: &Compiled, market: &Market, wish: WishId) -> Vec<(usize, u32)> {
    let mut seats: Vec<(usize, u32)> = market
        .claims(wish)
        .iter()
        .map(|c| (c.child.index(), compiled.pools[c.pool.index()].facility))
        .collect();
    seats.sort_unstable();
    seats.dedup();
    seats
}

fn tied(town: &Town, terms: SiblingTerms, heavy: bool) -> RoundData {
    let mut data = town.data();
    data.children.iter_mut().take(2).for_each(|(household, _)| "twins".clone_into(household));
    if let Some((_, c)) = data.children.last_mut().filter(|_| heavy && town.kids.len() > 2) {
        c.affiliation.seat_weight = 1 + u32::from(c.current.is_none());
    }
    data.terms = vec![("twins".to_owned(), terms)];
    data
}

fn any_terms() -> impl Strategy<Value = SiblingTerms> {
    let joint = proptest::sample::select(vec![Joint::SameFacility, Joint::SameRound, Joint::Independent]);
    let fallback =
        proptest::sample::select(vec![SingleFallback::None, SingleFallback::Elder, SingleFallback::Either]);
    let prefer = proptest::sample::select(vec![Prefer::TogetherFirst, Prefer::WishOrder]);
    (joint, fallback, prefer).prop_map(|(joint, single_fallback, prefer)| SiblingTerms {
        joint,
        single_fallback,
        prefer,
    })
}

proptest! {
    #![proptest_config(config(400))]

    /// Twins: ways to sit share the rank of their outcome, outcomes stand as without reserves, and whatever is decided is
    /// read back from its facilities alone.
    #[test]
    fn siblings_sit_on_seats_of_all_kinds(town in Shape::ANY.towns(), terms in any_terms(), heavy in any::<bool>()) {
        let round = Round::new(tied(&town, terms, heavy)).unwrap();
        let compiled = compile(&round, Lottery::new(3), JointOptions::default()).unwrap();
        prop_assert!(compiled.truncated.is_empty());
        let strict = compiled.strict();
        let plain = Round::new(RoundData { seats: tied(&town.without_reserves(), terms, heavy).seats, reserves: Vec::new(), ..tied(&town, terms, heavy) }).unwrap();
        let plain = compile(&plain, Lottery::new(3), JointOptions::default()).unwrap();
        for h in strict.households() {
            let mut lists: Vec<Vec<(usize, u32)>> = Vec::new();
            for wish in strict.wishes(h) {
                let (tuple, rank) = (tuple(&compiled, &strict, wish), strict.rank_of(wish) as usize);
                prop_assert!(rank == lists.len() || rank == lists.len() + 1);
                if rank > lists.len() {
                    prop_assert!(!lists.contains(&tuple));
                    lists.push(tuple);
                } else {
                    prop_assert_eq!(&lists[rank - 1], &tuple);
                }
            }
            let mut all = plain.market.wishes(h).map(|w| self::tuple(&plain, &plain.market, w));
            // Where the only seats are for others an outcome can never be given and is not listed.
            prop_assert!(lists.iter().all(|t| all.any(|other| other == *t)), "{lists:?}");
        }
        let outcome = sekiwari::solve(&Mechanism::StableOptimal.into(), &compiled.market, &strict).unwrap().outcome;
        let verified = certify(&strict, outcome.allocation).unwrap();
        let decisions = compiled.decisions(&round, &verified);
        let said: Vec<_> =
            decisions.iter().zip(0..).filter_map(|(d, c)| Some((c, d.facility?, SaidSeat::Any))).collect();
        let mut seats = vec![Vec::new(); decisions.len()];
        for (&(child, ..), pool) in said.iter().zip(compiled.seating(&round, &said)) {
            let times = round.children()[child as usize].affiliation.seat_weight as usize;
            seats[child as usize] = vec![Seat::Pool(pool.unwrap()); times];
        }
        let read = judge(&strict, &Submission::new(seats));
        if !heavy {
            prop_assert!(read.is_clean(), "{:?}", read.violations);
        }
        // Where groups overlap, facilities and families may name the seats differently.
        let one_each = town.places.iter().all(|p| p.reserves.iter().flatten().count() < 2);
        if one_each && verified.verdict().is_stable() && read.is_clean() {
            prop_assert!(read.is_stable(), "{:?}", read.blocking);
        }
    }

    /// What is said about reserved seats is so: a child is told of seats kept for others only if there is one that stays
    /// empty, or that somebody with fewer points has, or if it can have no other seat there at all.
    #[test]
    fn reasons_name_reserves_only_where_they_decide(town in Shape::ANY.towns(), terms in any_terms(), which in 0..4usize) {
        let mechanism = [Mechanism::StableOptimal, Mechanism::DeferredAcceptance, Mechanism::PointsOrder, Mechanism::WishOrder][which];
        let round = Round::new(tied(&town, terms, false)).unwrap();
        let compiled = compile(&round, Lottery::new(3), JointOptions::default()).unwrap();
        let strict = compiled.strict();
        let outcome = sekiwari::solve(&mechanism.into(), &compiled.market, &strict).unwrap().outcome;
        let decided = Decided::new(&round, &compiled, &strict, &outcome.allocation);
        let decisions = compiled.decisions(&round, &outcome.allocation);
        let all = reasons(&decided);
        let _ = (cut_offs(&decided), waiting_lists(&decided), main_reasons(&decided, &decisions, &all));
        for reason in &all {
            for lang in LANGS {
                let text = reason.text(&decided, "rule", lang);
                prop_assert!(!text.is_empty() && !text.contains('{'), "{text}");
            }
            prop_assert_eq!(reason.reserve.is_some(), reason.code == ReasonCode::ReservedSeats);
            let Some(reserve) = reason.reserve.map(|r| &round.reserves()[r as usize]) else { continue };
            prop_assert!(!round.is_member(reason.child, reserve));
            let points = |child: u32| round.score(child, reason.facility).map(|s| s.points);
            let mine = points(reason.child);
            let there = decisions.iter().zip(0u32..).filter(|(d, _)| d.facility == Some(reason.facility));
            let fewer = there.clone().any(|(_, c)| round.is_member(c, reserve) && points(c) < mine);
            let on_it = there.clone().filter(|(d, _)| d.reserve == reason.reserve).count() as u32;
            let empty = reserve.kind == ReserveKind::Hard && on_it < reserve.seats;
            let open = there.filter(|(d, _)| d.reserve.is_none() && d.kind == sekiwari::programme::nursery::PlacementKind::Placed).count();
            prop_assert!(fewer || empty || open == 0, "{:?} {:?}", reason, decisions);
        }
    }
}

#[test]
fn ways_to_sit_beyond_the_limit_are_told() {
    let mut data = draft(1, &[(3, &[0]), (2, &[0])]);
    data.children.iter_mut().for_each(|(household, _)| "h".clone_into(household));
    let terms = SiblingTerms {
        joint: Joint::SameFacility,
        single_fallback: SingleFallback::None,
        prefer: Prefer::TogetherFirst,
    };
    data.terms = vec![("h".to_owned(), terms)];
    data.seats[0].seats = 2;
    for group in ["a", "b", "c"] {
        data.reserves.push(reserve(0, 2, ReserveGroup::Named(group.to_owned()), ReserveKind::Soft));
        data.children[0].1.affiliation.groups.push(group.to_owned());
    }
    let round = Round::new(data).unwrap();
    let made = |per_outcome| {
        compile(&round, Lottery::new(1), JointOptions { per_outcome, ..JointOptions::default() }).unwrap()
    };
    let all = made(64);
    assert!(all.truncated.is_empty());
    let few = made(2);
    assert_eq!((few.truncated.len(), few.market.wish_count()), (1, 2));
    assert!(all.market.wish_count() > 2);
}
