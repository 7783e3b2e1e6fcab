//! What would have sufficed: nobody is named, both languages show the same, and nothing small can be worked out.

use super::*;
use crate::report::hidden::{HiddenSufficed, KINDS, kinds, side_by_side};
use crate::report::read::Beside;
use crate::write::{
    SufficedAddedJson, SufficedChildJson, SufficedClassJson, SufficedCountsJson, SufficedFiguresJson,
    SufficedGroupJson, SufficedJson, SufficedPoolJson, SufficedStepJson, SufficedTermsJson, TriedJson,
};

/// One child: its class, whether it has a seat, and which step of points and of seats would have been enough, whether its
/// family has a sibling condition and a looser one would, and whether another wish would.
#[derive(Clone, Copy, Debug)]
struct Asked {
    class: u8,
    seated: bool,
    points: Option<usize>,
    seats: Option<usize>,
    terms: Option<bool>,
    wish: bool,
}

fn counts<'a>(all: impl Iterator<Item = &'a Asked>) -> SufficedCountsJson {
    let mut c = SufficedCountsJson::default();
    for a in all {
        let by = [a.points.is_some(), a.seats.is_some(), a.terms == Some(true), a.wish && !a.seated];
        c.children += 1;
        c.points += u32::from(by[0]);
        c.seats += u32::from(by[1]);
        c.terms += u32::from(by[2]);
        c.wish += u32::from(by[3]);
        c.nothing += u32::from(!by.contains(&true));
    }
    c
}

fn figures(all: &[Asked]) -> SufficedFiguresJson {
    let of = |seated: bool| move |a: &&Asked| a.seated == seated;
    let steps = |limits: &[Option<u32>], found: &dyn Fn(&Asked) -> Option<usize>, seated| {
        let at = |i| all.iter().filter(of(seated)).filter(|a| found(a) == Some(i)).count() as u32;
        let steps = limits.iter().enumerate();
        steps.map(|(i, &up_to)| SufficedStepJson { up_to, children: at(i) }).collect::<Vec<_>>()
    };
    let points: Vec<Option<u32>> = [1, 2, 5, 10, 20, 50, 100].map(Some).into_iter().chain([None]).collect();
    let group = |seated| SufficedGroupJson {
        counts: counts(all.iter().filter(of(seated))),
        terms_asked: all.iter().filter(of(seated)).filter(|a| a.terms.is_some()).count() as u32,
        point_steps: steps(&points, &|a| a.points, seated),
        seat_steps: steps(&[Some(1), Some(2), None], &|a| a.seats, seated),
    };
    let class = |class| SufficedClassJson {
        class,
        without_seat: counts(all.iter().filter(of(false)).filter(|a| a.class == class)),
        with_seat: counts(all.iter().filter(of(true)).filter(|a| a.class == class)),
    };
    SufficedFiguresJson {
        unplaced: all.iter().filter(of(false)).count() as u32,
        without_seat: group(false),
        with_seat: group(true),
        classes: vec![class(0), class(1)],
        pools: vec![SufficedPoolJson {
            facility_id: "F00".to_owned(),
            class: "0".to_owned(),
            reserved_for: None,
            seats: 1,
            without_seat: 1,
            with_seat: 0,
            wished: 7,
        }],
        terms: vec![SufficedTermsJson {
            sibling_joint: "same-round".to_owned(),
            sibling_single: "either".to_owned(),
            children: 2,
        }],
        added: vec![
            SufficedAddedJson { facility_id: "F01".to_owned(), children: 9 },
            SufficedAddedJson { facility_id: "F00".to_owned(), children: 2 },
        ],
    }
}

/// A round whose children without a seat are those asked about.
fn round(all: &[Asked]) -> SummaryJson {
    let unplaced =
        |class: u8| all.iter().filter(|a| !a.seated && a.class == class).count().try_into().unwrap();
    summary(&["A"], &[[40, 20, 10, unplaced(0)], [40, 20, 10, unplaced(1)]], &[[12, 8, 4]])
}

fn page_of(all: &[Asked], suppress: u32) -> Report {
    let child = SufficedChildJson {
        child_id: "SECRETCHILD".to_owned(),
        class: 0,
        facility_id: None,
        wishes: Vec::new(),
        terms: TriedJson::NotAsked,
        added: TriedJson::InVain,
    };
    let mut report = report(round(all), suppress);
    report.beside.push(Beside::Sufficed(Box::new(SufficedJson {
        engine: ENGINE.to_owned(),
        version: "1".to_owned(),
        input_sha256: report.summary.input_sha256.clone(),
        name: "round".to_owned(),
        mechanism: "stable-optimal".to_owned(),
        ties: "strict".to_owned(),
        seed: 1,
        counts: SufficedCountsJson::default(),
        figures: figures(all),
        children: vec![child],
    })));
    report
}

fn section(page: &str) -> &str {
    let rest = page.split("<section id=\"sufficed\"").nth(1).expect("the section");
    rest.split("</section>").next().expect("its end")
}

