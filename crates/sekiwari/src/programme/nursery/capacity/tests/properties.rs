//! What holds for all tables.

use super::made::{class, classes, room, standard};
use crate::programme::nursery::AgeClass;
use crate::programme::nursery::capacity::{
    Binding, ClassSeats, Divisions, FacilityTable, Mode, Offered, Overrun, PerClass, RoomKind, Rounding,
    Teachers, derive, most_children,
};
use proptest::prelude::*;

const RULES: [(Rounding, Mode); 3] =
    [(Rounding::Cut, Mode::Facility), (Rounding::Round, Mode::Facility), (Rounding::Cut, Mode::PerGroup)];

fn rule() -> impl Strategy<Value = (Rounding, Mode)> {
    prop::sample::select(RULES.to_vec())
}

/// A small facility with everything in it: shared rooms, assigned teachers, children of every sort.
fn facility(plain: bool) -> impl Strategy<Value = FacilityTable> {
    let class_table = (prop::option::weighted(0.9, 0u32..8), 0u32..5, 0u32..2, 0u32..2, 0u32..2, 0u64..60);
    let room_kinds = prop::collection::vec((0usize..6, 0usize..6, 0u64..3_000, any::<bool>()), 0..4);
    let staff = prop::option::weighted(
        0.85,
        prop::collection::vec((prop::option::of((0usize..6, 0usize..6)), 0u32..25, 0u32..12), 0..4),
    );
    // Some facilities declare nothing at all.
    let declares = prop::bool::weighted(0.9);
    (prop::array::uniform6(class_table), room_kinds, staff, rule(), 0u32..2, 0u32..3, declares).prop_map(
        move |(of, rooms, staff, (rounding, mode), extra, minimum, declares)| {
            let mut standard = standard(rounding, mode);
            standard.staff.extra = extra;
            standard.staff.minimum = minimum;
            let mut table = FacilityTable::new(standard);
            for (c, (declared, enrolled, holders, education, reserved, load)) in of.into_iter().enumerate() {
                let slot = &mut table.classes[c];
                slot.declared = declared.filter(|_| declares);
                slot.enrolled.children = enrolled;
                slot.holders = holders;
                slot.education = education;
                slot.reserved = reserved;
                if enrolled > 0 && load > 45 {
                    slot.enrolled.extra_load10 = load as u32;
                    slot.enrolled.extra_seats = 1;
                }
            }
            let range = |a: usize, b: usize| {
                let (a, b) = if plain { (a, a) } else { (a.min(b), a.max(b)) };
                classes(&(a as u8..=b as u8).collect::<Vec<_>>())
            };
            for (a, b, area, yard) in rooms {
                let kind = if yard { RoomKind::Yard } else { RoomKind::Crawling };
                let mut r = room(kind, area, &[0]);
                r.classes = range(a, b);
                // Rooms of one class only add up; without sharing there is one of each.
                if !plain || table.rooms.iter().all(|x| (x.kind, x.classes) != (kind, r.classes)) {
                    table.rooms.push(r);
                }
            }
            table.staff = staff.map(|rows| {
                let of = |(set, teachers10, nurses10): (Option<(usize, usize)>, u32, u32)| Teachers {
                    classes: set.filter(|_| !plain).map(|(a, b)| range(a, b)),
                    teachers10,
                    nurses10,
                };
                rows.into_iter().map(of).collect()
            });
            table
        },
    )
}

/// Whether children can sit in rooms: they are put one by one, with moves, as in a matching.
fn fits(table: &FacilityTable, heads: &PerClass<u64>, indoor: bool) -> bool {
    let rooms: Vec<(Vec<usize>, u64)> = table
        .rooms
        .iter()
        .filter(|r| r.kind.is_indoor() == indoor)
        .map(|r| {
            let unit = if r.kind == RoomKind::Yard || r.kind == RoomKind::Crawling { 330 } else { 198 };
            (r.classes.classes().map(AgeClass::index).collect(), r.area / unit)
        })
        .collect();
    // Classes without a room are not limited.
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); rooms.len()];
    for c in (0..6).filter(|&c| rooms.iter().any(|r| r.0.contains(&c))) {
        for _ in 0..heads[c] {
            if !place(&rooms, &mut held, c, &mut vec![false; rooms.len()]) {
                return false;
            }
        }
    }
    true
}

