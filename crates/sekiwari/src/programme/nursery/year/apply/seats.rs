//! Counting seats: what an event takes and frees, checked together.

use super::super::state::{Seats, Site, class_key};
use super::super::{CapacityChanged, SeatKey, UnnamedLeft, Year, YearError, YearLimit};
use crate::programme::nursery::{AgeClass, Facility, FacilityLimit, ScaledLimit};
use std::collections::BTreeMap;

/// A child's way from a seat to another.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) class: AgeClass,
    pub(super) from: Option<SeatKey>,
    pub(super) to: Option<SeatKey>,
}

impl Year {
    /// Whether all ways together find seats: open ones, or no more than `offered` where that is given.
    pub(super) fn check_ways(
        &self,
        ways: &[Way],
        offered: Option<&BTreeMap<SeatKey, u32>>,
    ) -> Result<(), YearError> {
        let mut net: BTreeMap<&SeatKey, i64> = BTreeMap::new();
        let mut weighed: BTreeMap<&str, [i64; AgeClass::COUNT]> = BTreeMap::new();
        for way in ways {
            for (key, n) in [(&way.from, -1), (&way.to, 1)] {
                let Some(key) = key else { continue };
                *net.entry(key).or_default() += n;
                weighed.entry(&key.facility).or_default()[way.class.index()] += n;
            }
        }
        for (key, n) in net {
            let open = match offered {
                Some(offered) => offered.get(key).copied().unwrap_or(0),
                None => self.seats.get(key).map_or(0, |s| s.open),
            };
            if n > i64::from(open) {
                return Err(YearError::NotEnoughSeats { key: key.clone(), taken: n as u32, open });
            }
        }
        for (facility, more) in weighed {
            let Some(site) = self.facilities.get(facility) else { continue };
            // What only frees never exceeds a limit.
            if more.iter().any(|&n| n > 0)
                && let Some(limit) = site.limits.iter().find(|l| !l.allows(&site.net, &more))
            {
                let limit = limit.name.clone();
                return Err(YearError::LimitReached { facility: facility.to_owned(), limit });
            }
        }
        Ok(())
    }

    /// Does what was checked.
    pub(super) fn do_ways(&mut self, ways: &[Way]) {
        for way in ways {
            if let Some(key) = &way.from {
                self.count(key, way.class, -1);
            }
        }
        for way in ways {
            if let Some(key) = &way.to {
                self.count(key, way.class, 1);
            }
        }
    }

    fn count(&mut self, key: &SeatKey, class: AgeClass, n: i64) {
        if let Some(seats) = self.seats.get_mut(key) {
            seats.open = (i64::from(seats.open) - n) as u32;
            seats.taken = (i64::from(seats.taken) + n) as u32;
        }
        if let Some(site) = self.facilities.get_mut(&key.facility) {
            site.net[class.index()] += n;
        }
    }

    /// The open-reserve seats of a class, made if there are none.
    pub(super) fn make_class(&mut self, facility: &str, class: AgeClass) -> Option<SeatKey> {
        let site = self.facilities.get_mut(facility)?;
        let key = class_key(site, facility, class);
        if !self.seats.contains_key(&key) {
            site.add(key.clone());
            self.seats.insert(key.clone(), Seats::default());
        }
        Some(key)
    }

    /// A child that was there all along becomes known by its id.
    pub(super) fn adopt(&mut self, facility: &str, class: AgeClass) -> Option<SeatKey> {
        let key = self.make_class(facility, class)?;
        let (site, seats) = (self.facilities.get_mut(facility)?, self.seats.get_mut(&key)?);
        if let Some(unnamed) = &mut site.unnamed[class.index()] {
            *unnamed -= 1;
            seats.unnamed -= 1;
        }
        seats.taken += 1;
        Some(key)
    }

    /// Whether `more` children of a class who were there all along can become known.
    pub(super) fn check_adopt(&self, facility: &str, class: AgeClass, more: u32) -> Result<(), YearError> {
        self.check_facility(facility)?;
        let unnamed = self.facilities.get(facility).and_then(|site| site.unnamed[class.index()]);
        if unnamed.is_some_and(|unnamed| more > unnamed) {
            return Err(YearError::NobodyUnnamed { facility: facility.to_owned(), class: class.get() });
        }
        Ok(())
    }

    pub(super) fn unnamed_left(&mut self, left: &UnnamedLeft) -> Result<(), YearError> {
        self.check_adopt(&left.facility, left.class, 1)?;
        let way = |key| Way { class: left.class, from: Some(key), to: None };
        if let Some(key) = self.adopt(&left.facility, left.class) {
            self.do_ways(&[way(key)]);
        }
        Ok(())
    }

