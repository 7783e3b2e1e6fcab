//! Random rounds, surveys and orders against a recount with sets, which shares nothing with the count but the types.

use super::made::{APRIL, Kid, Made, OCTOBER, decisions, enrolled};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use sekiwari::programme::nursery::waiting::{
    Age, Area, Count, Exclusion, ExclusionOrder, Line, Rules, Situation, SpecificPlace, Survey, SurveyRow,
    Transfers, Travel, count,
};
use sekiwari::programme::nursery::{AgeClass, Validity};
use std::collections::{BTreeMap, BTreeSet};

const FACILITIES: u32 = 3;

/// What a case is made of, as the naive recount sees it.
#[derive(Clone, Debug)]
struct Case {
    made: Made,
    /// Seats by child.
    seated: BTreeMap<String, u32>,
    survey: Survey,
    rules: Rules,
}

fn day() -> impl Strategy<Value = Date> {
    prop::sample::select(vec![
        date(2026, 3, 31),
        APRIL,
        date(2026, 6, 15),
        date(2026, 9, 30),
        OCTOBER,
        date(2027, 1, 1),
    ])
}

fn kid() -> impl Strategy<Value = Kid> {
    let list = prop::sample::subsequence((0..FACILITIES).collect::<Vec<_>>(), 0..=FACILITIES as usize);
    (0u8..6, 0usize..4, prop::option::weighted(0.2, 0..FACILITIES), list.prop_shuffle(), 0i64..3).prop_map(
        |(class, district, holds, list, points)| Kid {
            class,
            district: (district > 0).then(|| format!("D{district}")),
            holds,
            list,
            points,
            ..Kid::default()
        },
    )
}

fn row() -> impl Strategy<Value = (usize, SurveyRow)> {
    let place = prop::sample::select(vec!["here".to_owned(), "there".to_owned()]);
    (
        0usize..16,
        prop::option::weighted(0.85, prop::sample::select(Situation::ALL.to_vec())),
        prop::option::of(any::<bool>()),
        prop::option::weighted(0.3, 0..FACILITIES),
        prop::option::weighted(0.2, place),
        prop::option::weighted(0.2, day()),
        prop::option::weighted(0.2, 0u32..40),
        (prop::option::weighted(0.3, day()), prop::option::weighted(0.3, day())),
    )
        .prop_map(
            |(who, situation, will, refused, residence, entry_wished, reach_minutes, (from, to))| {
                let row = SurveyRow {
                    child: String::new(),
                    situation,
                    return_confirmed: will,
                    offer_refused: refused.map(|f| format!("F{f}")),
                    residence,
                    entry_wished,
                    reach_minutes,
                    care: None,
                    class: None,
                    district: None,
                    validity: Validity { from, to },
                };
                (who, row)
            },
        )
}

prop_compose! {
    fn case()(
        kids in prop::collection::vec(kid(), 0..12),
        seats in prop::collection::btree_map((0..FACILITIES, 0u8..6), 0u32..3, 0..12),
        tickets in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>()), 12),
        rows in prop::collection::vec(row(), 0..24),
        travel in prop::collection::btree_map((0usize..12, 0..FACILITIES), 0u32..40, 0..24),
        order in Just(Exclusion::ALL.to_vec()).prop_shuffle(),
        named in 0..=Exclusion::COUNT,
        october in any::<bool>(),
        settings in any::<[bool; 4]>(),
        continuing in prop::option::of([0u32..50, 0..50, 0..50, 0..50, 0..50, 0..50]),
    ) -> Case {
        let mut made = Made::seats(FACILITIES, &[]);
        made.seats = seats.into_iter().map(|((f, c), n)| (f, vec![c], n)).collect();
        made.kids = kids.into_iter().enumerate().map(|(i, kid)| Kid { id: format!("K{i:02}"), ..kid }).collect();
        let mut seated = BTreeMap::new();
        for (kid, (lucky, pick)) in made.kids.iter().zip(&tickets) {
            if *lucky && !kid.list.is_empty() {
                seated.insert(kid.id.clone(), kid.list[pick.index(kid.list.len())]);
            }
        }
        let mut survey = Survey { enrolled: continuing.map(enrolled), ..Survey::default() };
        for (who, row) in rows {
            if who < made.kids.len() {
                survey.rows.push(SurveyRow { child: made.kids[who].id.clone(), ..row });
            } else {
                // Somebody who applied only elsewhere: one line says so, others say what they say.
                let about = SurveyRow {
                    child: format!("X{who:02}"),
                    class: AgeClass::new((who % 6) as u8),
                    district: Some(format!("D{}", who % 3)),
                    ..row
                };
                let base = SurveyRow { situation: Some(Situation::ElsewhereWaiting), ..about.clone() };
                survey.rows.extend([base, about]);
            }
        }
        for ((who, f), minutes) in travel {
            if who < made.kids.len() {
                survey.travel.push(Travel { child: made.kids[who].id.clone(), facility: format!("F{f}"), minutes });
            }
        }
        let rules = Rules {
            order: ExclusionOrder::new(&order[..named]).unwrap(),
            municipality: settings[0].then(|| "here".to_owned()),
            transfers: if settings[1] { Transfers::Deferred } else { Transfers::Users },
            specific_place: if settings[2] { SpecificPlace::Confirmed } else { SpecificPlace::Refused },
            ..Rules::on(if october { OCTOBER } else { APRIL })
        };
        Case { made, seated, survey, rules }
    }
}

