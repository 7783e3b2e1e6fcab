//! What the tables of guardians and circumstances say together, and whether they can both be true.

use jiff::civil::Date;
use sekiwari::priority::Thousandths;
use sekiwari::priority::rulebook::{Rulebook, Source};
use sekiwari::programme::nursery::{Circumstances, FactValue};

use super::family_ids::FamilyIds;
use super::ids::Ids;
use super::source::Tables;
use super::{circumstances, guardians};
use crate::finding::catalogue::{circumstances as kinds, rulebook};
use crate::finding::{Finding, Findings, Place};
use crate::table::{Col, TableSpec};

/// What the rows refer to, as far as it could be read.
pub(crate) struct Known<'a> {
    pub(crate) children: Option<&'a mut Ids>,
    pub(crate) families: Option<&'a mut FamilyIds>,
    pub(crate) facilities: Option<&'a mut Ids>,
}

/// Reads both tables and holds them against each other; `spec` is that of `circumstances` in rounds of the programme. Nothing
/// where one cannot be used.
pub(crate) fn read(
    tables: &Tables,
    spec: &'static TableSpec,
    mut known: Known<'_>,
    book: &Rulebook,
    entry: Option<Date>,
    findings: &mut Findings,
) -> Option<Circumstances> {
    let Some(table) = tables.get("guardians") else {
        if !tables.was_tried("guardians") {
            findings.add(&rulebook::RULEBOOK_WITHOUT_GUARDIANS, Place::file(tables.origin()));
        }
        return None;
    };
    let guardians = guardians::read(table, known.families.as_deref_mut(), book, entry, findings);
    let facts = match tables.get("circumstances") {
        Some(t) => circumstances::read(t, spec, &mut known, book, entry, findings),
        None => Some(circumstances::Facts {
            given: vec![false; book.schema().attributes().len()],
            ..circumstances::Facts::default()
        }),
    };
    let (guardians, facts) = (guardians?, facts?);
    let check = Check { tables, book, entry, guardians: &guardians, facts: &facts };
    if let Some(families) = known.families.as_deref() {
        check.households(families, findings);
        check.fewer_children(families, findings);
    }
    check.never_given(findings);
    Some(Circumstances {
        reasons: guardians.reasons,
        idle: guardians.idle,
        facts: facts.rows.into_iter().map(|(row, _)| row).collect(),
    })
}

struct Check<'a> {
    tables: &'a Tables,
    book: &'a Rulebook,
    entry: Option<Date>,
    guardians: &'a guardians::Guardians,
    facts: &'a circumstances::Facts,
}

impl Check<'_> {
    /// The facts of one name that hold, by household: value and row.
    fn of(&self, name: &str) -> std::collections::BTreeMap<&str, (&FactValue, usize)> {
        let attribute = self.book.schema().find(name).unwrap_or_default() as u32;
        let holds = |row: &&(sekiwari::programme::nursery::FactRow, usize)| {
            row.0.attribute == attribute && self.entry.is_none_or(|e| row.0.validity.holds_on(e))
        };
        let rows = self.facts.rows.iter().filter(holds);
        rows.filter_map(|(f, row)| Some((f.household.as_deref()?, (&f.value, *row)))).collect()
    }

    fn households(&self, families: &FamilyIds, findings: &mut Findings) {
        let yes = |name: &str| {
            let mut facts = self.of(name);
            facts.retain(|_, (value, _)| **value == FactValue::YesNo(true));
            facts
        };
        let single = yes("household.single_parent");
        let one = [&single, &yes("household.quasi_single_parent"), &yes("household.parent_absent")];
        let none = yes("household.no_parents");
        let most = self.book.data().guardians as usize;
        let table = self.tables.get("guardians");
        for household in families.ids.names() {
            let own = self.guardians.by_household.get(household);
            let count = own.map_or(0, std::collections::BTreeMap::len);
            let row = own.and_then(|g| g.values().min().copied());
            let place = || match (table, row) {
                (Some(t), Some(row)) => t.place_at(row, Col::NONE),
                (Some(t), None) => t.place(),
                (None, _) => Place::file("guardians"),
            };
            let about = |kind| Finding::new(kind, place()).value(household);
            if count == 0 && !none.contains_key(household) && !self.guardians.incomplete {
                findings.push(about(&kinds::NO_GUARDIAN));
            } else if count > most {
                findings.push(about(&kinds::GUARDIANS_TOO_MANY).arg("count", count).arg("most", most));
            } else if count > 1 && single.contains_key(household) {
                findings.push(about(&kinds::SINGLE_PARENT_WITH_TWO).arg("count", count));
            } else if count == 1
                && most > 1
                && !self.guardians.incomplete
                && !one.iter().any(|facts| facts.contains_key(household))
            {
                findings.push(about(&kinds::ONE_GUARDIAN));
            }
        }
    }

    /// Households that state fewer children than apply.
    fn fewer_children(&self, families: &FamilyIds, findings: &mut Findings) {
        let Some(table) = self.tables.get("circumstances") else { return };
        for name in ["household.children_under_18", "household.preschoolers"] {
            for (household, (value, row)) in self.of(name) {
                let position = families.ids.get(household);
                let applying = position.and_then(|p| families.size.get(p as usize)).copied();
                if let (FactValue::Number(stated), Some(applying)) = (value, applying)
                    && *stated < i64::from(applying) * 1000
                {
                    let bare = name.split_once('.').map_or(name, |(_, bare)| bare);
                    let finding = Finding::new(&kinds::CHILDREN_FEWER, table.place_at(row, Col::NONE));
                    let finding = finding.value(household).arg("fact", bare).arg("applying", applying);
                    findings.push(finding.arg("stated", Thousandths(*stated)));
                }
            }
        }
    }

    /// Attributes that items ask about and nobody has a value for.
    fn never_given(&self, findings: &mut Findings) {
        if self.guardians.incomplete || self.facts.incomplete {
            return;
        }
        let asked = |a: u32| {
            let items = (0..self.book.items().len()).any(|i| self.book.attributes_of(i).contains(&a));
            items || (0..self.book.ties().len()).any(|t| self.book.attributes_of_tie(t).contains(&a))
        };
        for (source, given, table) in [
            (Source::Column, &self.guardians.given, "guardians"),
            (Source::Fact, &self.facts.given, "circumstances"),
        ] {
            let missing: Vec<&str> = self
                .book
                .schema()
                .attributes()
                .iter()
                .enumerate()
                .filter(|(a, attribute)| attribute.source == source && !given[*a] && asked(*a as u32))
                .map(|(_, attribute)| attribute.name.as_str())
                .collect();
            if !missing.is_empty() {
                let place =
                    self.tables.get(table).map_or_else(|| Place::file(format!("{table}.csv")), |t| t.place());
                let finding = Finding::new(&kinds::FACT_NEVER_GIVEN, place).value(&missing.len().to_string());
                findings.push(finding.arg("attributes", missing.join(", ")));
            }
        }
    }
}
