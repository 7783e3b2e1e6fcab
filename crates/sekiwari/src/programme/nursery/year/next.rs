//! The next round of a year: which children, which lists, which seats, who holds what.

mod rows;

use super::lists::above;
use super::state::{Place, Seated, SeatedBy, Site};
use super::{Family, Outcome, Redecided, Registered, SeatKey, Year, YearError};
use crate::market::{Earlier, FacilityId};
use crate::programme::nursery::{AgeClass, Child, Decision, Round, RoundData, RoundError};
use jiff::civil::Date;
use rows::Rows;
use std::collections::BTreeMap;

/// Who of the children that a round has placed goes on waiting for a better place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Movers {
    /// `none`: nobody; who wants to move says so by a change of wishes.
    #[default]
    None,
    /// `better`: everybody whose list has something better.
    Better,
}

impl Movers {
    /// All values with the names used in files.
    pub const NAMES: &'static [(&'static str, Movers)] =
        &[("none", Movers::None), ("better", Movers::Better)];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Movers::None => "none",
            Movers::Better => "better",
        }
    }

    /// The value of a name used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, v)| v)
    }
}

/// What the next round is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextRound {
    /// Its name.
    pub name: String,
    /// The day on which its seats are taken up; needs that end before are not met.
    pub entry_date: Date,
    /// Who goes on waiting for a better place.
    pub movers: Movers,
}

/// What a child does in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// It has no seat and wants one (待機).
    Waits,
    /// It holds a seat and wants a better one (転園希望).
    Moves,
    /// It has a seat, keeps it, and only stands beside its siblings, whose conditions speak of it (きょうだい).
    Stands,
}

/// A child in the next round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// The child.
    pub child: String,
    /// What it does there.
    pub role: Role,
    /// The round it was last in, as a place in [`Year::rounds`]: its rows in that round's tables still hold, but for the
    /// held seat and the wishes. `None` for a new application.
    pub last_round: Option<u32>,
}

/// Why a child is not in the next round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeftOut {
    /// It has a seat and asks for no other.
    Content,
    /// Its need for care ends before the entry date.
    NeedEnded,
    /// It was decided by hand to get no seat.
    ByHand,
    /// Its list names nothing it could be given.
    NoWishes,
    /// It was not in the round that is decided anew.
    NotInRound,
    /// Its family has had a say since the round that is decided anew: what it says now counts from the next round on.
    Later,
    /// It withdrew, left, or went to school.
    Gone,
}

impl LeftOut {
    /// A few words for people.
    pub fn label(self, lang: crate::Lang) -> &'static str {
        let (ja, en) = match self {
            LeftOut::Content => ("入所済み（転園希望なし）", "has a seat and asks for no other"),
            LeftOut::NeedEnded => ("入所日に保育の必要性なし", "no need for care on the entry date"),
            LeftOut::ByHand => ("個別決定により対象外", "decided by hand to get no seat"),
            LeftOut::NoWishes => ("希望施設なし", "no facility is wished for"),
            LeftOut::NotInRound => ("対象の回に申込みなし", "was not in that round"),
            LeftOut::Later => {
                ("その後の申出があり次回から対象", "its family has had a say since; from the next round on")
            }
            LeftOut::Gone => ("取下げ・退園・就学", "withdrew, left or went to school"),
        };
        lang.pick(ja, en)
    }
}

/// The next round. Every child of the year is an entrant or left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// The round as rows: [`Round::new`] freezes it with the scores that are known, [`Round::new_scored`] with those of a
    /// rulebook.
    pub data: RoundData,
    /// The children in it, in the order of [`RoundData::children`].
    pub entrants: Vec<Entrant>,
    /// The others by id, and why.
    pub left_out: Vec<(String, LeftOut)>,
}

impl Next {
    /// The round with the scores of its children's last rounds and applications.
    ///
    /// # Errors
    /// Every reason at once; mostly a new wish without a score.
    pub fn round(self) -> Result<Round, Vec<RoundError>> {
        Round::new(self.data)
    }
}

