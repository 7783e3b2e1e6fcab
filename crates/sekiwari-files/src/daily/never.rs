//! What can never be: services that are never open, and combinations of a request that nobody could be given.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari::programme::daily::round::State;
use sekiwari::programme::daily::{Impossible, Round};

use super::refused::Where;
use crate::finding::catalogue::{daily as kinds, daily_requests as asked};
use crate::finding::{Finding, Findings, Place};
use crate::round::source::Tables;

/// Warns of everything that can never be in a round that is in order.
pub(super) fn check(round: &Round, at: &Where, tables: &Tables, findings: &mut Findings) {
    for (number, offer) in (0..).zip(round.offers()) {
        if (0..round.days()).all(|day| round.calendar().at(number, day).is_err()) {
            let site = &round.sites()[offer.site as usize].id;
            let finding = Finding::new(&kinds::NEVER_OPEN, at.offer(tables, site, offer.service));
            findings.push(finding.value(offer.service.as_str()).arg("facility", site));
        }
    }
    for (number, request) in (0..).zip(round.requests()) {
        if request.state == State::Open {
            wishes(round, number, &at.request(tables, &request.id), findings);
        }
    }
}

/// The combinations of one request, told site by site.
fn wishes(round: &Round, request: u32, place: &Place, findings: &mut Findings) {
    let id = &round.requests()[request as usize].id;
    let mut causes: BTreeMap<(u32, Impossible), Vec<Date>> = BTreeMap::new();
    let mut possible = false;
    for (site, date) in round.combinations(request) {
        match round.offers_for(request, site, date) {
            Ok(_) => possible = true,
            Err(why) => {
                let Some(first) = why.first() else { continue };
                causes.entry((site, first)).or_default().push(date);
            }
        }
    }
    if !possible {
        findings.push(Finding::new(&asked::NOTHING_POSSIBLE, place.clone()).value(id).arg("request", id));
    }
    for ((site, why), dates) in causes {
        let kind = match why {
            Impossible::TooYoung | Impossible::Class => &asked::NEVER_OLD_ENOUGH,
            _ => &asked::NEVER_GIVEN,
        };
        let dates: Vec<String> = dates.iter().map(Date::to_string).collect();
        let finding = Finding::new(kind, place.clone()).value(&round.sites()[site as usize].id);
        let finding = finding.arg("request", id).arg("dates", dates.join(", "));
        let sentence = |lang| format!("{}{}", why.label(lang), lang.pick("。", "."));
        findings.push(finding.arg("why_ja", sentence(Lang::Ja)).arg("why_en", sentence(Lang::En)));
    }
}
