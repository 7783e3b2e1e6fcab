//! Rounds made from listings leave exactly these listings behind.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use sekiwari::market::{Allocation, HouseholdId, Market, WishId};
use sekiwari::mechanism::points_order;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{
    AgeClass, Compiled, Facility, ListingRow, PlacementKind, Position, Round, RoundData, compile,
};
use sekiwari_files::listings::{read_facilities, read_listings};
use sekiwari_synth::{ListingError, ListingOptions, ListingReport, from_listings};
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

/// Deferred acceptance as the textbook says: everybody proposes, a pool keeps its best, a wish that loses a seat is lost as
/// a whole. A household proposes only where it would be kept at once. Since households may leave holes, whoever blocks at
/// the end proposes again from the top.
fn plain_deferred_acceptance(market: &Market) -> Allocation {
    let mut next: Vec<usize> = market.households().map(|h| market.wish_range(h).start).collect();
    let mut held: Vec<Vec<(u32, HouseholdId)>> = vec![Vec::new(); market.pools().len()];
    let mut queue: VecDeque<HouseholdId> = market.households().collect();
    queue.make_contiguous().sort_by_key(|&h| market.children(h).len());
    loop {
        while let Some(h) = queue.pop_front() {
            while next[h.index()] < market.wish_range(h).end {
                let wish = WishId::new(next[h.index()] as u32);
                let fits = market.demands(wish).all(|d| {
                    let better = held[d.pool.index()].iter().filter(|&&(r, _)| r <= d.worst.get());
                    better.count() + d.count as usize <= market.pool(d.pool).seats as usize
                });
                if fits {
                    break;
                }
                next[h.index()] += 1;
            }
            if next[h.index()] == market.wish_range(h).end {
                continue;
            }
            for claim in market.claims(WishId::new(next[h.index()] as u32)) {
                held[claim.pool.index()].push((claim.rank.get(), h));
                if held[claim.pool.index()].len() > market.pool(claim.pool).seats as usize {
                    let &(_, loser) = held[claim.pool.index()].iter().max().unwrap();
                    for lost in market.claims(WishId::new(next[loser.index()] as u32)) {
                        held[lost.pool.index()].retain(|&(_, other)| other != loser);
                    }
                    next[loser.index()] += 1;
                    queue.push_back(loser);
                }
            }
        }
        let allocation = Allocation::from_ranks(market.households().map(|h| {
            let range = market.wish_range(h);
            (next[h.index()] < range.end).then(|| (next[h.index()] - range.start) as u32 + 1)
        }));
        queue.extend(blocking(market, &allocation));
        if queue.is_empty() {
            return allocation;
        }
        for h in &queue {
            held.iter_mut().for_each(|pool| pool.retain(|(_, other)| other != h));
            next[h.index()] = market.wish_range(*h).start;
        }
    }
}

/// Households with a blocking wish, straight from the definition.
fn blocking(market: &Market, allocation: &Allocation) -> Vec<HouseholdId> {
    let mut holders: Vec<Vec<(u32, HouseholdId)>> = vec![Vec::new(); market.pools().len()];
    for h in market.households() {
        for claim in allocation.wish(market, h).into_iter().flat_map(|w| market.claims(w)) {
            holders[claim.pool.index()].push((claim.rank.get(), h));
        }
    }
    for (pool, holders) in market.pools().iter().zip(&holders) {
        assert!(holders.len() <= pool.seats as usize, "more children than seats");
    }
    let blocks = |h: HouseholdId, w: WishId| {
        market.demands(w).all(|d| {
            let better = holders[d.pool.index()].iter().filter(|&&(r, o)| o != h && r <= d.worst.get());
            better.count() + d.count as usize <= market.pool(d.pool).seats as usize
        })
    };
    market
        .households()
        .filter(|&h| {
            let better = allocation.rank(h).map_or(usize::MAX, |r| r as usize - 1);
            market.wishes(h).take(better).any(|w| blocks(h, w))
        })
        .collect()
}

/// (admitted, left, waiting) per facility id and class.
type Figures = BTreeMap<(String, u8), (u32, u32, u32)>;