/// Seats that are open for a round, and who weighs on the limits besides those who count now.
#[derive(Default)]
struct Room<'a> {
    open: BTreeMap<&'a SeatKey, i64>,
    net: BTreeMap<&'a str, [i64; AgeClass::COUNT]>,
}

impl<'a> Room<'a> {
    fn of(year: &'a Year) -> Self {
        let open = year.seats.iter().map(|(key, seats)| (key, i64::from(seats.open))).collect();
        Self { open, net: BTreeMap::new() }
    }

    /// Who counts at a facility, by class.
    fn net(&self, site: &Site) -> [i64; AgeClass::COUNT] {
        let more = self.net.get(site.facility.id.as_str()).copied().unwrap_or_default();
        std::array::from_fn(|class| site.net[class] + more[class])
    }

    /// Whether there is room for all who go back to where a child goes back to.
    fn has_place(&self, year: &Year, back: &Back<'_>) -> bool {
        let site = year.facilities.get(&back.held.facility);
        let full = |site: &Site| site.limits.iter().any(|l| !l.is_kept(&self.net(site)));
        self.open.get(back.held).is_none_or(|&n| n >= 0) && !site.is_some_and(full)
    }

    /// Counts a child out of a seat, or (negative) into it.
    fn frees(&mut self, key: &'a SeatKey, class: AgeClass, n: i64) {
        *self.open.entry(key).or_default() += n;
        self.net.entry(&key.facility).or_default()[class.index()] -= n;
    }
}

/// A child that may be in the round: what it would do there, and the seat it would hold.
struct Candidate<'a> {
    role: Role,
    held: Option<&'a SeatKey>,
}

/// A child that would hold another seat than it has.
struct Back<'a> {
    id: &'a str,
    class: AgeClass,
    has: &'a SeatKey,
    held: &'a SeatKey,
}

impl Year {
    /// The next round: open seats; waiting children whose need holds on the entry date; children who hold a seat and ask
    /// for a better one, with the part of their list above it; and siblings with a seat where the family's conditions
    /// speak of them. Children decided by hand keep what they have: their seats are not open, and they ask for nothing. So do
    /// children on reserved seats: the seat that a holder leaves is open to everybody within a round, and a reserved one
    /// must not become so.
    ///
    /// Cost: linear in the children with their lists and scores.
    pub fn next_round(&self, ask: &NextRound) -> Next {
        let mut candidates = BTreeMap::new();
        let mut left_out = Vec::new();
        for (id, child) in &self.children {
            match self.candidate(child, ask) {
                Ok(candidate) => drop(candidates.insert(id.as_str(), candidate)),
                Err(why) => left_out.push((id.clone(), why)),
            }
        }
        self.assemble(&ask.name, ask.entry_date, candidates, left_out, &Room::of(self))
    }

