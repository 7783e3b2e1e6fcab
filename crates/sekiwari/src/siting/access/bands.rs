//! How far is within reach, and how much less a seat counts the farther it is.

/// Why something makes no bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BandsError {
    /// There are none.
    #[error("no bands")]
    None,
    /// Bands must end one after the other.
    #[error("a band does not end behind the one before")]
    Order,
    /// Weights are 1 to 1000 thousandths, and no band weighs more than the one before.
    #[error("a weight is none of 0.001 to 1, or larger than the one before")]
    Weight,
}

/// Bands of distance with weights in thousandths; the last one ends where reach ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands(Vec<(u32, u32)>);

impl Bands {
    /// Weights of three equally wide bands: those of Luo and Qi (2009) for a slow decay.
    pub const SLOW: [u32; 3] = [1000, 680, 220];

    /// Bands from their ends (included) and weights in thousandths.
    ///
    /// # Errors
    /// The first [`BandsError`].
    pub fn new(bands: Vec<(u32, u32)>) -> Result<Self, BandsError> {
        if bands.is_empty() {
            return Err(BandsError::None);
        }
        let (mut end, mut weight) = (None, 1000);
        for &(to, w) in &bands {
            if end.is_some_and(|e| to <= e) {
                return Err(BandsError::Order);
            }
            if w == 0 || w > weight {
                return Err(BandsError::Weight);
            }
            (end, weight) = (Some(to), w);
        }
        Ok(Self(bands))
    }

    /// Equally wide bands up to `reach`, by their weights in thousandths; ends are rounded up to whole units.
    ///
    /// # Errors
    /// As [`Bands::new`]; also where the reach is too short for so many bands.
    ///
    /// ```
    /// use sekiwari::siting::access::Bands;
    /// let bands = Bands::equal(2_000, &Bands::SLOW).unwrap();
    /// assert_eq!(bands.as_slice(), [(667, 1000), (1334, 680), (2000, 220)]);
    /// assert_eq!((bands.weight(667), bands.weight(668), bands.weight(2001)), (1000, 680, 0));
    /// ```
    pub fn equal(reach: u32, weights: &[u32]) -> Result<Self, BandsError> {
        let n = weights.len() as u64;
        let end = |i: u64| (u64::from(reach) * (i + 1)).div_ceil(n) as u32;
        Self::new((0..n).map(end).zip(weights.iter().copied()).collect())
    }

    /// Ends and weights.
    pub fn as_slice(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// Where reach ends.
    pub fn reach(&self) -> u32 {
        self.0.last().map_or(0, |b| b.0)
    }

    /// The weight of a way in thousandths; 0 beyond reach.
    pub fn weight(&self, way: u32) -> u32 {
        self.0.iter().find(|b| way <= b.0).map_or(0, |b| b.1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bands, BandsError};

    #[test]
    fn bands_that_are_none_are_refused() {
        let error = |bands: &[(u32, u32)]| Bands::new(bands.to_vec()).unwrap_err();
        assert_eq!(error(&[]), BandsError::None);
        assert_eq!(error(&[(5, 900), (5, 800)]), BandsError::Order);
        assert_eq!(error(&[(5, 0)]), BandsError::Weight);
        assert_eq!(error(&[(5, 1001)]), BandsError::Weight);
        assert_eq!(error(&[(5, 500), (6, 501)]), BandsError::Weight);
        assert_eq!(Bands::equal(1, &Bands::SLOW).unwrap_err(), BandsError::Order);
        assert_eq!(Bands::new(vec![(0, 1000)]).unwrap().weight(0), 1000);
    }
}
