//! Distinct names, numbered as they come.
//!
//! One text holds them all and one table of numbers finds them: a string and an entry for each would cost a round of a
//! million children several times the memory, and as many allocations.

use std::hash::Hasher as _;

use hashbrown::HashTable;

use super::hash::Quick;

/// Distinct names with their numbers from 0.
#[derive(Debug, Default)]
pub(crate) struct Names {
    list: List,
    // Numbers by the hash of their names.
    numbers: HashTable<u32>,
}

/// Names one after the other.
#[derive(Debug, Default)]
struct List {
    text: String,
    // Where each name ends in the text.
    ends: Vec<usize>,
}

impl List {
    fn name(&self, number: u32) -> Option<&str> {
        let number = number as usize;
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }
}

fn hash(name: &str) -> u64 {
    let mut hash = Quick::default();
    hash.write(name.as_bytes());
    hash.finish()
}

impl Names {
    /// Adds a name; the number it already has if it is known.
    pub(crate) fn add(&mut self, name: &str) -> Result<u32, u32> {
        if let Some(known) = self.get(name) {
            return Err(known);
        }
        let number = self.len() as u32;
        let Self { list, numbers } = self;
        list.text.push_str(name);
        list.ends.push(list.text.len());
        numbers.insert_unique(hash(name), number, |&n| list.name(n).map_or(0, hash));
        Ok(number)
    }

    /// The number of a name.
    pub(crate) fn get(&self, name: &str) -> Option<u32> {
        self.numbers.find(hash(name), |&n| self.name(n) == Some(name)).copied()
    }

    /// Like [`Names::get`], quick where names come in the order of their numbers; `last` is the one found last.
    pub(crate) fn find(&self, name: &str, last: &mut u32) -> Option<u32> {
        let near = [*last, last.saturating_add(1)].into_iter().find(|&n| self.name(n) == Some(name));
        *last = near.or_else(|| self.get(name))?;
        Some(*last)
    }

    /// A name by its number.
    pub(crate) fn name(&self, number: u32) -> Option<&str> {
        self.list.name(number)
    }

    pub(crate) fn len(&self) -> usize {
        self.list.ends.len()
    }

    /// All names in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).map_while(|n| self.name(n))
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn of_none_nothing_is_found() {
        let names = Names::default();
        assert_eq!(
            (names.len(), names.get(""), names.name(0), names.find("a", &mut 0)),
            (0, None, None, None)
        );
    }

    proptest! {
        #[test]
        fn names_are_found_as_in_a_map(added in prop::collection::vec("[a-cあ]{0,3}", 0..80)) {
            let (mut names, mut map) = (Names::default(), BTreeMap::new());
            for name in &added {
                let number = map.len() as u32;
                let known = map.get(name).copied();
                prop_assert_eq!(names.add(name), known.map_or(Ok(number), Err));
                map.entry(name.clone()).or_insert(number);
            }
            prop_assert_eq!(names.len(), map.len());
            let mut last = 0;
            for (name, &number) in &map {
                prop_assert_eq!((names.get(name), names.name(number)), (Some(number), Some(name.as_str())));
                prop_assert_eq!(names.find(name, &mut last), Some(number));
            }
            prop_assert_eq!(names.get("z"), None);
            prop_assert_eq!(names.iter().count(), map.len());
        }
    }
}
