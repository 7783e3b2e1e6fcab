//! `sekiwari seats ROUND --flexible`: what another division of seats over classes would gain.

use sekiwari::Lang;
use sekiwari::exact::Options;
use sekiwari::exact::flexible::{DivideError, Division, Judged, Reach, Sites, divide};
use sekiwari::market::{Allocation, Market, PoolId, Stage};
use sekiwari::programme::nursery::capacity::{Divisions, PerClass};
use sekiwari::programme::nursery::{AgeClass, ClassSet, Compiled};
use sekiwari::verify::certify;
use sekiwari_files::finding::catalogue::capacity as kinds;
use sekiwari_files::finding::{Findings, Place};
use sekiwari_files::round::{FacilityCapacity, LoadedCapacity, LoadedRound};
use sekiwari_files::write::{
    DerivedSeatsJson, FlexibleFacts, FlexibleJson, FlexibleRowJson, OutputFolder, write_flexible, write_seats,
};
use std::fmt::Write as _;

use super::super::allocate::cannot_write;
use super::super::planned;
use super::Seats;
use crate::failure::{Exit, Failure};
use crate::input::{self, Read};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::search::Watch;

/// A facility that can divide its seats: its pools by class, and what it can take.
struct Site<'a> {
    pools: Vec<(PoolId, AgeClass)>,
    // Seats that are held, per pool: those of applicants who wish to move.
    held: Vec<u32>,
    // Seats per class that are offered outside the pools (reserved ones), or kept back.
    kept: PerClass<u32>,
    divisions: Divisions<'a>,
}

impl Site<'_> {
    /// What so many seats in its pools give to each class beside the continuing children.
    fn given(&self, seats: &[u32]) -> PerClass<u32> {
        let mut given = self.kept;
        for (((_, class), held), seats) in self.pools.iter().zip(&self.held).zip(seats) {
            given[class.index()] += seats.saturating_sub(*held);
        }
        given
    }

    /// Nested sets of its pools with the most seats they can have together: each class, the classes up to 2, all.
    fn most(&self) -> Vec<(Vec<PoolId>, u32)> {
        let set = |wanted: &dyn Fn(AgeClass) -> bool| {
            let of: Vec<usize> = (0..self.pools.len()).filter(|&i| wanted(self.pools[i].1)).collect();
            let classes = ClassSet::of(of.iter().map(|&i| self.pools[i].1))?;
            let kept: u32 = classes.classes().map(|c| self.kept[c.index()]).sum();
            let held: u32 = of.iter().map(|&i| self.held[i]).sum();
            let most = self.divisions.most(classes).saturating_sub(kept).saturating_add(held);
            Some((of.iter().map(|&i| self.pools[i].0).collect(), most))
        };
        let single = self.pools.iter().filter_map(|&(_, class)| set(&|c| c == class));
        let mut sets: Vec<_> = single.collect();
        sets.extend(set(&|c| c.get() <= 2));
        sets.extend(set(&|_| true));
        sets
    }
}

/// The facilities that can divide their seats. Where classes share seats, or a class has seats of several kinds, the numbers of the table
/// stay as they are.
fn sites<'a>(loaded: &LoadedRound, compiled: &Compiled, of: &'a [FacilityCapacity]) -> Vec<Site<'a>> {
    let mut sites = Vec::new();
    for (f, facility) in loaded.round.facilities().iter().enumerate() {
        let Ok(at) = of.binary_search_by(|c| c.id.cmp(&facility.id)) else { continue };
        let capacity = &of[at];
        let Some(divisions) = Divisions::new(&capacity.table) else { continue };
        let mut pools: Vec<(PoolId, AgeClass)> = Vec::new();
        let (mut held, mut open) = (Vec::new(), [0u32; AgeClass::COUNT]);
        let mut simple = true;
        for (p, label) in compiled.pools.iter().enumerate().filter(|(_, l)| l.facility as usize == f) {
            let Some(classes) = label.classes else { continue };
            let mut members = classes.classes();
            let (Some(class), None) = (members.next(), members.next()) else {
                simple = false;
                continue;
            };
            simple &= pools.iter().all(|(_, known)| *known != class);
            open[class.index()] = label.open;
            pools.push((PoolId::new(p as u32), class));
            held.push(label.held);
        }
        if !simple || pools.is_empty() {
            continue;
        }
        let kept: PerClass<u32> = match &capacity.offered {
            Some(offered) => {
                let all = offered.by_class(&capacity.table);
                std::array::from_fn(|c| all[c].saturating_sub(open[c]))
            }
            None => std::array::from_fn(|c| capacity.table.classes[c].reserved),
        };
        sites.push(Site { pools, held, kept, divisions });
    }
    sites
}

