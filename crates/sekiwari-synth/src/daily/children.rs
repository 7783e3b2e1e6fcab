//! Families who use day services.

use super::sites::{City, Kind};
use crate::draw::Draw;
use crate::town::digits;
use jiff::civil::{Date, date};

/// A child.
pub(super) struct Child {
    pub(super) id: String,
    pub(super) household: String,
    /// 0 to 5, then grades.
    pub(super) class: u8,
    pub(super) born: Option<Date>,
    /// A nursery of the round at which it is enrolled.
    pub(super) enrolled: Option<usize>,
    /// Enrolled somewhere, or at school.
    pub(super) regular: bool,
    pub(super) resident: bool,
    /// Tenths.
    pub(super) load: u32,
}

/// Children by what they may ask for.
pub(super) struct Children {
    pub(super) all: Vec<Child>,
    /// Those who stay at home otherwise.
    pub(super) home: Vec<usize>,
    /// Those enrolled at a nursery of the round, in class 1 or more.
    pub(super) enrolled: Vec<usize>,
}

/// Of a hundred children at home, how many are of class 0, 1, ...
const HOME: [u32; 6] = [22, 30, 28, 12, 5, 3];
/// Of a hundred enrolled children and pupils, how many are of class 0, 1, ..., grades 1 to 3.
const REGULAR: [u32; 9] = [8, 18, 19, 16, 14, 12, 6, 4, 3];
/// In thousandths: a sibling next in the list, outside the city, needs more care.
const SIBLING: u32 = 180;
const OUTSIDE: u32 = 40;
const MORE_CARE: u32 = 30;

/// So many children, half of them at home otherwise.
pub(super) fn children(count: u32, city: &City, draw: &mut Draw) -> Children {
    let nurseries = city.of(|kind| matches!(kind, Kind::Nursery { .. }));
    let width = digits(count as usize);
    let mut out = Children { all: Vec::new(), home: Vec::new(), enrolled: Vec::new() };
    let mut household = 0;
    for n in 0..count {
        let before = out.all.last();
        let sibling = draw.chance(SIBLING) && before.is_some();
        let regular = match before.filter(|_| sibling) {
            Some(before) => before.regular,
            None => !draw.chance(500),
        };
        household += u32::from(!sibling);
        let class = draw.weighted(if regular { &REGULAR[..] } else { &HOME[..] }) as u8;
        let enrolled = (regular && class <= 5 && !nurseries.is_empty() && draw.chance(600))
            .then(|| nurseries[draw.below(nurseries.len() as u32) as usize]);
        let (outside, more) = (draw.chance(OUTSIDE), draw.chance(MORE_CARE));
        let (at, number) = (out.all.len(), n + 1);
        if !regular {
            out.home.push(at);
        } else if enrolled.is_some() && class >= 1 {
            out.enrolled.push(at);
        }
        out.all.push(Child {
            id: format!("C{number:0width$}"),
            household: format!("H{household:0width$}"),
            class,
            born: (class <= 5).then(|| born(class, draw)),
            enrolled,
            regular,
            // Who is enrolled lives here.
            resident: regular || !outside,
            load: if more { 20 } else { 10 },
        });
    }
    out
}

/// A birth date of a class in the fiscal year 2026; the youngest are half a year old in May.
fn born(class: u8, draw: &mut Draw) -> Date {
    let first = date(2025 - i16::from(class), 4, 2);
    let days = if class == 0 { 200 } else { 364 };
    first.saturating_add(jiff::Span::new().days(i64::from(draw.below(days))))
}
