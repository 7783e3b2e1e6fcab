//! The bytes of the tables.

use super::*;
use crate::results::{ResultsError, read_result, read_side};
use sekiwari::explain::{ReasonCode, Seat, compare};

const FILES: [&str; 5] = ["allocation.csv", "cutoffs.csv", "reasons.csv", "result.json", "waitlist.csv"];

#[test]
fn the_tables_of_a_small_round_are_these_bytes() {
    let (_dir, out) = scratch();
    Decision::of(data()).write(&out, false);
    assert_eq!(names(&out), FILES);
    assert_eq!(
        read(&out.join("allocation.csv")),
        "child_id,household_id,class,facility_id,outcome,wish_rank,reason\n\
         '+S1,HS,1,,unplaced,,LOWER_PRIORITY\n\
         A,HA,1,F2,placed,3,WISH_GIVEN\n\
         B,HB,1,F1,placed,1,WISH_GIVEN\n\
         H,HH,0,F2,kept,1,TRANSFER_KEPT_SEAT\n\
         N,HN,5,,unplaced,,NO_WISHES\n\
         S2,HS,0,,unplaced,,SIBLING_RULE\n"
    );
    assert_eq!(
        read(&out.join("cutoffs.csv")),
        "facility_id,class,seats,open,held,first_wishes,applicants,taken,kept,left,lowest_score,lowest_tie_1,lowest_tie_2,lowest_rank,near\n\
         F1,1,1,1,0,2,3,1,0,0,20.5,987654,,1,1\n\
         F2,0-1,2,1,1,1,3,2,1,0,18,987654,,3,1\n"
    );
    assert_eq!(
        read(&out.join("waitlist.csv")),
        "facility_id,class,position,child_id,household_id,wish_rank,outcome\n\
         F1,1,1,'+S1,HS,1,unplaced\n\
         F1,1,2,A,HA,2,placed\n\
         F2,0-1,1,S2,HS,1,unplaced\n"
    );
    let reasons = read(&out.join("reasons.csv"));
    let rows: Vec<&str> = reasons.lines().skip(1).collect();
    // Everything before the two texts.
    let starts = [
        "'+S1,HS,1,F1,1,LOWER_PRIORITY,1,3,1,1,19,20.5,points,,,,,1,",
        "A,HA,1,'=F3,1,NOT_OFFERED,0,1,0,,,,,,,,,1,",
        "A,HA,2,F1,1,LOWER_PRIORITY,1,3,1,2,18,20.5,points,,,,,2,",
        "S2,HS,1,F2,0,SIBLING_RULE,2,3,1,1,,,,'+S1,F1,1,0,1,",
    ];
    assert_eq!(rows.len(), starts.len());
    for (row, start) in rows.iter().zip(starts) {
        assert!(row.starts_with(start), "{row}\n{start}");
    }
}

#[test]
fn a_byte_order_mark_stands_in_front_of_tables_unless_it_is_not_wanted() {
    let (_dir, out) = scratch();
    let decision = Decision::of(data());
    decision.write(&out, true);
    let with: Vec<Vec<u8>> = FILES.iter().map(|f| fs::read(out.join(f)).unwrap()).collect();
    decision.write(&out, false);
    for (file, with) in FILES.iter().zip(with) {
        let without = fs::read(out.join(file)).unwrap();
        let mark: &[u8] = if file.ends_with(".csv") { &[0xef, 0xbb, 0xbf] } else { &[] };
        assert_eq!([mark, &without].concat(), with, "{file}");
        assert!(!without.contains(&b'\r'));
    }
}

#[test]
fn row_order_and_threads_do_not_change_a_byte() {
    let (dir, out) = scratch();
    Decision::of(data()).write(&out, true);
    let mut turned = data();
    let last = turned.children.len() as u32 - 1;
    turned.children.reverse();
    turned.wishes.iter_mut().for_each(|w| w.child = last - w.child);
    turned.scores.iter_mut().for_each(|s| s.child = last - s.child);
    turned.wishes.reverse();
    turned.seats.reverse();
    for threads in [1, 2, 5] {
        let again = dir.path().join(format!("again{threads}"));
        let pool = rayon_pool(threads);
        pool.install(|| Decision::of(turned.clone()).write(&again, true));
        for file in FILES {
            assert_eq!(fs::read(out.join(file)).unwrap(), fs::read(again.join(file)).unwrap(), "{file}");
        }
    }
}

fn rayon_pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}

#[test]
fn ids_that_look_like_formulas_come_back_as_they_were() {
    for id in ["=1+1", "+81", "-5", "@x", "\tx", "＝A", "'=1", "''@", "'plain", "plain", ""] {
        let written = guard(id);
        assert_eq!(unguard(&written), id);
        assert!(!written.starts_with(['=', '+', '-', '@', '\t', '＝']), "{written}");
    }
    let (_dir, out) = scratch();
    let decision = Decision::of(data());
    decision.write(&out, true);
    let side = read_side(&out).unwrap();
    let child = |id: &str| side.rows.iter().find(|r| r.child == id).unwrap();
    assert_eq!(child("+S1").reason, ReasonCode::LowerPriority);
    assert_eq!(
        side.against[&("A".to_owned(), Seat { facility: "=F3".to_owned(), days: String::new() })],
        ReasonCode::NotOffered
    );
    let decided = decision.decided();
    let tables = OutputTables::new(&decided);
    let here =
        sekiwari::explain::Side::of(&decided, &tables.decisions, &tables.reasons, &tables.main_reasons);
    assert_eq!(compare(&here, &side).same, 6);
    assert_eq!(here.against, side.against);
    assert_eq!(read_result(&out).unwrap(), decision.result());
}

#[test]
fn no_output_holds_names_and_tie_keys_stand_only_where_the_contract_asks() {
    let (_dir, out) = scratch();
    Decision::of(data()).write(&out, true);
    for file in FILES {
        let text = read(&out.join(file));
        assert!(!text.contains("Secret"), "{file}");
        assert_eq!(text.contains("987654"), file == "cutoffs.csv", "{file}");
        assert_eq!(text.contains("20.5"), matches!(file, "cutoffs.csv" | "reasons.csv"), "{file}");
    }
}

#[test]
fn a_row_with_a_cell_too_few_is_refused() {
    let mut bytes = Vec::new();
    let mut table = super::super::table::TableWriter::new(&mut bytes, &WAITLIST, 0, false).unwrap();
    table.text("F1").unwrap().value(3).unwrap();
    assert!(table.end_row().is_err());
}

#[test]
fn a_folder_that_is_not_an_output_is_refused_with_the_place() {
    let (_dir, out) = scratch();
    Decision::of(data()).write(&out, true);
    let path = out.join("allocation.csv");
    fs::write(&path, read(&path).replace("kept", "stays")).unwrap();
    let error = read_side(&out).unwrap_err();
    assert!(matches!(error, ResultsError::Malformed { .. }));
    assert!(error.to_string().ends_with("line 5, column outcome: \"stays\""), "{error}");
    fs::write(&path, "child_id\nA\n").unwrap();
    assert!(read_side(&out).unwrap_err().to_string().ends_with("no column facility_id"));
    fs::remove_file(&path).unwrap();
    assert!(matches!(read_side(&out), Err(ResultsError::Io { .. })));
}
