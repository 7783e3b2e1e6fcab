//! Circumstances of synthetic families: reasons of guardians and facts, in a mix that rulebooks can be tried on.
//!
//! Hours, single parents, siblings and leavers follow [`crate::calibration`]; the other shares, below, are assumed.

use crate::calibration as figures;
use crate::draw::{Draw, Stream};
use jiff::civil::Date;
use sekiwari::priority::rulebook::Schema;
use sekiwari::programme::nursery::{Circumstances, FactRow, FactValue, ReasonRow, RoundData, Validity};
use std::collections::BTreeMap;

/// Hours a month behind the steps of [`figures::PARENT_POINTS`]; the last step is seeking work.
const HOURS: [i64; 5] = [160, 120, 100, 80, 64];

/// Guardians per thousand with another reason than work, and the reason.
const OTHER_REASONS: [(u32, &str); 6] =
    [(12, "illness"), (8, "disability"), (12, "care"), (25, "childbirth"), (10, "study"), (15, "job-offer")];

/// Households per thousand with a yes-no fact.
const HOUSEHOLD_FACTS: [(u32, &str); 8] = [
    (15, "public_assistance"),
    (3, "breadwinner_died"),
    (8, "breadwinner_unemployed"),
    (40, "moved_in"),
    (6, "fee_arrears"),
    (20, "idle_grandparent"),
    (25, "posted_away"),
    (10, "no_car"),
];

/// Children per thousand with a yes-no fact.
const CHILD_FACTS: [(u32, &str); 5] = [
    (15, "handbook"),
    (4, "medical_care"),
    (40, "deferred_last_year"),
    (25, "temporary_care"),
    (30, "accepts_extension"),
];

/// Makes circumstances for the families of a round: same round and seed, same circumstances, on any machine. All
/// attributes are built-in ones, so any rulebook can read them. Linear in the children.
///
/// ```
/// let options = sekiwari_synth::Options::new(200, 1);
/// let data = sekiwari_synth::generate(&options);
/// let circumstances = sekiwari_synth::circumstances(&data, 1);
/// assert!(circumstances.reasons.len() >= 200);
/// ```
pub fn circumstances(data: &RoundData, seed: u64) -> Circumstances {
    let mut households: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (i, (household, _)) in data.children.iter().enumerate() {
        households.entry(household).or_default().push(i as u32);
    }
    let mut lists: Vec<Vec<u32>> = vec![Vec::new(); data.children.len()];
    for w in &data.wishes {
        lists[w.child as usize].push(w.facility);
    }
    for w in &data.joint_wishes {
        if let Some(f) = w.facility.filter(|f| !lists[w.child as usize].contains(f)) {
            lists[w.child as usize].push(f);
        }
    }
    let schema = Schema::default();
    let mut maker = Maker {
        data,
        attribute: schema.attributes().iter().enumerate().map(|(i, a)| (a.name.clone(), i as u32)).collect(),
        draw: Draw::new(seed, Stream::Circumstances),
        out: Circumstances::default(),
    };
    for (household, children) in households {
        maker.household(household, &children, &lists);
    }
    maker.out
}

struct Maker<'a> {
    data: &'a RoundData,
    attribute: BTreeMap<String, u32>,
    draw: Draw,
    out: Circumstances,
}

type Values = Vec<(u32, FactValue)>;

