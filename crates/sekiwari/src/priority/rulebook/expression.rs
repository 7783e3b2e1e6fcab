//! Conditions and numbers as trees, as they were written: not yet known to mean anything.

/// A node of an expression and where it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// Byte offset in the text it was read from.
    pub at: u32,
    /// The expression.
    pub expr: Expr,
}

/// What is compared how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// An expression over the attributes of a [`super::Schema`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expr {
    /// `true`, `false`.
    Flag(bool),
    /// A number in thousandths.
    Number(i64),
    /// A word in quotes.
    Word(String),
    /// An attribute by its full name.
    Attribute(String),
    /// `has(attribute)`: whether its value is known.
    Has(String),
    /// A comparison; false if a side is unknown.
    Compare(Comparison, Box<Node>, Box<Node>),
    /// `value in [..]`.
    OneOf(Box<Node>, Vec<Node>),
    /// `a && b`.
    And(Box<Node>, Box<Node>),
    /// `a || b`.
    Or(Box<Node>, Box<Node>),
    /// `!a`.
    Not(Box<Node>),
    /// `condition ? a : b`.
    If(Box<Node>, Box<Node>, Box<Node>),
    /// `a + b`.
    Plus(Box<Node>, Box<Node>),
    /// `a - b`.
    Minus(Box<Node>, Box<Node>),
    /// `a * b`, one of them a whole number.
    Times(Box<Node>, Box<Node>),
    /// `min(a, b)`.
    Least(Box<Node>, Box<Node>),
    /// `max(a, b)`.
    Greatest(Box<Node>, Box<Node>),
    /// `reasons.exists(r, ..)`: some reason of some guardian of the household; attributes of `r` are `reason.` ones.
    Exists(Box<Node>),
    /// `reasons.all(r, ..)`: every reason of every guardian; true where there is none.
    All(Box<Node>),
}

/// Why an expression means nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExprFault {
    /// No attribute has this name.
    #[error("there is no attribute {name}")]
    UnknownAttribute {
        /// The name.
        name: String,
    },
    /// The level of the item does not see the attribute.
    #[error("{name} cannot be asked about at the level {level}")]
    NotVisible {
        /// The attribute.
        name: String,
        /// The level of the item.
        level: &'static str,
    },
    /// Only rounds of another programme know the attribute.
    #[error("rounds of this programme do not know {name}")]
    OtherRounds {
        /// The attribute.
        name: String,
        /// The rounds that know it.
        known: super::Rounds,
    },
    /// Another type is needed here.
    #[error("a {expected} is needed here, this is a {found}")]
    WrongType {
        /// What is needed: `yes-no`, `number`, `word`.
        expected: &'static str,
        /// What was written.
        found: &'static str,
    },
    /// The two sides have different types.
    #[error("a {left} and a {right} cannot be compared")]
    Uncomparable {
        /// Type of the left side.
        left: &'static str,
        /// Type of the right side.
        right: &'static str,
    },
    /// Words and flags have no order.
    #[error("a {found} is neither more nor less than another")]
    NoOrder {
        /// The type.
        found: &'static str,
    },
    /// The attribute never has this value.
    #[error("{attribute} is never {word:?}")]
    UnknownWord {
        /// The word.
        word: String,
        /// The attribute.
        attribute: String,
        /// The words it can be.
        allowed: Vec<String>,
    },
    /// `has(..)` of something that is always known.
    #[error("{name} is always known")]
    AlwaysKnown {
        /// The attribute.
        name: String,
    },
    /// Neither factor is a whole number.
    #[error("one factor has to be a whole number")]
    FactorNotWhole,
    /// `reasons.exists` inside itself or inside the level of reasons.
    #[error("reasons cannot be asked about all at once here")]
    NestedReasons,
    /// Too long or too deep.
    #[error("the expression is too long")]
    TooLong,
}
