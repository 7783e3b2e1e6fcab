//! Every rule of the survey, N1 to N7, on one or two children.

use super::made::{APRIL, Kid, Made, OCTOBER, between, decisions, enrolled, says};
use jiff::civil::date;
use sekiwari::programme::nursery::waiting::{
    Age, Area, Count, Exclusion, ExclusionOrder, Line, Rules, Situation, SpecificPlace, SpecificTest,
    Standing, Survey, SurveyError, SurveyRow, Transfers, Travel, count,
};

/// Three children of class 1 without a seat and one with, at two facilities.
fn town() -> Made {
    let kids = ["A", "B", "C", "D"].map(|id| Kid::new(id, 1).lists(&[0]));
    Made::seats(2, &[(0, 1, 1), (1, 1, 1)]).kids(kids)
}

fn counted(made: &Made, rows: Vec<SurveyRow>, rules: &Rules) -> Count {
    let round = made.round();
    let survey = Survey { rows, ..Survey::default() };
    count(&round, &decisions(&round, &[("D", 0)]), &survey, rules).unwrap()
}

fn code(count: &Count, id: &str) -> Option<Exclusion> {
    count.entries.iter().find(|e| e.id == id).unwrap().counted
}

#[test]
fn without_a_survey_every_deferred_child_waits() {
    let count = counted(&town(), Vec::new(), &Rules::on(APRIL));
    let total = count.ledger.total();
    assert_eq!((total.deferred(), total.hidden(), total.official[0]), (3, 0, 3));
    assert_eq!((total.get(Line::Round), total.get(Line::Placed)), (Some(4), Some(1)));
    // Who is enrolled and does not apply is not known, which is not nobody.
    assert_eq!((total.applicants(), total.users(), total.get(Line::Continuing)), (None, None, None));
}

#[test]
fn continuing_children_are_applicants_and_users_by_class() {
    let round = town().round();
    let survey = Survey { enrolled: Some(enrolled([3, 50, 60, 70, 80, 90])), ..Survey::default() };
    let count = count(&round, &decisions(&round, &[("D", 0)]), &survey, &Rules::on(APRIL)).unwrap();
    let of = |age| count.ledger.tally(&Area::All, age);
    assert_eq!((of(Age::One).applicants(), of(Age::One).users()), (Some(54), Some(51)));
    assert_eq!((of(Age::FourFive).applicants(), of(Age::Under3).continuing), (Some(170), Some(113)));
    assert_eq!((of(Age::All).applicants(), of(Age::All).users()), (Some(357), Some(354)));
    // The districts of continuing children are not known.
    assert_eq!(count.ledger.tally(&Area::NotStated, Age::All).applicants(), None);
}

#[test]
fn n1_a_search_that_has_stopped_is_not_counted() {
    let rows = vec![between(says("A", Situation::JobSearchStopped), Some(date(2026, 6, 1)), None)];
    assert_eq!(code(&counted(&town(), rows.clone(), &Rules::on(APRIL)), "A"), None);
    let october = counted(&town(), rows, &Rules::on(OCTOBER));
    assert_eq!(code(&october, "A"), Some(Exclusion::JobSearchStopped));
    assert_eq!((october.ledger.total().official[0], october.ledger.total().hidden()), (2, 1));
}

#[test]
fn n2_children_are_counted_where_they_live() {
    let lives = |child: &str, place: &str| SurveyRow {
        child: child.into(),
        residence: Some(place.into()),
        ..SurveyRow::default()
    };
    let mut elsewhere = says("X", Situation::ElsewhereWaiting);
    elsewhere.class = sekiwari::programme::nursery::AgeClass::new(2);
    elsewhere.district = Some("north".into());
    let mut using = says("Y", Situation::ElsewhereUsing);
    using.class = sekiwari::programme::nursery::AgeClass::new(4);
    let rows = vec![lives("A", "倉敷市"), lives("B", "総社市"), lives("D", "岡山市"), elsewhere, using];
    let rules = Rules { municipality: Some("総社市".into()), ..Rules::on(APRIL) };
    let count = counted(&town(), rows.clone(), &rules);
    let total = count.ledger.total();
    // A and D live elsewhere; X is deferred elsewhere, Y uses a place there.
    assert_eq!(
        (total.get(Line::Round), total.get(Line::Elsewhere), total.outside),
        (Some(2), Some(2), [2, 1])
    );
    assert_eq!((total.get(Line::UsingElsewhere), total.deferred(), total.official[0]), (Some(1), 3, 3));
    assert_eq!(count.ledger.tally(&Area::District("north".into()), Age::Two).official[0], 1);
    assert!(count.entries.iter().filter(|e| e.standing == Standing::Outside).all(|e| !e.is_waiting()));
    // Without a name nobody is taken to live elsewhere.
    let here = counted(&town(), rows, &Rules::on(APRIL)).ledger.total();
    assert_eq!((here.outside, here.get(Line::Round)), ([0, 0], Some(4)));
}