impl Case {
    fn count(&self) -> Count {
        let round = self.made.round();
        let seated: Vec<(&str, u32)> = self.seated.iter().map(|(id, f)| (id.as_str(), *f)).collect();
        count(&round, &decisions(&round, &seated), &self.survey, &self.rules).unwrap()
    }
}

type Ids = BTreeSet<String>;

/// The recount: sets of ids, nothing else.
struct Naive {
    round: Ids,
    outside: Ids,
    elsewhere: Ids,
    placed: Ids,
    kept: Ids,
    using_elsewhere: Ids,
    deferred: Ids,
    meets: BTreeMap<Exclusion, Ids>,
    under: BTreeMap<Exclusion, Ids>,
    official: Ids,
    class: BTreeMap<String, u8>,
    district: BTreeMap<String, Option<String>>,
}

fn recount(case: &Case) -> Naive {
    let Case { made, seated, survey, rules } = case;
    let day = rules.date;
    let holds = |r: &&SurveyRow| {
        !(r.validity.from.is_some_and(|f| day < f) || r.validity.to.is_some_and(|t| t < day))
    };
    let rows: Vec<&SurveyRow> = survey.rows.iter().filter(holds).collect();
    let who = |f: &dyn Fn(&SurveyRow) -> bool| -> Ids {
        rows.iter().filter(|r| f(r)).map(|r| r.child.clone()).collect()
    };
    let says = |s: Situation| who(&|r| r.situation == Some(s));
    let own: Ids = made.kids.iter().map(|k| k.id.clone()).collect();
    let away = who(&|r| matches!((&r.residence, &rules.municipality), (Some(a), Some(b)) if a != b));
    let strangers: Ids = &(&says(Situation::ElsewhereWaiting) | &says(Situation::ElsewhereUsing)) - &own;
    let elsewhere: Ids = &strangers - &away;
    let outside: Ids = &own & &away;
    let round: Ids = &own - &away;
    let has = |kid: &Kid| seated.get(&kid.id).copied().or(kid.holds);
    let which = |f: &dyn Fn(&Kid) -> bool| -> Ids {
        made.kids.iter().filter(|k| f(k)).map(|k| k.id.clone()).collect()
    };
    let seat = which(&|k| has(k).is_some());
    let stays = which(&|k| k.holds.is_some() && has(k) == k.holds);
    let placed: Ids = &(&seat - &stays) & &round;
    let kept: Ids = match rules.transfers {
        Transfers::Users => &stays & &round,
        Transfers::Deferred => Ids::new(),
    };
    let using_elsewhere: Ids = &says(Situation::ElsewhereUsing) & &elsewhere;
    let deferred: Ids = &(&(&(&round | &elsewhere) - &placed) - &kept) - &using_elsewhere;
    // Seats left by class, one by one.
    let left = |f: u32, class: u8| -> i64 {
        let open: i64 =
            made.seats.iter().filter(|s| s.0 == f && s.1.contains(&class)).map(|s| i64::from(s.2)).sum();
        let of_class = made.kids.iter().filter(|k| k.class == class);
        let (mut held, mut taken) = (0, 0);
        of_class.for_each(|k| {
            held += i64::from(k.holds == Some(f));
            taken += i64::from(has(k) == Some(f));
        });
        open + held - taken
    };
    let confirmed = which(&|k| {
        (0..FACILITIES).any(|f| {
            let name = format!("F{f}");
            let own = |r: &&&SurveyRow| r.child == k.id;
            let refused = rows.iter().filter(own).any(|r| r.offer_refused.as_ref() == Some(&name));
            let limit = rows.iter().filter(own).filter_map(|r| r.reach_minutes).min().unwrap_or(30);
            let way = survey.travel.iter().find(|t| t.child == k.id && t.facility == name);
            has(k).is_none() && refused && left(f, k.class) > 0 && way.is_some_and(|t| t.minutes <= limit)
        })
    });
    let refusers = who(&|r| r.offer_refused.is_some());
    let mut specific: Ids = &says(Situation::SpecificPlaceOnly) & &refusers;
    if rules.specific_place == SpecificPlace::Confirmed {
        specific = &specific & &confirmed;
    }
    let holders: Ids = &seat & &stays;
    let transfer: Ids = &(&says(Situation::Transfer) | &says(Situation::ElsewhereUsing)) | &holders;
    let leave = who(&|r| r.situation == Some(Situation::OnLeave) && r.return_confirmed != Some(true));
    let meets: BTreeMap<Exclusion, Ids> = [
        (Exclusion::MunicipalOwn, says(Situation::MunicipalOwn)),
        (Exclusion::EnterpriseLed, says(Situation::EnterpriseLed)),
        (Exclusion::KindergartenLong, says(Situation::KindergartenLong)),
        (Exclusion::Licensing, says(Situation::Licensing)),
        (Exclusion::OnLeaveNoReturn, leave),
        (Exclusion::SpecificPlaceOnly, specific),
        (Exclusion::JobSearchStopped, says(Situation::JobSearchStopped)),
        (Exclusion::Transfer, transfer),
        (Exclusion::FutureDate, who(&|r| r.entry_wished.is_some_and(|d| day < d))),
    ]
    .into_iter()
    .map(|(e, ids)| (e, &ids & &deferred))
    .collect();
    let mut official = deferred.clone();
    let mut under = BTreeMap::new();
    for e in rules.order.iter() {
        let here: Ids = &official & &meets[&e];
        official = &official - &here;
        under.insert(e, here);
    }
    let mut class: BTreeMap<String, u8> = made.kids.iter().map(|k| (k.id.clone(), k.class)).collect();
    let mut district: BTreeMap<String, Option<String>> =
        made.kids.iter().map(|k| (k.id.clone(), k.district.clone())).collect();
    for r in survey.rows.iter().filter(|r| !own.contains(&r.child)) {
        class.insert(r.child.clone(), r.class.unwrap().get());
        district.insert(r.child.clone(), r.district.clone());
    }
    Naive {
        round,
        outside,
        elsewhere,
        placed,
        kept,
        using_elsewhere,
        deferred,
        meets,
        under,
        official,
        class,
        district,
    }
}

