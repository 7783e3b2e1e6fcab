//! Which rounds know an attribute: some follow from tables that only one programme has.

use super::{Expr, ExprFault, Fault, Node, Part, RulebookData, RulebookError, Schema};
use std::collections::BTreeSet;

/// The rounds that know an attribute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Rounds {
    /// Those of every programme.
    #[default]
    All,
    /// Those of nursery schools.
    Nursery,
    /// Those of after-school clubs.
    Club,
}

impl Rounds {
    /// Whether all rounds of `other` are among these.
    pub fn has(self, other: Rounds) -> bool {
        self == Rounds::All || self == other
    }
}

impl RulebookData {
    /// Where a condition or a number asks for an attribute that some of these rounds do not know: in each the first place of
    /// each attribute.
    pub fn unknown_in(&self, rounds: Rounds) -> Vec<RulebookError> {
        let schema = Schema::new(self.declared.clone());
        let gates = self.groups.iter().enumerate().map(|(i, g)| (Part::GroupWhen(i), g.when.as_ref()));
        let when = self.items.iter().enumerate().map(|(i, x)| (Part::When(i), x.when.as_ref()));
        let times = self.items.iter().enumerate().map(|(i, x)| (Part::Times(i), x.times.as_ref()));
        let ties = self.ties.iter().enumerate().map(|(i, t)| (Part::By(i), Some(&t.by)));
        let mut errors = Vec::new();
        for (part, node) in gates.chain(when).chain(times).chain(ties) {
            let mut told = BTreeSet::new();
            node.into_iter().for_each(|node| {
                each_attribute(node, &mut |at, name| {
                    let known = schema.find(name).map(|a| schema.attributes()[a].rounds);
                    let Some(known) = known.filter(|known| !known.has(rounds)) else { return };
                    if told.insert(name.to_owned()) {
                        let fault = ExprFault::OtherRounds { name: name.to_owned(), known };
                        errors.push(RulebookError { part, fault: Fault::Expression { at, fault } });
                    }
                });
            });
        }
        errors
    }
}

fn each_attribute<'n>(node: &'n Node, tell: &mut impl FnMut(u32, &'n str)) {
    match &node.expr {
        Expr::Flag(_) | Expr::Number(_) | Expr::Word(_) => {}
        Expr::Attribute(name) | Expr::Has(name) => tell(node.at, name),
        Expr::OneOf(value, among) => {
            each_attribute(value, tell);
            among.iter().for_each(|n| each_attribute(n, tell));
        }
        Expr::If(a, b, c) => [a, b, c].into_iter().for_each(|n| each_attribute(n, tell)),
        Expr::Not(a) | Expr::Exists(a) | Expr::All(a) => each_attribute(a, tell),
        Expr::Compare(_, a, b)
        | Expr::And(a, b)
        | Expr::Or(a, b)
        | Expr::Plus(a, b)
        | Expr::Minus(a, b)
        | Expr::Times(a, b)
        | Expr::Least(a, b)
        | Expr::Greatest(a, b) => [a, b].into_iter().for_each(|n| each_attribute(n, tell)),
    }
}
