//! `rooms`: rooms and their area.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::capacity::{FacilityTable, Room, RoomKind};

use super::rows::{self, Lines, Step};
use crate::finding::Findings;
use crate::finding::catalogue::capacity as kinds;
use crate::normalise::Word;
use crate::round::facilities::Facilities;
use crate::round::tables;
use crate::table::{CellReader, Table};

const fn word(name: &'static str, aliases: &'static [&'static str], value: RoomKind) -> Word<RoomKind> {
    Word { name, aliases, value }
}

/// Words of `kind`.
pub(in crate::round) static ROOM: &[Word<RoomKind>] = &[
    word("infant", &["乳児室"], RoomKind::Infant),
    word("crawling", &["ほふく室", "匍匐室"], RoomKind::Crawling),
    word("room", &["保育室", "遊戯室", "保育室・遊戯室"], RoomKind::Room),
    word("yard", &["屋外遊戯場", "園庭"], RoomKind::Yard),
];

/// Stands for the rows of yards among the lines.
pub(super) const YARDS: &str = "yards";

/// Largest area in square metres.
const MAX_AREA: u32 = 1_000_000;

pub(super) fn read(
    table: &Table,
    facilities: &mut Facilities,
    out: &mut [FacilityTable],
    lines: &mut Lines,
    findings: &mut Findings,
) -> Option<()> {
    let mut r = CellReader::new(table, &tables::ROOMS, findings)?;
    let (facility, room, kind) = (r.col("facility_id"), r.col("room_id"), r.col("kind"));
    let (area, class) = (r.col("area_m2"), r.col("class"));
    let mut first = BTreeMap::new();
    for row in 0..table.rows() {
        let f = rows::facility(&mut r, row, facility, facilities);
        let name = r.id(row, room).ok().flatten();
        let of = match r.word(row, kind, ROOM) {
            Ok(None) => {
                let finding = r.finding(&crate::finding::catalogue::cells::CELL_EMPTY, row, kind);
                r.push(row, finding);
                None
            }
            Ok(of) => of,
            Err(_) => None,
        };
        let hundredths = rows::need_steps(&mut r, row, area, Step::Hundredths, MAX_AREA);
        let classes = rows::classes(&mut r, row, class);
        let (Some(f), Some(of), Some(area), Some(classes)) = (f, of, hundredths, classes) else { continue };
        let id = facilities.ids.name(f).to_owned();
        // The same room for two classes would count twice.
        if let Some(name) = name
            && rows::is_repeated(&mut r, row, room, (f, name.into_owned()), &id, &mut first)
        {
            continue;
        }
        let at = RoomKind::ALL.iter().position(|&k| k == of).unwrap_or(0);
        // A kind that the standards do not speak of limits nothing.
        let Some((_, allowed)) = out[f as usize].standard.units[at] else { continue };
        let of_room = classes.unwrap_or(allowed);
        if of_room.classes().any(|c| !allowed.contains(c)) {
            let finding = r.finding(&kinds::ROOM_CLASSES, row, class).arg("facility", &id);
            let finding = finding.arg("kind", of.as_str()).arg("class", of_room).arg("allowed", allowed);
            r.push(row, finding);
            continue;
        }
        let key = if of.is_indoor() { tables::ROOMS.name } else { YARDS };
        lines.note(key, f, Some(of_room), row);
        out[f as usize].rooms.push(Room { kind: of, area: area.into(), classes: of_room });
    }
    r.finish(findings);
    Some(())
}
