//! A rulebook as written: components, groups of items, tie keys.

use super::{Attribute, Level, Node};
use jiff::civil::Date;

/// How the values of a component are written and compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scale {
    /// Points.
    Points {
        /// Whether less comes first.
        less_is_better: bool,
    },
    /// Ranks by label, the best first.
    Ranks {
        /// The labels.
        labels: Vec<String>,
        /// The rank of a guardian for whom no item holds.
        otherwise: u32,
    },
    /// A pair of letters, one per guardian, on a ladder of steps, the best first.
    Pairs {
        /// The letters of one guardian, the best first.
        letters: Vec<String>,
        /// The letter of a guardian for whom no item holds.
        otherwise: u32,
        /// The steps; labels on one step are equal. A label is a pair of letters in any order, or a name of its own.
        steps: Vec<Vec<String>>,
    },
}

/// What counts of several reasons of one guardian.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum OfReasons {
    /// All of them, added.
    Sum,
    /// The best one.
    #[default]
    Max,
    /// The one marked as the main one.
    Main,
}

/// What counts of several guardians.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Across {
    /// Points added.
    #[default]
    Sum,
    /// The mean of the points, exact.
    Mean,
    /// The fewest points, or the worst rank.
    Worst,
    /// The most points, or the best rank.
    Best,
    /// The pair of letters.
    Pair,
}

/// What stands for a guardian that a household does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Missing {
    /// Nothing: only those count who are there.
    #[default]
    Nothing,
    /// The same as the guardian who is there.
    Same,
    /// Points in thousandths, or the position of a rank or letter.
    Value(i64),
}

/// One component of a score. Components are compared in order; tie keys follow.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Component {
    /// Its id.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// How its values are written and compared.
    pub scale: Scale,
    /// What counts of several reasons.
    pub reasons: OfReasons,
    /// What counts of several guardians.
    pub across: Across,
    /// What stands for a missing guardian where there is another.
    pub missing: Missing,
    /// What a household without any guardian has: points in thousandths, or the position of a rank or step.
    pub nobody: i64,
}

/// How the items of a group that hold are put together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Combine {
    /// All count.
    #[default]
    Sum,
    /// Only the first that holds, in the order of the rulebook; the others are not looked at. For steps such as hours.
    First,
    /// Only the best counts.
    Max,
    /// Only the worst counts.
    Min,
    /// The best counts, and a fixed number of points (thousandths) for every further one.
    MaxPlus(i64),
}

/// A group of items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// What it looks at.
    pub level: Level,
    /// The component it counts for, as a position.
    pub component: usize,
    /// How its items are put together.
    pub combine: Combine,
    /// When its items are looked at at all; always if none.
    pub when: Option<Node>,
}

/// What an item does if it holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Gives points, in thousandths.
    Points(i64),
    /// Sets a rank, letter or step, by its position.
    Rank(u32),
    /// Lifts by steps; negative lowers.
    Lift(i64),
}

/// One item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// The text of the rule, for people.
    pub text: String,
    /// Where the rule stands (table, paragraph).
    pub legal: String,
    /// Its group, as a position.
    pub group: usize,
    /// When it holds; always if none.
    pub when: Option<Node>,
    /// How many times it counts, rounded down to a whole number; once if none, not at all if unknown or below 1.
    pub times: Option<Node>,
    /// What it does.
    pub effect: Effect,
    /// The first entry date it is in force for.
    pub valid_from: Option<Date>,
    /// The last entry date it is in force for.
    pub valid_to: Option<Date>,
}

/// A key that decides between equal scores.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TieKey {
    /// Its id.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// Where the rule stands.
    pub legal: String,
    /// The number that is compared; unknown sorts last.
    pub by: Node,
    /// Whether less comes first.
    pub less_is_better: bool,
    /// Lower limits of bands in thousandths, ascending: the number of the band is compared, not the value itself.
    pub bands: Vec<i64>,
}

/// Everything that is written in a rulebook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RulebookData {
    /// Its id.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// Where it was taken from.
    pub source: String,
    /// How many guardians count.
    pub guardians: u32,
    /// The month from which the resident tax of this fiscal year counts.
    pub tax_month: u8,
    /// Facts of its own.
    pub declared: Vec<Attribute>,
    /// The components in the order of comparison.
    pub components: Vec<Component>,
    /// The groups.
    pub groups: Vec<Group>,
    /// The items.
    pub items: Vec<Item>,
    /// The tie keys in the order of comparison.
    pub ties: Vec<TieKey>,
}
