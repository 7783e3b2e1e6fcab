//! From the conflict as the library tells it to what is written.

use super::*;
use crate::write::labels::{Labels, PoolName};
use crate::write::result_json::ENGINE;
use sekiwari::Lang;
use sekiwari::explain::conflict::{Argument, Blocker, Fact, Line, Naming, Words};
use sekiwari::market::{ChildId, ClaimantId, HouseholdId, Market, PoolId};

/// Lines of one argument that are written down.
const LINES: usize = 400;

impl ConflictJson {
    /// What is known of the conflict of a decided round, of which `market` is the order of priority that counts.
    pub fn new(market: &Market, naming: &dyn Naming, labels: &dyn Labels, facts: &ConflictFacts<'_>) -> Self {
        let words = |lang| Words { names: naming, market, lang };
        let names = Names { words: words(Lang::Ja), labels };
        let mut number = 0;
        let (mut groups, mut arguments) = (Vec::new(), Vec::new());
        for group in facts.groups {
            let mut numbers = Vec::new();
            for core in &group.cores {
                number += 1;
                numbers.push(number);
                arguments.push(names.argument(number, core, &words));
            }
            groups.push(ConflictGroupJson { at_least: group.at_least, arguments: numbers });
        }
        let cores: Vec<&[HouseholdId]> =
            facts.groups.iter().flat_map(|g| g.cores.iter().map(|core| &core.households[..])).collect();
        let blocker = |b: &Blocker| {
            let texts = [Lang::Ja, Lang::En].map(|lang| words(lang).blocker(b));
            let wish = |(w, (ja, en)): (&sekiwari::explain::conflict::BlockedWish, (&String, &String))| {
                let seats = w.seats.iter().map(|s| BlockedSeatsJson {
                    pool: names.seats(s.pool),
                    ahead: s.ahead,
                    needs: s.needs,
                    below: names.children(&s.below),
                });
                let text = TextJson { ja: ja.clone(), en: en.clone() };
                let rank = names.words.rank(b.household, w.rank);
                BlockedWishJson { rank, wasted: w.wasted, seats: seats.collect(), text }
            };
            let within = (1..).zip(&cores).filter(|(_, core)| core.contains(&b.household));
            BlockerJson {
                household: names.household(b.household),
                outcome: b.outcome.map(|place| names.words.rank(b.household, place)),
                wishes: b.wishes.iter().zip(texts[0].iter().zip(&texts[1])).map(wish).collect(),
                arguments: within.map(|(number, _)| number).collect(),
            }
        };
        let now = facts.blockers.len() as u32;
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            seed: facts.seed,
            blocking_households_min: facts.blocking_min,
            blocking_households: now,
            conclusion: TextJson::of(|lang| conclusion(facts.blocking_min, now, lang)),
            blocking: facts.blockers.iter().map(blocker).collect(),
            groups,
            arguments,
        }
    }
}

fn conclusion(least: u32, now: u32, lang: Lang) -> String {
    if least == now {
        return lang.pick(
            format!(
                "どの配分でも、少なくとも {least} 世帯は、優先順位からみて入れるはずの希望に入れません。この結果では {now} 世帯で、これより少ない配分はありません。"
            ),
            format!(
                "In every allocation at least {least} households are denied a wish that the order of priority would give them. Here it is {now}, and no allocation has fewer."
            ),
        );
    }
    lang.pick(
        format!(
            "どの配分でも、少なくとも {least} 世帯は、優先順位からみて入れるはずの希望に入れません。この結果では {now} 世帯です。これより少ない配分があるかどうかは分かっていません。"
        ),
        format!(
            "In every allocation at least {least} households are denied a wish that the order of priority would give them. Here it is {now}; whether an allocation with fewer exists is not known."
        ),
    )
}

/// The ids of a round.
struct Names<'a> {
    words: Words<'a>,
    labels: &'a dyn Labels,
}

