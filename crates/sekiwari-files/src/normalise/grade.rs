//! Grades of elementary school as offices write them.

use sekiwari::programme::club::Grade;

/// A grade: `3`, `3年`, `3年生`, `小3`, `小学3年生`. Half-width digits (fold the width first). Nothing for anything else.
#[must_use]
pub fn parse_grade(text: &str) -> Option<Grade> {
    let text = text.trim();
    let text = ["小学校", "小学", "小"].iter().find_map(|p| text.strip_prefix(p)).unwrap_or(text);
    let digit = text.strip_suffix("年生").or_else(|| text.strip_suffix('年')).unwrap_or(text).trim();
    digit.parse::<u8>().ok().filter(|_| digit.len() == 1).and_then(Grade::new)
}

#[cfg(test)]
mod tests {
    use super::parse_grade;

    #[test]
    fn grades_as_written_in_offices() {
        for text in ["3", "3年", "3年生", "小3", "小学3年生", " 小学校 3 年生"] {
            assert_eq!(parse_grade(text).map(|g| g.get()), Some(3), "{text}");
        }
        for bad in ["0", "7", "", "-1", "03", "三", "3.0", "中1"] {
            assert!(parse_grade(bad).is_none(), "{bad}");
        }
    }
}
