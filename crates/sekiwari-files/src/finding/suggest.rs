//! "Did you mean": the nearest known word to a mistyped one.

/// The candidate nearest to `word`, or nothing when none is near.
///
/// Near means: equal after dropping leading zeros and letter case (Excel eats leading zeros), else a Damerau-Levenshtein
/// distance of at most a third of the word's length (at least 1, at most 3). Ties go to the candidate that comes first.
/// Cost: one pass over the candidates, each O(length squared); candidates whose length alone rules them out are skipped.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let bare = bare_form(word);
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 3);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        if bare_form(candidate) == bare {
            return Some(candidate);
        }
        if candidate.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = strsim::damerau_levenshtein(word, candidate);
        if distance <= limit && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, c)| c)
}

fn bare_form(word: &str) -> String {
    word.trim_start_matches('0').to_lowercase()
}

/// The clause that texts append: `(ja, en)`, both empty when there is no suggestion.
#[must_use]
pub fn suggestion_text(nearest: Option<&str>) -> (String, String) {
    nearest.map_or_else(
        || (String::new(), String::new()),
        |n| (format!("「{n}」の誤りではありませんか。"), format!("Did you mean \"{n}\"?")),
    )
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn finds_the_near_and_leaves_the_far() {
        let known = ["F001", "F002", "G100"];
        assert_eq!(did_you_mean("F00l", known), Some("F001"));
        assert_eq!(did_you_mean("f002", known), Some("F002"));
        assert_eq!(did_you_mean("XYZ", known), None);
        assert_eq!(did_you_mean("", known), None);
    }

    #[test]
    fn leading_zeros_eaten_by_excel_are_found() {
        assert_eq!(did_you_mean("7", ["000008", "000007"]), Some("000007"));
    }
}
