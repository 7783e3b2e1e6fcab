//! The lines of an argument.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use sekiwari::certificate::{Case, End, Step};
use sekiwari::market::{HouseholdId, Market, WishId};
use serde::de::{self, SeqAccess, Visitor};
use serde::ser::SerializeTuple;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A line: a step, or how a case ends. A wish is named by its household and its 1-based place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// `[household, rank]`: the household ends there or better.
    Guarantee(u32, u32),
    /// `[household, rank, pool]`: the wish cannot be given, because of the pool.
    Hopeless(u32, u32, u32),
    /// `["contradiction", household]`: it must be seated and nothing is left.
    Contradiction(u32),
    /// `["bounded"]`: what is left does not beat the claim.
    Bounded,
    /// `["choice", household, [ranks]]`: its outcomes, 0 for none; the cases follow one after the other.
    Choice(u32, Vec<u32>),
    /// `["suspect", household]`: two cases follow, first that it does not block, then that it does.
    Suspect(u32),
    /// `["among", [households]]`: two cases follow, first that none of them blocks, then that one does.
    Among(Vec<u32>),
    /// `["apart", [households], [value]]`: two cases follow, first that these reach no more, then the rest with so much for them.
    Apart(Vec<u32>, Vec<i64>),
}

/// The lines of a case and of all cases in it, in the order of `proof.json`: steps, end, and then the inner cases.
pub fn lines_of<'a>(market: &'a Market, case: &'a Case) -> impl Iterator<Item = Line> + 'a {
    // The next thing to write of each case begun; inner cases are pushed last first.
    let mut pending: Vec<(&'a Case, usize)> = vec![(case, 0)];
    std::iter::from_fn(move || {
        let (case, at) = pending.pop()?;
        if let Some(step) = case.steps.get(at) {
            pending.push((case, at + 1));
            return Some(step_line(market, *step));
        }
        match &case.end {
            End::Choice { cases, .. } => pending.extend(cases.iter().rev().map(|(_, c)| (c, 0))),
            End::Suspect { hard, blocks, .. } => pending.extend([(&**blocks, 0), (&**hard, 0)]),
            End::Among { none, some, .. } => pending.extend([(&**some, 0), (&**none, 0)]),
            End::Apart { within, rest, .. } => pending.extend([(&**rest, 0), (&**within, 0)]),
            End::Contradiction { .. } | End::Bounded => {}
        }
        Some(end_line(market, &case.end))
    })
}

/// A step as a line.
pub(super) fn step_line(market: &Market, step: Step) -> Line {
    match step {
        Step::Guarantee { wish } => {
            let (household, rank) = place(market, wish);
            Line::Guarantee(household, rank)
        }
        Step::Hopeless { wish, pool } => {
            let (household, rank) = place(market, wish);
            Line::Hopeless(household, rank, pool.index() as u32)
        }
    }
}

fn end_line(market: &Market, end: &End) -> Line {
    let number = |h: &HouseholdId| h.index() as u32;
    match end {
        End::Contradiction { household } => Line::Contradiction(number(household)),
        End::Bounded => Line::Bounded,
        End::Choice { household, cases } => {
            let rank = |outcome: &Option<WishId>| outcome.map_or(0, |wish| place(market, wish).1);
            Line::Choice(number(household), cases.iter().map(|(outcome, _)| rank(outcome)).collect())
        }
        End::Suspect { household, .. } => Line::Suspect(number(household)),
        End::Among { households, .. } => Line::Among(households.iter().map(number).collect()),
        End::Apart { households, value, .. } => {
            Line::Apart(households.iter().map(number).collect(), value.clone())
        }
    }
}

/// Household and 1-based place of a wish; the place is 0 for a wish that the market does not have.
fn place(market: &Market, wish: WishId) -> (u32, u32) {
    if wish.index() >= market.wish_count() {
        return (0, 0);
    }
    let household = market.household_of(market.claims(wish)[0].child);
    (household.index() as u32, (wish.index() - market.wish_range(household).start) as u32 + 1)
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Line::Guarantee(household, rank) => (household, rank).serialize(serializer),
            Line::Hopeless(household, rank, pool) => (household, rank, pool).serialize(serializer),
            Line::Contradiction(household) => ("contradiction", household).serialize(serializer),
            Line::Bounded => {
                let mut tuple = serializer.serialize_tuple(1)?;
                tuple.serialize_element("bounded")?;
                tuple.end()
            }
            Line::Choice(household, ranks) => ("choice", household, ranks).serialize(serializer),
            Line::Suspect(household) => ("suspect", household).serialize(serializer),
            Line::Among(households) => ("among", households).serialize(serializer),
            Line::Apart(households, value) => ("apart", households, value).serialize(serializer),
        }
    }
}

