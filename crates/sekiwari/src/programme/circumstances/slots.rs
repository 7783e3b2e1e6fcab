//! Where derived values go: each attribute by the name in the catalogue.

/// A struct of slots, one for each name, with `NAMES` and `new`.
macro_rules! slots {
    ($name:ident { $($field:ident: $attribute:literal),+ $(,)? }) => {
        /// Where derived values go.
        pub(crate) struct $name {
            $(pub(crate) $field: $crate::priority::rulebook::Slot,)+
        }

        impl $name {
            /// The attributes that are filled in.
            #[cfg(test)]
            pub(crate) const NAMES: &'static [&'static str] = &[$($attribute),+];

            pub(crate) fn new(book: &$crate::priority::rulebook::Rulebook) -> Self {
                // Every name below is in the catalogue; a test holds them against it.
                let slot = |name: &str| book.schema().slot(book.schema().find(name).unwrap_or_default());
                Self { $($field: slot($attribute),)+ }
            }
        }
    };
}

pub(crate) use slots;

slots! {
    Slots {
        month: "round.month",
        fiscal_year: "round.fiscal_year",
        workplace: "reason.workplace",
        reasons: "guardian.reasons",
        guardians: "household.guardians",
        applying: "household.applying",
        tax_this_year: "household.tax_this_year",
        tax_last_year: "household.tax_last_year",
        tax: "household.tax",
        sibling_enrolled: "household.sibling_enrolled",
        wishes: "child.wishes",
        siblings: "child.siblings_applying",
        elder_siblings: "child.elder_siblings_applying",
        district: "child.district",
        wish_rank: "at.wish_rank",
        first_choice: "at.first_choice",
        held: "at.held",
        siblings_here: "at.siblings_applying_here",
        staff_child: "at.staff_child",
        sibling_here: "at.sibling_here",
        facility_id: "facility.id",
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;
    use crate::priority::rulebook::{Rounds, Schema, Source};
    use crate::programme::{club, nursery};

    #[test]
    fn every_derived_attribute_is_filled_in_by_the_rounds_that_know_it() {
        let schema = Schema::default();
        let own =
            [(Rounds::All, Slots::NAMES), (Rounds::Nursery, nursery::DERIVED), (Rounds::Club, club::DERIVED)];
        for (rounds, names) in own {
            for name in names {
                let a = &schema.attributes()[schema.find(name).unwrap()];
                assert_eq!(a.rounds, rounds, "{name}");
            }
            for a in schema.attributes().iter().filter(|a| a.source == Source::Derived && a.rounds == rounds)
            {
                assert!(names.contains(&a.name.as_str()), "{}", a.name);
            }
        }
    }
}
