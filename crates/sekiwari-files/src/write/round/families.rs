//! Guardians with their reasons, and facts about families.

use super::Out;
use sekiwari::priority::Thousandths;
use sekiwari::priority::rulebook::{Schema, Source};
use sekiwari::programme::nursery::{Circumstances, FactValue};
use std::io;

/// The attributes that are columns of the table of guardians.
pub(super) fn reason_columns(schema: &Schema) -> Vec<u32> {
    let of_reason = |a: &u32| schema.attributes()[*a as usize].source == Source::Column;
    (0..schema.attributes().len() as u32).filter(of_reason).collect()
}

pub(super) fn guardians(
    table: &mut Out<'_>,
    circumstances: &Circumstances,
    columns: &[u32],
) -> io::Result<()> {
    for reason in &circumstances.reasons {
        table.value(&reason.household)?.value(&reason.guardian)?;
        for column in columns {
            let value = reason.values.iter().find(|(a, _)| a == column);
            table.optional(value.map(|(_, v)| Shown(v)))?;
        }
        table.optional(reason.validity.from)?.optional(reason.validity.to)?.end_row()?;
    }
    for (household, guardian) in &circumstances.idle {
        table.value(household)?.value(guardian)?;
        for _ in 0..columns.len() + 2 {
            table.value("")?;
        }
        table.end_row()?;
    }
    Ok(())
}

pub(super) fn facts(table: &mut Out<'_>, circumstances: &Circumstances, schema: &Schema) -> io::Result<()> {
    for fact in &circumstances.facts {
        table.optional(fact.household.as_ref())?.optional(fact.child.as_ref())?;
        table.optional(fact.facility.as_ref())?;
        let attribute = schema.attributes().get(fact.attribute as usize);
        table.optional(attribute.map(|a| a.bare_name()))?.value(Shown(&fact.value))?;
        table.optional(fact.validity.from)?.optional(fact.validity.to)?.end_row()?;
    }
    Ok(())
}

/// A fact as a cell.
struct Shown<'a>(&'a FactValue);

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            FactValue::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            FactValue::Number(n) => Thousandths(*n).fmt(f),
            FactValue::Date(date) => date.fmt(f),
            FactValue::Word(word) => f.write_str(word),
        }
    }
}
