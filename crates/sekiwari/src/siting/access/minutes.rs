//! Minutes on the way, as somebody measured them.

/// One way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MinutesRow {
    /// Where it begins: the code of a cell of the grid, or the id of a district.
    pub from: String,
    /// The facility's id.
    pub to: String,
    /// How long it takes.
    pub minutes: u32,
}

/// A table of minutes. What is not in it cannot be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Minutes {
    // By beginning and facility, each pair once.
    rows: Vec<MinutesRow>,
}

impl Minutes {
    /// A table of these ways, in any order; of several between the same ends the shortest counts.
    pub fn new(mut rows: Vec<MinutesRow>) -> Self {
        rows.sort();
        rows.dedup_by(|b, a| (&a.from, &a.to) == (&b.from, &b.to));
        Self { rows }
    }

    /// All ways.
    pub fn rows(&self) -> &[MinutesRow] {
        &self.rows
    }

    /// The ways from a place, by facility; empty if none begins there. Cost: logarithmic.
    pub fn from(&self, place: &str) -> &[MinutesRow] {
        let start = self.rows.partition_point(|r| r.from.as_str() < place);
        let rest = &self.rows[start..];
        &rest[..rest.partition_point(|r| r.from == place)]
    }
}

#[cfg(test)]
mod tests {
    use super::{Minutes, MinutesRow};

    #[test]
    fn the_shortest_of_several_ways_counts() {
        let row = |from: &str, to: &str, minutes| MinutesRow { from: from.into(), to: to.into(), minutes };
        let table =
            Minutes::new(vec![row("B", "F", 9), row("A", "G", 4), row("B", "F", 3), row("A", "F", 7)]);
        assert_eq!(table.from("A"), [row("A", "F", 7), row("A", "G", 4)]);
        assert_eq!(table.from("B"), [row("B", "F", 3)]);
        assert!(table.from("").is_empty() && table.from("C").is_empty());
    }
}
