//! The national standard layout for public facilities (公共施設一覧).

use std::collections::{HashMap, HashSet};

use sekiwari::programme::club::district::metres;

use super::rows::Rows;
use super::{ClubRow, DistrictRow, Guess, OpenData, OpenDataError, Result, names};

/// Reads the schools and clubs among the public facilities of a city: the columns `名称`, `緯度` and `経度`; all others are
/// passed over. The text is decoded already ([`crate::decode`]; such files are mostly CP932).
///
/// Every elementary school makes a district, called after it. A club is home of the district of the same name (`幸袋児童クラブ`
/// and `幸袋小学校`), else of the district whose school is nearest; such clubs are told as guessed, as the list does not say.
///
/// # Errors
/// The first [`OpenDataError`]; a club that has neither the name of a school nor a place is one.
pub fn read(text: &str) -> Result<OpenData> {
    let mut rows = Rows::open(text)?;
    let (name, lat, lon) = (rows.column("名称")?, rows.column("緯度")?, rows.column("経度")?);
    let mut data = OpenData::default();
    // Clubs with the lines they stand in; which district they are for is known when all schools are.
    let mut lines = Vec::new();
    let mut seen = HashSet::new();
    while let Some(row) = rows.next()? {
        let full = row.cell(name);
        let (school, club) = (names::of_school(full), names::of_club(full));
        if school.is_none() && club.is_none() {
            continue;
        }
        if !seen.insert(school.unwrap_or(full).to_owned()) {
            return Err(OpenDataError::Duplicate { line: row.line, id: full.to_owned() });
        }
        let position = row.position(lat, lon)?;
        let full = full.to_owned();
        if let Some(stem) = school {
            let (neighbours, clubs) = (Vec::new(), Vec::new());
            let (id, schools) = (stem.to_owned(), vec![full]);
            data.districts.push(DistrictRow { id, schools, position, neighbours, clubs });
        } else {
            lines.push(row.line);
            let (id, name) = (full.clone(), full);
            data.clubs.push(ClubRow {
                id,
                name,
                district: None,
                position,
                school_days: None,
                other_days: None,
            });
        }
    }
    if data.districts.is_empty() {
        return Err(OpenDataError::Nothing { what: "elementary school" });
    }
    if data.clubs.is_empty() {
        return Err(OpenDataError::Nothing { what: "after-school club" });
    }
    join(&mut data, &lines)?;
    Ok(data)
}

/// Gives every club its district.
fn join(data: &mut OpenData, lines: &[u64]) -> Result<()> {
    let by_name: HashMap<String, usize> = data.districts.iter().map(|d| d.id.clone()).zip(0..).collect();
    for (c, club) in data.clubs.iter_mut().enumerate() {
        let own = names::of_club(&club.name).and_then(|stem| by_name.get(stem)).copied();
        let district = match own {
            Some(district) => district,
            None => {
                let places =
                    data.districts.iter().enumerate().filter_map(|(d, row)| Some((d, row.position?)));
                let ways = club
                    .position
                    .into_iter()
                    .flat_map(|at| places.clone().map(move |(d, p)| (metres(at, p), d)));
                let (metres, district) = ways.min().ok_or_else(|| OpenDataError::BadValue {
                    line: lines.get(c).copied().unwrap_or(0),
                    column: "名称".to_owned(),
                    value: club.name.clone(),
                    expected: "the name of a school or of a club with a place",
                })?;
                data.guessed.push(Guess { club: c, district, metres });
                district
            }
        };
        club.district = Some(district);
        data.districts[district].clubs.push(c);
    }
    Ok(())
}