    fn candidate<'a>(&self, child: &'a Registered, ask: &NextRound) -> Result<Candidate<'a>, LeftOut> {
        let need = child.need.holds_on(ask.entry_date);
        match &child.place {
            Place::Withdrawn | Place::Left | Place::School => Err(LeftOut::Gone),
            Place::Waiting if child.pinned.is_some() => Err(LeftOut::ByHand),
            Place::Waiting if !need => Err(LeftOut::NeedEnded),
            Place::Waiting => Ok(Candidate { role: Role::Waits, held: None }),
            Place::Seated(seat) => {
                let better = ask.movers == Movers::Better && matches!(seat.by, SeatedBy::Round(_));
                let asks = (child.moves || better) && need && child.pinned.is_none();
                let moves = asks && seat.key.reserve.is_none();
                let role = if moves { Role::Moves } else { Role::Stands };
                Ok(Candidate { role, held: Some(&seat.key) })
            }
        }
    }

    /// The round held last once more, as it is to be decided anew before its entry date: its children without those who
    /// have gone, holding what they held before it, with the seats that were open for it and are still there.
    ///
    /// Who was decided by hand keeps its seat, and so does a child whose earlier seat is gone. Families who have had a say
    /// since ([`super::Part::settled`]) keep the seats they were given, and those of their children who wait do so until the
    /// next round: so where children are decided one by one, nobody loses an offer because somebody else declines (fewer
    /// applicants or more seats leave no child worse off: Gale and Sotomayor 1985; who has a seat is the same in all stable
    /// allocations: McVitie and Wilson 1970).
    ///
    /// # Errors
    /// [`YearError::NotTheLastRound`] if no round was held.
    pub fn last_round_again(&self) -> Result<Next, YearError> {
        let Some(held) = self.rounds.last() else { return Err(YearError::NotTheLastRound(String::new())) };
        let number = self.rounds.len() as u32 - 1;
        let mut room = Room::of(self);
        let mut candidates: BTreeMap<&str, Candidate<'_>> = BTreeMap::new();
        let mut left_out = Vec::new();
        // Children who would hold another seat than they have: they give back the one they have.
        let mut back: Vec<Back<'_>> = Vec::new();
        for (id, child) in &self.children {
            let part = child.part.as_ref().filter(|p| p.round == number && child.pinned.is_none());
            let candidate = match (&child.place, part) {
                (Place::Withdrawn | Place::Left | Place::School, _) => Err(LeftOut::Gone),
                (Place::Waiting, _) if child.pinned.is_some() => Err(LeftOut::ByHand),
                (Place::Waiting, _) if !child.need.holds_on(held.entry_date) => Err(LeftOut::NeedEnded),
                (Place::Waiting, Some(part)) if part.settled => Err(LeftOut::Later),
                (Place::Waiting, Some(_)) => Ok(Candidate { role: Role::Waits, held: None }),
                // It applied after the round.
                (Place::Waiting, None) => Err(LeftOut::NotInRound),
                (Place::Seated(seat), Some(part)) if part.asked && !part.settled => {
                    Ok(self.again(id, seat, part.held.as_ref(), number, &mut room, &mut back))
                }
                (Place::Seated(seat), _) => Ok(Candidate { role: Role::Stands, held: Some(&seat.key) }),
            };
            match candidate {
                Ok(candidate) => drop(candidates.insert(id, candidate)),
                Err(why) => left_out.push((id.clone(), why)),
            }
        }
        // Earlier seats that are taken by now, or limits that are used up: the last in the order of ids keep what they have instead.
        while let Some(at) = back.iter().rposition(|b| !room.has_place(self, b)) {
            let Back { id, class, has, held } = back.remove(at);
            room.frees(held, class, 1);
            room.frees(has, class, -1);
            let role = if has.reserve.is_none() { Role::Moves } else { Role::Stands };
            candidates.insert(id, Candidate { role, held: Some(has) });
        }
        Ok(self.assemble(&held.label, held.entry_date, candidates, left_out, &room))
    }

    fn again<'a>(
        &self,
        id: &'a str,
        seat: &'a Seated,
        held: Option<&'a Seated>,
        number: u32,
        room: &mut Room<'a>,
        back: &mut Vec<Back<'a>>,
    ) -> Candidate<'a> {
        let class = self.children[id].record.class;
        let by_round = seat.by == SeatedBy::Round(number);
        match held {
            None if by_round => {
                room.frees(&seat.key, class, 1);
                Candidate { role: Role::Waits, held: None }
            }
            // The seat that a holder leaves is open within a round: a reserved one is not left.
            Some(before) if before.key.reserve.is_some() => {
                Candidate { role: Role::Stands, held: Some(&seat.key) }
            }
            Some(before) if by_round => {
                room.frees(&seat.key, class, 1);
                room.frees(&before.key, class, -1);
                back.push(Back { id, class, has: &seat.key, held: &before.key });
                Candidate { role: Role::Moves, held: Some(&before.key) }
            }
            Some(before) if before.key == seat.key => Candidate { role: Role::Moves, held: Some(&seat.key) },
            // Seated since then by other ways.
            _ => Candidate { role: Role::Stands, held: Some(&seat.key) },
        }
    }

    fn assemble(
        &self,
        name: &str,
        entry_date: Date,
        mut candidates: BTreeMap<&str, Candidate<'_>>,
        mut left_out: Vec<(String, LeftOut)>,
        room: &Room<'_>,
    ) -> Next {
        let mut rows = Rows::new(self, name, entry_date, room);
        for (household, family) in &self.families {
            let mut present: Vec<(&str, Candidate<'_>)> = Vec::new();
            for id in &family.children {
                let Some(candidate) = candidates.remove(id.as_str()) else { continue };
                match self.wanting(id, family, &candidate) {
                    Ok(role) => present.push((id.as_str(), Candidate { role, ..candidate })),
                    Err(why) => left_out.push((id.clone(), why)),
                }
            }
            let asks = present.iter().any(|(_, c)| c.role != Role::Stands);
            if !asks || !family.is_tied() {
                let (stands, others): (Vec<_>, Vec<_>) =
                    present.into_iter().partition(|(_, c)| c.role == Role::Stands);
                left_out.extend(stands.into_iter().map(|(id, _)| (id.to_owned(), LeftOut::Content)));
                present = others;
            }
            if !rows.add(household, family, &present) {
                left_out.extend(present.into_iter().map(|(id, c)| {
                    let why = if c.held.is_some() { LeftOut::Content } else { LeftOut::NoWishes };
                    (id.to_owned(), why)
                }));
            }
        }
        left_out.sort_by(|a, b| a.0.cmp(&b.0));
        Next { data: rows.data, entrants: rows.entrants, left_out }
    }

    /// What a child really does in the round, given its own list; a joint list is looked at for the whole family.
    fn wanting(&self, id: &str, family: &Family, candidate: &Candidate<'_>) -> Result<Role, LeftOut> {
        let Some(child) = self.children.get(id).filter(|_| family.joint.is_empty()) else {
            return Ok(candidate.role);
        };
        let held = candidate.held.map(|k| k.facility.as_str());
        match candidate.role {
            Role::Waits if child.list.is_empty() => Err(LeftOut::NoWishes),
            Role::Moves if above(&child.list, held).is_empty() => Ok(Role::Stands),
            role => Ok(role),
        }
    }

    /// What the decisions of a round give to children otherwise than the year has it, by child id: the outcomes of a
    /// [`Redecided`] event ([`Registered::differs`]).
    pub fn differences(&self, round: &Round, decisions: &[Decision]) -> Vec<Outcome> {
        let mut changed: Vec<Outcome> = Vec::new();
        for (child, d) in round.children().iter().zip(decisions) {
            let facility = d.facility.map(|f| round.facilities()[f as usize].id.as_str());
            let reserve = round.reserved_for(d.reserve);
            let held = child.current.map(|f| round.facilities()[f as usize].id.as_str());
            let known = self.child(&child.id);
            if known.is_some_and(|c| c.differs(facility, reserve.as_deref(), held)) {
                changed.push(Outcome {
                    child: child.id.clone(),
                    facility: facility.map(str::to_owned),
                    reserve,
                    wish_rank: d.wish_rank,
                });
            }
        }
        changed.sort_by(|a, b| a.child.cmp(&b.child));
        changed
    }

    /// The event that decides the round held last anew.
    pub fn redecided(&self, round: &Round, decisions: &[Decision], reason: impl Into<String>) -> Redecided {
        let label = self.rounds.last().map_or_else(String::new, |r| r.label.clone());
        Redecided { label, reason: reason.into(), outcomes: self.differences(round, decisions) }
    }

    /// What the year has given to the children of a round so far, for [`crate::market::Market::with_earlier`].
    pub fn earlier(&self, round: &Round) -> Vec<Earlier> {
        let of = |c: &Child| match self.child(&c.id) {
            Some(child) => match child.facility() {
                Some(facility) => {
                    round.facility_by_id(facility).map_or(Earlier::New, |f| Earlier::At(FacilityId::new(f)))
                }
                None => Earlier::Out,
            },
            None => Earlier::New,
        };
        round.children().iter().map(of).collect()
    }
}
