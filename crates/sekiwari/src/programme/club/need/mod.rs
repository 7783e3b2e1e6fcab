//! The smallest plan that leaves no child waiting for a club (受け皿整備).
//!
//! Demand is given as groups of children who are alike: a district, weekdays, seasons, and the clubs that they accept in order. The
//! plan names the rooms, units, staff, qualified staff, declared seats and transport seats to add to each club, and new clubs
//! in districts without one where that is wanted, so that every child can be seated on all its days and every slot keeps the
//! standard (放課後児童健全育成事業の設備及び運営に関する基準 第9条, 第10条), enrolled children included.
//!
//! | file | what |
//! |---|---|
//! | `demand` | groups, districts, routes, and what is wrong with them |
//! | `of_round` | the demand of a round |
//! | `costs` | what a plan adds, and which of it is dearest |
//! | `club` | what a club needs for so many children, and how many it takes with so much |
//! | `problem`, `build` | groups and clubs of one part of the city that no child leaves |
//! | `state` | children in clubs, counted as they move |
//! | `shed` | chains of moves that bring a club below a limit |
//! | `improve` | a good plan |
//! | `flow`, `bound` | what no plan can go below |
//! | `relax`, `search` | the smallest plan of a small part, by branch and bound over linear relaxations |
//! | `plan` | these one after the other |
//! | `facts` | districts without a club, and children beyond seats, club by club |

mod bound;
mod build;
mod club;
mod costs;
mod demand;
mod facts;
mod flow;
mod improve;
mod of_round;
mod plan;
mod problem;
mod relax;
mod search;
mod shed;
mod state;
#[cfg(test)]
mod tests;

pub use costs::{Costs, Item, Totals};
pub use demand::{Choice, Demand, District, Group, NeedError, Route};
pub use facts::{Shortfall, districts_without_club, shortfalls};
pub use of_round::RoundDemand;
pub use plan::{ClubNeed, NeedOptions, Place, Plan, Reach, Seating, smallest_plan};
