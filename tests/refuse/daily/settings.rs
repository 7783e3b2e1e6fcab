//! What `round.toml` says of day services.

use super::base::{Q, T, good, refused};

#[test]
fn periods() {
    refused(
        good().swap(T, "to = 2026-05-31", "to = 2026-04-01"),
        &[("E1715", T, 6, "daily.to", "2026-04-01")],
    );
    refused(
        good().swap(T, "to = 2026-05-31", "to = 2027-12-31"),
        &[("E1722", T, 6, "daily.to", "2027-12-31")],
    );
}

#[test]
fn the_day() {
    refused(
        good().swap(T, "\"12:30\", \"17:00\"]", "\"17:00\", \"12:30\"]"),
        &[("E1718", T, 9, "daily.slots", "08:00, 17:00, 12:30")],
    );
    refused(
        good().swap(T, "half = \"12:30\"", "half = \"12:00\""),
        &[("E1719", T, 10, "daily.half", "12:00")],
    );
    let whole = good().swap(T, "\"12:30\", \"17:00\"]", "\"17:00\"]").swap(T, "half = \"12:30\"\n", "");
    let want = [
        ("E1725", Q, 3, "session", "am"),
        ("E1725", "sessions.csv", 2, "session", "pm"),
        ("E1725", "usage.csv", 3, "session", "am"),
    ];
    refused(whole, &want);
}

#[test]
fn reasons_and_order() {
    refused(
        good().swap(T, "\"regular\", \"private\"", "\"private\", \"private\""),
        &[("E1720", T, 8, "daily.reasons", "private")],
    );
    refused(
        good().swap(T, "\"need\", \"uses\"", "\"need\", \"need\""),
        &[("E1721", T, 7, "daily.order", "need")],
    );
}
