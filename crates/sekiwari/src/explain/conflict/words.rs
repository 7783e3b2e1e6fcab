//! Lines and blocking wishes in words.

use super::texts::{self, Sentence};
use super::{Argument, Barred, Blocker, Fact, Line, Naming, Room, Secured, Taker};
use crate::Lang;
use crate::lang::fill;
use crate::market::{ClaimantId, HouseholdId, Market, PoolId};
use std::fmt::Display;

/// Names listed in one place before the rest is only counted.
const LISTED: usize = 12;

/// Says what an argument says, with the ids and names of a round.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// How the round names things.
    pub names: &'a dyn Naming,
    /// The market that the argument is about.
    pub market: &'a Market,
    /// The language.
    pub lang: Lang,
}

impl<'a> Words<'a> {
    /// The id of a household; with the child where its children are decided one by one.
    pub fn household_id(&self, household: HouseholdId) -> String {
        let (id, all) = self.names.household(household);
        let mut decided = self.market.children(household);
        match (decided.len() < all, decided.next()) {
            (true, Some(child)) => format!("{id} ({})", self.names.child(child)),
            _ => id.to_owned(),
        }
    }

    /// The id of a claimant's child.
    pub fn child_id(&self, claimant: ClaimantId) -> &'a str {
        self.names.child(self.market.claimant(claimant).child)
    }

    /// What a pool is.
    pub fn place(&self, pool: PoolId) -> String {
        self.names.place(pool, self.lang)
    }

    /// What the family calls the rank of the wish at a place of the market's list.
    pub fn rank(&self, household: HouseholdId, place: u32) -> u32 {
        self.market.rank_at(household, place).unwrap_or(place)
    }

    /// The same for several wishes, ascending and without doubles.
    pub fn ranks(&self, household: HouseholdId, places: &[u32]) -> Vec<u32> {
        let mut ranks: Vec<u32> = places.iter().map(|&place| self.rank(household, place)).collect();
        ranks.dedup();
        ranks
    }

    /// A wish: its place in the list, and where each child would go.
    pub fn wish(&self, household: HouseholdId, rank: u32) -> String {
        let alone = self.market.children(household).len() == 1;
        let mut all = Vec::new();
        if let Some(wish) = self.market.wish_at(household, rank) {
            for child in self.market.children(household) {
                let id = self.names.child(child);
                let to = |place: String| if alone { place } else { format!("{id} → {place}") };
                all.extend(self.names.goes_to(self.market, wish, child, self.lang).into_iter().map(to));
            }
        }
        let places = self.list(all.into_iter());
        let rank = self.rank(household, rank);
        self.lang.pick(format!("第{rank}希望（{places}）"), format!("wish {rank} ({places})"))
    }

    /// What is supposed of an argument at its beginning.
    pub fn opening(&self, argument: &Argument) -> String {
        let all = &argument.households;
        let households = self.list(all.iter().map(|&h| self.household_id(h)));
        self.say(&texts::OPENING, &[("count", &all.len()), ("households", &households)])
    }

    /// What follows from an argument.
    pub fn closing(&self, argument: &Argument) -> String {
        self.say(&texts::CLOSING, &[("count", &argument.households.len())])
    }

    /// What a line says, without its number.
    pub fn line(&self, line: &Line) -> String {
        let because = match line.because.is_empty() {
            true => String::new(),
            false => {
                let lines = line.because.iter().map(|n| self.lang.pick(format!("〔{n}〕"), format!("[{n}]")));
                let lines: String = lines.collect();
                self.say(&texts::BECAUSE, &[("lines", &lines)])
            }
        };
        match &line.fact {
            Fact::Secured(all) => self.secured(all, &because),
            Fact::Barred { pool, wishes } => self.barred(*pool, wishes, &because),
            Fact::Split { household, outcomes } => {
                let outcomes = self.list(outcomes.iter().map(|&o| self.outcome(*household, o)));
                let household = self.household(*household);
                let values: [(&str, &dyn Display); 3] =
                    [("household", &household), ("outcomes", &outcomes), ("because", &because)];
                self.say(&texts::SPLIT, &values)
            }
            Fact::Supposed { household, outcome } => {
                let outcome = self.outcome(*household, *outcome);
                let values: [(&str, &dyn Display); 2] =
                    [("household", &self.household(*household)), ("outcome", &outcome)];
                self.say(&texts::SUPPOSED, &values)
            }
            Fact::Contradiction { household, holds } => {
                let sentence = if *holds { &texts::CONTRADICTION_HELD } else { &texts::CONTRADICTION };
                self.say(sentence, &[("household", &self.household(*household)), ("because", &because)])
            }
        }
    }

    /// Who blocks with which wishes, one sentence each.
    pub fn blocker(&self, blocker: &Blocker) -> Vec<String> {
        let household = self.household(blocker.household);
        let outcome = self.outcome(blocker.household, blocker.outcome);
        let sentence = |wish: &super::BlockedWish| {
            let seats = wish.seats.iter().map(|s| {
                let who = self.list(s.below.iter().map(|&c| self.child_id(c)));
                let below = if s.ahead + s.below.len() as u32 + s.needs <= s.seats {
                    self.say(&texts::FREE, &[])
                } else {
                    self.say(&texts::BELOW, &[("who", &who)])
                };
                let place = self.place(s.pool);
                let values: [(&str, &dyn Display); 5] = [
                    ("place", &place),
                    ("seats", &s.seats),
                    ("ahead", &s.ahead),
                    ("needs", &s.needs),
                    ("below", &below),
                ];
                self.say(&texts::BLOCKED_SEATS, &values)
            });
            let seats: Vec<String> = seats.collect();
            let seats = seats.join(self.lang.pick("；", "; "));
            let wish = self.wish(blocker.household, wish.rank);
            let values: [(&str, &dyn Display); 4] =
                [("household", &household), ("outcome", &outcome), ("wish", &wish), ("seats", &seats)];
            self.say(&texts::BLOCKED, &values)
        };
        blocker.wishes.iter().map(sentence).collect()
    }

    fn household(&self, household: HouseholdId) -> String {
        let id = self.household_id(household);
        self.lang.pick(format!("世帯 {id}"), format!("household {id}"))
    }

    fn outcome(&self, household: HouseholdId, outcome: Option<u32>) -> String {
        match outcome {
            Some(rank) => self.wish(household, rank),
            None => texts::OUT.in_lang(self.lang).to_owned(),
        }
    }

    fn secured(&self, all: &[Secured], because: &str) -> String {
        if let [one] = all
            && one.rooms.len() > 1
        {
            let rooms = one.rooms.iter().map(|r| {
                let place = self.place(r.pool);
                self.lang.pick(
                    format!("{place}（席 {}）では{}", r.seats, self.room(r)),
                    format!("at {place} with {} seats {}", r.seats, self.room(r)),
                )
            });
            let rooms: Vec<String> = rooms.collect();
            let rooms = rooms.join(self.lang.pick("；", "; "));
            let (household, wish) = (self.household(one.household), self.wish(one.household, one.rank));
            let values: [(&str, &dyn Display); 4] =
                [("household", &household), ("wish", &wish), ("rooms", &rooms), ("because", &because)];
            return self.say(&texts::SECURED_TOGETHER, &values);
        }
        let items = all.iter().map(|s| {
            let (id, rank) = (self.household_id(s.household), self.rank(s.household, s.rank));
            let rooms: Vec<String> = s.rooms.iter().map(|r| self.room(r)).collect();
            let rooms = rooms.join("");
            self.lang
                .pick(format!("世帯 {id}・第{rank}希望：{rooms}"), format!("{id} (wish {rank}): {rooms}"))
        });
        let items: Vec<String> = items.collect();
        let items = items.join(self.lang.pick("；", "; "));
        let room = all.first().and_then(|s| s.rooms.first());
        let place = room.map_or_else(String::new, |r| self.place(r.pool));
        let seats = room.map_or(0, |r| r.seats);
        let values: [(&str, &dyn Display); 4] =
            [("place", &place), ("seats", &seats), ("items", &items), ("because", &because)];
        self.say(&texts::SECURED, &values)
    }

    fn room(&self, room: &Room) -> String {
        let sure = [(&texts::SURE_WORSE, &room.worse), (&texts::SURE_OWN, &room.own)];
        let sure = sure.into_iter().filter(|(_, who)| !who.is_empty()).map(|(sentence, who)| {
            let who = self.list(who.iter().map(|&c| self.child_id(c)));
            self.say(sentence, &[("who", &who)])
        });
        let sure: Vec<String> = sure.collect();
        if !sure.is_empty() {
            let sure = sure.join(self.lang.pick("うえ、", ", and "));
            return self.say(&texts::ROOM_SURE, &[("sure", &sure), ("needs", &room.needs)]);
        }
        let gone = room.ruled_out.len() as u32;
        let who = self.list(room.ruled_out.iter().map(|&c| self.child_id(c)));
        let left = room.rivals - gone;
        let values: [(&str, &dyn Display); 5] = [
            ("rivals", &room.rivals),
            ("needs", &room.needs),
            ("gone", &gone),
            ("left", &left),
            ("who", &who),
        ];
        let sentence = match (room.rivals, gone) {
            (0, _) => &texts::ROOM_ALONE,
            (_, 0) => &texts::ROOM,
            _ => &texts::ROOM_LESS,
        };
        self.say(sentence, &values)
    }

    fn barred(&self, pool: PoolId, wishes: &[Barred], because: &str) -> String {
        // Wishes that the same children stand before are told together.
        let mut groups: Vec<(&[Taker], Vec<&Barred>)> = Vec::new();
        for b in wishes {
            let same = |g: &&mut (&[Taker], Vec<&Barred>)| g.0 == b.takers && g.1[0].shadow == b.shadow;
            match groups.iter_mut().find(same) {
                Some((_, all)) => all.push(b),
                None => groups.push((&b.takers, vec![b])),
            }
        }
        let items: Vec<String> = groups.iter().map(|(takers, all)| self.barred_item(takers, all)).collect();
        let items = items.join(self.lang.pick("；", "; "));
        let seats = wishes.first().map_or(0, |b| b.seats);
        let values: [(&str, &dyn Display); 4] =
            [("place", &self.place(pool)), ("seats", &seats), ("items", &items), ("because", &because)];
        self.say(&texts::BARRED, &values)
    }

    fn barred_item(&self, takers: &[Taker], wishes: &[&Barred]) -> String {
        let kind = |surely: bool, sentence: &Sentence| {
            let who: Vec<&str> =
                takers.iter().filter(|t| t.surely == surely).map(|t| self.child_id(t.claimant)).collect();
            let listed = self.list(who.iter());
            (!who.is_empty()).then(|| self.say(sentence, &[("who", &listed)]))
        };
        let ahead = if wishes.iter().any(|b| b.shadow) { &texts::SHADOW } else { &texts::BETTER };
        let parts: Vec<String> =
            [kind(true, &texts::SURELY), kind(false, ahead)].into_iter().flatten().collect();
        let takers = match parts.is_empty() {
            true => self.say(&texts::NOBODY, &[]),
            false => parts.join(self.lang.pick("、", " and ")),
        };
        let wishes = wishes.iter().map(|b| {
            let id = self.household_id(b.household);
            let ranks = self.ranks(b.household, &b.ranks);
            let ranks: Vec<String> =
                ranks.iter().map(|r| self.lang.pick(format!("第{r}希望"), format!("wish {r}"))).collect();
            let ranks = ranks.join(self.lang.pick("・", ", "));
            let needs = match b.needs {
                1 => String::new(),
                n => self.lang.pick(format!("（{n} 席必要）"), format!(" ({n} seats needed)")),
            };
            self.lang.pick(format!("世帯 {id} の{ranks}{needs}"), format!("household {id}, {ranks}{needs}"))
        });
        let wishes: Vec<String> = wishes.collect();
        let wishes = wishes.join(self.lang.pick("、", "; "));
        self.say(&texts::BARRED_ITEM, &[("takers", &takers), ("wishes", &wishes)])
    }

    /// A list, cut after some names.
    fn list(&self, items: impl Iterator<Item = impl Display>) -> String {
        let mut all: Vec<String> = items.map(|i| i.to_string()).collect();
        if all.len() > LISTED {
            let count = all.len() - LISTED;
            all.truncate(LISTED);
            all.push(self.say(&texts::AND_MORE, &[("count", &count)]));
        }
        all.join(self.lang.pick("、", ", "))
    }

    fn say(&self, sentence: &Sentence, values: &[(&str, &dyn Display)]) -> String {
        let mut text = String::new();
        fill(sentence.in_lang(self.lang), &mut text, |name, text| {
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                text.push_str(&value.to_string());
            }
        });
        text
    }
}
