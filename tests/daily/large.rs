//! A month of a city: 20,000 requests are decided by a rule that moves nobody, judged and told without anything that grows with their square.

use crate::dice::Dice;
use crate::properties::decide;
use crate::small::{Small, june};
use jiff::civil::datetime;
use sekiwari::exact::day::DayRule;
use sekiwari::explain::daily::{Decided, calendar_rows, main_reasons, reasons, unmet, waiting};
use sekiwari::programme::daily::Round;
use sekiwari::programme::daily::Service::Temporary;
use sekiwari::programme::daily::decided::judge_round;
use sekiwari::programme::daily::round::{Per, Session};

const REQUESTS: usize = 20_000;
const SITES: usize = 20;

fn city() -> Round {
    let mut dice = Dice::new(1);
    let mut small = Small::new().cap("three a week", Per::Week, 30);
    for _ in 0..SITES {
        small = small.site().offer(Temporary, 12, |o| {
            o.teachers = Some(3);
            o.teacher_rule.bands = vec![(0b1, 3), (0b110, 6), (0b1000, 15), (0b11_0000, 25)];
            o.teacher_rule.minimum = 2;
        });
    }
    for c in 0..REQUESTS / 5 {
        small = small.child(&format!("C{c:05}"), dice.below(6) as u8, |_| {});
    }
    let first = small.ask("C00000", Temporary, june(1), |_| {});
    let mut data = first.0;
    let model = data.requests.remove(0);
    for n in 0..REQUESTS {
        let mut row = model.clone();
        (row.id, row.child) = (format!("R{n:05}"), dice.below(data.children.len()) as u32);
        // Working days of June 2026, the 1st being a Monday.
        let day = |dice: &mut Dice| june(1 + (dice.below(4) * 7 + dice.below(5)) as i8);
        row.dates = vec![day(&mut dice), day(&mut dice)];
        row.dates.dedup();
        let mut sites: Vec<u32> = (0..SITES as u32).collect();
        dice.shuffle(&mut sites);
        row.sites = sites[..3].to_vec();
        row.session = [Session::Day, Session::Am, Session::Pm][dice.below(3)];
        row.reason = dice.below(3) as u8;
        let minute = |dice: &mut Dice| dice.below(60) as i8;
        let day = 1 + dice.below(20) as i8;
        row.requested_at = Some(datetime(2026, 5, day, 9, minute(&mut dice), minute(&mut dice), 0));
        data.requests.push(row);
    }
    Round::new(data).unwrap()
}

#[test]
fn a_month_of_a_city() {
    let Some((d, verdict)) = decide(city(), DayRule::PointsOrder) else { panic!() };
    assert!(verdict.is_clean());
    let verdict = judge_round(&d.round, &d.decisions);
    assert!(verdict.is_clean());
    assert_eq!(verdict.wasted, []);
    let answer = d.compiled.answer(&d.round, &d.decisions).unwrap();
    let decided = Decided::new(&d.round, &d.compiled, &answer, d.compiled.market.keys(), &[]);
    let reasons = reasons(&decided);
    let mains = main_reasons(&decided, &reasons);
    let refused: u32 = unmet(&decided, &mains).iter().map(|u| u.requests).sum();
    assert_eq!(refused as usize, d.decisions.iter().filter(|d| d.place.is_none()).count());
    let there: u32 = calendar_rows(&decided).iter().map(|r| r.children).sum();
    assert!(there > 0);
    let waits: usize = (0..d.compiled.openings.len() as u32).map(|o| waiting(&decided, o).len()).sum();
    assert!(waits > refused as usize / 2, "{waits} {refused}");
}
