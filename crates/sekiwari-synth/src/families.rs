//! Households and their applying children: exact shares of classes and siblings.

use crate::calibration::{CLASS_MIX, SIBLING_GAP, SIBLING_HOUSEHOLD_SIZE};
use crate::draw::{Draw, Stream, permille, share_out};
use crate::options::Options;
use crate::town::Town;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use sekiwari::programme::nursery::Position;

/// A household: where it lives and the classes of its applying children, elder first.
pub(crate) struct Family {
    pub(crate) district: u32,
    pub(crate) home: Position,
    pub(crate) classes: Vec<u8>,
}

/// Draws all households. The classes add up to the calibrated mix exactly, the children with siblings to the wanted
/// number (one fewer where that would leave one alone). Linear.
pub(crate) fn draw_families(options: &Options, town: &Town) -> Vec<Family> {
    let mut draw = Draw::new(options.seed, Stream::Families);
    let mut left = share_out(u64::from(options.children), CLASS_MIX);
    let mut classes: Vec<Vec<u8>> = Vec::with_capacity(options.children as usize);
    let mut siblings = permille(options.children, options.sibling_permille);
    while siblings >= 2 {
        let size = match 2 + draw.weighted(&SIBLING_HOUSEHOLD_SIZE) as u32 {
            // Never leave a single sibling over.
            size if size >= siblings || size + 1 == siblings => siblings.min(4),
            size => size,
        };
        let size = if siblings - size == 1 { size - 1 } else { size };
        classes.push(sibling_classes(&mut draw, &mut left, size));
        siblings -= size;
    }
    let singles = left.iter().sum::<u32>();
    for _ in 0..singles {
        classes.push(vec![take(&mut draw, &mut left)]);
    }
    draw.shuffle(&mut classes);
    classes
        .into_iter()
        .map(|classes| {
            let (district, home) = town.home(&mut draw);
            Family { district, home, classes }
        })
        .collect()
}

fn take(draw: &mut Draw, left: &mut [u32]) -> u8 {
    let class = draw.weighted(left);
    left[class] = left[class].saturating_sub(1);
    class as u8
}

fn sibling_classes(draw: &mut Draw, left: &mut [u32], size: u32) -> Vec<u8> {
    let mut classes = vec![take(draw, left)];
    while classes.len() < size as usize {
        let last = classes[classes.len() - 1];
        let gap = draw.weighted(&SIBLING_GAP) as u8;
        let (elder, younger) = (last + gap, last.checked_sub(gap));
        let wanted = match younger {
            Some(y) if draw.chance(500) || elder > 5 => Some(y),
            _ => (elder <= 5).then_some(elder),
        };
        match wanted.filter(|&c| left[usize::from(c)] > 0) {
            Some(c) => {
                left[usize::from(c)] -= 1;
                classes.push(c);
            }
            None => classes.push(take(draw, left)),
        }
    }
    classes.sort_unstable_by(|a, b| b.cmp(a));
    classes
}

/// A birth date that falls into a class of a fiscal year, nearly always at least 57 days before April: few families apply
/// for a seat that no facility would give a child so young.
pub(crate) fn birth_date(draw: &mut Draw, class: u8, fiscal_year: i16) -> Date {
    let last = if class == 0 && !draw.chance(20) { 304 } else { 365 };
    let day = draw.below(last);
    let first = date(fiscal_year - 1 - i16::from(class), 4, 2);
    first.saturating_add(i64::from(day).days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sekiwari::programme::nursery::AgeClass;

    #[test]
    fn births_fall_into_their_class() {
        let mut draw = Draw::new(1, Stream::Families);
        for class in 0..6 {
            for year in [2023, 2024, 2025, 2026] {
                for _ in 0..500 {
                    let born = birth_date(&mut draw, class, year);
                    assert_eq!(AgeClass::of(born, year).map(AgeClass::get), Ok(class), "{born} in {year}");
                }
            }
        }
    }
}
