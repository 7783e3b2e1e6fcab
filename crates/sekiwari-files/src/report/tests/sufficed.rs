//! What would have sufficed: nobody is named, both languages show the same, and nothing small can be worked out.

use super::*;
use crate::report::hidden::{HiddenSufficed, Kind, side_by_side};
use crate::report::read::Beside;
use crate::write::{
    ClubSufficedChildJson, ClubSufficedJson, SufficedAddedJson, SufficedChildJson, SufficedClassJson,
    SufficedCountsJson, SufficedDaysJson, SufficedFiguresJson, SufficedGradeJson, SufficedGroupJson,
    SufficedJson, SufficedPoolJson, SufficedStepJson, SufficedTermsJson, SummaryClubsJson, TriedJson,
};

/// The programme of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Nurseries,
    Clubs,
}

/// One child: its class or grade, whether it has a seat, and which step of points and of seats would have been enough, whether fewer
/// days would, whether its family has a sibling condition and a looser one would, and whether another wish would.
#[derive(Clone, Copy, Debug)]
struct Asked {
    class: u8,
    seated: bool,
    points: Option<usize>,
    seats: Option<usize>,
    days: bool,
    terms: Option<bool>,
    wish: bool,
}

fn counts<'a>(of: Of, all: impl Iterator<Item = &'a Asked>) -> SufficedCountsJson {
    let mut c = SufficedCountsJson { days: (of == Of::Clubs).then_some(0), ..Default::default() };
    for a in all {
        let by = [
            a.points.is_some(),
            a.seats.is_some(),
            a.days && of == Of::Clubs,
            a.terms == Some(true),
            a.wish && !a.seated,
        ];
        c.children += 1;
        c.points += u32::from(by[0]);
        c.seats += u32::from(by[1]);
        c.days = c.days.map(|n| n + u32::from(by[2]));
        c.terms += u32::from(by[3]);
        c.wish += u32::from(by[4]);
        c.nothing += u32::from(!by.contains(&true));
    }
    c
}

