//! Tiny markets with everything that a market of day services may contain, drawn and shrunk by proptest.

use crate::naive;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use sekiwari::market::day::{
    Band, DayMarket, DayMarketBuilder, Freed, Group, Handling, Illness, KeyPart, Keys, Limits, Member,
    NewRequest, NewStay, Nurses, Room, RoomKind, Rooms, Rounding, Slots, Staff,
};

/// A market as it is handed to the builder.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    pub slots: usize,
    pub keys: Vec<KeyPart>,
    pub openings: Vec<Limits>,
    pub quotas: Vec<u32>,
    pub uses: Vec<u32>,
    pub requests: Vec<NewRequest>,
    pub freed: Vec<Freed>,
}

impl Spec {
    pub fn build(&self) -> DayMarket {
        let mut b = DayMarketBuilder::new(self.slots);
        b.set_keys(Keys(self.keys.clone()));
        for (date, limits) in (0..).zip(&self.openings) {
            b.add_opening(0, date, limits.clone());
        }
        for &most in &self.quotas {
            b.add_quota(most);
        }
        for (child, &uses) in (0..).zip(&self.uses) {
            b.set_uses(child, uses);
        }
        for request in &self.requests {
            b.add_request(request.clone());
        }
        for &freed in &self.freed {
            b.add_freed(freed);
        }
        b.build().unwrap_or_else(|errors| panic!("{errors:?}\n{self:#?}"))
    }
}

/// How much is drawn.
#[derive(Clone, Copy)]
pub struct Size {
    pub requests: usize,
    pub stays: usize,
    pub stages: u8,
}

pub const SMALL: Size = Size { requests: 6, stays: 3, stages: 2 };

/// Limits before they are cut to the number of slots: rows have room for the most slots drawn.
const SLOTS: usize = 3;

fn row(most: u32) -> impl Strategy<Value = Vec<u32>> {
    // Mostly the same number all day.
    prop_oneof![
        2 => (0..=most).prop_map(|n| vec![n; SLOTS]),
        1 => vec(0..=most, SLOTS),
    ]
}

/// Classes 0 to 3 in up to three sets that share none; a class may be in none.
fn sets() -> impl Strategy<Value = Vec<u16>> {
    vec(0..4usize, 4).prop_map(|of| {
        let set = |s: usize| (0..4).filter(|&c| of[c] == s).map(|c| 1 << c).sum();
        (0..3).map(set).filter(|&s: &u16| s != 0).collect()
    })
}

fn staff() -> impl Strategy<Value = Staff> {
    let rounding = prop_oneof![Just(Rounding::Cut), Just(Rounding::PerBand)];
    (row(3), sets(), vec(1..4u32, 3), rounding, 0..3u32).prop_map(
        |(teachers, sets, per, rounding, minimum)| {
            let bands = sets.into_iter().zip(per).map(|(classes, per_teacher)| Band { classes, per_teacher });
            Staff { teachers, bands: bands.collect(), rounding, minimum }
        },
    )
}

/// Two seats at most, more often than not for some illnesses only.
fn room(least: u32) -> impl Strategy<Value = Room> {
    let kind =
        prop_oneof![2 => Just(RoomKind::Any), 3 => Just(RoomKind::Common), 3 => Just(RoomKind::Isolation)];
    (least..3, kind).prop_map(|(seats, kind)| Room { seats, kind })
}

fn limits() -> impl Strategy<Value = Limits> {
    let groups = (sets(), vec(row(2), 3))
        .prop_map(|(sets, rows)| sets.into_iter().zip(rows).map(|(classes, seats)| Group { classes, seats }));
    let groups = prop_oneof![2 => Just(vec![]), 1 => groups.prop_map(Iterator::collect)];
    let nurses = (row(2), 1..4u32).prop_map(|(nurses, per_nurse)| Nurses { nurses, per_nurse });
    let rooms = (vec(room(0), 0..4), any::<bool>())
        .prop_map(|(rooms, same_may_share)| Rooms { rooms, same_may_share });
    (
        option::weighted(0.7, row(3)),
        groups,
        option::weighted(0.35, staff()),
        option::weighted(0.25, nurses),
        option::weighted(0.4, rooms),
    )
        .prop_map(|(seats, groups, staff, nurses, rooms)| Limits { seats, groups, staff, nurses, rooms })
}

