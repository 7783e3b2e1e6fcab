//! Numbers by classes in one cell: seats and the children to a teacher.

use crate::normalise::{parse_all_classes, parse_count};

/// Largest number of seats or children; a larger one is a slip of the keyboard.
pub(super) const MOST: u32 = 100_000;

/// All classes and grades.
pub(super) const ALL: u16 = u16::MAX;

/// The national ratio: children to a teacher by classes. Grades count with the oldest.
pub(super) const NATIONAL: [(u16, u32); 4] = [(0b1, 3), (0b110, 6), (0b1000, 15), (!0b1111, 25)];

/// Numbers of a cell: one for all, and those by classes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ByClasses {
    pub(super) all: Option<u32>,
    pub(super) groups: Vec<(u16, u32)>,
}

/// Reads `10`, `0:3;1-2:6` or both together, each class once. Nothing for anything else.
pub(super) fn by_classes(text: &str, least: u32) -> Option<ByClasses> {
    let mut out = ByClasses::default();
    let mut seen = 0u16;
    let number = |text: &str| {
        let digits = text.trim().trim_end_matches(['人', '名']);
        parse_count(digits).filter(|n| (least..=MOST).contains(n))
    };
    for part in text.split([';', '；']).map(str::trim) {
        match part.split_once([':', '：']) {
            None if out.all.is_none() => out.all = Some(number(part)?),
            None => return None,
            Some((classes, n)) => {
                let bits = parse_all_classes(classes)?;
                if seen & bits != 0 {
                    return None;
                }
                seen |= bits;
                out.groups.push((bits, number(n)?));
            }
        }
    }
    out.groups.sort_unstable();
    Some(out)
}

/// Children to a teacher: `national` (国の基準), one number for all, or numbers by classes.
pub(super) fn bands(text: &str) -> Option<Vec<(u16, u32)>> {
    if ["national", "国", "国の基準", "国基準"].contains(&text.to_ascii_lowercase().as_str()) {
        return Some(NATIONAL.to_vec());
    }
    match by_classes(text, 1)? {
        ByClasses { all: Some(all), groups } if groups.is_empty() => Some(vec![(ALL, all)]),
        ByClasses { all: None, groups } if !groups.is_empty() => Some(groups),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ByClasses, NATIONAL, bands, by_classes};

    #[test]
    fn seats_as_one_number_or_by_classes() {
        let read = |text| by_classes(text, 0);
        assert_eq!(read("10"), Some(ByClasses { all: Some(10), groups: vec![] }));
        assert_eq!(read("10人"), Some(ByClasses { all: Some(10), groups: vec![] }));
        assert_eq!(read("1-2:6;0:3"), Some(ByClasses { all: None, groups: vec![(0b1, 3), (0b110, 6)] }));
        assert_eq!(read("8;小1-3:2"), Some(ByClasses { all: Some(8), groups: vec![(0b1_1100_0000, 2)] }));
        for bad in ["", "x", "0:3;0-1:2", "3;4", "0:", ":3", "0:3;", "-1", "6:1"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn ratios() {
        assert_eq!(bands("National"), Some(NATIONAL.to_vec()));
        assert_eq!(bands("3"), Some(vec![(u16::MAX, 3)]));
        assert_eq!(bands("0:3;1-2:6"), Some(vec![(0b1, 3), (0b110, 6)]));
        for bad in ["0", "0:0", "3;0:3", ""] {
            assert_eq!(bands(bad), None, "{bad}");
        }
    }
}
