//! From the conflict as the library tells it to what is written.

use super::*;
use crate::write::result_json::ENGINE;
use sekiwari::Lang;
use sekiwari::explain::Decided;
use sekiwari::explain::conflict::{Argument, Blocker, Fact, Line, Words};
use sekiwari::market::{ChildId, ClaimantId, HouseholdId, PoolId};

/// Lines of one argument that are written down.
const LINES: usize = 400;

impl ConflictJson {
    /// What is known of the conflict of a decided round.
    pub fn new(decided: &Decided<'_>, facts: &ConflictFacts<'_>) -> Self {
        let words = |lang| Words {
            round: decided.round(),
            compiled: decided.compiled(),
            market: decided.market(),
            lang,
        };
        let names = Names(words(Lang::Ja));
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
                let rank = names.0.rank(b.household, w.rank);
                BlockedWishJson { rank, wasted: w.wasted, seats: seats.collect(), text }
            };
            let within = (1..).zip(&cores).filter(|(_, core)| core.contains(&b.household));
            BlockerJson {
                household: names.household(b.household),
                outcome: b.outcome.map(|place| names.0.rank(b.household, place)),
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
struct Names<'a>(Words<'a>);

impl<'a> Names<'a> {
    fn household(&self, h: HouseholdId) -> DecidedTogetherJson {
        let round = self.0.round;
        let own = &round.households()[self.0.compiled.household[h.index()] as usize];
        let child = |c: ChildId| round.children()[c.index()].id.clone();
        DecidedTogetherJson {
            household_id: own.id.clone(),
            child_ids: self.0.market.children(h).map(child).collect(),
        }
    }

    fn seats(&self, pool: PoolId) -> SeatsJson {
        let label = &self.0.compiled.pools[pool.index()];
        SeatsJson {
            facility_id: self.0.round.facilities()[label.facility as usize].id.clone(),
            class: label.classes.map_or_else(String::new, |c| c.to_string()),
            reserved_for: self.0.round.reserved_for(label.reserve),
            seats: self.0.market.pool(pool).seats,
        }
    }

    fn children(&self, claimants: &[ClaimantId]) -> Vec<String> {
        claimants.iter().map(|&c| self.0.child_id(c).to_owned()).collect()
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
                    rank: self.0.rank(s.household, s.rank),
                    rooms: s
                        .rooms
                        .iter()
                        .map(|r| RoomJson {
                            pool: self.seats(r.pool),
                            rivals: r.rivals,
                            ruled_out: self.children(&r.ruled_out),
                            needs: r.needs,
                        })
                        .collect(),
                });
                FactJson::Secured { secured: secured.collect() }
            }
            Fact::Barred { pool, wishes } => {
                let barred = wishes.iter().map(|b| {
                    let takers = |surely: bool| {
                        let all = b.takers.iter().filter(|t| t.surely == surely).map(|t| t.claimant);
                        self.children(&all.collect::<Vec<_>>())
                    };
                    BarredJson {
                        household: self.household(b.household),
                        ranks: self.0.ranks(b.household, &b.ranks),
                        needs: b.needs,
                        surely: takers(true),
                        better: takers(false),
                    }
                });
                FactJson::Barred { pool: self.seats(*pool), barred: barred.collect() }
            }
            Fact::Split { household, outcomes } => {
                let mut outcomes: Vec<Option<u32>> =
                    outcomes.iter().map(|o| o.map(|place| self.0.rank(*household, place))).collect();
                // Ways to sit that are one to the family stand in a row.
                outcomes.dedup();
                FactJson::Split { household: self.household(*household), outcomes }
            }
            Fact::Supposed { household, outcome } => {
                let outcome = outcome.map(|place| self.0.rank(*household, place));
                FactJson::Supposed { household: self.household(*household), outcome }
            }
            Fact::Contradiction { household, holds } => {
                FactJson::Contradiction { household: self.household(*household), holds: *holds }
            }
        }
    }
}