fn figures(round: &Round, compiled: &Compiled, allocation: &Allocation) -> Figures {
    let mut figures = Figures::new();
    for label in &compiled.pools {
        for class in label.classes.into_iter().flat_map(|s| s.classes()) {
            let id = round.facilities()[label.facility as usize].id.clone();
            figures.entry((id, class.get())).or_default().1 = label.open + label.held;
        }
    }
    let decisions = compiled.decisions(round, allocation);
    for (i, (child, d)) in round.children().iter().zip(&decisions).enumerate() {
        let key = |f: u32| (round.facilities()[f as usize].id.clone(), child.class.get());
        if let Some(f) = d.facility {
            let cell = figures.get_mut(&key(f)).unwrap();
            cell.1 -= 1;
            cell.0 += u32::from(d.kind == PlacementKind::Placed);
        }
        for &f in round.list(i as u32).iter().take_while(|&&f| Some(f) != d.facility) {
            figures.get_mut(&key(f)).unwrap().2 += 1;
        }
    }
    figures
}

/// The figures a round must leave behind: the rows, less what the report dropped.
fn wanted(facilities: &[Facility], rows: &[ListingRow], report: &ListingReport) -> Figures {
    let mut figures = Figures::new();
    for r in rows {
        let id = facilities[r.facility as usize].id.clone();
        let left = r.seats.saturating_sub(r.admitted);
        figures.insert((id, r.class.get()), (r.admitted, left, r.waiting));
    }
    for c in &report.contradictions {
        figures.get_mut(&(c.facility.clone(), c.class)).unwrap().2 -= c.dropped;
    }
    figures
}

/// Freezes, allocates by two rules and several lotteries, and compares every figure.
fn confirm(data: RoundData, facilities: &[Facility], rows: &[ListingRow], report: &ListingReport) {
    assert_eq!(data.children.len() as u32, report.children);
    let mut listed = vec![false; data.children.len()];
    data.wishes.iter().for_each(|w| listed[w.child as usize] = true);
    assert!(listed.iter().all(|&l| l), "a child without a list");
    let round = Round::new(data).unwrap_or_else(|e| panic!("{:?}", &e[..e.len().min(5)]));
    let wanted = wanted(facilities, rows, report);
    for seed in [1, 99] {
        let compiled = compile(&round, Lottery::new(seed), JointOptions::default()).unwrap();
        assert!(compiled.truncated.is_empty());
        let strict = compiled.strict();
        let allocation = plain_deferred_acceptance(&strict);
        assert!(blocking(&strict, &allocation).is_empty());
        assert_eq!(allocation, points_order::run(&strict).allocation, "points order agrees");
        let got = figures(&round, &compiled, &allocation);
        let wrong: Vec<_> = wanted.iter().filter(|(key, cell)| got.get(*key) != Some(cell)).take(5).collect();
        assert!(wrong.is_empty(), "wanted {wrong:?}");
        assert_eq!(got.len(), wanted.len());
        let tally = allocation.tally(&strict);
        assert_eq!((tally.placed, tally.kept, tally.unplaced), (report.placed, report.kept, report.unplaced));
    }
}