fn place(rooms: &[(Vec<usize>, u64)], held: &mut [Vec<usize>], c: usize, seen: &mut Vec<bool>) -> bool {
    for r in 0..rooms.len() {
        if !rooms[r].0.contains(&c) || seen[r] {
            continue;
        }
        seen[r] = true;
        if (held[r].len() as u64) < rooms[r].1 {
            held[r].push(c);
            return true;
        }
        for i in 0..held[r].len() {
            let other = held[r][i];
            if other != c && place(rooms, held, other, seen) {
                held[r][i] = c;
                return true;
            }
        }
    }
    false
}

/// Whether everything holds, worked out anew from the definitions: whole facility, every set of classes, every room.
fn holds(table: &FacilityTable, given: &PerClass<u32>) -> bool {
    let declares = table.classes.iter().any(|c| c.declared.is_some());
    let mut load = [0u64; 6];
    let mut places = [0u64; 6];
    for c in 0..6 {
        let t = &table.classes[c];
        let seats = t.enrolled.children + t.holders + t.enrolled.extra_seats + given[c];
        if declares && seats > t.declared.unwrap_or(0) {
            return false;
        }
        let children = t.enrolled.children + t.holders + t.education + given[c];
        load[c] = u64::from(children) * 10 + u64::from(t.enrolled.extra_load10);
        places[c] = u64::from(seats + t.education);
    }
    if !fits(table, &places, true) || !fits(table, &places, false) {
        return false;
    }
    let Some(staff) = &table.staff else { return true };
    let nurses: u32 = staff.iter().map(|t| t.nurses10).sum();
    let mut left = nurses.min(10);
    let mut rows = Vec::new();
    for t in staff {
        let counted = left.min(t.nurses10);
        left -= counted;
        let of: Vec<usize> =
            t.classes.map_or((0..6).collect(), |s| s.classes().map(AgeClass::index).collect());
        rows.push((of, t.teachers10 + counted));
    }
    let rule = &table.standard.staff;
    let all: u32 = rows.iter().map(|r| r.1).sum();
    if rule.needed(&load) * 10 > u64::from(all) {
        return false;
    }
    (1u8..64).all(|set| {
        let inside = |c: usize| set & 1 << c != 0;
        let own: PerClass<u64> = std::array::from_fn(|c| if inside(c) { load[c] } else { 0 });
        let mut bare = rule.clone();
        (bare.extra, bare.minimum) = (0, 0);
        let t: u32 = rows.iter().filter(|r| r.0.iter().any(|&c| inside(c))).map(|r| r.1).sum();
        // Sets that fall apart are judged part by part: what the whole needs is the facility's own rule.
        !hangs_together(&rows, set) || bare.needed(&own) * 10 <= u64::from(t)
    })
}

fn hangs_together(rows: &[(Vec<usize>, u32)], set: u8) -> bool {
    let of: Vec<usize> = (0..6).filter(|c| set & 1 << c != 0).collect();
    let mut reached = vec![of[0]];
    for _ in 0..6 {
        for r in rows {
            if r.0.iter().any(|c| reached.contains(c)) {
                let more: Vec<usize> = r.0.iter().copied().filter(|c| of.contains(c)).collect();
                reached.extend(more);
            }
        }
    }
    of.iter().all(|c| reached.contains(c))
}

