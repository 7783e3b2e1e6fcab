//! A template with a value put in.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// What stands for the value.
pub(super) const PLACEHOLDER: &str = "{value}";

/// The table with the value wherever [`PLACEHOLDER`] stands: alone as the value that it is, inside a text as its digits or letters. Says whether it stood
/// anywhere. What comes from the value has the value's place in the file.
pub(super) fn fill<'t>(
    table: &DeTable<'t>,
    value: &Spanned<DeValue<'t>>,
    label: &str,
) -> (DeTable<'t>, bool) {
    let mut used = false;
    let mut filled = DeTable::new();
    for (key, old) in table {
        filled.insert(key.clone(), put(old, value, label, &mut used));
    }
    (filled, used)
}

fn put<'t>(
    old: &Spanned<DeValue<'t>>,
    value: &Spanned<DeValue<'t>>,
    label: &str,
    used: &mut bool,
) -> Spanned<DeValue<'t>> {
    let new = match old.get_ref() {
        DeValue::String(text) if text == PLACEHOLDER => {
            *used = true;
            return value.clone();
        }
        DeValue::String(text) if text.contains(PLACEHOLDER) => {
            *used = true;
            DeValue::String(Cow::Owned(text.replace(PLACEHOLDER, label)))
        }
        DeValue::Array(list) => {
            let mut filled = DeArray::new();
            list.iter().for_each(|item| filled.push(put(item, value, label, used)));
            DeValue::Array(filled)
        }
        DeValue::Table(table) => {
            let (filled, inside) = fill(table, value, label);
            *used |= inside;
            DeValue::Table(filled)
        }
        other => other.clone(),
    };
    Spanned::new(old.span(), new)
}

/// What a value is called; nothing if it is no number, text, `true` or `false`.
pub(super) fn label(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(i) => Some(i64::from_str_radix(i.as_str(), i.radix()).ok()?.to_string()),
        DeValue::Float(f) => Some(f.as_str().replace('_', "")),
        DeValue::Boolean(b) => Some(b.to_string()),
        _ => None,
    }
}
