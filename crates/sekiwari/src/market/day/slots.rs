//! Parts of a day.

/// A set of the slots of an opening; slot 0 is the earliest. Up to 32 slots, so half hours from 7:00 to 23:00 fit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Slots(u32);

impl Slots {
    /// No slot.
    pub const NONE: Slots = Slots(0);

    /// Most slots a day may be cut into.
    pub const MOST: usize = 32;

    /// The set with these bits, slot 0 being the lowest.
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The first `n` slots; all 32 for any larger number.
    pub const fn first(n: usize) -> Self {
        if n >= Self::MOST { Self(u32::MAX) } else { Self((1 << n) - 1) }
    }

    /// One slot.
    ///
    /// # Panics
    /// If there is no such slot (32 or more).
    pub const fn one(slot: usize) -> Self {
        assert!(slot < Self::MOST);
        Self(1 << slot)
    }

    /// Its bits, slot 0 lowest.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether there is no slot.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many slots.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether a slot is in the set.
    pub const fn contains(self, slot: usize) -> bool {
        slot < Self::MOST && self.0 & (1 << slot) != 0
    }

    /// Whether a slot is missing between the first and the last.
    pub const fn has_gap(self) -> bool {
        if self.0 == 0 {
            return false;
        }
        let run = self.0 >> self.0.trailing_zeros();
        run & run.wrapping_add(1) != 0
    }

    /// Slots of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Slots of both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The slots, earliest first.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut bits = self.0;
        std::iter::from_fn(move || {
            let slot = bits.trailing_zeros() as usize;
            bits &= bits.wrapping_sub(1);
            (slot < Self::MOST).then_some(slot)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    #[test]
    fn slots_are_told_in_order() {
        let slots = Slots::one(4).union(Slots::one(0)).union(Slots::one(31));
        assert_eq!(slots.iter().collect::<Vec<_>>(), [0, 4, 31]);
        assert_eq!((slots.len(), Slots::NONE.iter().count(), Slots::first(32).len()), (3, 0, 32));
        assert!(!slots.contains(32));
        assert!(slots.has_gap() && !Slots::first(32).has_gap() && !Slots::from_bits(0b110).has_gap());
    }
}
