//! Who needs a seat, and where it may be.

use crate::programme::club::capacity::SeatTable;
use crate::programme::club::{Days, Seasons};

/// Children who are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// How many.
    pub children: u32,
    /// Seats that each of them takes.
    pub seats: u32,
    /// Their district.
    pub district: u32,
    /// Their weekdays.
    pub days: Days,
    /// Their seasons.
    pub seasons: Seasons,
    /// The clubs that they accept, the best first.
    pub clubs: Vec<Choice>,
}

/// A club that a group accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The club.
    pub club: u32,
    /// The route that takes them there in term time; `None` = they walk.
    pub route: Option<u32>,
}

/// A district and its clubs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct District {
    /// Its home clubs; none = it lacks a club.
    pub homes: Vec<u32>,
}

/// A transport route in term time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// The weekdays on which it runs.
    pub days: Days,
    /// Seats on each of them.
    pub seats: u32,
}

/// Everything a plan is made from.
#[derive(Clone, Copy, Debug)]
pub struct Demand<'a> {
    /// The seats of the clubs, with the rooms and staff behind them.
    pub seats: &'a SeatTable,
    /// The districts.
    pub districts: &'a [District],
    /// The routes.
    pub routes: &'a [Route],
    /// The children.
    pub groups: &'a [Group],
}

/// Why there is no plan. Everything is named by its place, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NeedError {
    /// A group names a district that does not exist.
    #[error("group {group} is of district {district}, which does not exist")]
    NoSuchDistrict {
        /// The group.
        group: u32,
        /// The district.
        district: u32,
    },
    /// A group accepts a club that does not exist.
    #[error("group {group} accepts club {club}, which does not exist")]
    NoSuchClub {
        /// The group.
        group: u32,
        /// The club.
        club: u32,
    },
    /// A group takes a route that does not exist.
    #[error("group {group} takes route {route}, which does not exist")]
    NoSuchRoute {
        /// The group.
        group: u32,
        /// The route.
        route: u32,
    },
    /// A group accepts a club twice.
    #[error("group {group} accepts club {club} twice")]
    ClubTwice {
        /// The group.
        group: u32,
        /// The club.
        club: u32,
    },
    /// A group comes on no day of any season.
    #[error("group {group} comes on no day of any season")]
    NeverThere {
        /// The group.
        group: u32,
    },
    /// A district has a home club that does not exist.
    #[error("district {district} has the home club {club}, which does not exist")]
    NoSuchHome {
        /// The district.
        district: u32,
        /// The club.
        club: u32,
    },
    /// A new room without area would never help.
    #[error("a new room has no area")]
    NoRoomArea,
    /// A number that nobody can mean.
    #[error("more than {most} children, seats of a child, seats of a route or square metres of a room")]
    TooMany {
        /// The most that is taken.
        most: u32,
    },
}

/// Numbers above are slips of the keyboard; below, every sum fits.
const MOST: u32 = 100_000;

impl Demand<'_> {
    /// Everything that is wrong, for rooms of so much area (hundredths of a square metre).
    pub(super) fn faults(&self, area_per_room: u64) -> Vec<NeedError> {
        let clubs = self.seats.clubs();
        let mut faults = Vec::new();
        let mut sum = 0u64;
        for (group, of) in (0..).zip(self.groups) {
            if of.district as usize >= self.districts.len() {
                faults.push(NeedError::NoSuchDistrict { group, district: of.district });
            }
            if of.days.is_empty() || of.seasons.is_empty() {
                faults.push(NeedError::NeverThere { group });
            }
            for (at, choice) in of.clubs.iter().enumerate() {
                let club = choice.club;
                if club >= clubs {
                    faults.push(NeedError::NoSuchClub { group, club });
                }
                if of.clubs[..at].iter().any(|c| c.club == club) {
                    faults.push(NeedError::ClubTwice { group, club });
                }
                if let Some(route) = choice.route.filter(|&r| r as usize >= self.routes.len()) {
                    faults.push(NeedError::NoSuchRoute { group, route });
                }
            }
            sum += u64::from(of.children) * u64::from(of.seats);
        }
        for (district, of) in (0..).zip(self.districts) {
            let gone = of.homes.iter().filter(|&&c| c >= clubs);
            faults.extend(gone.map(|&club| NeedError::NoSuchHome { district, club }));
        }
        if area_per_room == 0 {
            faults.push(NeedError::NoRoomArea);
        }
        let routes = self.routes.iter().any(|r| r.seats > MOST);
        if sum > 10 * u64::from(MOST) || routes || area_per_room > 100 * u64::from(MOST) {
            faults.push(NeedError::TooMany { most: MOST });
        }
        faults
    }
}