fn figures(of: Of, all: &[Asked]) -> SufficedFiguresJson {
    let in_group = |seated: bool| move |a: &&Asked| a.seated == seated;
    let steps = |limits: &[u32], found: &dyn Fn(&Asked) -> Option<usize>, seated| {
        let at = |i| all.iter().filter(in_group(seated)).filter(|a| found(a) == Some(i)).count() as u32;
        let steps = limits.iter().copied().map(Some).chain([None]).enumerate();
        steps.map(|(i, up_to)| SufficedStepJson { up_to, children: at(i) }).collect::<Vec<_>>()
    };
    let seats: &[u32] = if of == Of::Clubs { &[1, 2, 3, 5, 10, 20] } else { &[1, 2] };
    let group = |seated| SufficedGroupJson {
        counts: counts(of, all.iter().filter(in_group(seated))),
        terms_asked: all.iter().filter(in_group(seated)).filter(|a| a.terms.is_some()).count() as u32,
        point_steps: steps(&[1, 2, 5, 10, 20, 50, 100], &|a| a.points, seated),
        seat_steps: steps(seats, &|a| a.seats.map(|s| s.min(seats.len())), seated),
    };
    let row = |class, seated| counts(of, all.iter().filter(in_group(seated)).filter(|a| a.class == class));
    let rows = [0, 1].map(|n| (n, row(n, false), row(n, true)));
    let class = |(class, without_seat, with_seat)| SufficedClassJson { class, without_seat, with_seat };
    let grade = |(grade, without_seat, with_seat)| SufficedGradeJson { grade, without_seat, with_seat };
    let pool = SufficedPoolJson {
        facility_id: "F00".to_owned(),
        seats: 1,
        without_seat: 1,
        wished: 7,
        ..Default::default()
    };
    let days = |season: Option<&str>, route: Option<&str>| SufficedDaysJson {
        season: season.map(str::to_owned),
        weekdays: season.map(|_| "MW".to_owned()),
        route_id: route.map(str::to_owned),
        seats: 2,
    };
    let pool = match of {
        Of::Nurseries => SufficedPoolJson { class: Some("0".to_owned()), ..pool },
        Of::Clubs => {
            SufficedPoolJson { days: vec![days(Some("term"), None), days(None, Some("bus-1"))], ..pool }
        }
    };
    SufficedFiguresJson {
        unplaced: all.iter().filter(in_group(false)).count() as u32,
        without_seat: group(false),
        with_seat: group(true),
        classes: (of == Of::Nurseries).then(|| rows.map(class).to_vec()),
        grades: (of == Of::Clubs).then(|| rows.map(grade).to_vec()),
        pools: vec![pool],
        terms: vec![SufficedTermsJson {
            // The library's words for conditions speak of facilities, whatever these are.
            sibling_joint: if of == Of::Clubs { "independent" } else { "same-round" }.to_owned(),
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
fn round(of: Of, all: &[Asked]) -> SummaryJson {
    let unplaced =
        |class: u8| all.iter().filter(|a| !a.seated && a.class == class).count().try_into().unwrap();
    let cells = [[40, 20, 10, unplaced(0)], [40, 20, 10, unplaced(1)]];
    let programme = if of == Of::Clubs { "club" } else { "nursery" };
    SummaryJson { programme: programme.to_owned(), ..summary(&["A"], &cells, &[[12, 8, 4]]) }
}

fn page_of(of: Of, all: &[Asked], suppress: u32) -> Report {
    let mut report = report(round(of, all), suppress);
    let (engine, version) = (ENGINE.to_owned(), "1".to_owned());
    let (input_sha256, name) = (report.summary.input_sha256.clone(), "round".to_owned());
    let (mechanism, ties) = ("stable-optimal".to_owned(), "strict".to_owned());
    let (counts, figures) = (SufficedCountsJson::default(), figures(of, all));
    let child_id = "SECRETCHILD".to_owned();
    report.beside.push(match of {
        Of::Nurseries => Beside::Sufficed(Box::new(SufficedJson {
            engine,
            version,
            input_sha256,
            name,
            mechanism,
            ties,
            seed: 1,
            counts,
            figures,
            children: vec![SufficedChildJson {
                child_id,
                class: 0,
                facility_id: None,
                wishes: Vec::new(),
                terms: TriedJson::NotAsked,
                added: TriedJson::InVain,
            }],
        })),
        Of::Clubs => Beside::ClubSufficed(Box::new(ClubSufficedJson {
            engine,
            version,
            input_sha256,
            programme: "club".to_owned(),
            name,
            mechanism,
            ties,
            seed: 1,
            counts,
            figures,
            children: vec![ClubSufficedChildJson {
                child_id,
                grade: 1,
                given: None,
                lines: Vec::new(),
                terms: TriedJson::NotAsked,
                added: TriedJson::InVain,
            }],
        })),
    });
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
        days: i % 4 == 1,
        terms: (i < 20).then_some(i % 2 == 1),
        wish: i.is_multiple_of(2),
    };
    (0..120).map(asked).collect()
}

fn both_languages_say_the_same(of: Of, tables: [&str; 7]) {
    let report = page_of(of, &many(), 0);
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
    for id in tables {
        assert!(section(&page).contains(&format!("<table id=\"sufficed-{id}\"")), "{id}");
    }
}

#[test]
fn the_section_names_nobody_and_says_the_same_in_both_languages() {
    let tables = ["kinds", "points", "seats", "pools", "terms", "added", "classes"];
    both_languages_say_the_same(Of::Nurseries, tables);
    let page = page_of(Of::Nurseries, &many(), 0).page(Lang::Ja);
    let own = section(&page);
    assert!(!own.contains("クラブ") && !own.contains("曜日") && !own.contains("学年"));
}

#[test]
fn clubs_are_told_in_words_of_their_own() {
    let tables = ["kinds", "points", "seats", "pools", "terms", "added", "grades"];
    both_languages_say_the_same(Of::Clubs, tables);
    let report = page_of(Of::Clubs, &many(), 0);
    let (ja, en) = (report.page(Lang::Ja), report.page(Lang::En));
    let (ja, en) = (section(&ja), section(&en));
    assert!(!ja.contains("施設") && !ja.contains("歳児") && !ja.contains("クラス"));
    for text in ["曜日を減らしてもよければ", "1年生", "授業期間 月水 (各2席)", "送迎 <bdi>bus-1</bdi>"]
    {
        assert!(ja.contains(text), "{text}");
    }
    for text in ["Fewer days", "grade 1", "School term Mon, Wed (2 each); Route <bdi>bus-1</bdi>"] {
        assert!(en.contains(text), "{text}");
    }
}

#[test]
fn places_and_conditions_of_single_children_are_not_for_publication() {
    for (of, left_out) in [(Of::Nurseries, "Facilities"), (Of::Clubs, "Clubs")] {
        let page = page_of(of, &many(), 5).page(Lang::En);
        well_formed(&page);
        let own = section(&page);
        for id in ["pools", "terms"] {
            assert!(!own.contains(&format!("id=\"sufficed-{id}\"")), "{id}");
        }
        let added = own.split("id=\"sufficed-added\"").nth(1).unwrap().split("</table>").next().unwrap();
        assert!(
            added.contains("<td class=\"n\">9</td>") && !added.contains("<td class=\"n\">2</td>"),
            "{added}"
        );
        assert!(own.contains(&format!("{left_out} with small counts are left out")));
    }
}

#[test]
fn a_document_about_nobody_or_a_few_is_told_without_tables() {
    for of in [Of::Nurseries, Of::Clubs] {
        for (all, suppress) in [(many()[..0].to_vec(), 0), (many()[..3].to_vec(), 5)] {
            let page = page_of(of, &all, suppress).page(Lang::En);
            well_formed(&page);
            assert!(!section(&page).contains("<table id=\"sufficed-kinds\""));
        }
    }
}

/// Children on fewer days, which the page of a club round tells by district, and those at another club add up to those asked about.
#[test]
fn a_few_at_another_club_are_not_what_is_left_of_those_on_fewer_days() {
    let seated = |i: usize| Asked { seated: true, ..many()[i] };
    let all: Vec<Asked> = (0..30).map(seated).collect();
    let hidden = |fewer_days: u32| {
        let mut summary = round(Of::Clubs, &all);
        for district in &mut summary.districts {
            district.clubs = Some(SummaryClubsJson {
                clubs: 1,
                seats: 60,
                children: 140,
                at_home: 140,
                elsewhere: 0,
                transported: 0,
                fewer_days,
                refused: 0,
            });
        }
        let page = Hidden::new(&summary, 5);
        HiddenSufficed::new(&figures(Of::Clubs, &all), (&summary, &page, 5)).groups[1]
    };
    assert_eq!([12, 28, 30].map(hidden), [false, true, false]);
}

fn asked() -> impl Strategy<Value = Asked> {
    let step = |most: usize| prop::option::weighted(0.6, 0..most);
    let by = (step(8), step(7), any::<bool>(), prop::option::of(any::<bool>()), any::<bool>());
    (0u8..2, any::<bool>(), by).prop_map(|(class, seated, (points, seats, days, terms, wish))| Asked {
        class,
        seated,
        points,
        seats,
        days,
        terms,
        wish,
    })
}

proptest! {
    /// Whatever the children: of nobody is told who is one of few, neither outright nor by what is left of what is told.
    #[test]
    fn few_children_are_never_told_apart(
        all in prop::collection::vec(asked(), 0..90),
        suppress in 2u32..9,
        of in prop::sample::select(vec![Of::Nurseries, Of::Clubs]),
    ) {
        let (figures, summary) = (figures(of, &all), round(of, &all));
        let counted = Kind::counted(&figures);
        prop_assert_eq!(counted.len(), if of == Of::Clubs { 6 } else { 5 });
        let page = Hidden::new(&summary, suppress);
        let hidden = HiddenSufficed::new(&figures, (&summary, &page, suppress));
        let small = |n: u32| (1..suppress).contains(&n);
        let groups = [&figures.without_seat, &figures.with_seat];
        for (g, group) in groups.into_iter().enumerate().filter(|(g, _)| !hidden.groups[*g]) {
            let of = group.counts.children;
            prop_assert!(!small(of));
            for &k in counted.iter().filter(|k| !hidden.kind(**k)[g]) {
                let n = k.of(&group.counts);
                prop_assert!(!small(n) && !small(of - n), "{k:?}: {n} of {of}");
            }
        }
        let (points, seats) = (hidden.kind(Kind::Points), hidden.kind(Kind::Seats));
        let tables: [(Kind, &Vec<_>, Vec<[u64; 2]>); 2] = [
            (Kind::Points, &hidden.points, side_by_side(&figures, points, |g| &g.point_steps)),
            (Kind::Seats, &hidden.seats, side_by_side(&figures, seats, |g| &g.seat_steps)),
        ];
        for (k, ranges, rows) in tables {
            for g in 0..2 {
                let sums: Vec<u64> =
                    ranges.iter().map(|r| rows[r.clone()].iter().map(|row| row[g]).sum()).collect();
                prop_assert!(sums.iter().all(|&n| !small(n as u32)), "{sums:?}");
                // They add up to the number that is told, and are told only where it is.
                let n = if hidden.kind(k)[g] { 0 } else { k.of(&groups[g].counts) };
                prop_assert_eq!(sums.iter().sum::<u64>(), u64::from(n));
            }
        }
        if !hidden.groups[0] {
            let column = |n: &dyn Fn(&SufficedCountsJson) -> u32| {
                // A class without anybody has no row.
                let all = figures.rows();
                let rows = all.iter().zip(&hidden.classes).map(|((_, [without, _]), h)| (without, *h));
                let rows = rows.filter(|(without, _)| without.children > 0);
                let rows: Vec<_> = rows.map(|(without, h)| (String::new(), n(without), h)).collect();
                check_column(&rows, suppress)
            };
            column(&|c| c.children)?;
            for &k in &counted {
                column(&|c| k.of(c))?;
                column(&|c| c.children - k.of(c))?;
            }
        }
    }
}
