//! The sample rounds, carried in the binary.

use crate::commands::init::Sample;

macro_rules! sample {
    ($folder:literal: $($file:literal),+ $(,)?) => {
        &[$(($file, include_bytes!(concat!("../../../data/", $folder, "/", $file)))),+]
    };
}

/// The files of a sample: name and content.
pub(crate) fn files(sample: Sample) -> &'static [(&'static str, &'static [u8])] {
    match sample {
        Sample::Tiny => sample!(
            "tiny": "README.md", "round.toml", "facilities.csv", "seats.csv", "children.csv", "households.csv", "wishes.csv", "joint_wishes.csv",
            "scores.csv",
        ),
        Sample::Points => sample!(
            "points": "README.md", "round.toml", "rules.toml", "next-year.toml", "facilities.csv", "seats.csv", "children.csv", "households.csv", "wishes.csv",
            "joint_wishes.csv", "guardians.csv", "circumstances.csv",
        ),
        Sample::Reserves => sample!(
            "reserves": "README.md", "round.toml", "facilities.csv", "seats.csv", "children.csv", "wishes.csv", "scores.csv",
        ),
        Sample::Clubs => sample!(
            "clubs": "README.md", "round.toml", "facilities.csv", "units.csv", "districts.csv", "transport.csv", "children.csv", "households.csv",
            "wishes.csv", "scores.csv",
        ),
        Sample::SojaClubs => sample!(
            "soja-clubs": "PROVENANCE.md", "round.toml", "facilities.csv", "units.csv", "districts.csv", "transport.csv", "children.csv",
            "households.csv", "wishes.csv", "scores.csv",
        ),
        Sample::Daily => sample!(
            "daily": "README.md", "round.toml", "caps.toml", "facilities.csv", "services.csv", "sessions.csv", "isolation_rooms.csv", "closures.csv",
            "diseases.csv", "children.csv", "usage.csv", "requests.csv",
        ),
        Sample::SojaDaily => sample!(
            "soja-daily": "README.md", "round.toml", "caps.toml", "facilities.csv", "services.csv", "sessions.csv", "isolation_rooms.csv",
            "children.csv", "usage.csv", "requests.csv",
        ),
        Sample::Soja => sample!(
            "soja": "PROVENANCE.md", "round.toml", "kurashiki-r8.toml", "facilities.csv", "seats.csv", "children.csv", "households.csv", "wishes.csv",
            "joint_wishes.csv", "guardians.csv", "circumstances.csv", "survey.csv", "declared.csv", "staff.csv", "rooms.csv", "enrolled.csv", "last_year.csv",
        ),
    }
}

macro_rules! rulebooks {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../data/rulebooks/", $name, ".toml")))),+]
    };
}

/// The shipped rulebooks: name and text.
pub(crate) const RULEBOOKS: &[(&str, &str)] = rulebooks!(
    "koshigaya-r8",
    "kurashiki-r8",
    "naha-r8",
    "susono",
    "koriyama-r6",
    "rank-style",
    "pair-style",
);