/// What the judge says.
fn judge(market: &Market, allocation: &Allocation) -> Option<Judged> {
    let verified = certify(market, allocation.clone()).ok()?;
    let o = verified.verdict().objective;
    Some(Judged { blocking: o.blocking_households, seated: o.seated, rank_sum: o.rank_sum })
}

impl Seats {
    pub(super) fn flexible(self, lang: Lang) -> Result<Exit, Failure> {
        planned::run(
            lang,
            self.messages.json,
            |progress, interrupt| self.divide(lang, progress, interrupt),
            |json| text(json, lang),
        )
    }

    fn divide(
        &self,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Result<FlexibleJson, Exit>, Failure> {
        progress.step("read", lang.pick("読み込み", "reading"));
        let (loaded, mut findings) = match input::read_usable(&self.round, lang, self.messages.json)? {
            Read::Usable(loaded, findings) => (loaded, findings),
            Read::Refused(exit) => return Ok(Err(exit)),
        };
        let Some(capacity) = &loaded.capacity else {
            let mut none = Findings::new();
            none.add(&kinds::CAPACITY_NOTHING, Place::file(self.round.display().to_string()));
            return Ok(Err(input::refuse(&none, lang, self.messages.json)?));
        };
        let seed = self.search.seed(&loaded.settings);
        let limit = self.search.limit(&loaded.settings);
        let folder = self.out.as_deref().map(OutputFolder::create).transpose();
        let folder = folder.map_err(|e| cannot_write(&e))?;
        if let Some(folder) = &folder {
            interrupt.begun(folder);
        }
        progress.step("compile", lang.pick("準備", "compiling"));
        let compiled = input::compile_open(&loaded, seed, &mut findings)?;
        if findings.has_errors() {
            drop(folder);
            return Ok(Err(input::refuse(&findings, lang, self.messages.json)?));
        }
        let market = compiled.strict();
        let sites = sites(&loaded, &compiled, &capacity.facilities);

        progress.step("solve", lang.pick("探索", "searching"));
        interrupt.searching();
        let allows = |site: usize, seats: &[u32]| {
            let site = &sites[site];
            site.divisions.allows(&site.given(seats))
        };
        let asked = Sites {
            pools: sites.iter().map(|s| s.pools.iter().map(|p| p.0).collect()).collect(),
            allows: &allows,
            most: sites.iter().flat_map(Site::most).collect(),
        };
        // What is asked for is children seated, whatever the round decides by.
        let options = Options { stages: Stage::DEFAULT.to_vec(), proof: false, ..Options::default() };
        let watch = Watch::new(interrupt, limit);
        let (divided, _) = watch.over(&progress.standings(lang), |control| {
            divide(&market, &asked, &options, Reach::default(), &control, &judge)
        });
        let divided = divided.map_err(|e| match e {
            DivideError::Mechanism(e) => planned::refused(e),
            DivideError::Refused => planned::not_vouched(),
        })?;

        progress.step("verify", lang.pick("検証", "verifying"));
        for division in [&divided.today, &divided.best] {
            let under = market.with_seats(&division.seats);
            if judge(&under, &division.solution.outcome.allocation) != Some(division.judged) {
                return Err(planned::not_vouched());
            }
        }
        progress.step("write", lang.pick("書き出し", "writing"));
        let json = FlexibleJson::new(FlexibleFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            name: loaded.round.name(),
            seed,
            children: market.child_count() as u32,
            facilities: loaded.round.facilities().len() as u32,
            flexible_facilities: sites.len() as u32,
            divided: &divided,
            seats: rows(&loaded, &compiled, &market, &sites, &divided.today, &divided.best),
        });
        if let Some(folder) = folder {
            let plain = LoadedCapacity {
                name: loaded.round.name().to_owned(),
                input_sha256: loaded.input_sha256.clone(),
                capacity: capacity.clone(),
            };
            let derived = DerivedSeatsJson::new(env!("CARGO_PKG_VERSION"), &plain);
            planned::commit(folder, progress, interrupt, |folder| {
                write_seats(folder, &derived, self.search.bom())?;
                write_flexible(folder, &json, self.search.bom())
            })?;
        }
        Ok(Ok(json))
    }
}

