//! The page of rounds made by hand: what is shown, what is kept back, and that no text of the input is anything but text.

mod sufficed;

use super::hidden::{Hidden, districts_of};
use super::read::{Decision, Report};
use crate::write::{
    BoundsJson, ENGINE, ObjectiveJson, ResultJson, ResultStatus, StatisticsJson, SummaryCountsJson,
    SummaryDayJson, SummaryDistrictJson, SummaryFacilityJson, SummaryJson, SummaryPoolJson, SummaryRanksJson,
    SummarySiblingsJson, SummaryTransfersJson,
};
use proptest::prelude::*;
use sekiwari::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// Names that would do harm if they were anything but text, or come out wrong where text is handled carelessly.
const HOSTILE: [&str; 7] = [
    "=cmd('calc')",
    "<script>alert(1)</script>",
    "\u{202e}edirrevo",
    "𠮷野家 髙橋 葛\u{e0100}城",
    "\"><img src=x onerror=alert(1)>",
    "&amp;lt; ]]> --> {}",
    "'; DROP TABLE x; --\u{2069}\u{202e}",
];

fn counts(group: &str, district: &str, [first, other, kept, unplaced]: [u32; 4]) -> SummaryCountsJson {
    SummaryCountsJson {
        group: group.to_owned(),
        district_id: district.to_owned(),
        applicants: first + other + kept + unplaced,
        first_wish: first,
        placed: first + other,
        kept,
        unplaced,
    }
}

fn pool(facility: &str, classes: &str, [applicants, taken, waiting]: [u32; 3]) -> SummaryPoolJson {
    SummaryPoolJson {
        facility_id: facility.to_owned(),
        classes: classes.to_owned(),
        reserved_for: String::new(),
        season: String::new(),
        weekday: String::new(),
        seats: 30,
        first_wishes: applicants,
        applicants,
        taken,
        kept: 0,
        left: 30 - taken,
        lowest_score: (taken > 0).then_some(17.5),
        waiting,
    }
}

/// Two classes, as many districts and facilities as there are names.
fn summary(names: &[&str], cells: &[[u32; 4]], pools: &[[u32; 3]]) -> SummaryJson {
    let id = |i: usize| format!("F{i:02}");
    let mut summary = SummaryJson {
        engine: ENGINE.to_owned(),
        version: "1".to_owned(),
        input_sha256: "ab".repeat(32),
        programme: "nursery".to_owned(),
        name: names.first().copied().unwrap_or("round").to_owned(),
        fiscal_year: Some(2026),
        entry_date: Some("2026-04-01".to_owned()),
        siblings: Some(SummarySiblingsJson {
            households: 3,
            decided_together: 2,
            one_facility: 2,
            ..Default::default()
        }),
        transfers: Some(SummaryTransfersJson { asked: 2, moved: 1, kept: 1 }),
        ..SummaryJson::default()
    };
    for (i, name) in names.iter().enumerate() {
        summary.facilities.push(SummaryFacilityJson {
            facility_id: id(i),
            name: (*name).to_owned(),
            kind: (*name).to_owned(),
            district_id: format!("D{i:02}"),
            lat: Some(34.6 + i as f64 / 100.0),
            lon: Some(133.7 + i as f64 / 50.0),
            seats: 60,
            applicants: pools[(2 * i) % pools.len()][0] + pools[(2 * i + 1) % pools.len()][0],
            unmet: cells[(2 * i) % cells.len()][3] + cells[(2 * i + 1) % cells.len()][3],
            ..Default::default()
        });
        let (district_id, name) = (format!("D{i:02}"), (*name).to_owned());
        summary.districts.push(SummaryDistrictJson { district_id, name, clubs: None });
        for (class, shift) in [("0", 0), ("1", 1)] {
            let cell = cells[(2 * i + shift) % cells.len()];
            summary.counts.push(counts(class, &format!("D{i:02}"), cell));
            let cell = pools[(2 * i + shift) % pools.len()];
            summary.pools.push(pool(&id(i), class, cell));
        }
    }
    for class in ["0", "1"] {
        let c = summary.of_group(class);
        let (got, none) = (vec![c.first_wish, c.placed - c.first_wish], c.unplaced);
        summary.ranks.push(SummaryRanksJson {
            group: class.to_owned(),
            got,
            unlisted: 0,
            kept: c.kept,
            none,
        });
    }
    summary
}