impl Maker<'_> {
    fn attribute(&self, name: &str) -> u32 {
        self.attribute.get(name).copied().unwrap_or_default()
    }

    fn household(&mut self, household: &str, children: &[u32], lists: &[Vec<u32>]) {
        let single = self.draw.chance(figures::SINGLE_PARENTS);
        let full_time =
            !single && self.draw.chance(figures::FULL_TIME_COUPLES * 1000 / (1000 - figures::SINGLE_PARENTS));
        for guardian in ["P", "Q"].iter().take(if single { 1 } else { 2 }) {
            self.guardian(household, &format!("{guardian}-{household}"), full_time);
        }
        let home = |attribute: u32, value| FactRow {
            attribute,
            household: Some(household.to_owned()),
            child: None,
            facility: None,
            value,
            validity: Validity::default(),
        };
        let mut facts = Vec::new();
        if single {
            facts.push(home(self.attribute("household.single_parent"), FactValue::YesNo(true)));
        }
        for (share, name) in HOUSEHOLD_FACTS {
            if self.draw.chance(share) {
                facts.push(home(self.attribute(&format!("household.{name}")), FactValue::YesNo(true)));
            }
        }
        let raised = children.len() as i64 + i64::from(self.draw.weighted(&[450, 350, 150, 50]) as u32);
        facts.push(home(self.attribute("household.children_under_18"), FactValue::Number(raised * 1000)));
        let tax =
            i64::from(self.draw.below(figures::INCOME_BANDS)) * 15_000 + i64::from(self.draw.below(15_000));
        let change = i64::from(self.draw.between(-8_000, 12_000));
        facts.push(home(self.attribute("household.tax_last_year"), FactValue::Number(tax * 1000)));
        let tax = (tax + change).max(0);
        facts.push(home(self.attribute("household.tax_this_year"), FactValue::Number(tax * 1000)));
        let since = self.days_before(self.data.entry_date, 30, 6_000);
        facts.push(home(self.attribute("household.residence_since"), FactValue::Date(since)));
        if children.len() == 1 && self.draw.chance(figures::SIBLING_ENROLLED) {
            // The facility of an enrolled sibling is mostly, not always, the first wish.
            let list = &lists[children[0] as usize];
            let place = if self.draw.chance(850) { 0 } else { self.draw.below(list.len() as u32) as usize };
            if let Some(&f) = list.get(place) {
                let attribute = self.attribute("at.sibling_here");
                let facility = Some(self.data.facilities[f as usize].id.clone());
                facts.push(FactRow { facility, ..home(attribute, FactValue::YesNo(true)) });
            }
        }
        self.out.facts.append(&mut facts);
        children.iter().for_each(|&c| self.child(c, &lists[c as usize]));
    }

    fn days_before(&mut self, date: Date, least: u32, most: u32) -> Date {
        let days = i64::from(least + self.draw.below(most - least));
        date.checked_sub(jiff::Span::new().days(days)).unwrap_or(date)
    }

    fn guardian(&mut self, household: &str, guardian: &str, full_time: bool) {
        let reason = |maker: &mut Self, kind: &str, mut values: Values| {
            values.push((maker.attribute("reason.kind"), FactValue::Word(kind.to_owned())));
            values.sort_by_key(|v| v.0);
            maker.out.reasons.push(ReasonRow {
                household: household.to_owned(),
                guardian: guardian.to_owned(),
                values,
                validity: Validity::default(),
            });
        };
        let other = OTHER_REASONS.iter().find(|(share, _)| !full_time && self.draw.chance(*share));
        if let Some(&(_, kind)) = other {
            // Where there are two reasons, the first is the main one.
            let mut values = self.other_reason(kind);
            values.push((self.attribute("reason.main"), FactValue::YesNo(true)));
            reason(self, kind, values);
            // Some work beside it, and have two reasons.
            if !self.draw.chance(400) || kind == "job-offer" {
                return;
            }
        }
        let shares: Vec<u32> = figures::PARENT_POINTS.iter().map(|&(_, share)| share).collect();
        let step = if full_time { 0 } else { self.draw.weighted(&shares) };
        let Some(&least) = HOURS.get(step) else {
            let months = i64::from(self.draw.below(4)) * 1000;
            let months = vec![(self.attribute("reason.months"), FactValue::Number(months))];
            return reason(self, "job-seeking", months);
        };
        let values = self.work(least);
        reason(self, "work", values);
    }

    fn work(&mut self, least: i64) -> Values {
        let hours = least + i64::from(self.draw.below(if least == 160 { 25 } else { 16 }));
        let days = if least >= 120 { 5 } else { 3 + i64::from(self.draw.below(3)) };
        // Hours a day in quarters of an hour, from hours a month over four weeks and a third.
        let quarters = hours * 4 * 3 / (days * 13);
        let number = |n: i64| FactValue::Number(n);
        let word = |w: &str| FactValue::Word(w.to_owned());
        let mut values = vec![
            (self.attribute("reason.hours_month"), number(hours * 1000)),
            (self.attribute("reason.days_week"), number(days * 1000)),
            (self.attribute("reason.hours_day"), number(quarters * 250)),
            (self.attribute("reason.proof"), FactValue::YesNo(true)),
        ];
        let employment = ["employee", "owner", "helper"][self.draw.weighted(&[880, 70, 50])];
        values.push((self.attribute("reason.employment"), word(employment)));
        if employment != "employee" && self.draw.chance(200) {
            values.push((self.attribute("reason.sector"), word("farm")));
        }
        if employment == "employee" {
            if self.draw.chance(450) {
                values.push((self.attribute("reason.leave"), FactValue::YesNo(true)));
            }
            if self.draw.chance(20) {
                let where_at =
                    ["in-city", "in-city-offer", "other-city"][self.draw.weighted(&[600, 200, 200])];
                values.push((self.attribute("reason.teacher"), word(where_at)));
                if where_at == "in-city" && !self.data.facilities.is_empty() {
                    let f = self.draw.below(self.data.facilities.len() as u32) as usize;
                    let id = self.data.facilities[f].id.clone();
                    values.push((self.attribute("reason.workplace"), FactValue::Word(id)));
                }
            }
        }
        values
    }

    fn other_reason(&mut self, kind: &str) -> Values {
        let number = |n: u32| FactValue::Number(i64::from(n) * 1000);
        let word = |w: &str| FactValue::Word(w.to_owned());
        match kind {
            "illness" => {
                let state =
                    ["hospital", "rest", "outpatient", "mental"][self.draw.weighted(&[150, 250, 350, 250])];
                let months = number(1 + self.draw.below(6));
                let mut values = vec![
                    (self.attribute("reason.illness"), word(state)),
                    (self.attribute("reason.months"), months),
                ];
                if state == "outpatient" {
                    values.push((self.attribute("reason.visits_week"), number(1 + self.draw.below(4))));
                }
                values
            }
            "disability" => {
                let book = ["physical", "intellectual", "mental"][self.draw.weighted(&[400, 200, 400])];
                let grade = number(1 + self.draw.below(if book == "physical" { 6 } else { 3 }));
                vec![(self.attribute("reason.handbook"), word(book)), (self.attribute("reason.grade"), grade)]
            }
            "care" => {
                let level = ["care-1", "care-2", "care-3", "care-4", "care-5"][self.draw.below(5) as usize];
                let scope = ["constant", "partial", "light"][self.draw.below(3) as usize];
                vec![
                    (self.attribute("reason.care_level"), word(level)),
                    (self.attribute("reason.care_scope"), word(scope)),
                    (self.attribute("reason.hours_month"), number(64 + self.draw.below(80))),
                    (self.attribute("reason.lives_together"), FactValue::YesNo(self.draw.chance(700))),
                ]
            }
            "childbirth" => {
                let before = self.days_before(self.data.entry_date, 0, 100);
                let date = before.checked_add(jiff::Span::new().days(50)).unwrap_or(before);
                vec![(self.attribute("reason.event"), FactValue::Date(date))]
            }
            "study" | "job-offer" => {
                vec![(self.attribute("reason.hours_month"), number(64 + self.draw.below(100)))]
            }
            _ => Vec::new(),
        }
    }

    fn child(&mut self, child: u32, list: &[u32]) {
        let c = &self.data.children[child as usize].1;
        let about = |attribute: u32, value| FactRow {
            attribute,
            household: None,
            child: Some(c.id.clone()),
            facility: None,
            value,
            validity: Validity::default(),
        };
        let mut facts = Vec::new();
        for (share, name) in CHILD_FACTS {
            if self.draw.chance(share) {
                facts.push(about(self.attribute(&format!("child.{name}")), FactValue::YesNo(true)));
            }
        }
        if self.draw.chance(50) {
            let months = 1 + i64::from(self.draw.below(8));
            let hours = 40 + i64::from(self.draw.below(120));
            facts.push(about(self.attribute("child.unlicensed_months"), FactValue::Number(months * 1000)));
            facts
                .push(about(self.attribute("child.unlicensed_hours_month"), FactValue::Number(hours * 1000)));
        }
        if c.current.is_some() {
            let why = ["own-wish", "hardship", "siblings-split"][self.draw.weighted(&[700, 150, 150])];
            facts.push(about(self.attribute("child.transfer_reason"), FactValue::Word(why.to_owned())));
        } else if c.class.get() == 3 && self.draw.chance(figures::LEAVERS) {
            let attribute = self.attribute("child.leaver");
            facts.push(about(attribute, FactValue::Word("small-scale".to_owned())));
            if let Some(&f) = list.first().filter(|_| self.draw.chance(600)) {
                let facility = Some(self.data.facilities[f as usize].id.clone());
                let attribute = self.attribute("at.partner_here");
                facts.push(FactRow { facility, ..about(attribute, FactValue::YesNo(true)) });
            }
        }
        self.out.facts.append(&mut facts);
    }
}
