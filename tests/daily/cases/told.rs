//! What is shown and said.

use crate::small::{Case, Small, june};
use sekiwari::Lang;
use sekiwari::exact::day::{Fate, LimitAt, Refusal};
use sekiwari::explain::daily::{
    FullAt, Limit, calendar_rows, compare, decision_text, full_text, main_reasons, order_text, outcomes,
    reasons, service_rows, unmet, waiting_text,
};
use sekiwari::programme::daily::Service::Temporary;
use sekiwari::programme::daily::round::Session;

fn case() -> Case {
    Small::new()
        .site()
        .offer(Temporary, 1, |o| {
            o.teachers = Some(1);
            o.teacher_rule.bands = vec![(u16::MAX, 6)];
        })
        .ask("C1", Temporary, june(2), |r| r.session = Session::Am)
        .ask("C2", Temporary, june(2), |r| r.session = Session::Am)
        .ask("C3", Temporary, june(2), |r| r.session = Session::Pm)
        .ask("C4", Temporary, june(6), |_| {})
        .decide()
}

#[test]
fn the_calendar_counts_every_half_day() {
    let case = case();
    let rows = calendar_rows(&case.told());
    // 22 days from Monday to Friday, two half days each.
    assert_eq!(rows.len(), 44);
    let am = rows.iter().find(|r| (r.day, r.slot) == (1, 0)).unwrap();
    assert_eq!((am.children, am.by_class[3], am.seats, am.seats_left()), (1, 1, Some(1), Some(0)));
    assert_eq!((am.teachers, am.nurses, am.rooms), (Some((1, 0)), None, None));
    assert_eq!((am.refused, am.refused_first, am.binding), (1, 1, Some(Limit::Seats)));
    let pm = rows.iter().find(|r| (r.day, r.slot) == (1, 1)).unwrap();
    assert_eq!((pm.children, pm.refused, pm.binding), (1, 0, None));
}

#[test]
fn what_was_refused_is_counted_by_cause() {
    let case = case();
    let told = case.told();
    let unmet = unmet(&told, &main_reasons(&told, &reasons(&told)));
    let rows: Vec<_> = unmet.iter().map(|u| (u.cause.as_str(), u.requests, u.children)).collect();
    assert_eq!(rows, [("SEATS", 1, 1), ("CLOSED", 1, 1)]);
    let row = service_rows(&told)[0];
    assert_eq!((row.asked, row.granted, row.first_wish, row.refused, row.children), (4, 2, 2, 2, 4));
}

#[test]
fn sentences_in_both_languages() {
    let case = case();
    let told = case.told();
    let reasons = reasons(&told);
    let mains = main_reasons(&told, &reasons);
    let decision = |r: u32, lang| decision_text(&told, r, mains[r as usize], lang);
    assert_eq!(
        decision(0, Lang::Ja),
        "申込 R00（児童 C1）：施設 A 一時預かり 2026年6月2日（火） 8:00～12:30 に決まりました（希望順位 1）。"
    );
    assert_eq!(
        decision(1, Lang::En),
        "Request R01 (child C2): no place in this round. Main reason: no seat."
    );
    assert_eq!(
        reasons[0].text(&told, "priority", Lang::Ja),
        "第1希望 施設 A 2026年6月2日（火）：定員 1 人に対し 1 人の利用が決まっています（8:00～12:30）。順番の決め手は申込みの時刻。"
    );
    assert_eq!(
        reasons[0].text(&told, "priority", Lang::En),
        "Wish 1, site A, Tue 2026-06-02: 1 of 1 seats are taken (8:00-12:30). What put the last of them first: the time of the request."
    );
    assert_eq!(
        reasons[1].text(&told, "priority", Lang::Ja),
        "第1希望 施設 A 2026年6月6日（土）：利用できません（休業日）。"
    );
    assert_eq!(
        waiting_text(&told, &reasons[0], Lang::Ja).as_deref(),
        Some("待ち順 1（1 件中）。席が一つ空けば利用できます。")
    );
    assert_eq!(waiting_text(&told, &reasons[1], Lang::En), None);
    assert_eq!(
        order_text(&told, 1, Lang::En),
        "Requests are considered by the class of need (private), then fewer uses so far (0), then the time of the request (2026-05-20 09:01), then the lottery."
    );
}

/// Two dates with a seat each: the first two would do with either, the third with the first only. Nobody who came earlier has
/// to be on it, but they need both. The witness of the solver names both
/// dates; that the mornings are full is enough to keep whole days out.
#[test]
fn full_times_of_a_proof() {
    let case = Small::new()
        .site()
        .offer(Temporary, 1, |_| {})
        .ask("C1", Temporary, june(2), |r| r.dates.push(june(3)))
        .ask("C2", Temporary, june(2), |r| r.dates.push(june(3)))
        .ask("C3", Temporary, june(3), |_| {})
        .decide();
    let Fate::Refused(Refusal::Limits(by)) = &case.solution.fates[2] else { panic!() };
    let full: Vec<FullAt> = case.solution.witnesses[by[0] as usize].limits.iter().map(|l| at(l.0)).collect();
    assert_eq!(
        full_text(&case.told(), &full, 2, Lang::Ja),
        "施設 A 一時預かり 2026年6月2日（火） 8:00～12:30 定員、施設 A 一時預かり 2026年6月3日（水） 8:00～12:30 定員"
    );
}

fn at(limit: LimitAt) -> FullAt {
    match limit {
        LimitAt::Quota(quota) => FullAt::Quota(quota),
        LimitAt::Opening { opening, slot, kind } => {
            FullAt::Opening { opening, limit: Limit::from(kind), slot }
        }
    }
}

/// The same round by first come, first served: who has a place, who loses one.
#[test]
fn two_decisions_side_by_side() {
    let case = |reason: u8| {
        Small::new()
            .site()
            .offer(Temporary, 1, |_| {})
            .ask("C1", Temporary, june(2), |r| r.dates.push(june(3)))
            .ask("C2", Temporary, june(2), |r| r.reason = reason)
            .ask("C3", Temporary, june(3), |r| r.reason = 1)
            .decide()
    };
    let side = |case: &Case| {
        let told = case.told();
        outcomes(&case.round, &case.decisions, &main_reasons(&told, &reasons(&told)))
    };
    // C3 comes first, then C1 or C2, whoever is in greater need.
    let (before, after) = (case(2), case(0));
    assert_eq!(
        (before.got(), after.got()),
        (["A 2", "-", "A 3"].map(str::to_owned).to_vec(), ["-", "A 2", "A 3"].map(str::to_owned).to_vec())
    );
    let found = compare(&side(&before), &side(&after));
    let kinds: Vec<_> = found.changes.iter().map(|c| (c.before.request.as_str(), c.kind.as_str())).collect();
    assert_eq!(kinds, [("R00", "lost-place"), ("R01", "gained-place")]);
    assert_eq!(found.same, 1);
    assert_eq!(found.changes[0].before.place.as_deref(), Some("A temporary 2026-06-02 8:00-17:00"));
}
