//! The shipped round: one sick-care room as it is published, and invented sites beside it.

use super::DailyTables;
use super::sites::{City, Kind, Site};
use super::tables::round;

/// Requests of the shipped round.
pub const DAILY_REQUESTS: u32 = 420;

/// The seed of the shipped round.
const SEED: u64 = 20_260_501;

/// A month of day services in Soja, as shipped in `data/soja-daily`.
///
/// Published are the sick-care room, its three places a day, nurse, teacher and isolation room, its hours and the grades it
/// takes. All other sites, and all children and requests, are invented and say so in their names.
pub fn soja_daily() -> DailyTables {
    let site = |id: &str, name: &str, kind, seats, teachers| Site {
        id: id.to_owned(),
        name: format!("{name}（架空）"),
        kind,
        seats,
        teachers,
        published: false,
        rooms: Vec::new(),
    };
    let room = Site {
        name: "ほっとチュッピー".to_owned(),
        published: true,
        // One room apart, and the room in which the others are.
        rooms: vec![("care-room", 3, "common"), ("isolation-room", 1, "isolation")],
        ..site("hotto-chuppy", "", Kind::Sick, 3, 1)
    };
    let sites = vec![
        room,
        site("byogo-1", "病後児保育ルーム", Kind::Convalescent, 2, 1),
        site("kyujitsu-1", "休日保育をする保育園", Kind::Nursery { holiday: true }, 5, 2),
        site("hoikuen-2", "空いた席で預かる保育園", Kind::Nursery { holiday: false }, 0, 2),
        site("ichiji-1", "一時預かり 中央", Kind::Temporary, 8, 3),
        site("ichiji-2", "一時預かり 東", Kind::Temporary, 6, 2),
        site("ichiji-3", "一時預かり 西", Kind::Temporary, 6, 2),
        site("ichiji-4", "一時預かり 北", Kind::Temporary, 4, 2),
    ];
    round("総社市 日単位の保育 2026年5月 (見本)", &City { sites }, DAILY_REQUESTS, SEED)
}
