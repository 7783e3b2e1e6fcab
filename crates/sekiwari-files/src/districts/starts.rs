//! Where the features of a collection begin in the text of the file.

/// Line and character, both from 1, at which each element of the member `features` begins. The text is valid JSON.
///
/// The values that a JSON reader gives have no places, so the text is walked once more: strings are passed over, brackets are
/// counted. Cost: linear.
pub(super) fn of_features(text: &str) -> Vec<(u32, u32)> {
    let mut starts = Vec::new();
    let (mut line, mut character) = (1u32, 0u32);
    let (mut depth, mut in_string, mut escaped) = (0u32, false, false);
    // The last string at the level of the document, and whether the list of features is open.
    let (mut name, mut listing, mut expected) = (String::new(), false, false);
    for c in text.chars() {
        character = character.saturating_add(1);
        if c == '\n' {
            (line, character) = (line.saturating_add(1), 0);
        }
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            if in_string && depth == 1 {
                name.push(c);
            }
            continue;
        }
        if c.is_whitespace() {
            continue;
        }
        if expected && c != ']' {
            starts.push((line, character));
        }
        expected = false;
        match c {
            '"' => {
                in_string = true;
                if depth == 1 {
                    name.clear();
                }
            }
            '[' if depth == 1 && name == "features" => {
                // Of two members of one name the last one counts.
                starts.clear();
                (depth, listing, expected) = (2, true, true);
            }
            '[' | '{' => depth = depth.saturating_add(1),
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                listing &= depth > 1;
            }
            ',' => expected = listing && depth == 2,
            _ => {}
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::of_features;

    #[test]
    fn features_begin_where_they_begin() {
        let text = "{\"a\": [1, {\"features\": [9]}], \"b\": \"x\\\"features\",\n \"features\" : [\n  {\"features\": [1, 2]},\n {\"p\": \"],é[\"}, 3,\n[4, 5] ],\n\"c\": [6, 7]}";
        assert!(serde_json::from_str::<serde_json::Value>(text).is_ok());
        assert_eq!(of_features(text), [(3, 3), (4, 2), (4, 17), (5, 1)]);
        assert!(of_features("{\"features\": []}").is_empty());
        assert!(of_features("[1, 2]").is_empty());
    }
}
