//! Age classes and grades together, as day services write them.

use super::{parse_class, parse_grade};

/// The number of a grade's class: grades follow the age classes 0 to 5.
const FIRST_GRADE: u8 = 6;

/// Classes and grades as bits, bit *c* for class *c* and bit 5 + *g* for grade *g*: `3`, `0-5`, `小1-3`, `grade 1-3`, `0-5;小1-3`,
/// `3-小2`, also with `・`, `、`, `,`, `/` or `+` between parts; `就学前` and `preschool` for 0 to 5, `小学生` and `school` for the
/// grades. Nothing for anything else, an upside-down range or a class named twice.
///
/// ```
/// use sekiwari_files::normalise::parse_all_classes;
/// assert_eq!(parse_all_classes("0-5;小1-3"), Some(0b1_1111_1111));
/// assert_eq!(parse_all_classes("grade 6"), Some(1 << 11));
/// assert_eq!(parse_all_classes("5-3"), None);
/// ```
#[must_use]
pub fn parse_all_classes(text: &str) -> Option<u16> {
    let mut bits = 0u16;
    for part in text.split([';', ',', '・', '、', '/', '+']) {
        let part = part.trim();
        let new = match part {
            "就学前" | "未就学" | "未就学児" | "preschool" => 0b11_1111,
            "小学生" | "school" => 0b1111_1100_0000,
            _ => range(part)?,
        };
        if bits & new != 0 {
            return None;
        }
        bits |= new;
    }
    Some(bits)
}

fn range(text: &str) -> Option<u16> {
    let mut ends = text.split(['-', '~', '〜', '～']);
    let (first, of_grades) = one(ends.next()?, false)?;
    let last = match ends.next() {
        Some(end) => one(end, of_grades)?.0,
        None => first,
    };
    if ends.next().is_some() || last < first {
        return None;
    }
    Some((first..=last).fold(0, |bits, class| bits | 1 << class))
}

/// A class or grade by its number, and whether it was a grade. A bare digit is a grade where the range began with one.
fn one(text: &str, of_grades: bool) -> Option<(u8, bool)> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let bare = lower.strip_prefix("grade").or_else(|| lower.strip_prefix('g')).map(str::trim);
    let is_digit = text.len() == 1 && text.bytes().all(|b| b.is_ascii_digit());
    if bare.is_some() || of_grades || (!is_digit && parse_grade(text).is_some()) {
        let grade = parse_grade(bare.unwrap_or(text))?;
        return Some((FIRST_GRADE + grade.get() - 1, true));
    }
    parse_class(text).ok().map(|class| (class.get(), false))
}

/// Bits as they are written: `0-5;grade 1-3`.
#[must_use]
pub fn show_all_classes(bits: u16) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (from, to, word, first) in [(0u32, 6u32, "", 0u32), (6, 12, "grade ", 1)] {
        let mut at = from;
        while at < to {
            if bits & 1 << at == 0 {
                at += 1;
                continue;
            }
            let end = (at..to).take_while(|c| bits & 1 << c != 0).last().unwrap_or(at);
            let name = |class: u32| class - from + first;
            parts.push(match end == at {
                true => format!("{word}{}", name(at)),
                false => format!("{word}{}-{}", name(at), name(end)),
            });
            at = end + 1;
        }
    }
    parts.join(";")
}

#[cfg(test)]
mod tests {
    use super::{parse_all_classes, show_all_classes};
    use proptest::prelude::*;

    #[test]
    fn classes_and_grades_as_written_in_offices() {
        for (text, shown) in [
            ("3", "3"),
            ("0～2歳児", "0-2"),
            ("0-5;grade 1-3", "0-5;grade 1-3"),
            ("0-5、小学1年生〜3年生", "0-5;grade 1-3"),
            ("小1〜小3", "grade 1-3"),
            ("3-小2", "3-5;grade 1-2"),
            ("就学前", "0-5"),
            ("就学前・小学生", "0-5;grade 1-6"),
            ("G1-2", "grade 1-2"),
            ("1・3", "1;3"),
        ] {
            assert_eq!(parse_all_classes(text).map(show_all_classes).as_deref(), Some(shown), "{text}");
        }
        for bad in ["", "6", "小7", "小1-0", "1;1", "grade", "0-1-2", "0-5;", "小3-5歳"] {
            assert_eq!(parse_all_classes(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_the_same(bits in 1u16..4096) {
            prop_assert_eq!(parse_all_classes(&show_all_classes(bits)), Some(bits));
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,14}") {
            let _ = parse_all_classes(&text);
        }
    }
}
