//! Site selection under the rule itself: which sites, in which sizes, seat the most children once points, siblings, transfers and the lottery
//! have decided.
//!
//! | file | what |
//! |---|---|
//! | `site`, `limits` | sites with their sizes, and what a choice of them may take |
//! | `city` | a choice built into the round of every draw, decided by the rule and judged |
//! | `objective` | what is wanted |
//! | `bound`, `flow` | what a choice seats at most, whatever the priorities |
//! | `desk` | what was decided is kept |
//! | `search`, `climb` | the list of choices by their bounds, decided until no other can be better; sites added and exchanged |
//! | `order` | one site a year: step by step against best together |
//! | `guide` | what the classical objectives would choose |
//!
//! Nothing is approximated: a choice is worth what the rule gives in the rounds with these sites, over all draws of what families list. A
//! bound that leaves priorities out says when no other choice can be better, or how much better one may be.

mod bound;
mod city;
mod climb;
mod desk;
mod flow;
mod guide;
mod limits;
mod objective;
mod order;
mod search;
mod site;

pub use city::{City, DrawWorth, SelectionError, Worth};
pub use desk::Desk;
pub use guide::{Classical, Guided, guide};
pub use limits::{Count, Limits, Takes};
pub use objective::Objective;
pub use order::{Path, Sequence};
pub use search::{Effort, Progress, Selected};
pub use site::{Choice, Place, Site, Size};
