//! "Did you mean": the nearest known word to a mistyped one.

/// The candidate nearest to `word`, or nothing when none is near. For words and titles: ties go to the first candidate.
///
/// Near means: equal but for leading zeros (Excel eats them), letter case and the look-alikes O and 0, l, I and 1; else a
/// Damerau-Levenshtein distance of at most a third of the word's length (at least 1, at most 3).
/// Cost: one pass over the candidates, each O(length squared); candidates whose length alone rules them out are skipped.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(word, candidates).map(|(c, _)| c)
}

/// Like [`did_you_mean`] for ids: nothing when several are equally near, since numbered ids are all neighbours.
pub fn did_you_mean_id<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(word, candidates).filter(|&(_, alone)| alone).map(|(c, _)| c)
}

fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<(&'a str, bool)> {
    let bare = bare_form(word);
    let length = word.chars().count();
    let limit = (length / 3).clamp(1, 3);
    let mut best: Option<(usize, &'a str, bool)> = None;
    for candidate in candidates {
        if bare_form(candidate) == bare {
            return Some((candidate, true));
        }
        if candidate.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = strsim::damerau_levenshtein(word, candidate);
        match best {
            _ if distance > limit => {}
            Some((d, _, _)) if distance > d => {}
            Some((d, first, _)) if distance == d => best = Some((d, first, false)),
            _ => best = Some((distance, candidate, true)),
        }
    }
    best.map(|(_, c, alone)| (c, alone))
}

/// Lower case, look-alikes as digits, without leading zeros.
fn bare_form(word: &str) -> String {
    let alike = |c: char| match c {
        'o' => '0',
        'l' | 'i' => '1',
        c => c,
    };
    let plain: String = word.chars().flat_map(char::to_lowercase).map(alike).collect();
    plain.trim_start_matches('0').to_owned()
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
    use super::{did_you_mean, did_you_mean_id};

    #[test]
    fn finds_the_near_and_leaves_the_far() {
        let known = ["F001", "F002", "G100"];
        assert_eq!(did_you_mean("F00l", known), Some("F001"));
        assert_eq!(did_you_mean("f002", known), Some("F002"));
        assert_eq!(did_you_mean("XYZ", known), None);
        assert_eq!(did_you_mean("", known), None);
    }

    #[test]
    fn ids_are_suggested_only_when_one_is_nearest() {
        assert_eq!(did_you_mean_id("F9", ["F1", "F2"]), None);
        assert_eq!(did_you_mean("F9", ["F1", "F2"]), Some("F1"));
        assert_eq!(did_you_mean_id("F11", ["F1", "G2"]), Some("F1"));
        assert_eq!(did_you_mean_id("F0O1", ["F011", "F001"]), Some("F001"));
    }

    #[test]
    fn leading_zeros_eaten_by_excel_are_found() {
        assert_eq!(did_you_mean("7", ["000008", "000007"]), Some("000007"));
    }
}
