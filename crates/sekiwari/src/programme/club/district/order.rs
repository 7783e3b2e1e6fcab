//! In which order a child thinks of the clubs around it.

use super::distance::metres;
use crate::programme::nursery::Position;

/// A club and the districts whose children belong to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClubSite<'a> {
    /// Its id.
    pub id: &'a str,
    /// The districts it is the home club of, by number.
    pub districts: &'a [usize],
    /// Where it stands, if known.
    pub position: Option<Position>,
}

/// A club that can be reached.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NearClub {
    /// Its place in the list of clubs.
    pub club: usize,
    /// Borders to cross to the nearest of its districts, 0 at home.
    pub hops: u32,
    /// The straight line in metres; nothing if either place is not known.
    pub metres: Option<u32>,
}

/// The clubs at most `most_hops` borders away: fewer borders first, then the shorter way, then the smaller id. Clubs at unknown
/// places come after the others with as many borders.
///
/// `hops` counts the borders from the child's home to every district ([`super::DistrictGraph::hops`]); a club of several
/// districts counts for the nearest of them, one of none is never reached. `from` is where ways begin: the child's home, or
/// whatever stands for it.
///
/// Guarantees: the order does not depend on the order of the clubs, unless two have one id. Cost: sorting the clubs in reach.
pub fn clubs_in_order(
    hops: &[Option<u32>],
    from: Option<Position>,
    clubs: &[ClubSite<'_>],
    most_hops: u32,
) -> Vec<NearClub> {
    let mut found: Vec<NearClub> = clubs
        .iter()
        .enumerate()
        .filter_map(|(club, site)| {
            let away = site.districts.iter().filter_map(|&d| hops.get(d).copied().flatten()).min();
            let hops = away.filter(|&h| h <= most_hops)?;
            let metres = from.zip(site.position).map(|(a, b)| metres(a, b));
            Some(NearClub { club, hops, metres })
        })
        .collect();
    found.sort_by(|a, b| {
        let key = |n: &NearClub| (n.hops, n.metres.is_none(), n.metres);
        key(a).cmp(&key(b)).then_with(|| clubs[a.club].id.cmp(clubs[b.club].id))
    });
    found
}