/// The first entry of a line.
enum First {
    Household(u32),
    Contradiction,
    Bounded,
    Choice,
    Suspect,
    Among,
    Apart,
}

struct FirstVisitor;

impl Visitor<'_> for FirstVisitor {
    type Value = First;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a household, or one of contradiction, bounded, choice, suspect, among, apart")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<First, E> {
        let household = u32::try_from(number);
        household.map(First::Household).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<First, E> {
        match word {
            "contradiction" => Ok(First::Contradiction),
            "bounded" => Ok(First::Bounded),
            "choice" => Ok(First::Choice),
            "suspect" => Ok(First::Suspect),
            "among" => Ok(First::Among),
            "apart" => Ok(First::Apart),
            _ => Err(E::invalid_value(de::Unexpected::Str(word), &self)),
        }
    }
}

impl<'de> Deserialize<'de> for First {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FirstVisitor)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a line of an argument: [household, rank], [household, rank, pool] or [word, ...]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Line, A::Error> {
        let missing = || de::Error::custom("a line of an argument is too short");
        let line = match entries.next_element()?.ok_or_else(missing)? {
            First::Household(household) => {
                let rank = entries.next_element()?.ok_or_else(missing)?;
                match entries.next_element()? {
                    Some(pool) => Line::Hopeless(household, rank, pool),
                    None => return Ok(Line::Guarantee(household, rank)),
                }
            }
            First::Contradiction => Line::Contradiction(entries.next_element()?.ok_or_else(missing)?),
            First::Bounded => Line::Bounded,
            First::Choice => {
                let household = entries.next_element()?.ok_or_else(missing)?;
                Line::Choice(household, entries.next_element()?.ok_or_else(missing)?)
            }
            First::Suspect => Line::Suspect(entries.next_element()?.ok_or_else(missing)?),
            First::Among => Line::Among(entries.next_element()?.ok_or_else(missing)?),
            First::Apart => {
                let households = entries.next_element()?.ok_or_else(missing)?;
                Line::Apart(households, entries.next_element()?.ok_or_else(missing)?)
            }
        };
        match entries.next_element::<de::IgnoredAny>()? {
            None => Ok(line),
            Some(_) => Err(de::Error::custom("a line of an argument is too long")),
        }
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(LineVisitor)
    }
}

impl JsonSchema for Line {
    fn schema_name() -> Cow<'static, str> {
        "Line".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let number = json_schema!({ "type": "integer", "minimum": 0, "maximum": u32::MAX });
        let numbers = || json_schema!({ "type": "array", "items": number });
        let value = json_schema!({ "type": "array", "items": { "type": "integer" } });
        let word = |word: &str| json_schema!({ "const": word });
        let line = |entries: &[Schema], text: &str| {
            json_schema!({
                "description": text,
                "type": "array",
                "prefixItems": entries,
                "items": false,
                "minItems": entries.len(),
            })
        };
        let n = || number.clone();
        json_schema!({
            "description": "A line of an argument. A wish is named by its household and its 1-based place in the list.",
            "anyOf": [
                line(&[n(), n()], "Guarantee: the household ends at this wish or better."),
                line(&[n(), n(), n()], "Hopeless: the wish cannot be given, because of the pool."),
                line(&[word("contradiction"), n()], "The household must be seated and nothing is left."),
                line(&[word("bounded")], "What is left does not beat the claim of the part."),
                line(&[word("choice"), n(), numbers()], "The outcomes of a household, 0 for none; the cases follow."),
                line(&[word("suspect"), n()], "Two cases follow: it does not block; it does."),
                line(&[word("among"), numbers()], "Two cases follow: none of them blocks; one of them does."),
                line(
                    &[word("apart"), numbers(), value],
                    "Two cases follow: these reach no more than the value; the rest, with so much for these."
                ),
            ]
        })
    }
}