impl Naive {
    fn line(&self, case: &Case, line: Line, keep: &dyn Fn(&str) -> bool) -> u64 {
        let n = |ids: &Ids| ids.iter().filter(|id| keep(id)).count() as u64;
        match line {
            Line::Round => n(&self.round),
            Line::Elsewhere => n(&self.elsewhere),
            Line::Applied => n(&(&self.round | &self.elsewhere)),
            Line::Placed => n(&self.placed),
            Line::Kept => n(&self.kept),
            Line::UsingElsewhere => n(&self.using_elsewhere),
            Line::Seated => n(&(&(&self.placed | &self.kept) | &self.using_elsewhere)),
            Line::Deferred => n(&self.deferred),
            Line::Excluded(e) => n(&self.under[&e]),
            Line::Hidden => n(&(&self.deferred - &self.official)),
            Line::Official => n(&self.official),
            Line::Outside => n(&self.outside),
            Line::OutsideDeferred => {
                let seatless = |id: &&String| {
                    let kid = case.made.kids.iter().find(|k| k.id == **id).unwrap();
                    kid.holds.is_none() && !case.seated.contains_key(*id)
                };
                self.outside.iter().filter(|id| keep(id)).filter(seatless).count() as u64
            }
            Line::Continuing | Line::Applicants | Line::Users | Line::Returning => unreachable!(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_is_that_of_the_recount(case in case()) {
        let count = case.count();
        let naive = recount(&case);
        let lines = Line::all(case.rules.order.iter());
        let known = |l: &&Line| {
            !matches!(l, Line::Continuing | Line::Applicants | Line::Users | Line::Returning)
        };
        let areas = ["D0", "D1", "D2", "D3"].map(|d| Area::District(d.to_owned()));
        for area in [Area::All, Area::NotStated].into_iter().chain(areas) {
            for age in Age::ALL {
                let tally = count.ledger.tally(&area, age);
                let keep = |id: &str| {
                    let class = naive.class[id];
                    let of_age = match age.as_str() {
                        "all" => true,
                        "0-2" => class <= 2,
                        "3-5" => class >= 3,
                        "4-5" => class >= 4,
                        one => class.to_string() == one,
                    };
                    of_age && match &area {
                        Area::All => true,
                        Area::NotStated => naive.district[id].is_none(),
                        Area::District(d) => naive.district[id].as_ref() == Some(d),
                    }
                };
                for line in lines.iter().filter(known) {
                    let expected = naive.line(&case, *line, &keep);
                    prop_assert_eq!(tally.get(*line), Some(expected), "{:?} {:?} {:?}", area, age, line);
                }
                // The identities, of the shown figures.
                let get = |l: Line| tally.get(l).unwrap();
                prop_assert_eq!(get(Line::Applied) - get(Line::Seated), get(Line::Deferred));
                let excluded: u64 = Exclusion::ALL.iter().map(|&e| get(Line::Excluded(e))).sum();
                prop_assert_eq!(excluded, get(Line::Hidden));
                prop_assert_eq!(get(Line::Deferred) - excluded, get(Line::Official));
                prop_assert!(get(Line::Returning) <= get(Line::Official));
                match (area == Area::All, &case.survey.enrolled) {
                    (true, Some(_)) => {
                        let difference = get(Line::Applicants) - get(Line::Users);
                        prop_assert_eq!(difference, get(Line::Deferred));
                    }
                    _ => prop_assert_eq!(tally.applicants().or(tally.users()), None),
                }
            }
        }
        // Child by child, and nobody twice.
        let ids: Vec<&str> = count.entries.iter().map(|e| e.id.as_str()).collect();
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for e in &count.entries {
            for x in Exclusion::ALL {
                prop_assert_eq!(e.met.contains(x), naive.meets[&x].contains(&e.id), "{} {:?}", &e.id, x);
                prop_assert_eq!(e.counted == Some(x), naive.under[&x].contains(&e.id));
            }
            prop_assert_eq!(e.is_waiting(), naive.official.contains(&e.id));
        }
        for a in Exclusion::ALL {
            for b in Exclusion::ALL {
                let both = naive.meets[&a].intersection(&naive.meets[&b]).count() as u64;
                prop_assert_eq!(count.overlaps[a.index()][b.index()], both);
            }
        }
    }

    #[test]
    fn the_order_of_rows_leaves_no_trace(case in case(), seed in any::<u64>()) {
        let mut other = case.clone();
        let turn = |n: usize| if n == 0 { 0 } else { (seed % n as u64) as usize };
        let by = turn(other.survey.rows.len());
        other.survey.rows.rotate_left(by);
        other.survey.rows.reverse();
        other.survey.travel.reverse();
        other.made.kids.reverse();
        other.made.seats.reverse();
        prop_assert_eq!(case.count(), other.count());
    }

    #[test]
    fn another_order_moves_nobody_in_or_out_of_the_official_count(case in case(), order in Just(Exclusion::ALL.to_vec()).prop_shuffle()) {
        let first = case.count();
        let rules = Rules { order: ExclusionOrder::new(&order).unwrap(), ..case.rules.clone() };
        let second = Case { rules, ..case }.count();
        let waits = |c: &Count| c.entries.iter().filter(|e| e.is_waiting()).map(|e| e.id.clone()).collect::<Ids>();
        prop_assert_eq!(waits(&first), waits(&second));
        prop_assert_eq!(first.overlaps, second.overlaps);
    }
}
