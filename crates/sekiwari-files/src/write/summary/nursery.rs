//! The summary of a nursery round.

use super::document::{
    SummaryDistrictJson, SummaryFacilityJson, SummaryJson, SummaryPoolJson, SummarySiblingsJson,
    SummaryTransfersJson,
};
use super::tally::Tally;
use super::{degrees, thousandths};
use crate::round::hash::QuickMap;
use crate::write::{ENGINE, OutputTables};
use sekiwari::programme::PlacementKind;
use sekiwari::programme::nursery::{AgeClass, FacilityIndex, Household, Round};

impl SummaryJson {
    /// The summary of a decided nursery round. Cost: linear in the wishes, plus sorting the ids of the districts.
    pub fn of_nursery(tables: &OutputTables<'_>, version: &str, input_sha256: &str) -> Self {
        let round = tables.decided.round();
        let (districts, district_of) = districts(round);
        let (facilities, pools) = rayon::join(|| facilities(tables), || pools(tables));
        let mut summary = Self {
            engine: ENGINE.to_owned(),
            version: version.to_owned(),
            input_sha256: input_sha256.to_owned(),
            programme: "nursery".to_owned(),
            name: round.name().to_owned(),
            fiscal_year: Some(round.fiscal_year()),
            entry_date: Some(round.entry_date().to_string()),
            facilities,
            districts: districts
                .iter()
                .map(|id| SummaryDistrictJson {
                    district_id: (*id).to_owned(),
                    name: String::new(),
                    clubs: None,
                })
                .collect(),
            siblings: Some(siblings(tables)),
            transfers: Some(transfers(tables)),
            pools,
            ..Self::default()
        };
        let classes: Vec<String> = AgeClass::all().map(|c| c.to_string()).collect();
        let mut tally = Tally::new(classes.iter().map(String::as_str).collect(), districts);
        for ((i, child), decision) in (0..).zip(round.children()).zip(&tables.decisions) {
            let place = round.list(i).iter().position(|&f| Some(f) == decision.facility);
            let (class, district) = (child.class.index(), district_of[i as usize]);
            tally.count(class, district, decision.kind, place.map_or(0, |p| p + 1));
        }
        tally.finish(&mut summary);
        summary
    }
}

/// The districts by id, and per child the place of its own among them.
fn districts(round: &Round) -> (Vec<&str>, Vec<Option<usize>>) {
    let (mut met, mut number) = (Vec::new(), QuickMap::<&str, usize>::default());
    let mut meet = |id| {
        *number.entry(id).or_insert_with(|| {
            met.push(id);
            met.len() - 1
        })
    };
    let of_child: Vec<Option<usize>> =
        round.children().iter().map(|c| c.district.as_deref().map(&mut meet)).collect();
    for id in round.facilities().iter().filter_map(|f| f.district.as_deref()) {
        meet(id);
    }
    let mut order: Vec<usize> = (0..met.len()).collect();
    order.sort_unstable_by_key(|&n| met[n]);
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(p, &n)| place[n] = p);
    (order.iter().map(|&n| met[n]).collect(), of_child.iter().map(|n| n.map(|n| place[n])).collect())
}

fn facilities(tables: &OutputTables<'_>) -> Vec<SummaryFacilityJson> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let mut list: Vec<SummaryFacilityJson> = round
        .facilities()
        .iter()
        .map(|f| SummaryFacilityJson {
            facility_id: f.id.clone(),
            name: f.name.clone(),
            kind: f.kind.clone().unwrap_or_default(),
            district_id: f.district.clone().unwrap_or_default(),
            lat: f.position.map(|p| degrees(p.lat_e6)),
            lon: f.position.map(|p| degrees(p.lon_e6)),
            ..SummaryFacilityJson::default()
        })
        .collect();
    let of = |pool: sekiwari::market::PoolId| decided.compiled().pools[pool.index()].facility as usize;
    for cut in &tables.cut_offs {
        let facility = &mut list[of(cut.pool)];
        facility.seats += cut.seats;
        facility.left += cut.left;
    }
    for ((i, child), decision) in (0..).zip(round.children()).zip(&tables.decisions) {
        let own = |f: &&FacilityIndex| child.current != Some(**f);
        // What was decided by hand leaves nothing to wish for.
        if round.pin(i).is_none() {
            round.list(i).iter().filter(own).for_each(|&f| list[f as usize].applicants += 1);
        }
        if let Some(&first) = round.list(i).first().filter(own).filter(|_| round.pin(i).is_none()) {
            list[first as usize].first_wishes += 1;
            list[first as usize].unmet += u32::from(decision.kind == PlacementKind::Unplaced);
        }
        if let Some(at) = decision.facility {
            list[at as usize].taken += 1;
            list[at as usize].kept += u32::from(decision.kind == PlacementKind::Kept);
        }
    }
    let mut waiting: Vec<(usize, u32)> = tables.waiting.iter().map(|w| (of(w.pool), w.child)).collect();
    waiting.sort_unstable();
    waiting.dedup();
    waiting.into_iter().for_each(|(facility, _)| list[facility].waiting += 1);
    list
}

fn pools(tables: &OutputTables<'_>) -> Vec<SummaryPoolJson> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let mut waiting = vec![0u32; decided.market().pools().len()];
    let mut lines: Vec<_> = tables.waiting.iter().map(|w| (w.pool, w.child)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.into_iter().for_each(|(pool, _)| waiting[pool.index()] += 1);
    let row = |cut: &sekiwari::explain::CutOff| {
        let label = &decided.compiled().pools[cut.pool.index()];
        let score = cut.lowest.and_then(|c| decided.score(c));
        let reserve = label.reserve.map(|r| round.reserves()[r as usize].group.to_string());
        SummaryPoolJson {
            facility_id: round.facilities()[label.facility as usize].id.clone(),
            classes: label.classes.map(|c| c.to_string()).unwrap_or_default(),
            reserved_for: reserve.unwrap_or_default(),
            season: String::new(),
            weekday: String::new(),
            seats: cut.seats,
            first_wishes: cut.first_wishes,
            applicants: cut.applicants,
            taken: cut.taken,
            kept: cut.kept,
            left: cut.left,
            lowest_score: score.map(|s| thousandths(s.points)),
            waiting: waiting[cut.pool.index()],
        }
    };
    tables.cut_offs.iter().map(row).collect()
}

fn siblings(tables: &OutputTables<'_>) -> SummarySiblingsJson {
    let round = tables.decided.round();
    let mut siblings = SummarySiblingsJson::default();
    let several = |h: &&Household| h.children.len() > 1;
    for household in round.households().iter().filter(several) {
        let got = household.children.clone().map(|c| tables.decisions[c as usize].facility.map(u64::from));
        super::count_siblings(&mut siblings, household.is_decided_together(), got);
    }
    siblings
}

fn transfers(tables: &OutputTables<'_>) -> SummaryTransfersJson {
    let round = tables.decided.round();
    let mut transfers = SummaryTransfersJson::default();
    for ((i, child), decision) in (0..).zip(round.children()).zip(&tables.decisions) {
        if child.current.is_some() && round.list(i).first().copied() != child.current {
            transfers.asked += 1;
            transfers.moved += u32::from(decision.kind == PlacementKind::Placed);
            transfers.kept += u32::from(decision.kind == PlacementKind::Kept);
        }
    }
    transfers
}
