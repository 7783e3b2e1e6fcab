//! One synthetic city under several rulebooks: who gets a seat, and how many come out otherwise.

use sekiwari::mechanism::Mechanism;
use sekiwari::priority::Lottery;
use sekiwari::priority::rulebook::Schema;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{
    Circumstances, Decision, FactValue, PlacementKind, Round, RoundData, compile, facts_of, score_rows,
};
use sekiwari::verify;
use sekiwari_files::finding::Findings;
use sekiwari_files::rulebook::read_rulebook;
use sekiwari_synth::{Options, circumstances, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;

/// The rulebooks, with the names they go by in the tables.
pub(crate) const BOOKS: [(&str, &str, &str); 7] = [
    ("kurashiki-r8", "倉敷", include_str!("../../../../data/rulebooks/kurashiki-r8.toml")),
    ("koshigaya-r8", "越谷", include_str!("../../../../data/rulebooks/koshigaya-r8.toml")),
    ("susono", "裾野", include_str!("../../../../data/rulebooks/susono.toml")),
    ("naha-r8", "那覇", include_str!("../../../../data/rulebooks/naha-r8.toml")),
    ("koriyama-r6", "郡山", include_str!("../../../../data/rulebooks/koriyama-r6.toml")),
    ("rank-style", "順位", include_str!("../../../../data/rulebooks/rank-style.toml")),
    ("pair-style", "文字の組", include_str!("../../../../data/rulebooks/pair-style.toml")),
];

/// Kinds of families; one may be of several.
const KINDS: [&str; 7] = [
    "ひとり親 / single parents",
    "共に月160時間以上 / both work 160 h",
    "求職中の保護者 / a guardian seeks work",
    "きょうだい在園 / a sibling enrolled",
    "きょうだい同時申込 / siblings applying",
    "小規模の卒園児 / leavers of small-scale",
    "どれでもない / none of these",
];

/// What a rulebook makes of the city.
pub(crate) struct Outcome {
    pub(crate) book: &'static str,
    pub(crate) decisions: Vec<Decision>,
    /// Different scores among the children.
    pub(crate) scores: usize,
    /// Whether the allocation is stable, as the judge finds.
    pub(crate) stable: bool,
}

/// A city with its families and all outcomes.
pub(crate) struct City {
    pub(crate) outcomes: Vec<Outcome>,
    /// Per child: whether it holds a seat and applies for another.
    pub(crate) holds: Vec<bool>,
    /// Per child and kind: whether its family is of it.
    kinds: Vec<[bool; KINDS.len()]>,
}

impl City {
    /// `generate --children CHILDREN --seed SEED --circumstances BOOK`, then `allocate`, for every rulebook.
    pub(crate) fn new(children: u32, seed: u64) -> Result<Self, Box<dyn Error>> {
        let data = generate(&Options::new(children, seed));
        let families = circumstances(&data, seed);
        let mut outcomes = Vec::new();
        let mut of_round = None;
        for (book, _, text) in BOOKS {
            let (round, outcome) = decide(book, text, &data, &families, seed)?;
            outcomes.push(outcome);
            of_round.get_or_insert(round);
        }
        let round = of_round.ok_or("no rulebook")?;
        let holds = round.children().iter().map(|c| c.current.is_some()).collect();
        Ok(Self { outcomes, holds, kinds: kinds(&round, &families) })
    }

    /// Children for whom `holds` does under an outcome.
    fn count(&self, outcome: &Outcome, holds: impl Fn(usize, &Decision) -> bool) -> usize {
        outcome.decisions.iter().enumerate().filter(|(c, d)| holds(*c, d)).count()
    }

    /// Children with another facility (or none) under `b` than under `a`.
    pub(crate) fn moved(&self, a: usize, b: usize) -> usize {
        let [a, b] = [a, b].map(|i| &self.outcomes[i].decisions);
        a.iter().zip(b).filter(|(x, y)| x.facility != y.facility).count()
    }

    /// Children with a seat under one of the two only.
    pub(crate) fn in_one_only(&self, a: usize, b: usize) -> usize {
        let [a, b] = [a, b].map(|i| &self.outcomes[i].decisions);
        a.iter().zip(b).filter(|(x, y)| x.facility.is_some() != y.facility.is_some()).count()
    }

    /// Children without a seat so far who get one under every rulebook, and under none.
    pub(crate) fn always_and_never(&self) -> (usize, usize) {
        let fresh = (0..self.holds.len()).filter(|&c| !self.holds[c]);
        fresh.fold((0, 0), |(always, never), c| {
            let seated = self.outcomes.iter().filter(|o| o.decisions[c].facility.is_some()).count();
            (always + usize::from(seated == self.outcomes.len()), never + usize::from(seated == 0))
        })
    }

    /// Two tables in Markdown.
    pub(crate) fn tables(&self) -> Result<String, std::fmt::Error> {
        let mut out = String::new();
        let placed = |d: &Decision| d.kind == PlacementKind::Placed;
        write!(out, "| 新しい席 / new seats |")?;
        BOOKS.iter().try_for_each(|b| write!(out, " {} |", b.1))?;
        writeln!(out, "\n|---|{}", "---|".repeat(BOOKS.len()))?;
        let mut line = |title: &str, cell: &dyn Fn(&Outcome) -> usize| {
            write!(out, "| {title} |")?;
            self.outcomes.iter().try_for_each(|o| write!(out, " {} |", cell(o)))?;
            writeln!(out)
        };
        let fresh = self.holds.iter().filter(|&&h| !h).count();
        let title = format!("新規の児童 / new children ({fresh})");
        line(&title, &|o| self.count(o, |c, d| !self.holds[c] && placed(d)))?;
        line("そのうち第1希望 / of them at the first wish", &|o| {
            self.count(o, |c, d| !self.holds[c] && placed(d) && d.wish_rank == Some(1))
        })?;
        for (k, name) in KINDS.iter().enumerate() {
            let all = (0..self.holds.len()).filter(|&c| !self.holds[c] && self.kinds[c][k]).count();
            line(&format!("{name} ({all})"), &|o| {
                self.count(o, |c, d| !self.holds[c] && self.kinds[c][k] && placed(d))
            })?;
        }
        let transfers = self.holds.len() - fresh;
        line(&format!("転園できる児童 / transfers ({transfers})"), &|o| {
            self.count(o, |c, d| self.holds[c] && placed(d))
        })?;
        line("異なる点数の数 / different scores", &|o| o.scores)?;
        write!(out, "\n| ほかの結果になる児童 / come out otherwise |")?;
        BOOKS.iter().try_for_each(|b| write!(out, " {} |", b.1))?;
        writeln!(out, "\n|---|{}", "---|".repeat(BOOKS.len()))?;
        for (a, book) in BOOKS.iter().enumerate() {
            write!(out, "| {} `{}` |", book.1, book.0)?;
            for b in 0..BOOKS.len() {
                match a.cmp(&b) {
                    std::cmp::Ordering::Less => write!(out, " {} |", self.moved(a, b))?,
                    std::cmp::Ordering::Equal => write!(out, " |")?,
                    std::cmp::Ordering::Greater => write!(out, " *{}* |", self.in_one_only(a, b))?,
                }
            }
            writeln!(out)?;
        }
        Ok(out)
    }
}

fn decide(
    name: &'static str,
    text: &str,
    data: &RoundData,
    families: &Circumstances,
    seed: u64,
) -> Result<(Round, Outcome), Box<dyn Error>> {
    let mut findings = Findings::new();
    let book = read_rulebook(text.as_bytes(), name, None, &mut findings)
        .ok_or_else(|| findings.render(sekiwari::Lang::En))?;
    let mut data = data.clone();
    data.tie_names = book.tie_names();
    let scored = |round: &Round| score_rows(round, &book.score(&facts_of(round, &book, families)));
    let round = Round::new_scored(data, scored).map_err(|e| format!("{name}: {e:?}"))?;
    let compiled =
        compile(&round, Lottery::new(seed), JointOptions::default()).map_err(|e| format!("{name}: {e:?}"))?;
    let strict = compiled.strict();
    let solution = sekiwari::solve(&Mechanism::default().into(), &compiled.market, &strict)?;
    let allocation = solution.outcome.allocation;
    let judged = verify::certify(&strict, allocation.clone()).map_err(|e| format!("{name}: {e:?}"))?;
    let decisions = compiled.decisions(&round, &allocation);
    let scores: BTreeSet<_> = (0..round.children().len() as u32)
        .filter_map(|c| round.general_score(c).map(|s| (s.points, s.ties.to_vec())))
        .collect();
    let stable = judged.verdict().is_stable();
    Ok((round, Outcome { book: name, decisions, scores: scores.len(), stable }))
}

/// Of what kinds the families of the children are.
fn kinds(round: &Round, families: &Circumstances) -> Vec<[bool; KINDS.len()]> {
    let schema = Schema::default();
    let is = |attribute: u32, name: &str| schema.find(name) == Some(attribute as usize);
    let yes = |name: &str| -> BTreeSet<&str> {
        let rows = families.facts.iter().filter(|f| is(f.attribute, name));
        let rows = rows.filter(|f| !matches!(f.value, FactValue::YesNo(false)));
        rows.filter_map(|f| f.child.as_deref().or(f.household.as_deref())).collect()
    };
    let [single, enrolled, leaver] = ["household.single_parent", "at.sibling_here", "child.leaver"].map(yes);
    // Per household: guardians who work 160 hours, and whether one seeks work.
    let mut work: BTreeMap<&str, (BTreeSet<&str>, bool)> = BTreeMap::new();
    for reason in &families.reasons {
        let word = |w: &str| {
            reason.values.iter().any(|(a, v)| is(*a, "reason.kind") && *v == FactValue::Word(w.to_owned()))
        };
        let full = reason
            .values
            .iter()
            .any(|(a, v)| is(*a, "reason.hours_month") && matches!(v, FactValue::Number(n) if *n >= 160_000));
        let (workers, seeks) = work.entry(&reason.household).or_default();
        if full && word("work") {
            workers.insert(&reason.guardian);
        }
        *seeks |= word("job-seeking");
    }
    let mut applying = vec![0; round.households().len()];
    (0..round.children().len() as u32).for_each(|c| applying[round.household_of(c) as usize] += 1);
    let kind = |c: u32| {
        let at = round.household_of(c) as usize;
        let household = round.households()[at].id.as_str();
        let child = round.children()[c as usize].id.as_str();
        let (workers, seeks) = work.get(household).map_or((0, false), |w| (w.0.len(), w.1));
        let mut kinds = [
            single.contains(household),
            workers == 2,
            seeks,
            enrolled.contains(household) || enrolled.contains(child),
            applying[at] >= 2,
            leaver.contains(child),
            false,
        ];
        kinds[KINDS.len() - 1] = !kinds.contains(&true);
        kinds
    };
    (0..round.children().len() as u32).map(kind).collect()
}
