//! Words as numbers, so that comparing them costs nothing.

use std::collections::HashMap;

/// Words with a number each. Numbers are only compared for equality, so their order never shows.
#[derive(Clone, Debug, Default)]
pub struct Words {
    names: Vec<String>,
    at: HashMap<String, i64>,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl Eq for Words {}

impl Words {
    /// The number of the empty word.
    pub const EMPTY: i64 = 0;

    /// The number of a word; a new one if it was not known.
    pub fn add(&mut self, word: &str) -> i64 {
        if word.is_empty() {
            return Self::EMPTY;
        }
        if let Some(&id) = self.at.get(word) {
            return id;
        }
        self.names.push(word.to_owned());
        let id = self.names.len() as i64;
        self.at.insert(word.to_owned(), id);
        id
    }

    /// The word of a number.
    pub fn name(&self, id: i64) -> &str {
        usize::try_from(id - 1).ok().and_then(|i| self.names.get(i)).map_or("", String::as_str)
    }
}
