//! Why a published list cannot be read.

/// Why a published list cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenDataError {
    /// Not a CSV table at all, or cells are missing.
    #[error("line {line}: {reason}")]
    Malformed {
        /// The line, from 1.
        line: u64,
        /// Why.
        reason: String,
    },
    /// A column or a member is missing.
    #[error("{column} is missing")]
    Missing {
        /// Its name.
        column: String,
    },
    /// A value is not what belongs there.
    #[error("line {line}, {column}: {value:?} is not {expected}")]
    BadValue {
        /// The line of a table from 1, or the number of the entry of a JSON list from 1.
        line: u64,
        /// The column or member.
        column: String,
        /// What stands there.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A school, a club or an area comes twice.
    #[error("line {line}: {id} is listed twice")]
    Duplicate {
        /// The line of the second, from 1, or the number of its entry.
        line: u64,
        /// What comes twice.
        id: String,
    },
    /// The list holds no school, or no club.
    #[error("there is no {what} in the list")]
    Nothing {
        /// What was looked for.
        what: &'static str,
    },
    /// An area of the census has children, but its place is not known.
    #[error("area {key} has no place")]
    NoPlace {
        /// The area.
        key: String,
    },
    /// The areas of the census do not add up to what is printed for the whole.
    #[error("the areas have {sum} children, the whole city {printed}")]
    DoesNotAddUp {
        /// The sum.
        sum: u64,
        /// What is printed.
        printed: u64,
    },
}