fn many() -> Vec<Asked> {
    let asked = |i: usize| Asked {
        class: u8::from(i.is_multiple_of(3)),
        seated: i % 5 == 4,
        points: (!i.is_multiple_of(4)).then_some(i % 5),
        seats: (i % 3 == 1).then_some(usize::from(i == 1)),
        terms: (i < 20).then_some(i % 2 == 1),
        wish: i.is_multiple_of(2),
    };
    (0..120).map(asked).collect()
}

#[test]
fn the_section_names_nobody_and_says_the_same_in_both_languages() {
    let report = page_of(&many(), 0);
    let cells = |lang: Lang| -> Vec<String> {
        let page = report.page(lang);
        well_formed(&page);
        let own = section(&page);
        assert!(!page.contains("SECRETCHILD") && own.contains("<svg class=\"chart\""));
        let cells = own.split("<td class=\"n").skip(1).filter_map(|c| c.split_once('>'));
        cells.filter_map(|(_, c)| c.split_once("</td>")).map(|(c, _)| c.to_owned()).collect()
    };
    let (ja, en) = (cells(Lang::Ja), cells(Lang::En));
    assert!(ja.len() > 60);
    assert_eq!(ja, en);
    let page = report.page(Lang::En);
    for id in ["kinds", "points", "seats", "pools", "terms", "added", "classes"] {
        assert!(section(&page).contains(&format!("<table id=\"sufficed-{id}\"")), "{id}");
    }
}

#[test]
fn places_and_conditions_of_single_children_are_not_for_publication() {
    let page = page_of(&many(), 5).page(Lang::En);
    well_formed(&page);
    let own = section(&page);
    for id in ["pools", "terms"] {
        assert!(!own.contains(&format!("id=\"sufficed-{id}\"")), "{id}");
    }
    let added = own.split("id=\"sufficed-added\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(added.contains("<td class=\"n\">9</td>") && !added.contains("<td class=\"n\">2</td>"), "{added}");
    assert!(own.contains("Facilities with small counts are left out"));
}

#[test]
fn a_document_about_nobody_or_a_few_is_told_without_tables() {
    for (all, suppress) in [(many()[..0].to_vec(), 0), (many()[..3].to_vec(), 5)] {
        let page = page_of(&all, suppress).page(Lang::En);
        well_formed(&page);
        assert!(!section(&page).contains("<table id=\"sufficed-kinds\""));
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    let step = |most: usize| prop::option::weighted(0.6, 0..most);
    (0u8..2, any::<bool>(), step(8), step(3), prop::option::of(any::<bool>()), any::<bool>()).prop_map(
        |(class, seated, points, seats, terms, wish)| Asked { class, seated, points, seats, terms, wish },
    )
}

proptest! {
    /// Whatever the children: of nobody is told who is one of few, neither outright nor by what is left of what is told.
    #[test]
    fn few_children_are_never_told_apart(all in prop::collection::vec(asked(), 0..90), suppress in 2u32..9) {
        let (figures, summary) = (figures(&all), round(&all));
        let page = Hidden::new(&summary, suppress);
        let hidden = HiddenSufficed::new(&figures, (&summary, &page, suppress));
        let small = |n: u32| (1..suppress).contains(&n);
        let groups = [&figures.without_seat, &figures.with_seat];
        for (g, group) in groups.into_iter().enumerate().filter(|(g, _)| !hidden.groups[*g]) {
            let of = group.counts.children;
            prop_assert!(!small(of));
            for k in (0..KINDS).filter(|&k| !hidden.kinds[k][g]) {
                let n = kinds(&group.counts)[k];
                prop_assert!(!small(n) && !small(of - n), "kind {k}: {n} of {of}");
            }
        }
        let tables: [(&Vec<_>, Vec<[u64; 2]>); 2] = [
            (&hidden.points, side_by_side(&figures, hidden.kinds[0], |g| &g.point_steps)),
            (&hidden.seats, side_by_side(&figures, hidden.kinds[1], |g| &g.seat_steps)),
        ];
        for (k, (ranges, rows)) in tables.into_iter().enumerate() {
            for g in 0..2 {
                let sums: Vec<u64> =
                    ranges.iter().map(|r| rows[r.clone()].iter().map(|row| row[g]).sum()).collect();
                prop_assert!(sums.iter().all(|&n| !small(n as u32)), "{sums:?}");
                // They add up to the number that is told, and are told only where it is.
                let n = if hidden.kinds[k][g] { 0 } else { kinds(&groups[g].counts)[k] };
                prop_assert_eq!(sums.iter().sum::<u64>(), u64::from(n));
            }
        }
        if !hidden.groups[0] {
            let column = |n: &dyn Fn(&SufficedCountsJson) -> u32| {
                // A class without anybody has no row.
                let rows = figures.classes.iter().zip(&hidden.classes);
                let rows = rows.filter(|(c, _)| c.without_seat.children > 0);
                let rows: Vec<_> = rows.map(|(c, h)| (String::new(), n(&c.without_seat), *h)).collect();
                check_column(&rows, suppress)
            };
            column(&|c| c.children)?;
            for k in 0..KINDS {
                column(&|c| kinds(c)[k])?;
                column(&|c| c.children - kinds(c)[k])?;
            }
        }
    }
}
