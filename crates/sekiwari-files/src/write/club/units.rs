//! `units.json` and `units.csv`: which child belongs to which unit of its club.

use super::CLUB_UNITS;
use crate::write::ENGINE;
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::table::TableWriter;
use schemars::JsonSchema;
use sekiwari::programme::club::division::{DecidedClub, Division};
use sekiwari::programme::club::{Grade, Round};
use serde::{Deserialize, Serialize};

/// `units.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnitsJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// The clubs with children who come in terms, by id.
    pub clubs: Vec<ClubUnitsJson>,
}

/// A club and its units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClubUnitsJson {
    /// The club.
    pub facility_id: String,
    /// The units.
    pub units: Vec<UnitJson>,
    /// Seats above the hard limit, on the busiest weekday of each unit.
    pub over_hard: u64,
    /// Siblings who are in different units: cuts through households.
    pub split: u64,
    /// Seats above the soft limit, on the busiest weekday of each unit.
    pub over_soft: u64,
    /// No division is better: by these three, then by the balance of grades, disabled children and heads.
    pub proven: bool,
    /// Staff left over when every unit has what it needs; `null` where staff is not known.
    pub staff_left: Option<u32>,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnitJson {
    /// Its number, from 1.
    pub unit: u32,
    /// Children.
    pub children: u32,
    /// Of these by grade, 1 to 6.
    pub by_grade: [u32; Grade::COUNT],
    /// Of these disabled.
    pub disabled: u32,
    /// Qualified staff for it, and others; `null` where staff is not known.
    pub qualified_staff: Option<u32>,
    /// Others.
    pub other_staff: Option<u32>,
    /// Staff that it lacks.
    pub lacks_staff: Option<u32>,
}

impl UnitsJson {
    /// From the clubs of a decided round with their divisions.
    pub fn new(version: &str, input_sha256: &str, round: &Round, clubs: &[(DecidedClub, Division)]) -> Self {
        Self {
            engine: ENGINE.to_owned(),
            version: version.to_owned(),
            input_sha256: input_sha256.to_owned(),
            name: round.name().to_owned(),
            clubs: clubs.iter().map(|(club, division)| of_club(round, club, division)).collect(),
        }
    }
}

fn of_club(round: &Round, club: &DecidedClub, division: &Division) -> ClubUnitsJson {
    let mut units: Vec<UnitJson> = (0..club.units.len())
        .map(|u| {
            let staff = club.staff.as_ref().and_then(|s| s.units.get(u));
            UnitJson {
                unit: u as u32 + 1,
                children: 0,
                by_grade: [0; Grade::COUNT],
                disabled: 0,
                qualified_staff: staff.map(|s| s.qualified),
                other_staff: staff.map(|s| s.others),
                lacks_staff: staff.map(|s| s.lacks_qualified + s.lacks_others),
            }
        })
        .collect();
    for (member, &unit) in club.members.iter().zip(&division.unit) {
        let unit = &mut units[unit as usize];
        unit.children += 1;
        unit.by_grade[member.grade.index()] += 1;
        unit.disabled += u32::from(member.disabled);
    }
    ClubUnitsJson {
        facility_id: round.clubs()[club.club as usize].id.clone(),
        units,
        over_hard: division.measure.over_hard,
        split: division.measure.split,
        over_soft: division.measure.over_soft,
        proven: division.proven,
        staff_left: club.staff.as_ref().map(|s| s.left_qualified + s.left_others),
    }
}

/// Writes `units.json` and `units.csv`.
///
/// # Errors
/// What the file system refuses.
pub fn write_units(
    folder: &OutputFolder,
    json: &UnitsJson,
    round: &Round,
    clubs: &[(DecidedClub, Division)],
    bom: bool,
) -> Result<(), OutputError> {
    folder.write(CLUB_UNITS.file, |out| {
        let mut table = TableWriter::new(out, &CLUB_UNITS, 0, bom)?;
        for (club, division) in clubs {
            let mut rows: Vec<(u32, &str, usize)> = (club.children.iter().zip(&division.unit).enumerate())
                .map(|(i, (&c, &unit))| (unit, round.children()[c as usize].id.as_str(), i))
                .collect();
            rows.sort_unstable();
            for (unit, id, i) in rows {
                let member = &club.members[i];
                let household = &round.households()[member.household as usize].id;
                table.text(&round.clubs()[club.club as usize].id)?.value(unit + 1)?;
                table.text(id)?.text(household)?.value(member.grade)?.value(member.days)?.end_row()?;
            }
        }
        table.finish()
    })?;
    folder.write_json("units.json", json)
}