fn rows(
    loaded: &LoadedRound,
    compiled: &Compiled,
    market: &Market,
    sites: &[Site<'_>],
    today: &Division,
    best: &Division,
) -> Vec<FlexibleRowJson> {
    let [before, after] = [today, best].map(|d| d.waiting(market));
    let mut rows = Vec::new();
    for site in sites {
        for ((pool, class), held) in site.pools.iter().zip(&site.held) {
            let p = pool.index();
            let facility = compiled.pools[p].facility as usize;
            rows.push(FlexibleRowJson {
                facility_id: loaded.round.facilities()[facility].id.clone(),
                class: class.get(),
                open: today.seats[p].saturating_sub(*held),
                flexible: best.seats[p].saturating_sub(*held),
                waiting_today: before[p],
                waiting: after[p],
            });
        }
    }
    rows
}

fn text(json: &FlexibleJson, lang: Lang) -> String {
    let (sites, all) = (json.flexible_facilities, json.facilities);
    let mut text = lang.pick(
        format!("{} (枠の分け方を変えた試算。{all} 施設のうち {sites} 施設で変えられます)\n", json.name),
        format!("{} (a what-if: {sites} of {all} facilities can divide their seats anew)\n", json.name),
    );
    for (label, d) in [
        (lang.pick("今の枠", "today's seats"), json.today),
        (lang.pick("見つけた分け方", "the division found"), json.best),
    ] {
        let (seated, blocking) = (d.seated, d.blocking_households);
        text += &lang.pick(
            format!("  {label}: 席のある児童 {seated} 人、優先順位に反する世帯 {blocking}\n"),
            format!("  {label}: {seated} children seated, {blocking} households block\n"),
        );
    }
    let (most, gap) = (json.seated_max, json.gap);
    text += &match (json.proven, lang) {
        (true, Lang::Ja) => "  これより多くの児童が入れる分け方はありません (証明済み)\n".to_owned(),
        (true, Lang::En) => "  no division seats more (proven)\n".to_owned(),
        (false, Lang::Ja) => format!(
            "  どのように分けても {most} 人は超えません (保育士・面積・申告の合計の範囲で、優先順位を考えない上限。差 {gap})\n"
        ),
        (false, Lang::En) => format!(
            "  no division seats more than {most} (within teachers, rooms and the declared sum, whatever the priorities; gap {gap})\n"
        ),
    };
    if json.cut {
        text += lang.pick("  探索は途中で打ち切られました。\n", "  The search was stopped before its end.\n");
    }
    text += lang.pick(
        "変わるクラス (今の枠 → 分け方を変えた枠、待つ児童):\n",
        "classes that change (seats today -> other division, children waiting):\n",
    );
    for row in json.seats.iter().filter(|r| r.open != r.flexible) {
        let change = i64::from(row.flexible) - i64::from(row.open);
        let _ = writeln!(
            text,
            "  {} {}: {} -> {} ({change:+}), {} -> {}",
            row.facility_id, row.class, row.open, row.flexible, row.waiting_today, row.waiting
        );
    }
    text
}
