//! `round.toml`.

use super::{Result, RoundSettings, WriteRoundError};
use crate::round::CountSettings;
use sekiwari::programme::nursery::RoundData;
use sekiwari::programme::nursery::capacity::{Mode, Ratios, Rounding};
use sekiwari::programme::nursery::waiting::{ExclusionOrder, Reach, SpecificPlace, Transfers};
use std::fmt::Write as _;

pub(super) fn round_toml(data: &RoundData, settings: &RoundSettings) -> Result<String> {
    let mut text = String::new();
    let name = toml::Value::from(data.name.as_str());
    // Writing to a String cannot fail.
    let _ = writeln!(text, "programme = \"nursery\"\nname = {name}");
    let _ = writeln!(text, "fiscal_year = {}\nentry_date = {}", data.fiscal_year, data.entry_date);
    if settings.mechanism.is_some()
        || settings.ties.is_some()
        || settings.objective.is_some()
        || settings.time_limit_s.is_some()
    {
        text.push_str("\n[allocate]\n");
    }
    if let Some(mechanism) = settings.mechanism {
        let _ = writeln!(text, "mechanism = \"{}\"", mechanism.as_str());
    }
    if let Some(ties) = settings.ties {
        let _ = writeln!(text, "ties = \"{}\"", ties.as_str());
    }
    if let Some(goals) = &settings.objective {
        let names: Vec<String> = goals.names().map(|name| format!("\"{name}\"")).collect();
        let _ = writeln!(text, "objective = [{}]", names.join(", "));
    }
    if let Some(seconds) = settings.time_limit_s {
        let _ = writeln!(text, "time_limit_s = {seconds}");
    }
    if settings.lottery_seed.is_some() || settings.rulebook.is_some() || settings.commitment.is_some() {
        text.push_str("\n[priority]\n");
    }
    if let Some(seed) = settings.lottery_seed {
        let seed = i64::try_from(seed).map_err(|_| WriteRoundError::SeedTooLarge(seed))?;
        let _ = writeln!(text, "lottery_seed = {seed}");
    }
    if let Some((nonce, commitment)) = &settings.commitment {
        let nonce = toml::Value::from(nonce.as_str());
        let _ = writeln!(text, "lottery_nonce = {nonce}\nlottery_commitment = \"{commitment}\"");
    }
    if let Some(ruled) = &settings.rulebook {
        let file = toml::Value::from(ruled.file.as_str());
        let _ = writeln!(text, "rulebook = {file}");
    }
    section(&mut text, "count", &count_keys(&settings.count));
    section(&mut text, "capacity", &capacity_keys(settings));
    Ok(text)
}

type Key = (&'static str, toml::Value);

fn section(text: &mut String, name: &str, keys: &[Key]) {
    if keys.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n[{name}]");
    for (key, value) in keys {
        let _ = writeln!(text, "{key} = {value}");
    }
}

/// The name of a value that is not the default.
fn named<T: PartialEq + Default>(names: &[(&'static str, T)], value: &T) -> Option<toml::Value> {
    let found = names.iter().find(|(_, v)| v == value && *v != T::default());
    found.map(|(name, _)| toml::Value::from(*name))
}

fn count_keys(count: &CountSettings) -> Vec<Key> {
    let default = Reach::default();
    let whole = |now: u32, otherwise: u32| (now != otherwise).then(|| toml::Value::from(i64::from(now)));
    let order = || count.order.iter().map(|e| e.as_str().into()).collect::<Vec<toml::Value>>();
    let order = (count.order != ExclusionOrder::default()).then(|| toml::Value::from(order()));
    let keys = [
        ("municipality", count.municipality.as_deref().map(toml::Value::from)),
        ("order", order),
        ("transfers", named(Transfers::NAMES, &count.transfers)),
        ("specific_place", named(SpecificPlace::NAMES, &count.specific_place)),
        ("reach_minutes", whole(count.reach.minutes, default.minutes)),
        ("speed_kmh", whole(count.reach.speed_kmh, default.speed_kmh)),
        ("detour_percent", whole(count.reach.detour_percent, default.detour_percent)),
    ];
    keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

fn capacity_keys(settings: &RoundSettings) -> Vec<Key> {
    let capacity = &settings.capacity;
    let standards = capacity.standards.as_deref().filter(|_| settings.standards.is_some());
    let keys = [
        ("standards", standards.map(toml::Value::from)),
        ("rounding", named(Rounding::NAMES, &capacity.rounding)),
        ("mode", named(Mode::NAMES, &capacity.mode)),
        ("ratios", named(Ratios::NAMES, &capacity.ratios)),
    ];
    keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}
