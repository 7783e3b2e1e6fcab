//! Access held against all pairs of children and facilities.

use crate::town::{child, class, facility, round, seats};
use proptest::prelude::*;
use sekiwari::programme::nursery::waiting::metres;
use sekiwari::programme::nursery::{AgeClass, Offer, Position, Round};
use sekiwari::siting::access::{Access, Bands, Grain, Mesh, Options, Travel, access};

/// Places in Japan: a few towns with points that fall on each other, and single ones far away.
fn place() -> impl Strategy<Value = Option<Position>> {
    let spread = prop_oneof![Just(0), -40i32..40, -30_000i32..30_000, -400_000i32..400_000];
    let town = prop_oneof![
        Just((43_062_000, 141_354_000)),
        Just((34_680_000, 133_750_000)),
        Just((26_212_000, 127_681_000))
    ];
    let place = (town, spread.clone(), spread)
        .prop_map(|((lat, lon), n, e)| Position { lat_e6: lat + n, lon_e6: lon + e });
    prop_oneof![9 => place.prop_map(Some), 1 => Just(None)]
}

fn town() -> impl Strategy<Value = Round> {
    let row = (prop::bool::ANY, prop::bool::ANY, prop::bool::ANY, 0u32..4);
    let facilities = prop::collection::vec((place(), row, prop::bool::weighted(0.2)), 0..14);
    let children = prop::collection::vec((place(), 0u8..3, 0usize..4, prop::bool::weighted(0.1)), 0..30);
    (facilities, children).prop_map(|(facilities, children)| {
        let mut made = (Vec::new(), Vec::new());
        for (f, (position, (zero, one, shared, n), care)) in facilities.into_iter().enumerate() {
            let mut place = facility(&format!("F{f:02}"), position);
            if care {
                place.care_kinds.push("medical".to_owned());
            }
            made.0.push(place);
            let f = f as u32;
            match (zero, one, shared) {
                (true, true, true) => made.1.push(seats(f, &[0, 1], n)),
                (true, true, false) => made.1.extend([seats(f, &[0], n), seats(f, &[1], 3 - n)]),
                (true, false, _) => made.1.push(seats(f, &[0], n)),
                (false, true, _) => made.1.push(seats(f, &[1], n)),
                (false, false, _) => {}
            }
        }
        let number = |(c, (position, n, district, care)): (usize, (_, u8, usize, bool))| {
            let mut one = child(&format!("C{c:02}"), n, ["", "A", "B", "C"][district], position);
            if care {
                one.affiliation.care_needs.push("medical".to_owned());
            }
            one
        };
        round(made.0, made.1, children.into_iter().enumerate().map(number).collect())
    })
}

/// The length of the way from a child to a facility and the seat row there, by definition.
fn way(round: &Round, c: u32, f: u32, percent: u32) -> Option<(usize, u32)> {
    let Offer::Seats(row) = round.offer(c, f) else { return None };
    let (home, there) = (round.children()[c as usize].position?, round.facilities()[f as usize].position?);
    let way = (u64::from(metres(home, there)) * u64::from(percent) + 50) / 100;
    Some((row as usize, way as u32))
}

