//! Dropping deeply nested cases without a deep stack.

use super::{Case, End};

impl Drop for Case {
    fn drop(&mut self) {
        let mut pending = Vec::new();
        take_inner(&mut self.end, &mut pending);
        while let Some(mut case) = pending.pop() {
            take_inner(&mut case.end, &mut pending);
        }
    }
}

fn take_inner(end: &mut End, pending: &mut Vec<Case>) {
    match std::mem::replace(end, End::Bounded) {
        End::Choice { cases, .. } => pending.extend(cases.into_iter().map(|(_, case)| case)),
        End::Suspect { hard, blocks, .. } => pending.extend([*hard, *blocks]),
        End::Among { none, some, .. } => pending.extend([*none, *some]),
        End::Apart { within, rest, .. } => pending.extend([*within, *rest]),
        End::Contradiction { .. } | End::Bounded => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Case, End};
    use crate::market::HouseholdId;

    #[test]
    fn a_million_nested_cases_drop() {
        let mut case = Case { steps: Vec::new(), end: End::Bounded };
        for depth in 0..1_000_000 {
            let household = HouseholdId::new(0);
            let end = match depth % 2 {
                0 => End::Choice { household, cases: vec![(None, case)] },
                _ => End::Suspect {
                    household,
                    hard: Box::new(case),
                    blocks: Box::new(Case { steps: Vec::new(), end: End::Bounded }),
                },
            };
            case = Case { steps: Vec::new(), end };
        }
        drop(case);
    }
}
