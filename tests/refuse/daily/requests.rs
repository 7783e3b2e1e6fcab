//! What is asked for.

use super::base::{C, Q, S, doubted, good, refused};

#[test]
fn cells() {
    refused(
        good().append(Q, "Q1,A,temporary,2026-05-20,,,,,,,F1,,,\n"),
        &[("E1801", Q, 8, "request_id", "Q1")],
    );
    refused(good().swap(Q, "2026-04-15 9:00", "yesterday"), &[("E1704", Q, 2, "requested_at", "yesterday")]);
    refused(good().swap(Q, "influenza", "fluu"), &[("E1811", Q, 5, "disease", "fluu")]);
    refused(good().swap(Q, "day,regular", "day,regularly"), &[("E1812", Q, 2, "reason", "regularly")]);
}

#[test]
fn dates_and_sites() {
    refused(
        good().swap(Q, "2026-05-11,day", "2026-06-11,day"),
        &[("E1808", Q, 2, "alternatives", "2026-06-11")],
    );
    refused(
        good().swap(Q, "2026-05-11,day", "2026-05-08,day"),
        &[("E1809", Q, 2, "alternatives", "2026-05-08")],
    );
    refused(good().swap(Q, "F1;F2", "F1;F1"), &[("E1810", Q, 2, "facility_ids", "F1")]);
    refused(good().swap(Q, "F1;F2", ""), &[("E1817", Q, 2, "facility_ids", "")]);
}

#[test]
fn together() {
    refused(
        good().swap(Q, "Q5,E,holiday,2026-05-10,,day", "Q5,E,holiday,2026-05-10,,am"),
        &[("E1813", Q, 6, "together", "")],
    );
    refused(
        good().swap(Q, "Q5,E,", "Q5,C,").swap(Q, "2026-05-12,F3", "2026-05-13,F3"),
        &[("W1821", Q, 6, "date", "2026-05-10"), ("E1814", Q, 6, "together", "")],
    );
    doubted(good().swap(Q, "2026-05-12,F3,H3", "2026-05-12,F3,"), &[("W1818", Q, 4, "together", "H3")]);
}

#[test]
fn confirmed() {
    refused(
        good().swap(Q, "Q6,B,temporary,2026-05-18", "Q6,B,temporary,2026-05-17"),
        &[("E1815", Q, 7, "", "Q6")],
    );
    let twice = "Q7,B,temporary,2026-05-18,,am,private,,,,F1,,2026-04-17 9:00,confirmed\n";
    refused(good().append(Q, twice), &[("E1830", Q, 8, "", "Q7"), ("W1821", Q, 8, "date", "2026-05-18")]);
}

#[test]
fn days_off_in_return() {
    refused(good().swap(Q, "2026-05-12,F3", "2026-05-16,F3"), &[("E1824", Q, 6, "", "2026-05-16")]);
    let twice = "Q7,C,holiday,2026-05-17,,day,,,,2026-05-11,F3,,,\n";
    refused(good().append(Q, twice), &[("E1831", Q, 8, "", "2026-05-11")]);
}

#[test]
fn two_fiscal_years() {
    let round = good().swap("round.toml", "from = 2026-05-01", "from = 2026-03-01");
    let round = round.swap(Q, "2026-05-08,2026-05-11,day", "2026-05-08,2026-03-30,day");
    refused(round, &[("E1829", Q, 2, "", "Q1")]);
}

#[test]
fn odd_requests() {
    doubted(
        good().append(Q, "Q7,B,temporary,2026-05-08,,day,,,,,F1,,,\n"),
        &[("W1821", Q, 8, "date", "2026-05-08")],
    );
    doubted(good().swap(Q, ",influenza,", ",,"), &[("W1822", Q, 5, "disease", "")]);
    doubted(
        good().swap(Q, "day,regular,,", "day,regular,cold,"),
        &[
            ("W1826", Q, 2, "", "Q1"),
            ("W1827", Q, 2, "", "F1"),
            ("W1827", Q, 2, "", "F2"),
            ("W1823", Q, 2, "disease", "cold"),
        ],
    );
    doubted(
        good().swap(Q, "2026-05-11 18:00", "2026-05-13 18:00"),
        &[("W1825", Q, 5, "requested_at", "2026-05-13T18:00:00")],
    );
}

#[test]
fn wishes_that_can_never_be_given() {
    let want = [("W1826", Q, 5, "", "Q4"), ("W1827", Q, 5, "", "F4")];
    doubted(good().swap(Q, "Q4,D,sick,2026-05-12", "Q4,D,sick,2026-05-17"), &want);
    doubted(good().swap(S, "180,0-5", "180,3-5"), &[("W1828", Q, 2, "", "F1")]);
    doubted(good().swap(C, "D,H4,,,2,,,sick", "D,H4,,,2,,,"), &want);
}

#[test]
fn withdrawn() {
    let loaded = doubted(good().swap(Q, "9:00,confirmed", "9:00,cancelled"), &[("N1832", Q, 0, "", "Q6")]);
    assert_eq!(loaded.round.group_of(5), None);
}
