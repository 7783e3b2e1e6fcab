//! Households with a plan: where each child goes, where it waits, and how the household stands.

use super::cells::{BANDS, Cells, FLOOR};
use crate::calibration::LIST_LENGTH;
use crate::conditions::draw_terms;
use crate::draw::Draw;
use crate::scores::HouseholdScore;
use sekiwari::programme::nursery::SiblingTerms;

/// One child.
#[derive(Clone, Default)]
pub(super) struct Seeker {
    pub(super) class: usize,
    /// The cell it is admitted to.
    pub(super) placed: Option<u32>,
    /// The cell whose seat it holds.
    pub(super) held: Option<u32>,
    /// Cells it lists above its outcome, in the order of its list.
    pub(super) waits_at: Vec<u32>,
    /// Cells it lists below its outcome.
    pub(super) below: Vec<u32>,
}

/// Children of one application.
pub(super) struct Household {
    pub(super) seekers: Vec<Seeker>,
    pub(super) terms: Option<SiblingTerms>,
    /// Its standing; larger is better. Set by [`standings`].
    pub(super) standing: i32,
    /// Standings it may have: from the first to below the second.
    pub(super) range: (i32, i32),
    /// Breaks ties of the standing; smaller is better.
    pub(super) receipt: u32,
}

impl Household {
    /// A household with its range taken from the plan: at or above the cut-offs where its children are admitted, below the
    /// cut-offs of the closed cells where they wait.
    pub(super) fn new(cells: &Cells, seekers: Vec<Seeker>, terms: Option<SiblingTerms>) -> Self {
        let cell = |c: &u32| &cells.cells[*c as usize];
        let low = seekers.iter().filter_map(|s| s.placed).map(|c| cell(&c).cutoff).max().unwrap_or(FLOOR);
        let closed = seekers.iter().flat_map(|s| &s.waits_at).map(cell).filter(|c| c.closed());
        let below = closed.map(|c| c.cutoff).min().unwrap_or(i32::MAX);
        Self { seekers, terms, standing: low, range: (low, below), receipt: 0 }
    }

    pub(super) fn unplaced(&self) -> u32 {
        self.seekers.iter().filter(|s| s.placed.is_none() && s.held.is_none()).count() as u32
    }

    pub(super) fn kept(&self) -> u32 {
        self.seekers.iter().filter(|s| s.placed.is_none() && s.held.is_some()).count() as u32
    }

    pub(super) fn siblings(&self) -> u32 {
        if self.seekers.len() > 1 { self.seekers.len() as u32 } else { 0 }
    }
}

/// Pairs of children admitted to one facility, which is the first wish of both; taken from `left`, the admitted children per
/// cell without a household yet.
pub(super) fn admitted_siblings(
    cells: &Cells,
    draw: &mut Draw,
    families: &mut Vec<Household>,
    left: &mut [u32],
    mut pairs: u32,
) {
    let mut of_facility: Vec<Vec<u32>> = vec![Vec::new(); cells.facilities.len()];
    for (i, c) in cells.cells.iter().enumerate() {
        of_facility[c.facility as usize].push(i as u32);
    }
    draw.shuffle(&mut of_facility);
    let mut found = true;
    while pairs > 0 && found {
        found = false;
        for own in &of_facility {
            let mut open: Vec<u32> = own.iter().copied().filter(|&c| left[c as usize] > 0).collect();
            // Twins are rare; two classes otherwise.
            let twins: Vec<u32> = open.iter().copied().filter(|&c| left[c as usize] > 1).collect();
            let pair = if !twins.is_empty() && draw.chance(60) {
                let c = twins[draw.below(twins.len() as u32) as usize];
                [c, c]
            } else if open.len() > 1 {
                draw.shuffle(&mut open);
                [open[0], open[1]]
            } else {
                continue;
            };
            let seekers = pair.map(|c| {
                left[c as usize] -= 1;
                Seeker { class: cells.cells[c as usize].class, placed: Some(c), ..Seeker::default() }
            });
            families.push(Household::new(cells, seekers.to_vec(), draw_terms(draw)));
            found = true;
            pairs -= 1;
            if pairs == 0 {
                break;
            }
        }
    }
}

/// All other admitted children, each at its first wish.
pub(super) fn admitted_singles(cells: &Cells, families: &mut Vec<Household>, left: &[u32]) {
    for (i, &n) in left.iter().enumerate() {
        for _ in 0..n {
            let placed = Some(i as u32);
            let seeker = Seeker { class: cells.cells[i].class, placed, ..Seeker::default() };
            families.push(Household::new(cells, vec![seeker], None));
        }
    }
}

/// Gives every household a standing inside its range, close to what families have, and a receipt number.
pub(super) fn standings(draw: &mut Draw, families: &mut [Household]) {
    let mut receipts: Vec<u32> = (1..=families.len() as u32).collect();
    draw.shuffle(&mut receipts);
    for (h, receipt) in families.iter_mut().zip(receipts) {
        let (low, below) = h.range;
        let natural = (0..12).map(|_| natural(draw, h.seekers.len())).find(|s| (low..below).contains(s));
        h.standing = natural.unwrap_or_else(|| {
            // Rare at the ends: within three points of the bound that excludes the draws.
            let width = (i64::from(below) - i64::from(low)).min(i64::from(3 * BANDS)) as u32;
            let step = draw.below(width) as i32;
            if low > FLOOR { low + step } else { below - 1 - step }
        });
        h.receipt = receipt;
    }
}

fn natural(draw: &mut Draw, applying: usize) -> i32 {
    let score = HouseholdScore::draw(draw, applying);
    score.points.max(0) as i32 * BANDS + BANDS - score.ties[1] as i32
}

/// Wishes below the outcome of children with a new seat, so that lists are as long as families write them. They change
/// nothing: nobody falls that low.
pub(super) fn lower_wishes(cells: &Cells, draw: &mut Draw, families: &mut [Household]) {
    for h in families {
        for s in h.seekers.iter_mut() {
            let Some(placed) = s.placed.filter(|_| s.held.is_none()) else { continue };
            let length = draw.weighted(&LIST_LENGTH) + 1;
            let wanted = length.saturating_sub(1 + s.waits_at.len());
            for &c in cells.near(placed) {
                if s.below.len() >= wanted {
                    break;
                }
                if !s.waits_at.contains(&c) && draw.chance(400) {
                    s.below.push(c);
                }
            }
            draw.shuffle(&mut s.below);
        }
    }
}
