//! Texts with places in braces, and filling them.

use super::Lang;

/// A code with its texts; places in braces are filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViolationText {
    /// The code.
    pub code: &'static str,
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl ViolationText {
    pub(crate) const fn new(code: &'static str, ja: &'static str, en: &'static str) -> Self {
        Self { code, ja, en }
    }

    /// The text that `table` has for a code, filled with values by the names of the places; the code alone if it has none.
    pub(crate) fn describe(
        table: &[Self],
        code: &str,
        lang: Lang,
        values: &[(&'static str, String)],
    ) -> String {
        let Some(row) = table.iter().find(|t| t.code == code) else { return code.to_owned() };
        let mut text = String::new();
        fill(lang.pick(row.ja, row.en), &mut text, |place, text| {
            if let Some((_, value)) = values.iter().find(|(name, _)| *name == place) {
                text.push_str(value);
            }
        });
        text
    }
}

/// Appends a template to `text`, every `{name}` replaced by what `value` appends for it. A value is never searched for places of
/// its own: ids may contain braces.
pub(crate) fn fill(template: &str, text: &mut String, mut value: impl FnMut(&str, &mut String)) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        text.push_str(before);
        value(name, text);
        rest = tail;
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_not_searched_for_places() {
        let table = [ViolationText::new("V", "{a}と{b}", "{b} and {a}{none}")];
        let values = [("a", "{b}".to_owned()), ("b", "x".to_owned())];
        assert_eq!(ViolationText::describe(&table, "V", Lang::Ja, &values), "{b}とx");
        assert_eq!(ViolationText::describe(&table, "V", Lang::En, &values), "x and {b}");
        assert_eq!(ViolationText::describe(&table, "W", Lang::En, &values), "W");
    }
}
