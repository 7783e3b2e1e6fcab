//! Age classes as offices write them.

use sekiwari::programme::nursery::{AgeClass, ClassSet};

/// The text names no class from 0 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassError;

/// One class: `3`, `3歳`, `3歳児`, `3歳児クラス`. Half-width digits (fold the width first).
///
/// # Errors
/// [`ClassError`] for anything else, 6 and above included.
pub fn parse_class(text: &str) -> Result<AgeClass, ClassError> {
    let digit = bare(text);
    digit.parse::<u8>().ok().filter(|_| digit.len() == 1).and_then(AgeClass::new).ok_or(ClassError)
}

/// Several classes that share seats: `3`, `0-1`, `4;5`, also with `～`, `・`, `、`, `,`, `/` or `+`.
///
/// # Errors
/// [`ClassError`] for anything else, an upside-down range or a class named twice.
pub fn parse_classes(text: &str) -> Result<ClassSet, ClassError> {
    let mut classes: Vec<AgeClass> = Vec::new();
    for part in text.split([';', ',', '・', '、', '/', '+']) {
        let mut ends = part.split(['-', '~', '〜', '～']);
        let first = parse_class(ends.next().unwrap_or_default())?;
        let last = ends.next().map(parse_class).transpose()?.unwrap_or(first);
        if ends.next().is_some() || last < first {
            return Err(ClassError);
        }
        for class in AgeClass::all().filter(|&c| first <= c && c <= last) {
            if classes.contains(&class) {
                return Err(ClassError);
            }
            classes.push(class);
        }
    }
    ClassSet::of(classes).ok_or(ClassError)
}

fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.strip_suffix("クラス").unwrap_or(text);
    text.strip_suffix("歳児").or_else(|| text.strip_suffix('歳')).unwrap_or(text).trim()
}

#[cfg(test)]
mod tests {
    use super::{parse_class, parse_classes};

    #[test]
    fn classes_as_written_in_offices() {
        for text in ["3", "3歳", "3歳児", "3歳児クラス", " 3 歳児"] {
            assert_eq!(parse_class(text).map(|c| c.get()), Ok(3), "{text}");
        }
        for bad in ["6", "", "-1", "03", "三", "3.0"] {
            assert!(parse_class(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn sets_of_classes() {
        for (text, shown) in [
            ("3", "3"),
            ("0-1", "0-1"),
            ("0～2歳児", "0-2"),
            ("4;5", "4-5"),
            ("1・3", "1;3"),
            ("0-1;3", "0;1;3"),
        ] {
            assert_eq!(parse_classes(text).map(|c| c.to_string()).ok().as_deref(), Some(shown), "{text}");
        }
        for bad in ["", "2-1", "1;1", "0-6", "0-1-2", ";", "4;"] {
            assert!(parse_classes(bad).is_err(), "{bad}");
        }
    }
}