fn given(table: &FacilityTable) -> PerClass<u32> {
    let seats = derive(table);
    let mut given = [0; 6];
    for c in &seats.classes {
        given[c.class.index()] = c.capacity.saturating_sub(c.taken);
    }
    given
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn teachers_needed_never_fall(
        (rounding, mode) in rule(),
        load in prop::array::uniform6(0u64..400),
        c in 0usize..6,
        more in 0u64..60,
    ) {
        let rule = standard(rounding, mode).staff;
        let mut larger = load;
        larger[c] += more;
        prop_assert!(rule.needed(&load) <= rule.needed(&larger));
        // The mode per group is never more lenient than the sum, and cutting never asks for more than rounding.
        let by = |r, m| standard(r, m).staff.needed(&load);
        prop_assert!(by(Rounding::Cut, Mode::Facility) <= by(Rounding::Cut, Mode::PerGroup));
        prop_assert!(by(Rounding::Cut, Mode::Facility) <= by(Rounding::Round, Mode::Facility));
    }

    #[test]
    fn what_is_given_keeps_every_rule_and_nothing_more_fits(table in facility(false)) {
        let nothing = [0; 6];
        let fine = holds(&table, &nothing);
        prop_assert_eq!(derive(&table).broken.is_empty(), fine);
        if !fine {
            return Ok(());
        }
        let given = given(&table);
        prop_assert!(holds(&table, &given), "{:?}", given);
        let served = table.served();
        for c in (0..6).filter(|&c| served[c]) {
            let mut more = given;
            more[c] += 1;
            let limited = derive(&table).class(class(c as u8)).is_some();
            prop_assert!(!limited || !holds(&table, &more), "class {} could have one more: {:?}", c, given);
        }
    }

    #[test]
    fn the_formula_holds_class_by_class(table in facility(false)) {
        let seats = derive(&table);
        for row in &seats.classes {
            let of = &table.classes[row.class.index()];
            let numbers: Vec<u32> = Binding::ALL.iter().filter_map(|&l| row.number(l)).collect();
            let smallest = *numbers.iter().min().unwrap();
            prop_assert_eq!(row.capacity, smallest);
            prop_assert_eq!(row.open, smallest.saturating_sub(row.taken).saturating_sub(of.reserved));
            prop_assert!(!row.binding.is_empty());
            prop_assert!(row.binding.iter().all(|&l| row.number(l) == Some(smallest)));
        }
    }

    #[test]
    fn each_number_is_the_most_beside_the_others(table in facility(false)) {
        if !holds(&table, &[0; 6]) {
            return Ok(());
        }
        // With one limit kept and the class's own others dropped, the number is reached and not passed.
        let (seats, given) = (derive(&table), given(&table));
        for row in &seats.classes {
            let c = row.class.index();
            for limit in [Binding::Staff, Binding::Area, Binding::Yard] {
                let Some(number) = row.number(limit) else { continue };
                let mut alone = table.clone();
                alone.classes.iter_mut().for_each(|c| c.declared = None);
                if limit != Binding::Staff {
                    alone.staff = None;
                }
                alone.rooms.retain(|r| limit == if r.kind == RoomKind::Yard { Binding::Yard } else { Binding::Area });
                let mut at = given;
                at[c] = number - row.taken;
                prop_assert!(holds(&alone, &at), "{:?} {}", limit, number);
                at[c] += 1;
                prop_assert!(!holds(&alone, &at), "{:?} {}", limit, number);
            }
        }
    }

    #[test]
    fn more_of_anything_keeps_the_continuing_and_dividing_is_not_lost(table in facility(false), more in 1u32..20) {
        let before = derive(&table);
        let mut richer = table.clone();
        if let Some(staff) = &mut richer.staff {
            staff.push(Teachers { classes: None, teachers10: more * 10, nurses10: 0 });
        }
        let after = derive(&richer);
        // Rooms and declared numbers are what they were, and the whole facility is short of teachers only if it was.
        let besides = |o: &&Overrun| !matches!(o, Overrun::Staff { .. });
        prop_assert!(after.broken.iter().filter(besides).eq(before.broken.iter().filter(besides)));
        let whole = |o: &Overrun| matches!(o, Overrun::Staff { classes, .. } if classes.classes().count() == 6);
        prop_assert!(before.broken.iter().any(whole) || !after.broken.iter().any(whole));
        if let (Some(a), Some(b)) = (before.most, after.most) {
            prop_assert!(a <= b);
        }
        // Where the teachers are enough for everything, every class has its target; what has no other limit takes them all.
        if let Some(staff) = &mut richer.staff {
            staff.push(Teachers { classes: None, teachers10: 2_000, nurses10: 0 });
            let plenty = derive(&richer);
            let endless = |c: &ClassSeats| c.declared.or(c.area).or(c.yard).is_none();
            let all_limited = !plenty.classes.iter().any(endless);
            for c in &plenty.classes {
                let staff = c.binding.contains(&Binding::Staff);
                prop_assert!(if all_limited { !staff } else { staff || !endless(c) }, "{:?}", c);
            }
        }
    }

    #[test]
    fn the_most_children_are_the_most(table in facility(true)) {
        if table.staff.is_none() || table.classes.iter().all(|c| c.declared.is_none()) {
            return Ok(());
        }
        let most = most_children(&table);
        // Every division, counted out.
        let mut best = None;
        let taken: u32 = table.classes.iter().map(|c| c.enrolled.children + c.holders + c.enrolled.extra_seats).sum();
        // What other limits leave each class; where children alone are too many, nothing.
        let free: Vec<u32> = (0..6)
            .map(|c| {
                let mut alone = table.clone();
                alone.staff = None;
                for o in (0..6).filter(|&o| o != c) {
                    alone.classes[o].enrolled = Default::default();
                    alone.classes[o].holders = 0;
                    alone.classes[o].education = 0;
                }
                let mut given = [0; 6];
                while holds(&alone, &{ let mut g = given; g[c] += 1; g }) {
                    given[c] += 1;
                }
                given[c]
            })
            .collect();
        let mut bare = table.clone();
        bare.rooms.clear();
        bare.classes.iter_mut().for_each(|c| c.declared = None);
        let mut given = [0u32; 6];
        loop {
            if holds(&bare, &given) {
                best = best.max(Some(taken + given.iter().sum::<u32>()));
            }
            let Some(c) = (0..6).find(|&c| given[c] < free[c]) else { break };
            given[c] += 1;
            given[..c].fill(0);
        }
        prop_assert_eq!(most, best);
        if let Some(most) = most {
            let seats: u32 = derive(&table).classes.iter().map(|c| c.capacity.max(c.taken)).sum();
            prop_assert!(seats <= most);
        }
    }

    #[test]
    fn offering_what_is_derived_leaves_nothing_missing(table in facility(false)) {
        let seats = derive(&table);
        let offered = Offered {
            seats: seats.classes.iter().map(|c| (classes(&[c.class.get()]), c.capacity.saturating_sub(c.taken))).collect(),
        };
        prop_assert_eq!(offered.missing(&table), [0; 6]);
        if seats.broken.is_empty() {
            prop_assert!(offered.overruns(&table).is_empty());
        }
    }

    #[test]
    fn divisions_keep_the_rules_and_their_bounds(
        table in facility(false),
        given in prop::array::uniform6(0u32..6),
        set in 1u8..64,
    ) {
        let Some(divisions) = Divisions::new(&table) else {
            // Nothing to divide: nothing but declared numbers is known, or the continuing children are too many.
            let known = table.staff.is_some() || table.rooms.iter().any(|r| r.kind != RoomKind::Yard);
            let mut bare = table.clone();
            bare.classes.iter_mut().for_each(|c| c.declared = None);
            let taken: u32 = table.classes.iter().map(|c| c.seats_taken()).sum();
            let declared: Vec<u32> = table.classes.iter().filter_map(|c| c.declared).collect();
            let over = !declared.is_empty() && taken > declared.iter().sum();
            prop_assert!(!known || over || !holds(&bare, &[0; 6]));
            return Ok(());
        };
        // Every rule holds but the declared numbers of single classes; their sum does.
        let mut bare = table.clone();
        bare.classes.iter_mut().for_each(|c| c.declared = None);
        let declared: Vec<u32> = table.classes.iter().filter_map(|c| c.declared).collect();
        let taken: u32 = table.classes.iter().map(|c| c.seats_taken()).sum();
        let sum: u32 = given.iter().sum();
        let within = declared.is_empty() || taken + sum <= declared.iter().sum();
        let allowed = divisions.allows(&given);
        prop_assert_eq!(allowed, within && holds(&bare, &given));
        let inside = |c: usize| set & 1 << c != 0;
        let of_set: Vec<u8> = (0..6).filter(|&c| inside(usize::from(c))).collect();
        if allowed {
            let some: u32 = (0..6).filter(|&c| inside(c)).map(|c| given[c]).sum();
            prop_assert!(some <= divisions.most(classes(&of_set)), "{:?}", given);
            prop_assert!(sum <= divisions.most_in_all());
            // Fewer are allowed too.
            for c in (0..6).filter(|&c| given[c] > 0) {
                let mut less = given;
                less[c] -= 1;
                prop_assert!(divisions.allows(&less));
            }
        }
    }
}