impl<'a> Names<'a> {
    fn household(&self, h: HouseholdId) -> DecidedTogetherJson {
        let Words { names, market, .. } = self.words;
        let child = |c: ChildId| names.child(c).to_owned();
        DecidedTogetherJson {
            household_id: names.household(h).0.to_owned(),
            child_ids: market.children(h).map(child).collect(),
        }
    }

    fn seats(&self, pool: PoolId) -> SeatsJson {
        let PoolName { facility, classes, reserved_for } = self.labels.pool_name(pool);
        SeatsJson {
            facility_id: facility,
            class: classes.unwrap_or_default(),
            reserved_for,
            seats: self.words.market.pool(pool).seats,
        }
    }

    fn children(&self, claimants: &[ClaimantId]) -> Vec<String> {
        claimants.iter().map(|&c| self.words.child_id(c).to_owned()).collect()
    }

    fn argument(&self, number: u32, core: &ToldCore, words: &impl Fn(Lang) -> Words<'a>) -> ArgumentJson {
        // What frames an argument is known even where its lines are not told.
        let untold = Argument { households: core.households.clone(), lines: Vec::new() };
        let told = core.argument.as_ref().unwrap_or(&untold);
        let lines = told.lines.iter().take(LINES).map(|line| self.line(line, words));
        ArgumentJson {
            number,
            households: core.households.iter().map(|&h| self.household(h)).collect(),
            opening: TextJson::of(|lang| words(lang).opening(told)),
            lines: lines.collect(),
            left_out: core.argument.as_ref().map(|a| a.lines.len().saturating_sub(LINES) as u32),
            closing: TextJson::of(|lang| words(lang).closing(told)),
        }
    }

    fn line(&self, line: &Line, words: &impl Fn(Lang) -> Words<'a>) -> LineJson {
        LineJson {
            number: line.number,
            depth: line.depth,
            fact: self.fact(&line.fact),
            because: line.because.clone(),
            text: TextJson::of(|lang| words(lang).line(line)),
        }
    }

    fn fact(&self, fact: &Fact) -> FactJson {
        match fact {
            Fact::Secured(all) => {
                let secured = all.iter().map(|s| SecuredJson {
                    household: self.household(s.household),
                    rank: self.words.rank(s.household, s.rank),
                    rooms: s
                        .rooms
                        .iter()
                        .map(|r| RoomJson {
                            pool: self.seats(r.pool),
                            rivals: r.rivals,
                            ruled_out: self.children(&r.ruled_out),
                            worse: self.children(&r.worse),
                            own: self.children(&r.own),
                            needs: r.needs,
                        })
                        .collect(),
                });
                FactJson::Secured { secured: secured.collect() }
            }
            Fact::Barred { pool, wishes } => {
                let barred = wishes.iter().map(|b| {
                    let counted = || b.takers.iter().filter(|_| !b.shadow);
                    let takers = |surely: bool| {
                        let all = counted().filter(|t| t.surely == surely).map(|t| t.claimant);
                        self.children(&all.collect::<Vec<_>>())
                    };
                    BarredJson {
                        household: self.household(b.household),
                        ranks: self.words.ranks(b.household, &b.ranks),
                        needs: b.needs,
                        surely: takers(true),
                        better: takers(false),
                        shadow: b
                            .takers
                            .first()
                            .filter(|_| b.shadow)
                            .map(|t| self.words.child_id(t.claimant).to_owned()),
                    }
                });
                FactJson::Barred { pool: self.seats(*pool), barred: barred.collect() }
            }
            Fact::Split { household, outcomes } => {
                let mut outcomes: Vec<Option<u32>> =
                    outcomes.iter().map(|o| o.map(|place| self.words.rank(*household, place))).collect();
                // Ways to sit that are one to the family stand in a row.
                outcomes.dedup();
                FactJson::Split { household: self.household(*household), outcomes }
            }
            Fact::Supposed { household, outcome } => {
                let outcome = outcome.map(|place| self.words.rank(*household, place));
                FactJson::Supposed { household: self.household(*household), outcome }
            }
            Fact::Contradiction { household, holds } => {
                FactJson::Contradiction { household: self.household(*household), holds: *holds }
            }
        }
    }
}