#[test]
fn n3_other_care_is_not_counted() {
    for (situation, exclusion) in [
        (Situation::Licensing, Exclusion::Licensing),
        (Situation::KindergartenLong, Exclusion::KindergartenLong),
        (Situation::MunicipalOwn, Exclusion::MunicipalOwn),
        (Situation::EnterpriseLed, Exclusion::EnterpriseLed),
    ] {
        let count = counted(&town(), vec![says("B", situation)], &Rules::on(APRIL));
        assert_eq!((code(&count, "B"), count.ledger.total().official[0]), (Some(exclusion), 2));
    }
}

#[test]
fn n4_children_in_a_licensed_place_are_not_counted() {
    let mut made = town();
    made.kids[0].holds = Some(1);
    let users = counted(&made, Vec::new(), &Rules::on(APRIL));
    assert_eq!(users.entries[0].standing, Standing::Kept);
    let total = users.ledger.total();
    assert_eq!((total.get(Line::Kept), total.deferred(), total.official[0]), (Some(1), 2, 2));
    // Where their application counts as deferred, they are taken out again.
    let rules = Rules { transfers: Transfers::Deferred, ..Rules::on(APRIL) };
    let deferred = counted(&made, Vec::new(), &rules);
    let total = deferred.ledger.total();
    assert_eq!(
        (code(&deferred, "A"), total.deferred(), total.official[0]),
        (Some(Exclusion::Transfer), 3, 2)
    );
    // A place that the round does not know of.
    let said = counted(&town(), vec![says("B", Situation::Transfer)], &Rules::on(APRIL));
    assert_eq!(code(&said, "B"), Some(Exclusion::Transfer));
}

#[test]
fn n5_a_wish_for_later_is_not_counted_until_then() {
    let wished =
        SurveyRow { child: "A".into(), entry_wished: Some(date(2026, 9, 1)), ..SurveyRow::default() };
    assert_eq!(
        code(&counted(&town(), vec![wished.clone()], &Rules::on(APRIL)), "A"),
        Some(Exclusion::FutureDate)
    );
    assert_eq!(code(&counted(&town(), vec![wished.clone()], &Rules::on(date(2026, 9, 1))), "A"), None);
    assert_eq!(code(&counted(&town(), vec![wished], &Rules::on(OCTOBER)), "A"), None);
}

#[test]
fn n6_takes_an_offer_that_was_refused_and_is_told_what_was_open() {
    let round = town().round();
    let minutes = |child: &str, facility: &str, minutes| Travel {
        child: child.into(),
        facility: facility.into(),
        minutes,
    };
    let mut refuses = says("A", Situation::SpecificPlaceOnly);
    refuses.offer_refused = Some("F1".into());
    // C is said to wait for certain places only, but nothing was offered to it.
    let rows = vec![refuses.clone(), says("C", Situation::SpecificPlaceOnly)];
    let survey = |way: u32| Survey {
        rows: rows.clone(),
        travel: vec![minutes("A", "F1", way), minutes("C", "F1", 5)],
        ..Survey::default()
    };
    let run = |way, specific_place| {
        let rules = Rules { specific_place, ..Rules::on(APRIL) };
        count(&round, &decisions(&round, &[("D", 0)]), &survey(way), &rules).unwrap()
    };
    let entry = |count: &Count, id: &str| count.entries.iter().find(|e| e.id == id).unwrap().clone();
    for (way, test) in [(20, SpecificTest::Confirmed), (31, SpecificTest::NoOpenPlace)] {
        let plain = run(way, SpecificPlace::Refused);
        assert_eq!(entry(&plain, "A").specific, Some(test));
        assert_eq!(code(&plain, "A"), Some(Exclusion::SpecificPlaceOnly));
        assert_eq!(
            (code(&plain, "C"), entry(&plain, "C").specific),
            (None, Some(SpecificTest::NotConfirmed))
        );
        let strict = run(way, SpecificPlace::Confirmed);
        let expected = (test == SpecificTest::Confirmed).then_some(Exclusion::SpecificPlaceOnly);
        assert_eq!(code(&strict, "A"), expected);
    }
    // Without distances nothing can be said.
    let unknown = counted(&town(), rows.clone(), &Rules::on(APRIL));
    assert_eq!(entry(&unknown, "A").specific, Some(SpecificTest::Untested));
    assert_eq!(entry(&unknown, "B").specific, None);
}