#[test]
fn yokohama_april_2025_is_matched_exactly() {
    let root = std::env::var_os("SEKIWARI_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let dir = root.join("data/yokohama");
    let Ok(text) = std::fs::read_to_string(dir.join("facilities.csv")) else {
        println!("skipped: no shared data at {}", dir.display());
        return;
    };
    let facilities = read_facilities(&text).unwrap();
    let text = std::fs::read_to_string(dir.join("derived_april2025.csv")).unwrap();
    let rows = read_listings(&text, &facilities).unwrap();
    let options = ListingOptions::new("横浜市 令和7年4月", 2025, 7);
    let (data, report) = from_listings(&facilities, &rows, &options).unwrap();
    println!(
        "{} children: {} placed, {} kept, {} unplaced; {} siblings, {} transfers; {} listings, {} dropped; {} cells contradict",
        report.children,
        report.placed,
        report.kept,
        report.unplaced,
        report.siblings,
        report.transfers,
        report.listings,
        report.dropped(),
        report.contradictions.len()
    );
    assert_eq!((report.contradictions.len(), report.dropped()), (263, 0));
    assert_eq!((data.facilities.len(), report.placed), (1_229, 15_523));
    assert_eq!(report.listings, 10_683);
    assert!((18_000..20_000).contains(&report.children), "{} children", report.children);
    let per_unplaced = report.listings * 10 / report.unplaced;
    assert!((34..=38).contains(&per_unplaced), "{per_unplaced} tenths of a listing per unplaced child");
    assert!((140..=180).contains(&(report.siblings * 1000 / report.children)));
    assert!((80..=120).contains(&(report.transfers * 1000 / report.children)));
    let mean = data.wishes.len() * 10 / data.children.len();
    assert!((28..=40).contains(&mean), "mean list length {mean} tenths");
    confirm(data, &facilities, &rows, &report);
}

fn facility(i: usize) -> Facility {
    Facility {
        id: format!("F{i:02}"),
        name: String::new(),
        kind: None,
        district: Some(format!("D{}", i % 3)),
        // One in four without a position.
        position: (i % 4 != 3).then(|| Position {
            lat_e6: 35_400_000 + (i as i32 * 7919) % 50_000,
            lon_e6: 139_600_000 + i as i32 * 3_000,
        }),
        min_age_days: None,
        partners: Vec::new(),
        care_kinds: Vec::new(),
    }
}

fn row(facility: u32, class: u8, numbers: [u32; 4]) -> ListingRow {
    let [continuing, seats, admitted, waiting] = numbers;
    ListingRow { facility, class: AgeClass::new(class).unwrap(), continuing, seats, admitted, waiting }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any figures, however strange: what is not dropped is matched exactly, by any lottery.
    #[test]
    fn any_figures_are_matched(
        cells in proptest::collection::btree_map((0u32..12, 0u8..6), (0u32..6, 0u32..7, 0u32..7, 0u32..9, any::<bool>()), 1..50),
        seed: u64,
        tenths in 1u32..80,
        placed_permille in 0u32..1_000,
        kept_permille in 0u32..1_000,
        sibling_permille in 0u32..1_000,
        transfer_permille in 0u32..1_000,
    ) {
        let facilities: Vec<Facility> = (0..12).map(facility).collect();
        let rows: Vec<ListingRow> = cells
            .into_iter()
            .map(|((f, class), (continuing, seats, admitted, waiting, full))| {
                // Half of the classes are full, as where children wait.
                let admitted = if full { seats } else { admitted };
                row(f, class, [continuing, seats, admitted, waiting])
            })
            .collect();
        let options = ListingOptions {
            listings_per_unplaced_tenths: tenths, placed_permille, kept_permille, sibling_permille, transfer_permille,
            ..ListingOptions::new("figures", 2026, seed)
        };
        match from_listings(&facilities, &rows, &options) {
            Ok((data, report)) => confirm(data, &facilities, &rows, &report),
            Err(e) => {
                prop_assert_eq!(e, ListingError::Empty);
                prop_assert!(rows.iter().all(|r| r.admitted + r.waiting == 0));
            }
        }
    }
}

#[test]
fn a_waiting_list_beside_free_seats_is_explained_by_siblings_or_dropped() {
    let facilities: Vec<Facility> = (0..2).map(facility).collect();
    let options = ListingOptions::new("figures", 2026, 5);
    // One child waits for class 1, which has a free seat; class 3 is full and one child waits.
    let rows = [row(0, 1, [4, 3, 2, 1]), row(1, 3, [4, 2, 2, 1])];
    let (data, report) = from_listings(&facilities, &rows, &options).unwrap();
    assert_eq!((report.contradictions.len(), report.dropped(), report.siblings >= 2), (1, 0, true));
    assert_eq!(report.contradictions[0].vacant, 1);
    confirm(data, &facilities, &rows, &report);
    // Nothing else is full: nothing can explain it.
    let rows = [row(0, 1, [4, 3, 2, 1]), row(1, 3, [4, 2, 2, 0])];
    let (data, report) = from_listings(&facilities, &rows, &options).unwrap();
    assert_eq!(report.contradictions[0].dropped, 1);
    confirm(data, &facilities, &rows, &report);
}

#[test]
fn more_admitted_than_seats_raises_the_seats_and_says_so() {
    let facilities = [facility(0)];
    let rows = [row(0, 2, [0, 1, 3, 0])];
    let (data, report) = from_listings(&facilities, &rows, &ListingOptions::new("figures", 2026, 5)).unwrap();
    assert_eq!(report.seats_raised, [("F00".to_owned(), 2, 2)]);
    confirm(data, &facilities, &rows, &report);
}

#[test]
fn figures_that_cannot_be_are_refused() {
    let facilities = [facility(0)];
    let options = ListingOptions::new("figures", 2026, 5);
    let make = |rows: &[ListingRow]| from_listings(&facilities, rows, &options).map(|_| ()).unwrap_err();
    let one = row(0, 2, [0, 1, 1, 0]);
    assert_eq!(make(&[one, one]).to_string(), "class 2 of facility F00 is listed twice");
    assert_eq!(make(&[row(1, 2, [0, 1, 1, 0])]), ListingError::BadIndex { index: 1 });
    assert_eq!(make(&[]), ListingError::Empty);
}
