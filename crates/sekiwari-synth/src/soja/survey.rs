//! What a city could know of the children of the sample who are deferred, for a count on April 1 and on October 1. Made up.

use super::{LOTTERY_SEED, MUNICIPALITY, SEED, scored};
use crate::draw::{Draw, Stream};
use jiff::civil::{Date, date};
use sekiwari::Request;
use sekiwari::exact::Options;
use sekiwari::market::Goals;
use sekiwari::priority::Lottery;
use sekiwari::priority::rulebook::Rulebook;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::waiting::{Candidate, Rules, Situation, Survey, SurveyRow, count};
use sekiwari::programme::nursery::{AgeClass, Child, Decision, Round, Validity, compile};

/// Deferred children per thousand of a class whose parent is on leave.
const ON_LEAVE: [u32; AgeClass::COUNT] = [550, 350, 200, 50, 0, 0];
/// Of these, parents who will return.
const RETURNS: u32 = 150;
/// Families per thousand with an open place within reach who were offered it and refused.
const REFUSES: u32 = 850;
/// Children under 3 per thousand in an enterprise-led nursery, and how many at most: the one in the city has 19 seats.
const ENTERPRISE_LED: (u32, usize) = (120, 8);
/// Children of 3 and more per thousand in a kindergarten with long hours; nearly all in the city have them.
const KINDERGARTEN: u32 = 600;
/// Families per thousand who do not seek work any more; half of them stopped by the summer.
const STOPPED: u32 = 120;
/// Families per thousand who wish to enter later in the year.
const LATER: u32 = 50;
/// Neighbouring cities, for families who live there or applied there.
const NEIGHBOURS: [&str; 2] = ["倉敷市", "岡山市"];

/// The survey of the sample: situations of the deferred children under the rule of the sample, a few applicants from neighbouring
/// cities, and a few residents who applied only there. `None` if the sample cannot be decided, which its tests rule out.
pub fn survey(book: &Rulebook) -> Option<Vec<SurveyRow>> {
    let round = scored(book).ok()?;
    let decisions = decide(&round)?;
    let rules = Rules::on(round.entry_date());
    let open = count(&round, &decisions, &Survey::default(), &rules).ok()?.offers;
    let mut draw = Draw::new(SEED, Stream::Survey);
    let mut rows = Vec::new();
    let mut enterprise = 0;
    for (i, (child, decision)) in (0u32..).zip(round.children().iter().zip(&decisions)) {
        if decision.facility.is_some() {
            continue;
        }
        let open: Vec<&Candidate> = open.iter().filter(|o| o.child == i).collect();
        deferred(&mut draw, &round, child, &open, &mut enterprise, &mut rows);
    }
    neighbours(&mut draw, &round, &decisions, &mut rows);
    Some(rows)
}

fn decide(round: &Round) -> Option<Vec<Decision>> {
    let compiled = compile(round, Lottery::new(LOTTERY_SEED), JointOptions::default()).ok()?;
    let strict = compiled.strict();
    let options = Options { stages: Goals::default().stages(&strict), proof: false, ..Options::default() };
    let request = Request { options, ..Request::default() };
    let solution = sekiwari::solve(&request, &compiled.market, &strict).ok()?;
    Some(compiled.decisions(round, &solution.outcome.allocation))
}

fn says(child: &Child, situation: Situation) -> SurveyRow {
    SurveyRow { child: child.id.clone(), situation: Some(situation), ..SurveyRow::default() }
}

fn from(day: Date) -> Validity {
    Validity { from: Some(day), to: None }
}

/// The lines of one deferred child. The first that holds is mostly the only one; leave and refused offers go together.
fn deferred(
    draw: &mut Draw,
    round: &Round,
    child: &Child,
    open: &[&Candidate],
    enterprise: &mut usize,
    rows: &mut Vec<SurveyRow>,
) {
    let class = child.class.index();
    if draw.chance(ON_LEAVE[class]) {
        let returns = draw.chance(RETURNS);
        // Leave ends, in one family of five before October.
        let ends = draw.chance(200).then(|| date(2026, 9, 30));
        rows.push(SurveyRow {
            return_confirmed: Some(returns),
            validity: Validity { from: None, to: ends },
            ..says(child, Situation::OnLeave)
        });
    } else if class < 3 && draw.chance(ENTERPRISE_LED.0) && *enterprise < ENTERPRISE_LED.1 {
        *enterprise += 1;
        rows.push(says(child, Situation::EnterpriseLed));
    } else if class >= 3 && draw.chance(KINDERGARTEN) {
        rows.push(says(child, Situation::KindergartenLong));
    } else if draw.chance(STOPPED) {
        let stopped = draw.chance(500).then(|| from(date(2026, 7, 1)));
        let validity = stopped.unwrap_or_default();
        rows.push(SurveyRow { validity, ..says(child, Situation::JobSearchStopped) });
    } else if draw.chance(LATER) {
        let wished = Some(date(2026, 6 + draw.below(3) as i8, 1));
        rows.push(SurveyRow { child: child.id.clone(), entry_wished: wished, ..SurveyRow::default() });
        return;
    }
    if let Some(nearest) = open.iter().min_by_key(|o| (o.minutes, o.facility))
        && draw.chance(REFUSES)
    {
        let facility = &round.facilities()[nearest.facility as usize];
        let refused = Some(facility.id.clone());
        rows.push(SurveyRow { offer_refused: refused, ..says(child, Situation::SpecificPlaceOnly) });
    }
}

/// Four applicants who live elsewhere, and five residents who applied only elsewhere, two of whom got a place.
fn neighbours(draw: &mut Draw, round: &Round, decisions: &[Decision], rows: &mut Vec<SurveyRow>) {
    let newcomer = |i: &usize| {
        round.children()[*i].current.is_none() && !rows.iter().any(|r| r.child == round.children()[*i].id)
    };
    let (placed, left): (Vec<usize>, Vec<usize>) =
        (0..decisions.len()).filter(newcomer).partition(|&i| decisions[i].facility.is_some());
    for (n, from) in [&placed, &placed, &left, &left].into_iter().enumerate() {
        let step = from.len() / 2;
        if step == 0 {
            continue;
        }
        let at = draw.below(step as u32) as usize + (n % 2) * step;
        rows.push(SurveyRow {
            child: round.children()[from[at]].id.clone(),
            residence: Some(NEIGHBOURS[n % 2].to_owned()),
            ..SurveyRow::default()
        });
    }
    for n in 0..5u8 {
        let situation = if n < 3 { Situation::ElsewhereWaiting } else { Situation::ElsewhereUsing };
        let districts: Vec<&String> = round.children().iter().filter_map(|c| c.district.as_ref()).collect();
        let district = districts.get(draw.below(districts.len() as u32) as usize).map(|d| (*d).clone());
        rows.push(SurveyRow {
            child: format!("E{:03}", n + 1),
            situation: Some(situation),
            residence: Some(MUNICIPALITY.to_owned()),
            class: AgeClass::new([1, 0, 1, 1, 2][usize::from(n)]),
            district,
            ..SurveyRow::default()
        });
    }
}
