//! Which facilities a child lists, and the seat it may hold.

use crate::calibration::LIST_LENGTH;
use crate::draw::Draw;
use crate::families::Family;
use crate::town::{Near, Town};

/// Wishes per thousand children that name a facility of the district whatever it offers, as happens on real forms.
/// Assumed.
const CARELESS: u32 = 5;

/// Draws the list of one child. `elder` is the list of its elder sibling: families mostly name the same facilities.
/// `wanted` is its length, drawn from the calibrated mix if not given.
pub(crate) fn draw_list(
    draw: &mut Draw,
    town: &Town,
    near: &Near,
    family: &Family,
    class: u8,
    elder: &[u32],
    wanted: Option<u32>,
) -> Vec<u32> {
    let takes = |site: u32| town.sites[site as usize].classes & 1 << class != 0;
    let available = near.sites(family.district, usize::from(class)).len();
    let wanted = wanted.map_or_else(|| draw.weighted(&LIST_LENGTH) + 1, |n| n as usize);
    let length = wanted.min(available);
    let mut list: Vec<u32> = Vec::with_capacity(length + 1);
    for &site in elder.iter().filter(|&&s| takes(s)).take(length) {
        if draw.chance(900) {
            list.push(site);
        }
    }
    // Where few facilities are in reach, repeated draws of the same ones end the list early.
    for _ in 0..length * 6 {
        if list.len() >= length {
            break;
        }
        let site = near.draw(town, draw, family.district, usize::from(class), family.home);
        if !list.contains(&site) {
            list.push(site);
        }
    }
    if list.is_empty() {
        list.push(near.sites(family.district, usize::from(class))[0]);
    }
    if draw.chance(CARELESS) {
        let any = near.sites(family.district, 1);
        let site = any[draw.below(any.len() as u32) as usize];
        if !list.contains(&site) {
            list.push(site);
        }
    }
    list
}

/// The facility a transfer applicant comes from: near, and one that has its class. Takes it off the child's list, so that
/// at least one other facility stays on it; `None` if there is none other in reach.
pub(crate) fn draw_current(
    draw: &mut Draw,
    town: &Town,
    near: &Near,
    family: &Family,
    class: u8,
    list: &mut Vec<u32>,
) -> Option<u32> {
    let sites = near.sites(family.district, usize::from(class));
    if sites.len() < 2 {
        return None;
    }
    let current = near.draw(town, draw, family.district, usize::from(class), family.home);
    list.retain(|&s| s != current);
    if list.is_empty() {
        let other = sites[draw.below(sites.len() as u32) as usize];
        let other = if other == current { sites.iter().copied().find(|&s| s != current)? } else { other };
        list.push(other);
    }
    Some(current)
}
