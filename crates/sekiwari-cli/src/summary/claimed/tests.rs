use super::{best, fewest, stopped};
use sekiwari::Lang;
use sekiwari_files::write::{ResultJson, Stopped};
use serde_json::json;

/// A result with so many blocking, its bound, so many seated, and its bound.
fn result(status: &str, blocking: (u32, u32), seated: (u32, u32), objective: &[&str]) -> ResultJson {
    serde_json::from_value(json!({
        "engine": "sekiwari", "version": "0", "input_sha256": "", "programme": "nursery", "name": "",
        "fiscal_year": 2026, "entry_date": "2026-04-01", "mechanism": "stable-optimal", "ties": "strict",
        "seed": 0, "objective_order": objective, "status": status, "children": 50, "households": 40,
        "placed": seated.0, "kept": 0, "unplaced": 50 - seated.0, "seated": seated.0,
        "blocking_households": blocking.0, "blocking_wishes": blocking.0,
        "bounds": {"blocking_households_min": blocking.1, "seated_max": seated.1},
        "objective": {"blocking_households": blocking.0, "seated": seated.0, "rank_sum": 60, "stages": []},
        "statistics": {"proposals": 0, "passes": 1, "restarts": 0, "gave_up": false, "stopped": null},
    }))
    .unwrap()
}

const DEFAULT: &[&str] = &["seated", "rank-sum"];

fn told(result: &ResultJson, lang: Lang) -> String {
    format!("{}. {}", fewest(result, true, lang), best(result, true, lang))
}

#[test]
fn every_status_is_told_in_plain_words() {
    let cases = [
        (
            result("optimal", (0, 0), (30, 30), DEFAULT),
            "nobody blocks: no family can point to a seat it should have had. optimal: of all allocations where \
             nobody blocks this has the most children seated, then the smallest sum of wish ranks (proven)",
        ),
        (
            result("optimal", (2, 2), (30, 30), DEFAULT),
            "no allocation is free of blocking households; 2 is the fewest possible (proven). optimal: of all with so \
             few blocking households this has the most children seated, then the smallest sum of wish ranks (proven)",
        ),
        (
            result("optimal", (0, 0), (30, 40), &["first-wishes", "together"]),
            "nobody blocks: no family can point to a seat it should have had. optimal: of all allocations where \
             nobody blocks this has the most first wishes, then the most siblings together (proven)",
        ),
        (
            result("feasible", (2, 2), (30, 33), DEFAULT),
            "no allocation is free of blocking households; 2 is the fewest possible (proven). not proven optimal; 30 \
             seated, more than 33 cannot be (gap 3)",
        ),
        (
            result("feasible", (0, 0), (30, 30), DEFAULT),
            "nobody blocks: no family can point to a seat it should have had. not proven optimal; nobody more can be \
             seated",
        ),
        (
            result("feasible", (5, 2), (30, 33), DEFAULT),
            "no allocation is free of blocking households (proven); 5 block, at least 2 must (gap 3). not proven \
             optimal; with the fewest blocking households at most 33 can be seated",
        ),
        (
            result("feasible", (5, 0), (30, 33), DEFAULT),
            "5 households block; whether fewer could is not known. not proven optimal; with the fewest blocking \
             households at most 33 can be seated",
        ),
    ];
    for (result, expected) in cases {
        assert_eq!(told(&result, Lang::En), expected);
        let proven = |text: &str, word| text.matches(word).count();
        let ja = told(&result, Lang::Ja);
        assert_eq!(proven(&ja, "(証明済み)"), proven(expected, "(proven)"), "{ja}");
        assert_eq!(proven(&ja, "証明していません"), proven(expected, "not proven"), "{ja}");
    }
}

#[test]
fn what_no_proof_file_shows_is_not_said_to_be_checkable() {
    let bounded = result("feasible", (5, 2), (30, 33), DEFAULT);
    let optimal = result("optimal", (2, 2), (30, 30), DEFAULT);
    for lang in [Lang::Ja, Lang::En] {
        for text in
            [fewest(&bounded, false, lang), fewest(&optimal, false, lang), best(&optimal, false, lang)]
        {
            assert!(text.contains("proof.json"), "{text}");
        }
    }
}

#[test]
fn in_the_free_order_of_equals_only_the_most_seated_is_proven() {
    let mut weak = result("optimal", (0, 0), (30, 30), DEFAULT);
    weak.ties = "weak".to_owned();
    assert!(best(&weak, false, Lang::En).contains("this has the most children seated (proven"));
}

#[test]
fn a_stopped_search_says_why_and_that_it_depends_on_the_machine() {
    assert!(stopped(Stopped::TimeLimit, Some(3), Lang::En).starts_with("stopped at the time limit of 3 s"));
    assert!(stopped(Stopped::TimeLimit, Some(3), Lang::Ja).contains("3 秒"));
    for lang in [Lang::Ja, Lang::En] {
        let depends = lang.pick("計算機の速さ", "the speed of the machine");
        assert!(stopped(Stopped::Interrupt, None, lang).contains(depends));
    }
}
