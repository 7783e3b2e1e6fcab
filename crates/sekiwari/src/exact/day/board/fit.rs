//! Whether a request fits where it would like to be, and what stands in its way.

use super::super::limits::teachers_needed;
use super::super::rooms::{Patient, share_out};
use super::{Board, OUT};
use crate::market::day::{CLASSES, Limits, Staff};

impl Board<'_> {
    fn limits_at(&self, opening: u32) -> &Limits {
        &self.market.openings()[opening as usize].limits
    }

    /// Whether a request that is nowhere could have this stay, everybody else staying where they are.
    pub(in super::super) fn fits(&self, request: u32, stay: u32) -> bool {
        if self.is_shut(stay) {
            return false;
        }
        let free =
            |&(row, amount): &(u32, u64)| self.used[row as usize] + amount <= self.table.caps[row as usize];
        self.entries(stay).iter().all(free) && self.mix_suffices(request, stay, &[])
    }

    /// Rows that have too little for a request at this stay, and by how much; the place that it has counts as left.
    pub(in super::super) fn blocked(&self, request: u32, stay: u32, into: &mut Vec<(u32, u64)>) {
        into.clear();
        let now = self.at[request as usize];
        for &(row, amount) in self.entries(stay) {
            let mut used = self.used[row as usize] + amount;
            let cap = self.table.caps[row as usize];
            if used > cap {
                used -= if now == OUT { 0 } else { self.amount(now, row) };
                if used > cap {
                    into.push((row, used - cap));
                }
            }
        }
    }

    /// Whether teachers and rooms would suffice for a request at this stay if those in `gone` were not there.
    pub(in super::super) fn mix_suffices(&self, request: u32, stay: u32, gone: &[u32]) -> bool {
        let opening = self.opening_of(stay);
        !self.is_mixed(opening)
            || (self.teachers_suffice(request, stay, gone) && self.rooms_suffice(request, stay, gone))
    }

    /// Whether teachers for several bands suffice, as [`Self::mix_suffices`].
    pub(in super::super) fn teachers_suffice(&self, request: u32, stay: u32, gone: &[u32]) -> bool {
        let opening = self.opening_of(stay);
        let staff = self.limits_at(opening).staff.as_ref().filter(|s| s.bands.len() > 1);
        let Some(staff) = staff else { return true };
        let bands = staff.bands.len();
        for slot in self.slots_of(stay).iter() {
            let from = self.base[opening as usize] as usize + slot * bands;
            let mut loads = [0; CLASSES];
            loads[..bands].copy_from_slice(&self.loads[from..from + bands]);
            for &g in gone {
                let at = self.at[g as usize];
                if at != OUT && self.opening_of(at) == opening && self.slots_of(at).contains(slot) {
                    self.each_load(staff, g, |band, load| loads[band] -= load);
                }
            }
            self.each_load(staff, request, |band, load| loads[band] += load);
            if teachers_needed(staff, &loads) > staff.teachers[slot].into() {
                return false;
            }
        }
        true
    }

    /// The loads of a request's members, each with its band.
    pub(super) fn each_load(&self, staff: &Staff, request: u32, mut of: impl FnMut(usize, u64)) {
        for member in self.market.request(request as usize).members() {
            if let Some(b) = staff.bands.iter().position(|b| b.classes & (1 << member.class) != 0) {
                of(b, member.load.into());
            }
        }
    }

    /// Whether there is a room for everybody who is ill, as [`Self::mix_suffices`].
    pub(in super::super) fn rooms_suffice(&self, request: u32, stay: u32, gone: &[u32]) -> bool {
        let opening = self.opening_of(stay);
        let Some(rooms) = &self.limits_at(opening).rooms else { return true };
        let ill = |r: u32, s: u32| {
            let slots = self.slots_of(s);
            let members = self.market.request(r as usize).members();
            members.iter().filter_map(move |m| Some(Patient { illness: m.illness?, slots }))
        };
        let mut patients: Vec<Patient> = ill(request, stay).collect();
        if patients.is_empty() {
            return true;
        }
        for &other in self.here[opening as usize].iter().filter(|o| !gone.contains(o)) {
            patients.extend(ill(other, self.at[other as usize]));
        }
        share_out(rooms, &patients).is_some()
    }
}