fn member() -> impl Strategy<Value = Member> {
    let handling = prop_oneof![Just(Handling::Mix), Just(Handling::Separate), Just(Handling::Alone)];
    let illness = (0..2u16, handling).prop_map(|(disease, handling)| Illness { disease, handling });
    let load = prop_oneof![4 => Just(10u32), 1 => Just(20u32), 1 => Just(30u32), 1 => 0..35u32];
    (0..4u32, 0..4u8, load, option::weighted(0.5, illness)).prop_map(|(child, class, load, illness)| Member {
        child,
        class,
        load,
        illness,
    })
}

fn stay() -> impl Strategy<Value = NewStay> {
    // The rank is the step from the stay before; quotas and openings are cut to those there are.
    let takes = vec((0..4u32, 1..3u32), 0..3);
    let slots = prop_oneof![2 => Just(0b111u32), 1 => Just(0b11), 1 => Just(0b110), 2 => (0..3u32).prop_map(|s| 1 << s)];
    (0..4u32, slots, 0..2u32, takes).prop_map(|(opening, slots, rank, takes)| NewStay {
        opening,
        slots: Slots::from_bits(slots),
        rank,
        takes,
    })
}

fn request(size: Size) -> impl Strategy<Value = (NewRequest, u32)> {
    let stays = prop_oneof![1 => vec(stay(), 0..=size.stays), 2 => vec(stay(), 1..=size.stays)];
    let members = prop_oneof![3 => vec(member(), 1), 1 => vec(member(), 2)];
    let order = (0..size.stages, option::weighted(0.15, Just(())), 0..2u8, 0..2u8, 0..3i64, any::<u32>());
    (order, members, stays).prop_map(|((stage, fixed, need, home, time, turn), members, stays)| {
        let request = NewRequest { stage, fixed: fixed.is_some(), need, home, time, turn: 0, members, stays };
        (request, turn)
    })
}

fn keys() -> impl Strategy<Value = Vec<KeyPart>> {
    let all = vec![KeyPart::Need, KeyPart::Uses, KeyPart::Home, KeyPart::Wish, KeyPart::Time];
    prop_oneof![
        1 => Just(vec![KeyPart::Need, KeyPart::Uses, KeyPart::Time]),
        2 => proptest::sample::subsequence(all, 0..=5).prop_shuffle(),
    ]
}

/// Markets of at most this size, valid and with fixed requests that fit together: some with a bit of everything, some where
/// little is free and much could be moved, some where seats are set free.
pub fn market(size: Size) -> impl Strategy<Value = Spec> {
    prop_oneof![2 => anything(size), 2 => crowded(size, false), 1 => crowded(size, true)]
}

type Drawn = (prop::sample::Index, prop::sample::Index, u8, u32);

fn freed() -> impl Strategy<Value = Drawn> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4u8, 1..8u32)
}

fn anything(size: Size) -> impl Strategy<Value = Spec> {
    (
        1..=SLOTS,
        keys(),
        vec(limits(), 1..4),
        vec(0..4u32, 0..4),
        vec(0..3u32, 0..4),
        vec(request(size), 1..=size.requests),
        vec(freed(), 0..4),
    )
        .prop_map(|(slots, keys, openings, quotas, uses, requests, freed)| {
            let mut spec = Spec { slots, keys, openings, quotas, uses, ..Spec::default() };
            cut_openings(&mut spec);
            add_requests(&mut spec, requests);
            add_freed(&mut spec, freed);
            loosen(&mut spec);
            spec
        })
}

/// One or two seats and at most one limit more.
fn tight() -> impl Strategy<Value = Limits> {
    let nurses = (row(2), 1..4u32).prop_map(|(nurses, per_nurse)| Nurses { nurses, per_nurse });
    let rooms = (vec(room(1), 1..4), any::<bool>())
        .prop_map(|(rooms, same_may_share)| Rooms { rooms, same_may_share });
    let more = prop_oneof![
        3 => Just(Limits::default()),
        1 => staff().prop_map(|staff| Limits { staff: Some(staff), ..Limits::default() }),
        1 => nurses.prop_map(|nurses| Limits { nurses: Some(nurses), ..Limits::default() }),
        3 => rooms.prop_map(|rooms| Limits { rooms: Some(rooms), ..Limits::default() }),
    ];
    (prop_oneof![2 => Just(1u32), 1 => Just(2)], more)
        .prop_map(|(seats, more)| Limits { seats: Some(vec![seats; SLOTS]), ..more })
}

