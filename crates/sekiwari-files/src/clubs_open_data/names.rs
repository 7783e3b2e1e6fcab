//! What the names of schools and clubs say.

/// What schools of the first six years are called.
const SCHOOL: &str = "小学校";
/// What after-school clubs are called.
const CLUBS: &[&str] = &["児童クラブ", "学童クラブ", "学童保育", "放課後クラブ"];

/// The place that an elementary school is named after: `幸袋小学校（小中一貫校幸袋校）` is 幸袋. Nothing for other names.
pub(super) fn of_school(name: &str) -> Option<&str> {
    let (stem, rest) = name.split_once(SCHOOL)?;
    let rest = rest.trim_start();
    (!stem.is_empty() && (rest.is_empty() || rest.starts_with(['（', '(']))).then_some(stem)
}

/// The place that a club is named after: `幸袋児童クラブ` is 幸袋. Nothing for other names.
pub(super) fn of_club(name: &str) -> Option<&str> {
    let at = CLUBS.iter().filter_map(|word| name.find(word)).min()?;
    Some(&name[..at]).filter(|stem| !stem.is_empty())
}

/// The districts that a cell names: parts between `・`, a bracket behind them passed over, and what is short for the part
/// before written out if that is known (`湯沢東・西` is 湯沢東 and 湯沢西).
pub(super) fn districts<'a>(cell: &'a str, known: impl Fn(&str) -> bool) -> Vec<std::borrow::Cow<'a, str>> {
    let bare = cell.split(['（', '(']).next().unwrap_or(cell);
    let mut found: Vec<std::borrow::Cow<'a, str>> = Vec::new();
    for part in bare.split(['・', '、', ',']).map(str::trim).filter(|p| !p.is_empty()) {
        let longer = found.last().filter(|_| !known(part)).and_then(|before| {
            let ends = before.char_indices().map(|(i, c)| i + c.len_utf8());
            ends.map(|end| format!("{}{part}", &before[..end])).find(|name| known(name))
        });
        found.push(longer.map_or(part.into(), Into::into));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_they_are_published() {
        assert_eq!(of_school("幸袋小学校（小中一貫校幸袋校）"), Some("幸袋"));
        assert_eq!(of_school("飯塚東小学校"), Some("飯塚東"));
        assert_eq!(
            [of_school("小学校"), of_school("旧飯塚小学校体育館"), of_school("二瀬中学校")],
            [None; 3]
        );
        assert_eq!(of_club("幸袋児童クラブ"), Some("幸袋"));
        assert_eq!(of_club("倉内団地児童クラブさくらっ子"), Some("倉内団地"));
        assert_eq!([of_club("児童クラブ"), of_club("街なか子育てひろば")], [None; 2]);
    }

    #[test]
    fn districts_in_short() {
        let known = |name: &str| ["湯沢東", "湯沢西", "山田"].contains(&name);
        assert_eq!(districts("湯沢東・西", known), ["湯沢東", "湯沢西"]);
        assert_eq!(districts("雄勝（小野）", known), ["雄勝"]);
        assert_eq!(districts("川連・駒形", known), ["川連", "駒形"]);
        assert_eq!(districts("湯沢東・山田・", known), ["湯沢東", "山田"]);
        assert!(districts("（）", known).is_empty());
    }
}