    /// Whether the year knows how the seats are reserved, or has such seats already.
    pub(super) fn check_reserve(&self, key: &SeatKey) -> Result<(), YearError> {
        self.check_facility(&key.facility)?;
        let known = key.reserve.is_none() || self.rules.contains_key(key) || self.seats.contains_key(key);
        if known { Ok(()) } else { Err(YearError::UnknownReserve(key.clone())) }
    }

    pub(super) fn change_capacity(&mut self, changed: &CapacityChanged) -> Result<(), YearError> {
        let key = &changed.key;
        let Some(site) = self.facilities.get_mut(&key.facility) else {
            return Err(YearError::UnknownFacility(key.facility.clone()));
        };
        let open = self.seats.get(key).map_or(0, |s| s.open);
        let Some(now) = open.checked_add_signed(changed.seats) else {
            let away = changed.seats.unsigned_abs();
            return Err(YearError::SeatsTaken { key: key.clone(), away, open });
        };
        if !self.seats.contains_key(key) {
            site.check_apart(key)?;
            site.add(key.clone());
        }
        self.seats.entry(key.clone()).or_default().open = now;
        Ok(())
    }

    pub(super) fn open_facility(&mut self, facility: &Facility) -> Result<(), YearError> {
        if self.facilities.contains_key(&facility.id) {
            return Err(YearError::FacilityTwice(facility.id.clone()));
        }
        let mut site = Site::new(facility.clone(), Vec::new());
        // It was not there, so nobody can have been in it.
        site.unnamed = [Some(0); AgeClass::COUNT];
        self.facilities.insert(facility.id.clone(), site);
        Ok(())
    }
}

impl Site {
    pub(super) fn new(facility: Facility, partners: Vec<String>) -> Self {
        Self {
            facility: Facility { partners: Vec::new(), ..facility },
            partners,
            keys: Vec::new(),
            unnamed: [None; AgeClass::COUNT],
            net: [0; AgeClass::COUNT],
            limits: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, key: SeatKey) {
        let at = self.keys.partition_point(|k| *k < key);
        self.keys.insert(at, key);
    }

    /// Whether no other seats of the same reserve serve a class of these.
    pub(super) fn check_apart(&self, key: &SeatKey) -> Result<(), YearError> {
        let clash = |k: &&SeatKey| k.reserve == key.reserve && k.classes.overlaps(key.classes);
        if self.keys.iter().any(|k| clash(&k)) { Err(YearError::ClassTwice(key.clone())) } else { Ok(()) }
    }
}

impl YearLimit {
    /// The limit in the terms of a round.
    pub(crate) fn as_rows(&self, facility: u32) -> FacilityLimit {
        FacilityLimit {
            facility,
            name: self.name.clone(),
            capacity: self.capacity,
            weights: self.weights.clone(),
        }
    }

    /// What is left in thousandths after `net` children of each class have come: exactly as much as the remaining load
    /// needs, and never more where a child weighs less than a thousandth.
    pub(crate) fn left(&self, net: &[i64; AgeClass::COUNT]) -> u64 {
        let rows = self.as_rows(0);
        let Some(scaled) = rows.scaled() else { return 0 };
        let left = (i128::from(scaled.capacity) - load(&scaled, net)).clamp(0, i128::from(u64::MAX)) as u64;
        let Some(capacity) = rows.capacity_for(left) else { return self.capacity };
        let told = FacilityLimit { capacity, ..rows }.scaled().map(|s| s.capacity);
        if told.is_some_and(|told| told > left) { capacity.saturating_sub(1) } else { capacity }
    }

    /// Whether `net` children of each class are within the limit.
    pub(crate) fn is_kept(&self, net: &[i64; AgeClass::COUNT]) -> bool {
        let scaled = self.as_rows(0).scaled();
        scaled.is_some_and(|scaled| load(&scaled, net) <= i128::from(scaled.capacity))
    }

    fn allows(&self, net: &[i64; AgeClass::COUNT], more: &[i64; AgeClass::COUNT]) -> bool {
        let Some(scaled) = self.as_rows(0).scaled() else { return false };
        let more = load(&scaled, more);
        // What does not add to the load is always fine.
        more <= 0 || load(&scaled, net) + more <= i128::from(scaled.capacity)
    }
}

fn load(scaled: &ScaledLimit, net: &[i64; AgeClass::COUNT]) -> i128 {
    net.iter().zip(scaled.weight).map(|(&n, w)| i128::from(n) * i128::from(w)).sum()
}
