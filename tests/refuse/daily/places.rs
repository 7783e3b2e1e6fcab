//! What is offered: services, rooms, and how they are written.

use super::base::{D, Q, S, doubted, good, refused};
use sekiwari::market::day::RoomKind;

#[test]
fn cells_that_cannot_be_read() {
    refused(good().swap(S, "F1,temporary,,MTWHF", "F1,temporary,,MX"), &[("E1701", S, 2, "days", "MX")]);
    refused(good().swap(S, "180,0-5", "180,0-9"), &[("E1703", S, 2, "classes", "0-9")]);
    refused(good().swap(S, "0:1;1-2:2", "0:1;0-2:2"), &[("E1706", S, 3, "seats", "0:1;0-2:2;3-5:3")]);
    refused(good().swap(S, ",national,", ",0,"), &[("E1707", S, 2, "teacher_ratio", "0")]);
    refused(good().swap(D, "05-12,pm", "05-12,noon"), &[("E1702", D, 2, "session", "noon")]);
}

#[test]
fn services_that_contradict_themselves() {
    refused(good().append(S, "F1,temporary,,,,,,,,,,,,,,,,\n"), &[("E1708", S, 7, "service", "temporary")]);
    refused(good().swap(S, "MTWHF,8:00,17:00", "MTWHF,18:00,17:00"), &[("E1710", S, 2, "open_to", "17:00")]);
    refused(good().swap(S, "WS,12:30", "WS,"), &[("E1711", S, 6, "short_to", "")]);
    refused(good().swap(S, "yes,,yes,\n", "yes,,yes,yes\n"), &[("E1737", S, 5, "", "holiday")]);
}

#[test]
fn services_that_are_not_there() {
    refused(good().append(D, "F2,holiday,2026-05-10,day,,3,,\n"), &[("E1709", D, 4, "service", "holiday")]);
    let rooms = "isolation_rooms.csv";
    refused(good().append(rooms, "F1,sick,R9,1\n"), &[("E1709", rooms, 3, "service", "sick")]);
    refused(good().append(rooms, "F4,sick,R1,2\n"), &[("E1714", rooms, 3, "room_id", "R1")]);
    doubted(good().append(rooms, "F1,temporary,R9,2\n"), &[("W1729", rooms, 3, "service", "temporary")]);
}

#[test]
fn rooms_of_a_kind() {
    let rooms = "isolation_rooms.csv";
    let kinds = |rows: &str| good().set(rooms, format!("facility_id,service,room_id,seats,区分\n{rows}"));
    let unknown = kinds("F4,sick,R1,1,isolation\nF4,sick,R2,2,quiet\n");
    refused(unknown, &[("E0308", rooms, 3, "区分", "quiet")]);
    // Words of both languages; an empty cell is a room for any illness.
    let loaded =
        doubted(kinds("F4,sick,R3,1,隔離室\nF4,sick,R1,1,\nF4,sick,R2,2,保育室\nF4,sick,R4,1,any\n"), &[]);
    let sick = loaded.round.offers().iter().find(|o| !o.rooms.is_empty()).unwrap();
    let read: Vec<(&str, RoomKind)> = sick.rooms.iter().map(|r| (r.id.as_str(), r.kind)).collect();
    let (any, common, isolation) = (RoomKind::Any, RoomKind::Common, RoomKind::Isolation);
    assert_eq!(read, [("R1", any), ("R2", common), ("R3", isolation), ("R4", any)]);
    // Who writes down the isolation room alone turns every cold away.
    doubted(kinds("F4,sick,R1,1,isolation\n"), &[("W1739", rooms, 2, "区分", "isolation")]);
    doubted(kinds("F4,sick,R1,1,common\nF4,sick,R2,1,共用\n"), &[("W1739", rooms, 3, "区分", "common")]);
}

#[test]
fn services_without_limits_or_never_open() {
    let free = good().swap(S, "8:00,17:00,,,3,2,,national", "8:00,17:00,,,,,,national");
    doubted(free, &[("W1728", S, 2, "", "temporary")]);
    doubted(good().swap(S, "17:00,,,3,2,", "17:00,,,3,1,"), &[("W1731", S, 2, "teachers", "1")]);
    let evening = good().swap(S, "F2,temporary,,MTWHF,8:30,17:00", "F2,temporary,,MTWHF,17:30,19:00");
    let want = [
        ("W1827", Q, 2, "", "F2"),
        ("W1826", Q, 3, "", "Q2"),
        ("W1827", Q, 3, "", "F2"),
        ("W1730", S, 3, "", "temporary"),
        ("W1732", S, 3, "", "temporary"),
    ];
    doubted(evening, &want);
    let closed =
        good().set("closures.csv", "facility_id,service,from,to\nF3,temporary,2026-05-01,2026-05-31\n");
    doubted(closed, &[("W1730", S, 4, "", "temporary"), ("W1727", D, 3, "", "2026-05-13")]);
}

#[test]
fn a_round_without_a_table_of_services() {
    let sessions = "facility_id,service,date,session,seats,teachers\n\
        F1,temporary,2026-05-08,day,3,2\nF2,temporary,2026-05-08,am,2,\nF3,holiday,2026-05-10,day,5,2\n\
        F1,temporary,2026-05-18,day,3,2\nF4,sick,2026-05-12,day,3,1\n";
    let round = good().without(S).set(D, sessions);
    let loaded =
        doubted(round, &[("W1827", Q, 2, "", "F1"), ("W1827", Q, 2, "", "F2"), ("W1827", Q, 2, "", "F2")]);
    assert_eq!(loaded.round.offers().len(), 4);
    refused(good().without(S).without(D), &[("E0102", S, 0, "", "")]);
}