fn check(round: &Round, found: &Access, options: &Options<'_>, percent: u32) -> Result<(), TestCaseError> {
    let children = round.children();
    let all: Vec<u32> =
        (0..children.len() as u32).filter(|&c| children[c as usize].position.is_some()).collect();
    prop_assert_eq!(found.unknown as usize, children.len() - all.len());
    let ways = |c: u32| (0..round.facilities().len() as u32).filter_map(move |f| way(round, c, f, percent));
    let weight = |w: u32| u64::from(options.bands.weight(w));
    let (mut count, mut weights) = (vec![0u32; round.seats().len()], vec![0u64; round.seats().len()]);
    for &c in &all {
        for (row, w) in ways(c).filter(|&(_, w)| w <= options.bands.reach()) {
            count[row] += 1;
            weights[row] += weight(w);
        }
    }
    prop_assert_eq!(
        found.rows.iter().map(|r| (r.children, r.weighted)).collect::<Vec<_>>(),
        count.iter().copied().zip(weights.iter().copied()).collect::<Vec<_>>()
    );
    let seats = |row: usize| round.seats()[row].seats;
    let of = |c: u32| {
        let near = ways(c).filter(|&(_, w)| w <= options.bands.reach());
        near.fold((0.0, 0.0), |(p, q), (row, w)| {
            let (n, s) = (f64::from(count[row]), f64::from(seats(row)));
            (p + s / n, q + s * weight(w) as f64 / weights[row] as f64)
        })
    };
    let name = |c: u32| children[c as usize].district.clone().unwrap_or_default();
    for f in &found.figures {
        let own: Vec<u32> = all
            .iter()
            .copied()
            .filter(|&c| {
                f.area.is_none_or(|a| found.areas[a as usize] == name(c))
                    && f.class.is_none_or(|k| children[c as usize].class == k)
            })
            .collect();
        let n = own.len() as f64;
        let told = &f.figures;
        prop_assert_eq!(told.children as usize, own.len());
        prop_assert!(f.area.is_none() && f.class.is_none() || !own.is_empty());
        let mean = |sum: f64| if own.is_empty() { 0.0 } else { sum / n };
        let sums = own.iter().map(|&c| of(c)).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
        prop_assert!((told.seats_per_child - mean(sums.0)).abs() < 1e-9);
        prop_assert!((told.weighted_seats_per_child - mean(sums.1)).abs() < 1e-9);
        for (distances, open) in [(&told.open, true), (&told.offered, false)] {
            let nearest =
                |&c: &u32| ways(c).filter(|&(row, _)| !open || seats(row) > 0).map(|(_, w)| w).min();
            let mut known: Vec<u32> = own.iter().filter_map(nearest).collect();
            known.sort_unstable();
            prop_assert_eq!(distances.reached as usize, known.len());
            prop_assert_eq!(distances.longest, known.last().copied());
            prop_assert_eq!(distances.median, known.get(known.len().saturating_sub(1) / 2).copied());
            let within: Vec<u32> =
                options.within.iter().map(|l| known.iter().filter(|w| *w <= l).count() as u32).collect();
            prop_assert_eq!(&distances.within, &within);
        }
        prop_assert_eq!(told.without as usize, own.iter().filter(|&&c| of(c).0 == 0.0).count());
    }
    // What all children have is what some child can reach.
    let total = &found.figures[0].figures;
    let reached: u32 = (0..round.seats().len()).filter(|&row| count[row] > 0).map(seats).sum();
    prop_assert!((total.seats_per_child * f64::from(total.children) - f64::from(reached)).abs() < 1e-6);
    prop_assert!(
        (total.weighted_seats_per_child * f64::from(total.children) - f64::from(reached)).abs() < 1e-6
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_index_finds_what_all_pairs_find(town in town(), reach in prop_oneof![1u32..200, 500u32..6_000, Just(3_000_000)], percent in 100u32..200) {
        let bands = Bands::equal(reach.max(3), &Bands::SLOW).unwrap();
        let options = Options {
            grain: Grain::District(None),
            travel: Travel::Straight { percent },
            bands,
            within: vec![0, 500, 2_000],
            held: false,
        };
        check(&town, &access(&town, &options), &options, percent)?;
        // Other areas, same children.
        let meshes = access(&town, &Options { grain: Grain::Mesh(Mesh::Half), ..options.clone() });
        let sum: u32 = meshes.counts.as_flattened().iter().sum();
        prop_assert_eq!(sum, meshes.figures[0].figures.children);
        prop_assert!(meshes.figures.iter().filter(|f| f.class == Some(class(0)) && f.area.is_some()).all(|f| f.figures.children > 0));
        prop_assert!(AgeClass::all().count() == meshes.counts.first().map_or(6, |c| c.len()));
    }
}
