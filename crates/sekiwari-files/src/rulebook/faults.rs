//! What the library refuses, as findings at the place where it was written.

use sekiwari::priority::rulebook::{ExprFault, Fault, Part, RulebookError, Schema};

use super::read::{Places, expression_place};
use super::text::Source;
use crate::finding::catalogue::rulebook as kinds;
use crate::finding::{Finding, Place, did_you_mean};
use crate::round::Programme;

/// Whether a refusal is about the meaning of an expression.
pub(super) fn is_expression(error: &RulebookError) -> bool {
    matches!(error.fault, Fault::Expression { .. })
}

fn place(part: Part, at: u32, places: &Places, source: &Source<'_>) -> Place {
    let of = |list: &[Place], i: usize| list.get(i).unwrap_or(&places.book).clone();
    let written = |list: &[(super::text::Written, String)], i: usize| match list.get(i) {
        Some((written, path)) => expression_place(source, written, path, at),
        None => places.book.clone(),
    };
    match part {
        Part::Book => places.book.clone(),
        Part::Declared(i) => of(&places.declared, i),
        Part::Component(i) => of(&places.components, i),
        Part::Group(i) => of(&places.groups, i),
        Part::Item(i) => of(&places.items, i),
        Part::Tie(i) => of(&places.ties, i),
        Part::GroupWhen(i) => written(&places.gates, i),
        Part::When(i) => written(&places.when, i),
        Part::Times(i) => written(&places.times, i),
        Part::By(i) => written(&places.by, i),
    }
}

/// The finding of a refusal.
pub(super) fn finding(
    error: &RulebookError,
    places: &Places,
    source: &Source<'_>,
    schema: &Schema,
) -> Finding {
    let at = match &error.fault {
        Fault::Expression { at, .. } => *at,
        _ => 0,
    };
    let place = place(error.part, at, places, source);
    let about = |kind| Finding::new(kind, place.clone());
    match &error.fault {
        Fault::Expression { fault, .. } => expression(fault, place, schema),
        Fault::DuplicateId { id } => about(&kinds::ID_DUPLICATE).value(id),
        Fault::NoComponent => about(&kinds::KEY_MISSING).arg("key", "component"),
        Fault::ComponentUnused { id } => about(&kinds::COMPONENT_UNUSED).value(id),
        Fault::Range { what, least, most } => {
            about(&kinds::NUMBER_RANGE).arg("what", what).arg("min", least).arg("max", most)
        }
        Fault::BadLadder { labels } => about(&kinds::LADDER).value(&labels.join(", ")),
        Fault::BadLetter { letter } => about(&kinds::LETTER).value(letter),
        Fault::PairWithoutStep { pair } => about(&kinds::PAIR_WITHOUT_STEP).value(pair),
        Fault::WrongEffect { component, needed } => {
            about(&kinds::EFFECT_OF_OTHER_KIND).arg("component", component).arg("needed", needed)
        }
        Fault::LiftOfReason => about(&kinds::LIFT_OF_REASON),
        Fault::TimesOfRank => about(&kinds::TIMES_OF_RANK),
        Fault::WrongCombination { what, component } => {
            about(&kinds::COMBINATION).value(what).arg("component", component)
        }
        Fault::NotHalvable => about(&kinds::NOT_HALVABLE),
        Fault::Guardians { what, needed } => about(&kinds::GUARDIANS).value(what).arg("needed", needed),
        Fault::ReversedValidity { from, to } => {
            about(&kinds::VALIDITY_REVERSED).arg("from", from).arg("to", to)
        }
        Fault::BandsUnsorted => about(&kinds::BANDS_UNSORTED),
        other => about(&kinds::RULEBOOK_INCONSISTENT).arg("reason", other),
    }
}

fn expression(fault: &ExprFault, place: Place, schema: &Schema) -> Finding {
    let about = |kind| Finding::new(kind, place.clone());
    match fault {
        ExprFault::UnknownAttribute { name } => {
            let near = did_you_mean(name, schema.attributes().iter().map(|a| a.name.as_str()));
            about(&kinds::ATTRIBUTE_UNKNOWN).value(name).hint(near)
        }
        ExprFault::NotVisible { name, level } => {
            about(&kinds::ATTRIBUTE_NOT_VISIBLE).value(name).arg("level", level)
        }
        ExprFault::OtherRounds { name, known } => {
            let programme = Programme::that_knows(*known).rounds();
            let finding = about(&kinds::ATTRIBUTE_OF_OTHER_ROUNDS).value(name);
            finding.arg("known_ja", programme.ja).arg("known_en", programme.en)
        }
        ExprFault::WrongType { expected, found } => {
            about(&kinds::EXPRESSION_TYPE).arg("expected", expected).arg("found", found)
        }
        ExprFault::Uncomparable { left, right } => {
            about(&kinds::UNCOMPARABLE).arg("left", left).arg("right", right)
        }
        ExprFault::NoOrder { found } => about(&kinds::NO_ORDER).arg("found", found),
        ExprFault::UnknownWord { word, attribute, allowed } => {
            let near = did_you_mean(word, allowed.iter().map(String::as_str));
            let finding = about(&kinds::WORD_NEVER).value(word).hint(near);
            finding.arg("attribute", attribute).arg("allowed", allowed.join(", "))
        }
        ExprFault::AlwaysKnown { name } => about(&kinds::ALWAYS_KNOWN).value(name),
        ExprFault::FactorNotWhole => about(&kinds::FACTOR_NOT_WHOLE),
        ExprFault::NestedReasons => about(&kinds::NESTED_REASONS),
        _ => about(&kinds::EXPRESSION_LONG),
    }
}
