//! Figures of real cities and of the country, by surveys that are made up.

use super::made::{APRIL, Kid, Made, decisions, enrolled, says};
use sekiwari::programme::nursery::waiting::{
    Age, Area, Count, Line, Rules, Situation, Survey, SurveyRow, count,
};

/// So many deferred children per situation, and so many that simply wait; districts in turn.
fn city(parts: &[(Situation, u32)], waiting: &[(&str, u32)], continuing: Option<[u32; 6]>) -> Count {
    let mut made = Made::seats(1, &[(0, 0, 0)]);
    let mut rows = Vec::new();
    let mut add = |district: Option<&str>, situation: Option<Situation>| {
        let n = made.kids.len() as u32;
        let id = format!("C{n:06}");
        if let Some(situation) = situation {
            let refused = (situation == Situation::SpecificPlaceOnly).then(|| "F0".to_owned());
            rows.push(SurveyRow { offer_refused: refused, ..says(&id, situation) });
        }
        let mut kid = Kid::new(&id, (n % 6) as u8).lists(&[0]);
        kid.district = district.map(str::to_owned);
        made.kids.push(kid);
    };
    for &(situation, children) in parts {
        (0..children).for_each(|_| add(None, Some(situation)));
    }
    for &(district, children) in waiting {
        (0..children).for_each(|_| add(Some(district), None));
    }
    let round = made.round();
    let survey = Survey { rows, enrolled: continuing.map(enrolled), ..Survey::default() };
    count(&round, &decisions(&round, &[]), &survey, &Rules::on(APRIL)).unwrap()
}

#[test]
fn yokohama_2017_had_3257_deferred_children_and_2_that_waited() {
    let parts = [
        (Situation::MunicipalOwn, 877),
        (Situation::OnLeave, 750),
        (Situation::JobSearchStopped, 96),
        (Situation::SpecificPlaceOnly, 1532),
    ];
    let total = city(&parts, &[("aoba", 2)], None).ledger.total();
    assert_eq!((total.deferred(), total.official[0], total.hidden()), (3257, 2, 3255));
}

#[test]
fn kawasaki_2017_had_2866_deferred_children_and_none_that_waited() {
    let parts =
        [(Situation::MunicipalOwn, 1900), (Situation::SpecificPlaceOnly, 700), (Situation::OnLeave, 266)];
    let total = city(&parts, &[], None).ledger.total();
    assert_eq!((total.deferred(), total.official[0], total.hidden()), (2866, 0, 2866));
}

#[test]
fn the_country_of_2023_had_62540_hidden_and_official_together() {
    // 2,680 waited: the 2,567 of the year after and 113 more.
    let parts = [
        (Situation::SpecificPlaceOnly, 36_000),
        (Situation::OnLeave, 15_000),
        (Situation::MunicipalOwn, 8_000),
        (Situation::JobSearchStopped, 860),
    ];
    let ledger = city(&parts, &[("stays", 2567), ("gone in 2024", 113)], None).ledger;
    let total = ledger.total();
    assert_eq!((total.deferred(), total.official[0], total.hidden()), (62_540, 2_680, 59_860));
    let of = |d: &str| ledger.tally(&Area::District(d.into()), Age::All).official[0];
    assert_eq!(of("stays") + of("gone in 2024"), 2_680);
    let ages: u64 = Age::PARTS.iter().map(|&a| ledger.tally(&Area::All, a).official[0]).sum();
    assert_eq!(ages, 2_680);
}

#[test]
fn soja_in_august_2023() {
    // Quota 1,594, users 1,742; 5 officially, 112 hidden, of whom 41 in places without a licence.
    let parts = [
        (Situation::EnterpriseLed, 30),
        (Situation::MunicipalOwn, 11),
        (Situation::SpecificPlaceOnly, 50),
        (Situation::OnLeave, 15),
        (Situation::JobSearchStopped, 6),
    ];
    let continuing = [105, 265, 310, 340, 356, 366];
    let total = city(&parts, &[("soja", 5)], Some(continuing)).ledger.total();
    assert_eq!(total.users(), Some(1742));
    assert_eq!((total.official[0], total.hidden(), total.deferred()), (5, 112, 117));
    assert_eq!(total.applicants(), Some(1742 + 117));
    assert_eq!(total.get(Line::Applicants), total.get(Line::Users).map(|u| u + 117));
    assert!(total.users() > Some(1594), "the quota is no limit to the users");
}
