//! What is drawn is varied enough: each feature is met often, and the mechanisms differ often.

use crate::oracle::Oracle;
use crate::spec::{SMALL, Spec, market};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use sekiwari::market::day::{Handling, KeyPart, RoomKind, Rooms, Rounding};

/// The same with rooms that take any illness.
fn any_rooms(spec: &Spec) -> Spec {
    let mut spec = spec.clone();
    for rooms in spec.openings.iter_mut().filter_map(|o| o.rooms.as_mut()) {
        rooms.rooms.iter_mut().for_each(|room| room.kind = RoomKind::Any);
    }
    spec
}

#[test]
fn generators_meet_every_feature() {
    let mut runner = TestRunner::new(crate::support::config(1));
    let strategy = market(SMALL);
    let names = [
        "siblings",
        "fixed",
        "no stays",
        "groups",
        "cut",
        "per band",
        "nurses",
        "rooms with two ill",
        "same may not share",
        "alone",
        "common beside isolation",
        "a room of another kind is no help",
        "heavy load",
        "quota shared",
        "two dates",
        "ranks tied",
        "uses",
        "stages",
        "freed counts",
        "wish",
        "someone refused",
        "someone moved",
        "priority grants more than first come",
        "priority differs from points order",
    ];
    let mut met = [0u32; 24];
    for _ in 0..1500 {
        let spec = strategy.new_tree(&mut runner).unwrap().current();
        let built = spec.build();
        let oracle = Oracle::new(&built);
        let (priority, first, points) =
            (oracle.priority().unwrap(), oracle.first_come().unwrap(), oracle.points_order().unwrap());
        let rs = &spec.requests;
        let count = |s: &crate::naive::Stays| s.iter().flatten().count();
        let rooms = || spec.openings.iter().filter_map(|o| o.rooms.as_ref());
        let has = |r: &Rooms, kind| r.rooms.iter().any(|room| room.kind == kind);
        let rounding = |r| spec.openings.iter().filter_map(|o| o.staff.as_ref()).any(|s| s.rounding == r);
        let ill = rs.iter().flat_map(|r| &r.members).filter(|m| m.illness.is_some()).count();
        let handling =
            |h| rs.iter().flat_map(|r| &r.members).any(|m| m.illness.is_some_and(|i| i.handling == h));
        let shared = (0..spec.quotas.len() as u32).any(|q| {
            rs.iter().filter(|r| r.stays.iter().any(|s| s.takes.iter().any(|t| t.0 == q))).count() > 1
        });
        let features = [
            rs.iter().any(|r| r.members.len() == 2),
            rs.iter().any(|r| r.fixed),
            rs.iter().any(|r| r.stays.is_empty()),
            spec.openings.iter().any(|o| !o.groups.is_empty()),
            rounding(Rounding::Cut),
            rounding(Rounding::PerBand),
            spec.openings.iter().any(|o| o.nurses.is_some()),
            rooms().next().is_some() && ill > 1,
            rooms().any(|r| !r.same_may_share && r.rooms.len() > 1) && handling(Handling::Separate),
            rooms().next().is_some() && handling(Handling::Alone),
            rooms().any(|r| has(r, RoomKind::Common) && has(r, RoomKind::Isolation)) && ill > 1,
            // Where all rooms take any illness more are granted.
            count(&priority) < count(&Oracle::new(&any_rooms(&spec).build()).priority().unwrap()),
            rs.iter().flat_map(|r| &r.members).any(|m| m.load > 10),
            shared,
            rs.iter().any(|r| r.stays.windows(2).any(|w| w[0].opening != w[1].opening)),
            rs.iter().any(|r| r.stays.windows(2).any(|w| w[0].rank == w[1].rank)),
            spec.uses.iter().any(|&u| u > 0),
            oracle.stages().len() > 1,
            // A seat set free that somebody has: without it the answer breaks a limit.
            !crate::naive::fits(&built, &priority, &vec![false; rs.len()]),
            spec.keys.contains(&KeyPart::Wish),
            priority.iter().zip(rs).any(|(p, r)| p.is_none() && !r.stays.is_empty()),
            priority.iter().zip(&points).any(|(p, q)| p.is_some() && q.is_some() && p != q),
            count(&priority) > count(&first),
            priority != points,
        ];
        for (met, feature) in met.iter_mut().zip(features) {
            *met += u32::from(feature);
        }
    }
    let rare: Vec<_> = names.iter().zip(met).filter(|(_, met)| *met < 60).collect();
    assert!(rare.is_empty(), "{rare:?}\n{:?}", names.iter().zip(met).collect::<Vec<_>>());
}