/// Two or three tight openings and as many requests as may be, each with several stays. Where the last opening is `spare`,
/// it has no seats but those set free by the first stage.
fn crowded(size: Size, spare: bool) -> impl Strategy<Value = Spec> {
    let request = (request(size), vec(stay(), 1..=size.stays)).prop_map(|((mut request, turn), stays)| {
        request.stays = stays;
        request.stays.iter_mut().for_each(|s| s.takes.truncate(1));
        (request, turn)
    });
    (
        prop_oneof![2 => Just(1usize), 1 => Just(2)],
        keys(),
        vec(tight(), 2..4),
        vec(1..4u32, 0..3),
        vec(0..2u32, 0..4),
        vec(request, size.requests.saturating_sub(1)..=size.requests),
        vec(freed(), if spare { 2..5 } else { 0..1 }),
    )
        .prop_map(move |(slots, keys, openings, quotas, uses, mut requests, freed)| {
            let mut spec = Spec { slots, keys, openings, quotas, uses, ..Spec::default() };
            cut_openings(&mut spec);
            let last = spec.openings.len() as u32 - 1;
            if spare {
                let seats = Some(vec![0; slots]);
                spec.openings[last as usize] = Limits { seats, ..Limits::default() };
                for (request, _) in &mut requests {
                    let open = |s: &NewStay| s.opening % (last + 1);
                    request.stage = u8::from(request.stays.iter().any(|s| open(s) == last));
                }
            } else {
                requests.iter_mut().for_each(|(r, turn)| (r.stage, r.fixed) = (0, r.fixed && *turn % 3 == 0));
            }
            add_requests(&mut spec, requests);
            let freed = freed.into_iter();
            add_freed(&mut spec, freed.map(|(r, o, class, slots)| (r, o, class, slots | 1)).collect());
            loosen(&mut spec);
            spec
        })
}

/// Adds those that the market allows: where only later stages come, in the last opening that is so.
fn add_freed(spec: &mut Spec, drawn: Vec<Drawn>) {
    for (request, opening, class, slots) in drawn {
        let request = request.index(spec.requests.len());
        let stage = spec.requests[request].stage;
        let later = |&o: &usize| {
            let mut there = spec.requests.iter().filter(|r| r.stays.iter().any(|s| s.opening as usize == o));
            there.all(|r| r.stage > stage)
        };
        let allowed: Vec<usize> = (0..spec.openings.len()).filter(later).collect();
        if !allowed.is_empty() {
            let slots = Slots::from_bits(slots).intersection(Slots::first(spec.slots));
            let opening = *opening.get(&allowed) as u32;
            spec.freed.push(Freed { request: request as u32, opening, class, slots });
        }
    }
}

fn cut_openings(spec: &mut Spec) {
    for limits in &mut spec.openings {
        let rows = limits.seats.iter_mut().chain(limits.groups.iter_mut().map(|g| &mut g.seats));
        let rows = rows.chain(limits.staff.iter_mut().map(|s| &mut s.teachers));
        for row in rows.chain(limits.nurses.iter_mut().map(|n| &mut n.nurses)) {
            row.truncate(spec.slots);
        }
    }
}

fn add_requests(spec: &mut Spec, requests: Vec<(NewRequest, u32)>) {
    let (openings, quotas) = (spec.openings.len() as u32, spec.quotas.len() as u32);
    let drawn: Vec<u32> = requests.iter().map(|r| r.1).collect();
    for (index, (mut request, turn)) in requests.into_iter().enumerate() {
        // Turns are a shuffle of the numbers.
        request.turn = (0..drawn.len()).filter(|&i| (drawn[i], i) < (turn, index)).count() as u32;
        let mut seen: Vec<u32> = Vec::new();
        request.members.retain(|m| {
            !seen.contains(&m.child) && {
                seen.push(m.child);
                true
            }
        });
        let mut rank = 1;
        for stay in &mut request.stays {
            rank += stay.rank;
            stay.rank = rank;
            stay.opening %= openings;
            stay.slots = stay.slots.intersection(Slots::first(spec.slots));
            if stay.slots.is_empty() {
                stay.slots = Slots::first(spec.slots);
            }
            stay.takes.retain(|_| quotas > 0);
            stay.takes.iter_mut().for_each(|t| t.0 %= quotas.max(1));
        }
        request.fixed &= !request.stays.is_empty();
        spec.requests.push(request);
    }
}

/// Makes open what is fixed and does not fit with the fixed ones before it. Seats set free do not help here, so that the
/// rest fits with any.
fn loosen(spec: &mut Spec) {
    let market = spec.build();
    let n = spec.requests.len();
    let mut stays = vec![None; n];
    for r in (0..n).filter(|&r| market.request(r).fixed()) {
        stays[r] = Some(0);
        if !naive::fits(&market, &stays, &vec![false; n]) {
            stays[r] = None;
            spec.requests[r].fixed = false;
        }
    }
}