fn report(summary: SummaryJson, suppress: u32) -> Report {
    let t = summary.total();
    let result = ResultJson {
        engine: ENGINE.to_owned(),
        version: "1".to_owned(),
        input_sha256: summary.input_sha256.clone(),
        programme: summary.programme.clone(),
        name: summary.name.clone(),
        fiscal_year: 2026,
        entry_date: "2026-04-01".to_owned(),
        mechanism: "stable-optimal".to_owned(),
        ties: "strict".to_owned(),
        seed: 7,
        lottery_commitment: None,
        lottery_nonce: None,
        objective_order: Vec::new(),
        status: ResultStatus::Optimal,
        children: t.applicants,
        households: t.applicants,
        placed: t.placed,
        kept: t.kept,
        unplaced: t.unplaced,
        seated: t.placed + t.kept,
        blocking_households: 0,
        blocking_wishes: 0,
        bounds: BoundsJson {
            blocking_households_min: 0,
            seated_max: t.placed + t.kept,
            placement_max: None,
            rank_sum_min: None,
        },
        objective: ObjectiveJson { blocking_households: 0, seated: 0, rank_sum: 0, stages: Vec::new() },
        near: None,
        statistics: StatisticsJson {
            proposals: 0,
            passes: 0,
            restarts: 0,
            gave_up: false,
            stopped: None,
            lottery: None,
        },
    };
    Report {
        hidden: Hidden::new(&summary, suppress),
        decision: Decision::Seats(Box::new(result)),
        summary,
        conflict: None,
        beside: Vec::new(),
        areas: None,
        files: Vec::new(),
        suppress,
        has_proof: true,
    }
}

/// The values of an attribute, in order.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Ids once each, links that lead somewhere, headings without a gap.
fn well_formed(page: &str) {
    let ids = values(page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands twice: {ids:?}");
    for link in values(page, "href").into_iter().chain(values(page, "aria-labelledby")) {
        assert!(unique.contains(link.trim_start_matches('#')), "{link} leads nowhere");
        assert!(!link.contains(':'), "{link} leads out of the page");
    }
    let mut last = 0;
    for rest in page.split("<h").skip(1) {
        let Some(level) = rest.chars().next().and_then(|c| c.to_digit(10)) else { continue };
        assert!(level <= last + 1, "a heading is left out before <h{rest:.60}");
        last = level;
    }
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(page.matches("<th").count() > 10);
    for head in page.split("<th").skip(1).filter(|t| !t.starts_with("ead")) {
        let tag = head.split('>').next().unwrap_or_default();
        assert!(tag.contains("scope="), "a head without scope: <th{tag}>");
    }
}

#[test]
fn names_of_any_kind_are_text_and_nothing_else() {
    let report = report(summary(&HOSTILE, &[[9, 3, 2, 7]], &[[12, 8, 4]]), 0);
    for lang in Lang::ALL {
        let page = report.page(lang);
        well_formed(&page);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("onerror=alert(1)>"));
        for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            // An event handler would stand in a tag; escaped texts hold no tags.
            assert!(
                !tag.split_whitespace().any(|part| part.starts_with("on") && part.contains('=')),
                "<{tag}>"
            );
        }
        for name in HOSTILE {
            let escaped =
                name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            assert!(page.contains(&format!("<bdi>{escaped}</bdi>")), "{name} is not shown as it is");
        }
        // Marks of direction stand inside of isolates only.
        let outside: String = page
            .split("<bdi>")
            .map(|part| part.split_once("</bdi>").map_or(part, |(_, after)| after))
            .collect();
        assert!(!outside.contains('\u{202e}'), "a mark of direction outside of an isolate");
    }
}

