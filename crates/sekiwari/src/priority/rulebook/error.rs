//! Why a rulebook is refused.

use super::ExprFault;

/// The part of a rulebook that a fault is in, by its position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// The rulebook as a whole.
    Book,
    /// A declared fact.
    Declared(usize),
    /// A component.
    Component(usize),
    /// A group.
    Group(usize),
    /// The condition of a group.
    GroupWhen(usize),
    /// An item.
    Item(usize),
    /// The condition of an item.
    When(usize),
    /// The count of an item.
    Times(usize),
    /// A tie key.
    Tie(usize),
    /// The number of a tie key.
    By(usize),
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// An id stands twice among things of one kind.
    #[error("the id {id} stands twice")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A position points nowhere.
    #[error("it points at {what} number {index}, which does not exist")]
    BadIndex {
        /// What it points at.
        what: &'static str,
        /// The position.
        index: usize,
    },
    /// No components at all.
    #[error("there is no component")]
    NoComponent,
    /// A component without items.
    #[error("no group counts for the component {id}")]
    ComponentUnused {
        /// The component.
        id: String,
    },
    /// Numbers beyond what is kept.
    #[error("{what} is out of range ({least} to {most})")]
    Range {
        /// What.
        what: &'static str,
        /// Least value.
        least: i64,
        /// Largest value.
        most: i64,
    },
    /// A ladder without steps, or one on which a label stands twice.
    #[error("the labels {labels:?} are no ladder: each must stand once, and there must be some")]
    BadLadder {
        /// The labels.
        labels: Vec<String>,
    },
    /// Letters of a pair must be single characters.
    #[error("{letter:?} is not a single character")]
    BadLetter {
        /// The letter.
        letter: String,
    },
    /// A pair that stands on no step.
    #[error("the pair {pair} stands on no step")]
    PairWithoutStep {
        /// The pair.
        pair: String,
    },
    /// Points for a component of ranks, or a rank for one of points.
    #[error("the component {component} takes {needed}")]
    WrongEffect {
        /// The component.
        component: String,
        /// What it takes: `points`, or `rank or lift`.
        needed: &'static str,
    },
    /// An item of a reason cannot lift: there is nothing yet to be lifted.
    #[error("an item of a reason sets a rank; lifts stand at the other levels")]
    LiftOfReason,
    /// `times` of something that is no points.
    #[error("only points can be counted several times")]
    TimesOfRank,
    /// A way to combine that does not fit the component.
    #[error("{what} does not fit the component {component}")]
    WrongCombination {
        /// What was asked for.
        what: &'static str,
        /// The component.
        component: String,
    },
    /// The mean of two would not be exact.
    #[error("half of it cannot be kept: points under a mean have at most two decimals and an even third")]
    NotHalvable,
    /// Pairs and means need this many guardians.
    #[error("{what} needs {needed} guardians")]
    Guardians {
        /// What.
        what: &'static str,
        /// How many.
        needed: &'static str,
    },
    /// It ends before it begins.
    #[error("it is valid to {to}, before it is valid from {from}")]
    ReversedValidity {
        /// First day.
        from: String,
        /// Last day.
        to: String,
    },
    /// Bands that do not ascend.
    #[error("the bands do not ascend")]
    BandsUnsorted,
    /// An expression means nothing.
    #[error("{fault}")]
    Expression {
        /// Byte offset in the text.
        at: u32,
        /// Why.
        fault: ExprFault,
    },
}

/// One reason why a rulebook is refused.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{part:?}: {fault}")]
pub struct RulebookError {
    /// Where.
    pub part: Part,
    /// What.
    pub fault: Fault,
}