#[test]
fn n7_counts_leave_only_with_the_will_to_return() {
    let leave = |child: &str, will: Option<bool>| SurveyRow {
        return_confirmed: will,
        ..says(child, Situation::OnLeave)
    };
    let rows = vec![leave("A", Some(true)), leave("B", Some(false)), leave("C", None)];
    let count = counted(&town(), rows, &Rules::on(APRIL));
    assert_eq!((code(&count, "A"), code(&count, "B")), (None, Some(Exclusion::OnLeaveNoReturn)));
    assert_eq!(code(&count, "C"), Some(Exclusion::OnLeaveNoReturn), "not confirmed is not counted");
    assert_eq!(count.ledger.total().official, [1, 1], "one waits, on leave, and will return");
}

#[test]
fn a_child_that_meets_several_is_counted_once_under_the_first_of_the_order() {
    let rows = vec![
        says("A", Situation::EnterpriseLed),
        says("A", Situation::JobSearchStopped),
        says("B", Situation::EnterpriseLed),
    ];
    for (order, expected) in [
        (ExclusionOrder::default(), Exclusion::EnterpriseLed),
        (ExclusionOrder::new(&[Exclusion::JobSearchStopped]).unwrap(), Exclusion::JobSearchStopped),
    ] {
        let count = counted(&town(), rows.clone(), &Rules { order, ..Rules::on(APRIL) });
        assert_eq!(code(&count, "A"), Some(expected));
        let total = count.ledger.total();
        assert_eq!((total.deferred(), total.hidden(), total.official[0]), (3, 2, 1));
        let (e, j) = (Exclusion::EnterpriseLed.index(), Exclusion::JobSearchStopped.index());
        assert_eq!((count.overlaps[e][e], count.overlaps[e][j], count.overlaps[j][e]), (2, 1, 1));
        assert_eq!(count.entries[0].met.len(), 2);
    }
    assert!(ExclusionOrder::new(&[Exclusion::Transfer, Exclusion::Transfer]).is_err());
}

#[test]
fn what_the_survey_says_of_a_seated_child_is_told_and_not_used() {
    let count = counted(&town(), vec![says("D", Situation::OnLeave)], &Rules::on(APRIL));
    let seated = count.entries.iter().find(|e| e.id == "D").unwrap();
    assert!(seated.flagged_in_vain && seated.met.is_empty() && seated.counted.is_none());
    assert_eq!(count.ledger.total().hidden(), 0);
}

#[test]
fn lines_about_others_are_refused_all_at_once() {
    let round = town().round();
    let refused = SurveyRow { child: "A".into(), offer_refused: Some("F9".into()), ..SurveyRow::default() };
    let rows = vec![refused, says("Z", Situation::OnLeave), says("X", Situation::ElsewhereWaiting)];
    let survey = Survey { rows, ..Survey::default() };
    let errors = count(&round, &decisions(&round, &[]), &survey, &Rules::on(APRIL)).unwrap_err();
    assert_eq!(
        errors,
        [
            SurveyError::UnknownFacility("F9".into()),
            SurveyError::NoClass("X".into()),
            SurveyError::UnknownChild("Z".into())
        ]
    );
}