#[test]
fn a_page_says_nothing_to_the_network_and_runs_nothing() {
    let page = report(summary(&["A", "B"], &[[9, 3, 2, 7]], &[[12, 8, 4]]), 0).page(Lang::En);
    assert!(page.contains("default-src 'none'"));
    for word in
        ["http://", "https://", "//fonts", "@import", "url(", "<script", "<link", "<iframe", "javascript:"]
    {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn both_languages_show_the_same_numbers() {
    let report =
        report(summary(&["A", "B", "C"], &[[9, 3, 2, 7], [1, 0, 0, 12]], &[[12, 8, 4], [3, 0, 3]]), 0);
    let cells = |lang: Lang| -> Vec<String> {
        let page = report.page(lang);
        let own = page.split("<td class=\"n").skip(1).filter_map(|c| c.split_once('>'));
        own.filter_map(|(_, rest)| rest.split_once("</td>")).map(|(cell, _)| cell.to_owned()).collect()
    };
    let (ja, en) = (cells(Lang::Ja), cells(Lang::En));
    assert!(ja.len() > 50);
    assert_eq!(ja, en);
}

#[test]
fn what_is_small_is_marked_and_cannot_be_subtracted() {
    // One small cell in class 1 of D00 and in the pool of F00.
    let cells = [
        [20, 10, 10, 30],
        [20, 10, 10, 30],
        [20, 10, 10, 30],
        [20, 10, 10, 30],
        [20, 10, 10, 3],
        [20, 10, 10, 30],
    ];
    let pools = [[2, 20, 12], [20, 20, 12], [20, 20, 12], [20, 20, 12], [20, 20, 12], [20, 20, 12]];
    let made = report(summary(&["A", "B", "C"], &cells, &pools), 10);
    let hidden = &made.hidden;
    assert_eq!(hidden.pools.iter().filter(|h| **h).count(), 2, "the small one and one more of its class");
    assert!(hidden.pools[0] && (hidden.pools[2] || hidden.pools[4]));
    assert!(hidden.siblings && hidden.transfers);
    let page = made.page(Lang::En);
    well_formed(&page);
    assert!(page.contains("kept back"));
    // The facility of a pool that is kept back is so too.
    assert!(hidden.facilities[0]);
    let open = report(summary(&["A", "B", "C"], &cells, &pools), 0);
    assert!(!open.page(Lang::En).contains(">X</abbr>"));
    assert!(page.matches(">X</abbr>").count() > 10);
}

#[test]
fn a_calendar_shows_every_day_of_its_months_once() {
    let mut summary = summary(&["A", "B"], &[[9, 3, 2, 7]], &[[12, 8, 4]]);
    summary.programme = "daily".to_owned();
    for (date, children) in [("2026-02-27", 3), ("2026-03-02", 4), ("2026-03-31", 1)] {
        summary.days.push(SummaryDayJson {
            facility_id: "F00".to_owned(),
            service: "sick".to_owned(),
            date: date.to_owned(),
            seats: Some(4),
            peak: children,
            children,
            refused: 2,
        });
    }
    let page = report(summary, 0).page(Lang::Ja);
    well_formed(&page);
    assert_eq!(page.matches("class=\"day\"").count(), 28 + 31);
    assert_eq!(page.matches("class=\"use\"").count(), 3);
    assert_eq!(page.matches("利用なし 2</span>").count(), 3);
}

/// What is shown of the rows of one key, and the sum of what is not.
fn check_column(rows: &[(String, u32, bool)], suppress: u32) -> Result<(), TestCaseError> {
    let mut groups: BTreeMap<&str, Vec<(u32, bool)>> = BTreeMap::new();
    rows.iter().for_each(|(key, n, hidden)| groups.entry(key).or_default().push((*n, *hidden)));
    for (key, rows) in groups {
        let small = |n: u32| (1..suppress).contains(&n);
        prop_assert!(rows.iter().all(|&(n, hidden)| hidden || !small(n)), "{key}: a small count is shown");
        let hidden: Vec<u32> = rows.iter().filter(|r| r.1).map(|r| r.0).collect();
        if hidden.iter().any(|&n| small(n)) && hidden.len() < rows.len() {
            prop_assert!(hidden.len() >= 2, "{key}: one alone can be subtracted");
            prop_assert!(hidden.iter().sum::<u32>() >= suppress, "{key}: the rest is small itself");
        }
    }
    Ok(())
}

proptest! {
    /// Whatever the counts: nothing small is shown in any table, and no small count is the whole less what is shown.
    #[test]
    fn small_counts_are_never_the_difference_of_what_is_shown(
        cells in prop::collection::vec([0u32..12, 0..12, 0..12, 0..12], 12),
        pools in prop::collection::vec([0u32..15, 0..15, 0..15], 12),
        suppress in 2u32..9,
    ) {
        let names = ["A", "B", "C", "D", "E", "F"];
        let summary = summary(&names, &cells, &pools);
        let hidden = Hidden::new(&summary, suppress);
        let of = |class: &str, n: &dyn Fn(&SummaryPoolJson) -> u32| -> Vec<(String, u32, bool)> {
            let rows = summary.pools.iter().zip(&hidden.pools);
            rows.map(|(p, h)| (if class.is_empty() { String::new() } else { p.classes.clone() }, n(p), *h)).collect()
        };
        for class in ["", "by class"] {
            check_column(&of(class, &|p| p.applicants), suppress)?;
            check_column(&of(class, &|p| p.taken), suppress)?;
            check_column(&of(class, &|p| p.waiting), suppress)?;
        }
        for (i, p) in summary.pools.iter().enumerate().filter(|(i, _)| hidden.pools[*i]) {
            let at = summary.facilities.iter().position(|f| f.facility_id == p.facility_id).unwrap();
            prop_assert!(hidden.facilities[at], "the facility of pool {i} adds up");
        }
        let districts = districts_of(&summary);
        let parts: [fn(&SummaryCountsJson) -> u32; 4] =
            [|c| c.first_wish, |c| c.placed - c.first_wish, |c| c.kept, |c| c.unplaced];
        for part in parts {
            let rows: Vec<_> = districts
                .iter()
                .zip(&hidden.districts)
                .map(|(d, h)| (String::new(), part(&summary.of_district(d)), *h))
                .collect();
            check_column(&rows, suppress)?;
            let rows: Vec<_> = summary
                .groups()
                .zip(&hidden.groups)
                .map(|(g, h)| (String::new(), part(&summary.of_group(g)), *h))
                .collect();
            check_column(&rows, suppress)?;
        }
        prop_assert!(hidden.ranks.iter().zip(&hidden.groups).all(|(r, g)| *r || !*g));
        for column in [|f: &SummaryFacilityJson| f.unmet, |f: &SummaryFacilityJson| f.applicants] {
            let facilities = summary.facilities.iter().zip(&hidden.facilities);
            check_column(&facilities.map(|(f, h)| (String::new(), column(f), *h)).collect::<Vec<_>>(), suppress)?;
        }
    }

    /// The same for the calendar: by service, by site, and in all.
    #[test]
    fn small_counts_of_the_calendar_are_never_the_difference_of_what_is_shown(
        rows in prop::collection::vec((0u32..3, 0u32..2, 0u32..9, 0u32..9), 1..40),
        suppress in 2u32..7,
    ) {
        let day = |&(site, service, children, refused): &(u32, u32, u32, u32)| SummaryDayJson {
            facility_id: format!("S{site}"),
            service: ["sick", "temporary"][service as usize].to_owned(),
            date: "2026-05-01".to_owned(),
            seats: Some(9),
            peak: children,
            children,
            refused,
        };
        let summary = SummaryJson { days: rows.iter().map(day).collect(), ..SummaryJson::default() };
        let hidden = Hidden::new(&summary, suppress);
        for key in [|d: &SummaryDayJson| d.service.clone(), |d: &SummaryDayJson| d.facility_id.clone()] {
            for count in [|d: &SummaryDayJson| d.children, |d: &SummaryDayJson| d.refused] {
                let rows = summary.days.iter().zip(&hidden.days);
                check_column(&rows.map(|(d, h)| (key(d), count(d), *h)).collect::<Vec<_>>(), suppress)?;
            }
        }
    }
}
