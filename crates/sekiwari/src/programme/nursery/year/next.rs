//! The next round of a year: which children, which lists, which seats, who holds what.

use super::lists::{InRound, above, told};
use super::state::{Place, Seated, SeatedBy, Site};
use super::{Family, Outcome, Redecided, Registered, SeatKey, Year, YearError};
use crate::market::{Earlier, FacilityId};
use crate::programme::nursery::{
    AgeClass, Child, Decision, Facility, JointRow, LimitRow, ReserveGroup, ReserveKind, ReserveRow, Round,
    RoundData, RoundError, ScoreRow, SeatRow, WishRow,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

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
    /// [`Redecided`] event. An open seat and one reserved for a group are different seats of a facility; a child that keeps
    /// the seat it holds is compared by the facility, as a round does not say which seats are held.
    pub fn differences(&self, round: &Round, decisions: &[Decision]) -> Vec<Outcome> {
        let mut changed: Vec<Outcome> = Vec::new();
        for (child, d) in round.children().iter().zip(decisions) {
            let facility = d.facility.map(|f| round.facilities()[f as usize].id.as_str());
            let reserve = d.reserve.map(|r| round.reserves()[r as usize].group.to_string());
            let keeps = d.facility.is_some() && d.facility == child.current;
            let differs =
                |c: &Registered| c.facility() != facility || (!keeps && c.reserve() != reserve.as_deref());
            if self.child(&child.id).is_some_and(differs) {
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

/// The rows of a round in the making.
struct Rows<'a> {
    year: &'a Year,
    // Only looked up.
    at: HashMap<&'a str, u32>,
    data: RoundData,
    entrants: Vec<Entrant>,
}

impl<'a> Rows<'a> {
    fn new(year: &'a Year, name: &str, entry_date: Date, room: &Room<'_>) -> Self {
        let at: HashMap<&str, u32> = year.facilities.keys().map(String::as_str).zip(0..).collect();
        let seat = |(key, &seats): (&&SeatKey, &i64)| {
            let (facility, seats) = (at[key.facility.as_str()], seats.max(0) as u32);
            key.reserve.is_none().then_some(SeatRow { facility, classes: key.classes, seats })
        };
        let mut limits = Vec::new();
        for site in year.facilities.values() {
            let net = room.net(site);
            for limit in &site.limits {
                let capacity = limit.left(&net);
                limits.extend(limit.weights.iter().map(|&(classes, weight, per)| LimitRow {
                    facility: at[limit.facility.as_str()],
                    name: limit.name.clone(),
                    classes,
                    weight,
                    per,
                    capacity,
                }));
            }
        }
        let reserve = |key: &SeatKey, seats: i64| {
            let group = ReserveGroup::from_name(key.reserve.as_deref()?)?;
            let (rule, classes) = (year.rules.get(key).copied().unwrap_or_default(), key.classes);
            let (facility, seats) = (*at.get(key.facility.as_str())?, seats.max(0) as u32);
            let (kind, min_age_days) = (rule.kind, rule.min_age_days);
            Some(ReserveRow { facility, classes, seats, group, kind, min_age_days })
        };
        let with_seats = room.open.iter().filter_map(|(key, &seats)| reserve(key, seats));
        // What a guarantee has added stands among the open seats.
        let guarantees = year.rules.iter().filter(|(_, r)| r.kind == ReserveKind::Guarantee);
        let guarantees = guarantees.filter_map(|(key, _)| reserve(key, 0));
        let reserves: Vec<ReserveRow> = with_seats.chain(guarantees).collect();
        let facilities = year.facilities.values().map(|site| Facility {
            partners: site.partners.iter().filter_map(|id| at.get(id.as_str()).copied()).collect(),
            ..site.facility.clone()
        });
        let data = RoundData {
            reserves,
            decisions: Vec::new(),
            name: name.to_owned(),
            fiscal_year: year.fiscal_year,
            entry_date,
            facilities: facilities.collect(),
            seats: room.open.iter().filter_map(seat).collect(),
            limits,
            children: Vec::new(),
            wishes: Vec::new(),
            terms: Vec::new(),
            joint_wishes: Vec::new(),
            tie_names: year.tie_names.clone(),
            scores: Vec::new(),
        };
        Self { year, at, data, entrants: Vec::new() }
    }

    /// Adds the children of a household, unless there is nothing they could be given.
    fn add(&mut self, household: &str, family: &Family, present: &[(&str, Candidate<'_>)]) -> bool {
        let in_round: Vec<InRound<'_>> = present
            .iter()
            .map(|(child, c)| InRound {
                child,
                held: c.held.map(|k| k.facility.as_str()),
                asks: c.role != Role::Stands,
            })
            .collect();
        let lists = told(family, &self.year.children, &in_round);
        if lists.joint.is_empty() && lists.own.iter().all(Vec::is_empty) {
            return present.is_empty();
        }
        let first = self.data.children.len() as u32;
        for (((id, c), list), child) in present.iter().zip(&lists.own).zip(first..) {
            let Some(known) = self.year.children.get(*id) else { continue };
            let current = c.held.map(|k| self.at[k.facility.as_str()]);
            let position = |id: &Option<String>| self.at.get(id.as_deref()?).copied();
            let mut record = Child { current, ..known.record.clone() };
            record.affiliation.leaver_of = position(&known.related.leaver_of);
            record.affiliation.employee_of = position(&known.related.employee_of);
            self.data.children.push((household.to_owned(), record));
            let wishes = list.iter().zip(1..);
            self.data.wishes.extend(wishes.map(|(f, rank)| WishRow {
                child,
                rank,
                facility: self.at[f.as_str()],
            }));
            for line in &known.scores {
                // Lines for facilities that are no more are of no use.
                let facility = line.facility.as_ref().map(|f| self.at.get(f.as_str()).copied());
                if let Some(None) = facility {
                    continue;
                }
                let (points, ties) = (line.points, line.ties.clone());
                self.data.scores.push(ScoreRow { child, facility: facility.flatten(), points, ties });
            }
            let last_round = known.part.as_ref().map(|p| p.round);
            self.entrants.push(Entrant { child: (*id).to_owned(), role: c.role, last_round });
        }
        for (row, rank) in lists.joint.iter().zip(1..) {
            for ((_, facility), child) in row.iter().zip(first..) {
                let facility = facility.as_ref().map(|f| self.at[f.as_str()]);
                self.data.joint_wishes.push(JointRow { child, rank, facility });
            }
        }
        if present.len() > 1 && family.terms.binds() {
            self.data.terms.push((household.to_owned(), family.terms));
        }
        true
    }
}
